"""Networks with branches: where cards stand, and how connections find their way around them."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.ui.views.canvas import geometry
from playground.ui.views.canvas.geometry import Rect, around
from playground.ui.views.canvas.layout import LANE, automatic_layout
from playground.ui.views.canvas.paths import paths
from playground.ui.views.canvas.routes import routes_around

A, B, C, D, E = (LayerId(name) for name in "abcde")
SIZES = dict.fromkeys((A, B, C, D, E), (130.0, 200.0))


def framed(connections: tuple[Connection, ...]) -> dict[LayerId, Rect]:
    places = automatic_layout(SIZES, connections, first=[A])
    return {layer: around(place, SIZES[layer]) for layer, place in places.items()}


def test_skip_leaves_the_chain_straight_and_goes_around_its_cards() -> None:
    chain = (Connection(A, B), Connection(B, C), Connection(C, D))
    skip = Connection(A, D)
    frames = framed((*chain, skip))
    assert max(abs(frames[x].centre[1] - frames[A].centre[1]) for x in (B, C, D)) < 12
    routes = routes_around(frames, (*chain, skip))
    assert set(routes) == {skip}
    for x, y in routes[skip]:
        for card in (frames[B], frames[C]):
            is_beside = x < card.left or x > card.right
            assert is_beside or not card.top - LANE / 2 < y < card.bottom + LANE / 2


def test_branches_of_different_length_are_straight_and_apart() -> None:
    ways = (
        Connection(A, B),
        Connection(B, C),
        Connection(C, E),
        Connection(A, D),
        Connection(D, E),
    )
    frames = framed(ways)
    assert abs(frames[B].centre[1] - frames[C].centre[1]) < 20
    assert frames[D].centre[1] - frames[B].centre[1] > 200
    assert abs(frames[E].centre[0] - frames[C].centre[0]) > 130


def test_second_skip_has_a_lane_of_its_own() -> None:
    ways = (
        Connection(A, B),
        Connection(B, C),
        Connection(C, D),
        Connection(D, E),
        Connection(A, D),
        Connection(A, E),
    )
    routes = routes_around(framed(ways), ways)
    one, other = routes[Connection(A, D)], routes[Connection(A, E)]
    assert abs(one[0][1] - other[0][1]) >= LANE


def test_wire_along_a_route_is_one_unbroken_line() -> None:
    starts = np.asarray([[0, 0], [0, 40]], np.float32)
    ends = np.asarray([[600, 0], [600, 40]], np.float32)
    curves, owner = paths(starts, ends, ((200.0, 300.0), (400.0, 300.0)))
    assert owner.tolist() == [0, 0, 0, 1, 1, 1]
    for wire in (0, 1):
        mine = curves[owner == wire]
        assert np.array_equal(mine[:-1, 6:], mine[1:, :2])
        assert np.array_equal(mine[0, :2], starts[wire])
        assert np.array_equal(mine[-1, 6:], ends[wire])
    # Two wires in one lane stay apart.
    assert abs(curves[1, 1] - curves[4, 1]) > 5


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
@settings(max_examples=60, deadline=None)
def test_cards_never_overlap_and_signals_run_to_the_right(pairs: set[tuple[int, int]]) -> None:
    layers = [LayerId(f"L{index}") for index in range(10)]
    ways = tuple(Connection(layers[min(p)], layers[max(p)]) for p in pairs if p[0] != p[1])
    sizes = {layer: (130.0, 100.0 + 30 * index) for index, layer in enumerate(layers)}
    places = automatic_layout(sizes, ways, first=[layers[0]])
    frames = {layer: around(place, sizes[layer]) for layer, place in places.items()}
    for way in ways:
        assert frames[way.source].right < frames[way.target].left
    for one, other in combinations(frames.values(), 2):
        is_beside = one.right <= other.left or other.right <= one.left
        assert is_beside or one.bottom <= other.top or other.bottom <= one.top
    for route in routes_around(frames, ways).values():
        (left, y), (right, _) = route[0], route[1]
        for card in frames.values():
            middle = card.centre[0]
            if left < middle < right:
                assert not card.top < y < card.bottom


def test_two_hundred_layers_stand_in_order_and_apart() -> None:
    layers = [LayerId(f"L{index}") for index in range(200)]
    ways = [Connection(layers[i], layers[i + 1]) for i in range(199)]
    ways += [Connection(layers[i], layers[i + 3]) for i in range(0, 196, 4)]
    sizes = dict.fromkeys(layers, (130.0, 300.0))
    places = automatic_layout(sizes, ways, first=[layers[0]])
    frames = [around(places[layer], sizes[layer]) for layer in layers]
    assert all(one.right < other.left for one, other in pairwise(frames))
    assert geometry.united([around(p, sizes[x]) for x, p in places.items()]).height < 600
