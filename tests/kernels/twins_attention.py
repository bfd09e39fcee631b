"""Slow twins of self-attention: one example and one head at a time, as the textbook writes it."""

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from playground.kernels.optable import OpCode
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Numbers, Twin


def _sequences(array: Array, n: Numbers) -> Array:
    """Return [heads, units of a head, positions, ld]."""
    return array.reshape(int(n["heads"]), -1, int(n["positions"]), int(n["ld"]))


def _heads(x: Arrays, n: Numbers) -> Iterator[tuple[int, int, int, Array]]:
    """Yield every (lane, head) with its length, and which key each query within it looks at."""
    for lane, length in enumerate(x["lengths"].ravel().astype(int)):
        looks = np.tri(length) if n["causal"] else np.ones((length, length))
        for head in range(int(n["heads"])):
            yield lane, head, length, looks


def attention_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    q, k, v = (_sequences(x[name], n) for name in "qkv")
    heads, d, positions, ld = q.shape
    p, a = np.zeros((heads, positions, positions, ld)), np.zeros_like(q)
    for lane, head, length, looks in _heads(x, n):
        own_q, own_k, own_v = (whole[head, :, :length, lane] for whole in (q, k, v))
        scores = np.where(looks > 0, own_q.T @ own_k / np.sqrt(d), -np.inf)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        weights = powers / powers.sum(axis=1, keepdims=True)
        p[head, :length, :length, lane] = weights
        a[head, :, :length, lane] = own_v @ weights.T
    return {"p": p, "a": a}


def attention_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    q, k, v, da = (_sequences(x[name], n) for name in ("q", "k", "v", "da"))
    heads, d, positions, ld = q.shape
    p = x["p"].reshape(heads, positions, positions, ld)
    dq, dk, dv = np.zeros_like(q), np.zeros_like(q), np.zeros_like(q)
    for lane, head, length, _ in _heads(x, n):
        own_q, own_k, own_v, blame = (whole[head, :, :length, lane] for whole in (q, k, v, da))
        weights = p[head, :length, :length, lane]
        dp = blame.T @ own_v
        ds = weights * (dp - (weights * dp).sum(axis=1, keepdims=True)) / np.sqrt(d)
        dv[head, :, :length, lane] = blame @ weights
        dq[head, :, :length, lane] = own_k @ ds.T
        dk[head, :, :length, lane] = own_q @ ds
    return {"dq": dq, "dk": dk, "dv": dv}


def draw_sizes(data: st.DataObject) -> dict[str, float]:
    heads = data.draw(st.integers(1, 3), "heads")
    positions = st.one_of(st.integers(1, 14), st.sampled_from([17, 24]))
    return {
        "heads": heads,
        "units": heads * data.draw(st.one_of(st.integers(1, 6), st.just(9)), "d"),
        "positions": data.draw(positions, "positions"),
        "ld": data.draw(st.sampled_from([16, 16, 48]), "ld"),
        "causal": data.draw(st.integers(0, 1), "causal"),
    }


def lengths_that_differ(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    """Lengths from 1 on; in every third drawing all lanes of a batch are short."""
    most = int(n["positions"])
    if random.integers(3) == 0:
        most = (most + 1) // 2
    lengths = arrays["lengths"]
    lengths[...] = random.integers(1, most + 1, lengths.shape)
    if random.integers(3) == 0:
        lengths[...] = n["positions"]


def weights_that_fit(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    lengths_that_differ(random, n, arrays)
    p = attention_forward(arrays, n, arrays["lengths"])["p"]  # no register is read
    arrays["p"] = p.astype(np.float32).astype(np.float64).reshape(arrays["p"].shape)


TWINS: dict[OpCode, Twin] = {
    OpCode.ATTENTION_FORWARD: attention_forward,
    OpCode.ATTENTION_BACKWARD: attention_backward,
}

NUMBERS: dict[OpCode, DrawNumbers] = dict.fromkeys(TWINS, draw_sizes)

ARRAYS: dict[OpCode, DrawArrays] = {
    OpCode.ATTENTION_FORWARD: lengths_that_differ,
    OpCode.ATTENTION_BACKWARD: weights_that_fit,
}
