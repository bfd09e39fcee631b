from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.ui.views.canvas import geometry, layout
from playground.ui.views.canvas.bodies import MOST_TILES, Contents, lay_out

A, B, C, D = (LayerId(name) for name in "abcd")
CHAIN = (Connection(A, B), Connection(B, C), Connection(C, D))
SIZES = {A: (100.0, 300.0), B: (130.0, 500.0), C: (130.0, 200.0), D: (100.0, 120.0)}


def test_chain_is_laid_out_left_to_right_and_centred() -> None:
    places = layout.automatic_layout(SIZES, CHAIN)
    assert all(y == 0 for _, y in places.values())
    for left, right in pairwise((A, B, C, D)):
        gap = (places[right][0] - SIZES[right][0] / 2) - (places[left][0] + SIZES[left][0] / 2)
        assert gap == pytest.approx(geometry.COLUMN_GAP)


def test_branches_share_a_column_without_overlap() -> None:
    diamond = (Connection(A, B), Connection(A, C), Connection(B, D), Connection(C, D))
    places = layout.automatic_layout(SIZES, diamond)
    assert places[B][0] == places[C][0]
    upper, lower = sorted((B, C), key=lambda layer: places[layer][1])
    assert places[lower][1] - places[upper][1] >= (SIZES[B][1] + SIZES[C][1]) / 2


def test_unconnected_layers_stand_below_and_ends_keep_their_sides() -> None:
    places = layout.automatic_layout(SIZES, (), first=[A], last=[D])
    assert places[A][0] < places[D][0]
    assert places[B][1] > 150
    assert places[C][1] > 60


def test_ring_of_layers_ends() -> None:
    ring = (Connection(A, B), Connection(B, C), Connection(C, A))
    assert set(layout.columns_of([A, B, C], ring)) == {A, B, C}


@given(
    st.lists(st.floats(0, 1, width=32), min_size=0, max_size=60),
    st.integers(1, 20),
)
@settings(max_examples=50)
def test_strongest_are_the_largest_weakest_first(values: list[float], most: int) -> None:
    strength = np.asarray(values, np.float32)
    chosen = strength[geometry.strongest(strength, most)]
    assert chosen.tolist() == sorted(values)[-most:]


def test_curves_start_and_end_at_their_ports() -> None:
    starts = np.asarray([[0, 0], [10, 5]], np.float32)
    ends = np.asarray([[100, 50], [-90, 5]], np.float32)
    points = geometry.sampled(geometry.curves_between(starts, ends))
    assert np.allclose(points[:, 0], starts)
    assert np.allclose(points[:, -1], ends)
    # A wire that runs backwards leaves its port to the right all the same.
    assert points[1, :, 0].max() > 10


def test_nearest_curve_is_the_one_under_the_point() -> None:
    starts = np.asarray([[0, 0], [0, 40]], np.float32)
    ends = np.asarray([[100, 0], [100, 40]], np.float32)
    lines = geometry.sampled(geometry.curves_between(starts, ends))
    index, distance = geometry.nearest_curve(lines, (50, 37))
    assert index == 1
    assert distance == pytest.approx(3, abs=0.1)
    assert geometry.nearest_curve(lines[:0], (50, 37))[0] == -1


def test_ribbon_holds_what_lies_between_its_curves() -> None:
    starts = np.asarray([[0, -50], [0, 50]], np.float32)
    ends = np.asarray([[100, -10], [100, 10]], np.float32)
    upper, lower = geometry.sampled(geometry.curves_between(starts, ends))
    assert geometry.is_in_ribbon(upper, lower, (5, 40), 0)
    assert not geometry.is_in_ribbon(upper, lower, (95, 40), 0)
    assert geometry.is_in_ribbon(upper, lower, (95, 14), 5)
    assert not geometry.is_in_ribbon(upper, lower, (130, 0), 50)


def test_detail_changes_only_well_beyond_its_threshold() -> None:
    assert geometry.next_detail("normal", 1.75) == "normal"
    assert geometry.next_detail("normal", 1.9) == "near"
    assert geometry.next_detail("near", 1.6) == "near"
    assert geometry.next_detail("near", 1.5) == "normal"
    assert geometry.next_detail("near", 0.1) == "far"


def test_zoom_stays_within_its_limits() -> None:
    assert geometry.zoomed(1.0, 1) == pytest.approx(geometry.ZOOM_PER_NOTCH)
    assert geometry.zoomed(1.0, 1000) == geometry.MAXIMUM_SCALE
    assert geometry.zoomed(1.0, -1000) == geometry.MINIMUM_SCALE


def test_content_fits_and_is_never_blown_up() -> None:
    assert geometry.fitting_scale((800, 400), (400, 400)) == 0.5
    assert geometry.fitting_scale((10, 10), (400, 400)) == 1.15
    assert geometry.fitting_scale((0, 0), (400, 400)) == 1.0


@pytest.mark.parametrize("units", [1, 4, 8, 9, 16, 17, 32, 64, 100, 256, 4096])
def test_tiles_and_ports_lie_within_the_card(units: int) -> None:
    body = lay_out(Contents(units), is_plane=True)
    assert body.shown == min(units, MOST_TILES)
    assert len(body.ports_in) == len(body.ports_out) == body.shown
    left, top, width, height = body.tiles.T
    assert left.min() >= -body.width / 2
    assert (left + width).max() <= body.width / 2
    assert top.min() >= -body.height / 2 + 60
    assert (top + height).max() <= body.height / 2
    assert body.height < 900
    # Every unit has a port of its own, or wires of two units could not be told apart.
    assert len(np.unique(body.ports_in.round(3), axis=0)) == body.shown
    order = np.lexsort((left, top))
    overlap = (np.diff(left[order]) < width[0]) & (np.diff(top[order]) == 0)
    assert not overlap.any()


def test_picture_and_bars_stand_for_pixels_and_classes() -> None:
    picture = lay_out(Contents(64, picture=(1, 8, 8)), is_plane=False)
    assert picture.kind == "picture"
    assert picture.ports_in.shape == (0, 2)
    assert len(np.unique(picture.ports_out[:, 1])) == 64
    bars = lay_out(Contents(10, tuple("0123456789"), is_answer=True), is_plane=False)
    assert bars.kind == "bars"
    assert bars.shown == 10
    assert lay_out(Contents(0), is_plane=False).kind == "plain"
