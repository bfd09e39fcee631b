import numpy as np
import pytest

from playground.ui.views.canvas.dashes import cut
from playground.ui.views.canvas.geometry import curves_between, sampled
from playground.ui.views.canvas.strokes import Strokes


def one(end: tuple[float, float], width: float, dashed: bool) -> Strokes:
    curves = curves_between(np.zeros((1, 2), np.float32), np.asarray([end], np.float32))
    return Strokes(
        curves,
        np.asarray([width], np.float32),
        np.asarray([7], np.uint32),
        np.asarray([0.5], np.float32),
        np.asarray([dashed], np.uint8),
    )


def length(strokes: Strokes) -> float:
    steps = np.diff(sampled(strokes.curves, 64), axis=1)
    return float(np.sqrt((steps**2).sum(-1)).sum())


@pytest.mark.parametrize("phase", [0.0, 3.0, 17.5, -40.0])
def test_wide_dashes_cover_their_share_of_the_wire(phase: float) -> None:
    whole = one((200, 120), 5.0, True)
    pieces = cut(whole, 1.0, phase)
    assert pieces.curves.shape[0] > 8
    assert not pieces.dashes.any()
    assert set(pieces.colours.tolist()) == {7}
    share = length(pieces) / length(whole)
    assert share == pytest.approx(15 / 20.5, abs=0.08)
    # Each piece lies on the wire.
    line = sampled(whole.curves, 400)[0]
    for point in sampled(pieces.curves, 4).reshape(-1, 2):
        assert np.hypot(*(line - point).T).min() < 0.6


def test_long_wire_is_cut_without_gaps() -> None:
    whole = one((1500, 900), 3.0, False)
    pieces = cut(whole, 1.0)
    assert pieces.curves.shape[0] > 4
    assert length(pieces) == pytest.approx(length(whole), rel=1e-3)
    assert np.abs(pieces.curves[1:, :2] - pieces.curves[:-1, 6:]).max() < 0.01


@pytest.mark.parametrize("width", [0.8, 1.5])
def test_thin_and_short_wires_are_left_alone(width: float) -> None:
    thin = one((100, 30), width, True)
    assert cut(thin, 1.0) is thin
    nothing = Strokes(
        *(
            np.zeros((0, *a.shape[1:]), a.dtype)
            for a in (thin.curves, thin.widths, thin.colours, thin.alphas, thin.dashes)
        )
    )
    assert cut(nothing, 1.0) is nothing


def test_wire_without_length_does_no_harm() -> None:
    curves = np.zeros((1, 8), np.float32)
    point = one((1, 1), 5.0, True)
    result = cut(Strokes(curves, point.widths, point.colours, point.alphas, point.dashes), 2.0)
    assert np.isfinite(result.curves).all()
