"""The rasteriser: where pixels change, how much, and that nothing can lead it astray."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.kernels.wires import draw_wires

UInt32 = npt.NDArray[np.uint32]

BLACK = 0xFF000000
WHITE = 0xFFFFFF


def picture(height: int = 60, width: int = 80) -> UInt32:
    return np.full((height, width), BLACK, dtype=np.uint32)


def straight(x0: float, y0: float, x1: float, y1: float) -> list[float]:
    dx, dy = (x1 - x0) / 3, (y1 - y0) / 3
    return [x0, y0, x0 + dx, y0 + dy, x1 - dx, y1 - dy, x1, y1]


def draw(
    buffer: UInt32,
    *curves: list[float],
    width: float = 2.0,
    colour: int = WHITE,
    alpha: float = 1.0,
    dash: bool = False,
    phase: float = 0.0,
) -> UInt32:
    n = len(curves)
    draw_wires(
        buffer,
        np.array(curves, dtype=np.float32).reshape(n, 8),
        np.full(n, width, dtype=np.float32),
        np.full(n, colour, dtype=np.uint32),
        np.full(n, alpha, dtype=np.float32),
        np.full(n, dash, dtype=np.uint8),
        phase,
    )
    return buffer


def light(buffer: UInt32) -> npt.NDArray[np.float64]:
    """Return the green channel, 0 to 1."""
    return np.asarray(((buffer >> 8) & 255) / 255.0)


def test_a_level_wire_covers_exactly_its_width() -> None:
    lit = light(draw(picture(), straight(10, 30, 70, 30), width=4.0))
    np.testing.assert_allclose(lit[:, 40].sum(), 4.0, atol=0.05)
    np.testing.assert_allclose(lit[28:32, 10:70], 1.0, atol=0.01)
    assert lit[:, :9].max() == 0.0
    assert lit[:, 71:].max() == 0.0
    assert lit[:27].max() == 0.0


@pytest.mark.parametrize("angle", range(0, 360, 15))
def test_light_is_length_times_width_at_every_angle(angle: float) -> None:
    dx, dy = 25 * np.cos(np.radians(angle)), 25 * np.sin(np.radians(angle))
    lit = light(draw(picture(), straight(40 - dx, 30 - dy, 40 + dx, 30 + dy), width=3.0))
    assert lit.sum() == pytest.approx(50 * 3.0, rel=0.05)
    # No bright or dark joints: a translucent wire is nowhere blended twice.
    faint = light(
        draw(picture(), straight(40 - dx, 30 - dy, 40 + dx, 30 + dy), width=3.0, alpha=0.5)
    )
    assert faint.max() <= 0.51


def test_a_curve_has_no_gaps_and_no_double_pixels() -> None:
    curve = [5.0, 5.0, 45.0, 5.0, 35.0, 55.0, 75.0, 55.0]
    lit = light(draw(picture(), curve, width=4.0, alpha=0.5))
    assert lit.max() <= 0.51
    columns = lit[:, 6:74].max(axis=0)
    assert columns.min() >= 0.49


def test_thin_wires_get_faint() -> None:
    full = light(draw(picture(), straight(10, 30.5, 70, 30.5), width=1.0)).sum()
    thin = light(draw(picture(), straight(10, 30.5, 70, 30.5), width=0.25)).sum()
    assert thin == pytest.approx(0.25 * full, rel=0.05)


def test_colours_are_blended_in_order() -> None:
    buffer = draw(picture(), straight(0, 30, 80, 30), width=6, colour=0xFF0000)
    draw(buffer, straight(0, 30, 80, 30), width=6, colour=0x0000FF, alpha=0.5)
    red, blue = (int(buffer[30, 40]) >> 16) & 255, int(buffer[30, 40]) & 255
    assert abs(red - 127) <= 2
    assert abs(blue - 127) <= 2
    assert int(buffer[30, 40]) >> 24 == 255


def test_dashes_leave_gaps_that_move_with_the_phase() -> None:
    row = light(draw(picture(), straight(0, 30, 80, 30), dash=True))[30]
    assert 0.5 < row.mean() < 0.7
    assert row.min() == 0.0
    moved = light(draw(picture(), straight(0, 30, 80, 30), dash=True, phase=5.0))[30]
    assert np.abs(row - moved).max() > 0.9


def test_a_clipped_wire_is_the_same_picture() -> None:
    large, small = picture(120, 160), picture()
    draw(large, straight(10, 15, 150, 110), width=5)
    draw(small, straight(10 - 40, 15 - 30, 150 - 40, 110 - 30), width=5)
    np.testing.assert_allclose(light(small), light(large)[30:90, 40:120], atol=0.02)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_wires_that_are_not_finite_are_left_out(bad: float) -> None:
    for place in range(8):
        curve = straight(10, 10, 70, 50)
        curve[place] = bad
        assert light(draw(picture(), curve)).max() == 0.0
    assert light(draw(picture(), straight(10, 10, 70, 50), alpha=np.nan)).max() == 0.0
    assert light(draw(picture(), straight(10, 10, 70, 50), width=np.nan)).max() == 0.0
    draw(picture(), straight(10, 10, 70, 50), dash=True, phase=bad)


NUMBERS = st.one_of(
    st.floats(width=32),
    st.floats(-200, 300, width=32),
    st.sampled_from([0.0, 1.0, 59.5, 60.0, 80.0, 1e9, -1e9, 1e30, -3e38]),
)


@settings(max_examples=150, deadline=None)
@given(
    curve=st.lists(NUMBERS, min_size=8, max_size=8),
    width=st.one_of(st.floats(0, 20, width=32), NUMBERS),
    alpha=st.one_of(st.floats(0, 1, width=32), NUMBERS),
    dash=st.booleans(),
)
def test_no_number_writes_outside(
    curve: list[float], width: float, alpha: float, dash: bool
) -> None:
    # The picture lies inside a larger array, whose rest must stay as it is.
    room = np.full(3 * 60 * 80, 0x12345678, dtype=np.uint32)
    buffer = room[60 * 80 : 2 * 60 * 80].reshape(60, 80)
    buffer[:] = BLACK
    draw(buffer, curve, width=width, alpha=alpha, dash=dash)
    assert np.all(room[: 60 * 80] == 0x12345678)
    assert np.all(room[2 * 60 * 80 :] == 0x12345678)
    assert np.all(buffer >> 24 == 255)


def test_arrays_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="Wires need"):
        draw_wires(
            picture(),
            np.zeros((3, 8), np.float32),
            np.zeros(2, np.float32),
            np.zeros(3, np.uint32),
            np.zeros(3, np.float32),
            np.zeros(3, np.uint8),
        )


def test_an_empty_picture_and_no_wires_are_fine() -> None:
    draw(np.zeros((0, 0), np.uint32), straight(0, 0, 1, 1))
    draw(picture())
