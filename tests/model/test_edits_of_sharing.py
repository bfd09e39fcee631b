"""Edits of networks with several outputs and borrowed weights: copies, deletion, undo, ways out."""

from dataclasses import replace

import pytest

from playground.model import edits
from playground.model.check import check
from playground.model.errors import EditError
from playground.model.ids import LayerId
from playground.model.network import Layer
from playground.model.project import Project
from playground.model.text import parse, render
from tests.engine.test_heads import FAKE, FOOL, JUDGE, JUDGE_FAKE, LATENT, MAKER, REAL, players
from tests.model.drawn import PLANE

CHAIN = Project(
    parse("dense 2 tanh as a > dense 2 tanh like a as b > dense 2 tied a as c > output")
)
A, B, C = LayerId("L2"), LayerId("L3"), LayerId("L4")


def by_name(project: Project) -> dict[str, Layer]:
    return {layer.name: layer for layer in project.network.layers}


def test_copies_share_among_themselves() -> None:
    found = by_name(edits.duplicate(CHAIN, [A, B, C]))
    assert (found["b 1"].shares, found["b 1"].is_transposed) == (found["a 1"].id, False)
    assert (found["c 1"].shares, found["c 1"].is_transposed) == (found["a 1"].id, True)
    assert found["b"].shares == A


def test_a_copy_without_the_owner_has_its_own_weights() -> None:
    found = by_name(edits.duplicate(CHAIN, [B, C]))
    for name in ("b 1", "c 1"):
        assert (found[name].shares, found[name].is_transposed) == (None, False)


def test_a_part_from_elsewhere_may_name_a_layer_that_did_not_come() -> None:
    part = edits.copy(CHAIN, [A, C])
    alone = replace(part.network, layers=part.network.layers[1:])
    pasted = edits.paste(CHAIN, edits.Fragment(alone)).network.layers[-1]
    assert (pasted.shares, pasted.is_transposed) == (None, False)


def test_deleting_the_owner_offers_the_others_their_own_weights() -> None:
    after = edits.remove_layers(CHAIN, [A])
    problems = check(after, PLANE).problems
    assert [problem.layer for problem in problems] == [B, C]
    assert "a layer that is gone" in problems[0].message
    for _ in (B, C):
        repair = check(after, PLANE).problems[0].repair
        assert repair is not None
        assert repair.label == "Give it its own weights"
        after = repair.project
    assert check(after, PLANE).is_valid
    assert render(after.network) == "dense 2 tanh as b > dense 2 as c > output"


def test_layers_that_share_have_one_padlock_together() -> None:
    for chosen in (A, B, C):
        frozen = edits.set_frozen(CHAIN, [chosen], True)
        assert [layer.is_frozen for layer in frozen.network.layers] == [0, 1, 1, 1, 0]
        assert render(frozen.network).count("frozen") == 3
        assert edits.set_frozen(frozen, [C], False) == CHAIN
    # A text may say it at one of them.
    said = parse("dense 2 as a > dense 2 like a frozen as b > dense 2 tied a > dense 2 > output")
    assert [said.is_frozen(layer.id) for layer in said.layers] == [0, 1, 1, 1, 0, 0]
    opened = edits.set_frozen(Project(said), [A], False).network
    assert not any(opened.is_frozen(layer.id) for layer in opened.layers)


def test_a_second_output_can_be_added_and_taken_away() -> None:
    after = edits.insert_layer(CHAIN, "output")
    assert [layer.name for layer in after.network.layers][-1] == "output 2"
    joined = edits.connect(after, C, after.network.layers[-1].id)
    heads = check(joined, PLANE).heads
    assert [joined.network.layer(head.id).name for head in heads] == ["output", "output 2"]
    first = edits.remove_layers(joined, [heads[0].id])
    assert [head.id for head in check(first, PLANE).heads] == [heads[1].id]
    with pytest.raises(EditError, match="only one"):
        edits.insert_layer(CHAIN, "input")


def test_what_a_phase_named_can_go() -> None:
    for gone in (FOOL, FAKE, REAL, JUDGE, JUDGE_FAKE, MAKER, LATENT):
        project = edits.remove_layers(players(), [gone])
        for _ in range(9):
            problems = check(project, PLANE).problems
            if not problems:
                break
            assert problems[0].repair is not None
            project = problems[0].repair.project
        assert check(project, PLANE).is_valid, gone
