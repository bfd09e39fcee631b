"""A neuron's point on the curve of its activation: the numbers of the operation at hand, no others."""

import math

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from playground.model.catalog import ACTIVATIONS
from playground.ui.numbers import signed_close
from playground.ui.style import DARK, LIGHT, Theme
from playground.ui.view import Selection
from playground.ui.views.card.curve import REACH, CurvePicture
from playground.ui.views.card.unit_curve import UnitCurve
from playground.ui.views.card.view import CardView
from tests.ui.stepped import Stepped
from tests.ui.test_canvas_phases import layer_named, share_of


@pytest.fixture
def curve(qtbot: QtBot) -> UnitCurve:
    curve = UnitCurve()
    curve.resize(260, 130)
    qtbot.addWidget(curve)
    curve.show_theme(DARK)
    return curve


def places(curve: UnitCurve) -> list[float]:
    return list(curve.picture.places)


def is_done(curve: UnitCurve) -> bool:
    return curve.picture.is_done


def said(curve: UnitCurve) -> str:
    return curve.numbers.text()


def test_point_and_numbers_come_with_their_operations(curve: UnitCurve) -> None:
    run = Stepped()
    layer = layer_named(run.shown, "dense 2")
    unit = run.shown.resolution.layers[layer].units_out[1]
    curve.show_unit(run.shown, run.until("forward", "a =", "dense 1"), unit)
    assert places(curve) == []
    assert said(curve).split() == ["z", "–", "a", "–", "∂a/∂z", "–"]
    snapshot = run.until("forward", "z =", "dense 2")
    assert snapshot.probe is not None
    z = snapshot.probe.layers[layer].z
    assert z is not None
    curve.show_unit(run.shown, snapshot, unit)
    assert places(curve) == [float(z[1])]
    assert not is_done(curve)
    assert said(curve).split() == ["z", signed_close(float(z[1])), "a", "–", "∂a/∂z", "–"]
    snapshot = run.until("forward", "a =", "dense 2")
    assert snapshot.probe is not None
    a = snapshot.probe.layers[layer].a
    assert a is not None
    curve.show_unit(run.shown, snapshot, unit)
    assert is_done(curve)
    slope = 1 - math.tanh(float(z[1])) ** 2
    told = [signed_close(float(value)) for value in (z[1], a[1], slope)]
    assert said(curve).split() == ["z", told[0], "a", told[1], "∂a/∂z", told[2]]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("name", ["tanh", "relu", "softplus"])
def test_point_lies_on_both_curves(qtbot: QtBot, theme: Theme, name: str) -> None:
    picture = CurvePicture()
    qtbot.addWidget(picture)
    picture.resize(240, 100)
    picture.show_theme(theme)
    picture.show_activation(name)
    record = ACTIVATIONS[name]
    assert record.value is not None
    assert record.derivative is not None
    z = 1.3
    empty = picture.grab().toImage()
    picture.show_places((z,))
    image = picture.grab().toImage()
    for value, colour in ((record.value(z), theme.text), (record.derivative(z), theme.blame)):
        at = picture._place(z, value).toPoint()
        box = (at.x() - 4, at.y() - 4, 9, 9)
        assert share_of(image.copy(*box), colour) > share_of(empty.copy(*box), colour)


def test_a_neuron_far_out_is_still_on_the_picture(qtbot: QtBot) -> None:
    picture = CurvePicture()
    qtbot.addWidget(picture)
    picture.resize(240, 100)
    picture.show_activation("relu")
    picture.show_places((13.0,))
    at = picture._place(13.0, 13.0)
    assert 0 < at.x() < 240
    picture.show_places((12.0,))
    assert picture._reach == 4 * REACH
    picture.show_places((0.5,))
    assert picture._reach == REACH
    picture.show_places((math.nan, math.inf))
    assert picture.places == ()
    assert not picture.grab().isNull()


def test_of_many_positions_every_one_has_its_dot(curve: UnitCurve) -> None:
    run = Stepped("conv 4 3x3 relu > flatten > output softmax", "digits", 2, steps=3)
    layer = layer_named(run.shown, "conv 1")
    snapshot = run.until("forward", "a =", "conv 1")
    unit = run.shown.resolution.layers[layer].units_out[2]
    curve.show_unit(run.shown, snapshot, unit)
    assert snapshot.probe is not None
    z = snapshot.probe.layers[layer].z
    assert z is not None
    assert np.array_equal(curve.picture.places, z.reshape(4, -1)[2])
    assert "64 positions" in said(curve)


def test_what_has_no_curve_has_no_picture(curve: UnitCurve) -> None:
    run = Stepped("dense 4 tanh > output softmax", "digits", 1, steps=2)
    snapshot = run.until("backward", "∂L/∂W", "dense 1")
    for name, is_drawn in (("input", False), ("dense 1", True), ("output", False)):
        layer = layer_named(run.shown, name)
        curve.show_unit(run.shown, snapshot, run.shown.resolution.layers[layer].units_out[0])
        assert curve.isHidden() != is_drawn


def test_a_cell_and_a_pool_put_their_sums_through_no_single_function(curve: UnitCurve) -> None:
    for text, kind, name in (
        ("embedding 4 > lstm 4 > output", "recall", "lstm 1"),
        ("conv 4 3x3 > pool 2 > flatten > output", "digits", "max pool 1"),
    ):
        run = Stepped(text, kind, 2, steps=2)
        unit = run.shown.resolution.layers[layer_named(run.shown, name)].units_out[0]
        curve.show_unit(run.shown, run.snapshot(), unit)
        assert curve.isHidden(), name


def test_the_card_keeps_the_curve_while_stepping_and_without_a_selection(qtbot: QtBot) -> None:
    run = Stepped()
    view = CardView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(run.shown)
    view.show_snapshot(run.snapshot())
    assert view.curve.isHidden()
    layer = layer_named(run.shown, "dense 2")
    unit = run.shown.resolution.layers[layer].units_out[1]
    view.show_selection(Selection(layers=(layer,), unit=unit))
    assert not view.curve.isHidden()
    snapshot = run.until("backward", "δ =", "dense 2")
    view.show_snapshot(snapshot)
    assert snapshot.probe is not None
    z = snapshot.probe.layers[layer].z
    assert z is not None
    assert view.curve.picture.places == (float(z[1]),)
    view.show_selection(Selection())
    assert view.curve.picture.places == (float(z[0]),)
    view.show_selection(Selection(layers=(layer,)))
    assert view.curve.isHidden()
