"""Self-attention: scores, their softmax, the values mixed; and the blame of all three."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import ZERO, Powers, root
from playground.readout.arithmetic.cards import A, Card, Explain, Name, rest_of
from playground.readout.arithmetic.expressions import (
    EPSILON,
    Expression,
    Number,
    Product,
    Quotient,
    Sum,
    Values,
    exactly,
    summed,
)
from playground.readout.arithmetic.norms import plain
from playground.readout.arithmetic.records import Role
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import line

_FORWARD = (
    "s = Σ q·k/√d,  p = softmax s,  a = Σ p·v",
    r"s = \frac{\sum q \cdot k}{\sqrt{d}}, \quad p = \operatorname{softmax} s, \quad a = \sum p \cdot v",
)
_BACKWARD = (
    "∂L/∂v = Σ p·∂L/∂a,  ∂L/∂s = p·(∂L/∂p − Σ p·∂L/∂p),  ∂L/∂q = Σ k·∂L/∂s/√d,  ∂L/∂k = Σ q·∂L/∂s/√d",
    r"\frac{\partial L}{\partial v} = \sum p \frac{\partial L}{\partial a}, \quad "
    r"\frac{\partial L}{\partial s} = p \left(\frac{\partial L}{\partial p} - \sum p "
    r"\frac{\partial L}{\partial p}\right), \quad "
    r"\frac{\partial L}{\partial q} = \sum \frac{k}{\sqrt{d}} \frac{\partial L}{\partial s}, \quad "
    r"\frac{\partial L}{\partial k} = \sum \frac{q}{\sqrt{d}} \frac{\partial L}{\partial s}",
)


class _Looking:
    """One unit of one head, at one position of one example."""

    def __init__(self, scene: Scene, focus: Focus) -> None:
        self.scene = scene
        self.units, self.heads, self.positions = scene.size("units", "heads", "positions")
        self.width = self.units // self.heads
        rest, self.lane = divmod(focus.index, scene.ld)
        self.unit, self.position = divmod(rest, self.positions)
        self.head = self.unit // self.width
        self.length = int(scene.block("lengths").at(self.lane).value)
        self.is_causal = bool(scene.numbers["causal"])

    @property
    def is_past(self) -> bool:
        return self.position >= self.length

    @cached_property
    def root(self) -> Expression:
        """√d, by which scores are divided."""
        return root(exactly(self.width))

    def block(self, name: str) -> Block:
        """Return an array of units as [units, positions, ld]."""
        return self.scene.block(name, self.units, self.positions, self.scene.ld)

    def at(self, name: str, position: int, unit: int | None = None) -> Number:
        """Return a number of the unit shown, or of another one."""
        return self.block(name).number(self.unit if unit is None else unit, position, self.lane)

    def share(self, query: int, key: int) -> Number:
        """Return how much of a key's value a query takes."""
        size = (self.heads, self.positions, self.positions, self.scene.ld)
        return self.scene.block("p", *size).number(self.head, query, key, self.lane)

    def keys(self, query: int) -> range:
        """Return the keys that a query sees."""
        return range(query + 1 if self.is_causal else self.length)

    def queries(self, key: int) -> range:
        """Return the queries that see a key."""
        return range(key if self.is_causal else 0, self.length)

    def of_head(self) -> range:
        """Return the units of this head."""
        return range(self.head * self.width, (self.head + 1) * self.width)

    def score(self, query: int, key: int) -> Expression:
        """Return Σ q·k/√d."""
        terms = [
            Product((self.at("q", query, unit), self.at("k", key, unit))) for unit in self.of_head()
        ]
        return Quotient(summed(terms), self.root)

    def blame_of_share(self, query: int, key: int) -> Expression:
        """Return ∂L/∂p = Σ v·∂L/∂a."""
        return summed(
            [
                Product((self.at("v", key, unit), self.at("da", query, unit)))
                for unit in self.of_head()
            ]
        )

    def blame_of_score(self, query: int, key: int) -> Expression:
        """Return ∂L/∂s = p·(∂L/∂p − Σ p·∂L/∂p)."""
        carried = summed(
            [
                Product((self.share(query, other), self._blames.number("share", query, other)))
                for other in self.keys(query)
            ]
        )
        own = plain(self.blame_of_share(query, key))
        return Product((self.share(query, key), Sum((own, -plain(carried)))))

    def score_number(self, query: int, key: int) -> Number:
        """Return the same as one number that the engine does not keep."""
        return self._blames.number("score", query, key)

    @cached_property
    def _blames(self) -> "_Blames":
        units = slice(self.head * self.width, (self.head + 1) * self.width)
        v, da = (self.block(name).part((units, slice(None), self.lane)) for name in ("v", "da"))
        size = (self.heads, self.positions, self.positions, self.scene.ld)
        p = self.scene.block("p", *size).part((self.head, slice(None), slice(None), self.lane))
        share, rough = da.T @ v, np.abs(da.T) @ np.abs(v)
        left = share - (p * share).sum(axis=1, keepdims=True)
        bound = p * (rough + (p * rough).sum(axis=1, keepdims=True))
        return _Blames(share, p * left, rough, bound)


@dataclass(frozen=True, slots=True, eq=False)
class _Blames:
    """∂L/∂p and ∂L/∂s of one head in one example, float64 (queries, keys), and what they add up."""

    share: Values
    score: Values
    rough_share: Values
    rough_score: Values

    def number(self, name: Literal["share", "score"], query: int, key: int) -> Number:
        """Return one of them, with the error that float32 may make of it."""
        if name == "share":
            value, rough = self.share[query, key], self.rough_share[query, key]
        else:
            value, rough = self.score[query, key], self.rough_score[query, key]
        return Number(float(value), error=16 * EPSILON * float(rough))


def _forward(scene: Scene, focus: Focus) -> Card:
    it = _Looking(scene, focus)
    engine = it.at("a", it.position)
    if it.is_past:
        behind = line(A, ZERO, engine, role="result")
        return Card(words.ATTENDING(), _FORWARD, (behind,), (words.PAST_END(),), it.position)
    keys = it.keys(it.position)
    scores = {key: it.score(it.position, key) for key in keys}
    numbers = {key: plain(score) for key, score in scores.items()}
    top = max(keys, key=lambda key: numbers[key].value)
    powers = Powers([numbers[key] for key in keys])
    share = Quotient(powers.of(list(keys).index(top)), powers.total())
    mixed = summed([Product((it.share(it.position, key), it.at("v", key))) for key in keys])
    lines = (
        line(("s", "s"), scores[top], words=words.SCORE(top + 1)),
        line(("p", "p"), share, it.share(it.position, top), words=words.SHARE_OF(top + 1)),
        line(A, mixed, engine, role="result"),
    )
    notes = (words.QUERY(it.position + 1, it.head + 1, it.heads), *rest_of(mixed))
    return Card(words.ATTENDING(), _FORWARD, lines, notes, it.position)


def _gradient(letter: str) -> Name:
    return f"∂L/∂{letter}", rf"\frac{{\partial L}}{{\partial {letter}}}"


def _backward(scene: Scene, focus: Focus) -> Card:
    it = _Looking(scene, focus)
    here = it.position
    if it.is_past:
        name = focus.argument[1]
        behind = line(_gradient(name), ZERO, it.at(f"d{name}", here), role="result")
        return Card(words.BLAME(), _BACKWARD, (behind,), (words.PAST_END(),), here)
    of_v = summed(
        [Product((it.share(query, here), it.at("da", query))) for query in it.queries(here)]
    )
    of_q = [Product((it.score_number(here, key), it.at("k", key))) for key in it.keys(here)]
    of_k = [
        Product((it.score_number(query, here), it.at("q", query))) for query in it.queries(here)
    ]
    top = max(it.keys(here), key=lambda key: abs(it.score_number(here, key).value))
    lines = [
        line(_gradient("p"), it.blame_of_share(here, top), words=words.TO_KEY(top + 1)),
        line(_gradient("s"), it.blame_of_score(here, top), words=words.TO_KEY(top + 1)),
    ]
    found: tuple[tuple[str, Expression], ...] = (
        ("v", of_v),
        ("q", Quotient(summed(of_q), it.root)),
        ("k", Quotient(summed(of_k), it.root)),
    )
    for name, formula in found:
        role: Role = "result" if focus.argument == f"d{name}" else "next"
        lines.append(line(_gradient(name), formula, it.at(f"d{name}", here), role=role))
    notes = (words.QUERY(here + 1, it.head + 1, it.heads), *rest_of(of_v))
    return Card(words.BLAME(), _BACKWARD, tuple(lines), notes, here)


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.ATTENTION_FORWARD: _forward,
    OpCode.ATTENTION_BACKWARD: _backward,
}
