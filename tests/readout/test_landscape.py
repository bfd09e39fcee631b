"""Loss along a weight and over a plane: true to the engine's loss and gradient, and unnoticed by it."""

import math
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.model.ids import UnitRef, WeightRef
from playground.model.project import Point
from playground.model.resolution import ParameterShape
from playground.readout.landscape.line import loss_line, reach
from playground.readout.landscape.records import LossCurve, SurfaceWish
from playground.readout.landscape.surface import loss_surface
from tests.engine.projects import project, same_parameters
from tests.engine.test_heads import players

NETWORKS = (
    ("dense 4 tanh > output", "xor4"),
    ("dense 8 tanh > dense 8 tanh > output", "spiral"),
    ("dense 6 linear > batch_norm > tanh > dropout 0.3 > output softmax", "blobs3"),
    ("conv 3 3x3 tanh > pool 2 > flatten > output softmax", "digits"),
    ("embedding 4 > lstm 6 > output", "brackets"),
    ("gru 8 whole > output next", "waves"),
    ("dense 6 tanh as a > output\na > output reconstruct weight 0.5", "moons"),
)


def matrix(trainer: Trainer, layer: int = 1) -> ParameterShape:
    return trainer.resolution.layers[trainer.resolution.order[layer]].parameters[0]


def a_weight(trainer: Trainer, row: int = 0, column: int = 0) -> WeightRef:
    return matrix(trainer).weight_at(row, column)


def loss_with(trainer: Trainer, weight: WeightRef, value: float) -> float:
    """Return the training loss with one weight at another value, measured by the metrics."""
    shape = matrix(trainer)
    values = trainer.weights()[weight.parameter].copy()
    index = shape.index_of(weight)
    assert index is not None
    values[index] = value
    return trainer.metrics_with({weight.parameter: values}).train_loss


def steepness(curve: LossCurve, xs: np.ndarray, value: float) -> float:
    """Return the derivative of a polynomial near the eleven points around a value."""
    middle = int(np.searchsorted(xs, value))
    near = slice(middle - 5, middle + 6)
    shifted = xs[near] - value
    return float(np.polynomial.polynomial.polyfit(shifted, curve.losses[near], 4)[1])


@pytest.mark.parametrize(("text", "kind"), NETWORKS)
def test_the_tangent_is_the_slope_of_every_curve(text: str, kind: str) -> None:
    trainer = Trainer(project(text, kind))
    trainer.advance(30)
    for _ in range(2):
        # Zoomed in, so that a few points are a derivative: max pooling has bends.
        line = loss_line(trainer, a_weight(trainer), example=3, zoom=16.0)
        assert line is not None
        assert len(line.curves) == 2
        for curve in line.curves:
            measured = steepness(curve, line.values, line.value)
            size = max(abs(curve.slope), float(np.ptp(curve.losses)), 1e-3)
            assert abs(measured - curve.slope) < 0.01 * size
        trainer.advance_operation()


@pytest.mark.parametrize(("text", "kind"), NETWORKS[:2])
def test_the_curve_over_the_training_set_is_the_loss_of_the_metrics(text: str, kind: str) -> None:
    trainer = Trainer(project(text, kind))
    trainer.advance(30)
    weight = a_weight(trainer)
    line = loss_line(trainer, weight)
    assert line is not None
    curve = line.curve("training")
    assert curve is not None
    assert (curve.examples, curve.total) == (trainer.dataset.train.size,) * 2
    assert curve.loss == pytest.approx(trainer.metrics().train_loss, rel=1e-6)
    assert line.value == trainer.weight(weight)
    for place in range(0, line.values.size, 16):
        wanted = loss_with(trainer, weight, float(line.values[place]))
        assert curve.losses[place] == pytest.approx(wanted, rel=1e-5)


def test_a_large_training_set_is_sampled_and_says_so() -> None:
    trainer = Trainer(project("flatten > output softmax", "digits"))
    line = loss_line(trainer, trainer_bias(trainer))
    assert line is not None
    assert (line.curves[0].examples, line.curves[0].total) == (512, trainer.dataset.train.size)
    assert trainer.dataset.train.size > 512


def trainer_bias(trainer: Trainer) -> WeightRef:
    shape = trainer.resolution.heads[0].parameters[1]
    return WeightRef(shape.id, shape.targets[0])


def test_inside_an_update_the_slope_is_the_gradient_in_the_arena_to_the_bit() -> None:
    trainer = Trainer(project("dense 6 tanh > dropout 0.5 > output", "spiral", batch=10))
    trainer.advance(25)
    backward = trainer.bound.program.tape.phase("backward").stop
    while trainer.row < backward:
        trainer.advance_operation()
    gradient = trainer.bound.program.gradient
    assert gradient is not None
    shown = trainer.bound.view(gradient)[:, 0]
    for shape, offset in [(slot.shape, slot.offset) for slot in trainer.bound.program.layout.slots]:
        line = loss_line(trainer, shape.weight_at(0, 0))
        assert line is not None
        curve = line.curve("batch")
        assert curve is not None
        assert curve.slope == float(shown[offset])
        assert curve.examples == 10


def test_the_slope_for_one_example_is_that_of_its_probe() -> None:
    trainer = Trainer(project("output", "moons"))
    line = loss_line(trainer, trainer_bias(trainer), example=7)
    assert line is not None
    curve = line.curve("example")
    assert curve is not None
    probe = trainer.probe(7)
    delta = probe.layers[trainer.resolution.order[-1]].dz
    assert delta is not None
    assert (curve.example, curve.loss) == (7, probe.loss)
    assert curve.slope == float(delta[0])


def test_half_an_update_shows_where_the_weight_stood() -> None:
    trainer = Trainer(project("dense 3 tanh > output", "moons"))
    trainer.advance(5)
    weight = a_weight(trainer)
    before = trainer.weight(weight)
    while trainer.row < len(trainer.bound.tape) - 1:
        trainer.advance_operation()
    assert trainer.weight(weight) != before
    line = loss_line(trainer, weight)
    assert line is not None
    assert (line.step, line.value) == (5, before)


@pytest.mark.parametrize("value", [0.0, 0.3, -1.7, 12.0, -1000.0])
def test_the_range_holds_what_it_must_and_stands_still(value: float) -> None:
    low, high = reach(value)
    far = max(1.0, 2.0 * abs(value))
    assert low <= value - far
    assert value + far <= high
    assert reach(value * 1.0001 + 1e-6) == (low, high)
    near_low, near_high = reach(value, zoom=8.0)
    assert near_high - near_low == (high - low) / 8.0
    assert near_low < value < near_high


def test_cut_and_missing_weights_have_no_line() -> None:
    trainer = Trainer(project("dense 3 tanh > output", "moons"))
    weight = a_weight(trainer)
    gone = WeightRef(weight.parameter, UnitRef(weight.target.layer, weight.target.unit), None)
    assert loss_line(trainer, gone) is None
    made = trainer.project
    trainer.change_project(replace(made, network=replace(made.network, cuts=(weight,))))
    assert loss_line(trainer, weight) is None
    other = a_weight(trainer, row=1)
    assert loss_surface(trainer, SurfaceWish((weight, other))).reason == "cut"
    trainer.advance(20)
    surface = loss_surface(trainer, SurfaceWish(), 17)
    assert surface.plane is not None
    refs, _ = surface.plane.weights_at(1.0, 1.0)
    assert weight not in refs
    assert len(refs) == trainer.bound.program.layout.size - 1


def test_a_frozen_layer_has_no_tangent_while_a_batch_is_in_progress() -> None:
    trainer = Trainer(project("dense 3 tanh frozen > output", "moons"))
    trainer.advance_operation()
    line = loss_line(trainer, a_weight(trainer))
    assert line is not None
    assert math.isnan(line.curves[1].slope)
    assert math.isfinite(line.curves[0].slope)


def test_a_shared_weight_moves_every_layer_that_uses_it() -> None:
    text = "dense 4 tanh > dense 4 tanh as a > dense 4 tanh like a > output"
    trainer = Trainer(project(text, "moons"))
    trainer.advance(10)
    shape = matrix(trainer, 2)
    assert shape.id == matrix(trainer, 3).id
    line = loss_line(trainer, shape.weight_at(1, 2), zoom=4.0)
    assert line is not None
    curve = line.curves[0]
    measured = steepness(curve, line.values, line.value)
    assert measured == pytest.approx(curve.slope, rel=0.02, abs=1e-3)


def test_of_two_players_the_whole_loss_is_drawn_and_no_half_of_a_step() -> None:
    trainer = Trainer(players())
    trainer.advance(10)
    trainer.advance_operation()
    for slot in trainer.bound.program.layout.trained:
        line = loss_line(trainer, slot.shape.weight_at(0, 0), zoom=16.0)
        assert line is not None
        (curve,) = line.curves
        assert curve.basis == "training"
        assert curve.loss == pytest.approx(trainer.metrics().train_loss, rel=1e-6)
        measured = steepness(curve, line.values, line.value)
        assert measured == pytest.approx(curve.slope, rel=0.01, abs=1e-4)


# --- the surface ---------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "kind"), NETWORKS)
def test_looking_leaves_the_bits_of_the_run_alone(text: str, kind: str) -> None:
    alone, watched = Trainer(project(text, kind)), Trainer(project(text, kind))
    alone.advance(40)
    for _ in range(4):
        watched.advance(10)
        weight = a_weight(watched)
        loss_line(watched, weight, example=2)
        loss_surface(watched, SurfaceWish(), 17)
        watched.advance_operation()
        loss_line(watched, weight, example=2)
        loss_surface(watched, SurfaceWish((weight, trainer_bias(watched))), 17)
        watched.drop_batch()
    assert same_parameters(alone, watched)
    np.testing.assert_array_equal(alone.curve().train_loss, watched.curve().train_loss)


def test_every_node_is_the_loss_with_these_weights_set() -> None:
    trainer = Trainer(project("dense 4 tanh > output", "moons"))
    trainer.advance(40)
    weight, bias = a_weight(trainer), trainer_bias(trainer)
    for wish in (SurfaceWish((weight, bias)), SurfaceWish()):
        surface = loss_surface(trainer, wish, 17)
        plane = surface.plane
        assert plane is not None
        assert surface.losses.shape == (17, 17)
        assert surface.loss == pytest.approx(trainer.metrics().train_loss, rel=1e-6)
        other = Trainer(trainer.project, state=trainer.state())
        xs, ys = np.linspace(*plane.x, 17), np.linspace(*plane.y, 17)[::-1]
        for row, column in ((0, 0), (3, 9), (8, 8), (16, 2)):
            refs, values = plane.weights_at(xs[column], ys[row])
            other.set_weights(refs, values)
            assert surface.losses[row, column] == pytest.approx(
                other.metrics().train_loss, rel=1e-5
            )


def test_the_path_ends_at_the_present_point() -> None:
    trainer = Trainer(project("dense 4 tanh > output", "moons"))
    trainer.advance(60)
    weight, bias = a_weight(trainer), trainer_bias(trainer)
    surface = loss_surface(trainer, SurfaceWish((weight, bias)), 17)
    plane = surface.plane
    assert plane is not None
    assert plane.at == (trainer.weight(weight), trainer.weight(bias))
    np.testing.assert_array_equal(plane.path[-1], plane.at)
    assert (plane.steps[0], plane.steps[-1]) == (0, 60)
    first = Trainer(trainer.project)
    np.testing.assert_allclose(plane.path[0], [first.weight(weight), first.weight(bias)])
    along = loss_surface(trainer, SurfaceWish(), 17).plane
    assert along is not None
    np.testing.assert_allclose(along.path[-1], (0.0, 0.0), atol=1e-12)
    assert along.shares is not None
    assert along.shares[0] >= along.shares[1] > 0.0
    assert sum(along.shares) <= 1.0 + 1e-9
    np.testing.assert_array_equal(along.point(0.0, 0.0), trainer.bound.block[: along.layout.size])
    assert np.linalg.norm(along.across) == pytest.approx(1.0)
    assert along.across @ along.up == pytest.approx(0.0, abs=1e-9)


def test_the_slope_at_the_present_point_is_that_of_the_map() -> None:
    trainer = Trainer(project("dense 4 tanh > output", "moons"))
    trainer.advance(20)
    for wish in (SurfaceWish(), SurfaceWish((a_weight(trainer), trainer_bias(trainer)))):
        surface = loss_surface(trainer, wish, 17)
        plane = surface.plane
        assert plane is not None
        x, y = plane.at
        for axis, (dx, dy) in enumerate(((0.01, 0.0), (0.0, 0.01))):
            sides = []
            for sign in (1, -1):
                other = Trainer(trainer.project, state=trainer.state())
                other.set_weights(*plane.weights_at(x + sign * dx, y + sign * dy))
                sides.append(other.metrics().train_loss)
            measured = (sides[0] - sides[1]) / 0.02
            assert measured == pytest.approx(surface.slope[axis], rel=0.01, abs=1e-3)


def test_a_finer_grid_goes_through_the_same_nodes() -> None:
    trainer = Trainer(project("dense 4 tanh > output", "moons"))
    trainer.advance(30)
    coarse, fine = (loss_surface(trainer, SurfaceWish(), size).losses for size in (17, 65))
    np.testing.assert_array_equal(coarse, fine[::4, ::4])
    assert np.isfinite(fine).all()


def test_directions_keep_their_signs_from_one_surface_to_the_next() -> None:
    trainer = Trainer(project("dense 4 tanh > output", "moons"))
    trainer.advance(50)
    first = loss_surface(trainer, SurfaceWish(), 17).plane
    assert first is not None
    assert first.path[0, 0] < 0.0
    trainer.advance(5)
    second = loss_surface(trainer, SurfaceWish(), 17, before=first).plane
    assert second is not None
    assert first.across @ second.across > 0.0


def test_where_there_is_no_plane_the_reason_is_given() -> None:
    trainer = Trainer(project("dense 2 tanh > output", "moons"))
    weight = a_weight(trainer)
    assert loss_surface(trainer, SurfaceWish()).reason == "no path"
    assert loss_surface(trainer, SurfaceWish((weight, weight))).reason == "one weight"
    gone = WeightRef(weight.parameter, UnitRef(weight.target.layer, weight.target.unit), None)
    assert loss_surface(trainer, SurfaceWish((weight, gone))).reason == "no weight"


def test_a_straight_path_has_the_gradient_beside_it() -> None:
    trainer = Trainer(project("dense 2 tanh > output", "moons"))
    trainer.advance(1)
    plane = loss_surface(trainer, SurfaceWish(), 17).plane
    assert plane is not None
    assert plane.shares is not None
    assert plane.shares[0] == pytest.approx(1.0)
    assert plane.shares[1] == 0.0
    assert np.linalg.norm(plane.up) == pytest.approx(1.0)
    assert abs(plane.across @ plane.up) < 1e-9


def test_broken_losses_stay_broken_and_the_rest_is_true() -> None:
    points = (Point(3.0, 1.0, 0), Point(-3.0, 2.0, 1), Point(1.0, -4.0, 1))
    trainer = Trainer(project("dense 2 relu > dense 2 relu > output", "own", points=points))
    weight, bias = a_weight(trainer), trainer_bias(trainer)
    trainer.set_weights((weight, bias), (1e38, 2e38))
    line = loss_line(trainer, weight)
    assert line is not None
    assert line.values.size > 30
    surface = loss_surface(trainer, SurfaceWish((weight, bias)), 17)
    assert surface.plane is not None
    assert not np.isfinite(surface.losses).all()


def test_the_directions_are_those_of_all_principal_components() -> None:
    trainer = Trainer(project("dense 8 tanh > dense 8 tanh > output", "spiral", batch=20))
    trainer.advance(60)
    plane = loss_surface(trainer, SurfaceWish(), 17).plane
    assert plane is not None
    assert plane.shares is not None
    _, weights = trainer.copies.trail.places(plane.layout, 60)
    away = weights.astype(np.float64) - trainer.bound.block[: plane.layout.size]
    _, strengths, directions = np.linalg.svd(away, full_matrices=False)
    shares = strengths**2 / (strengths**2).sum()
    np.testing.assert_allclose(plane.shares, shares[:2], rtol=1e-3)
    assert abs(plane.across @ directions[0]) == pytest.approx(1.0, abs=1e-4)
    assert abs(plane.up @ directions[1]) == pytest.approx(1.0, abs=1e-3)


def test_in_the_past_the_way_ahead_is_there_and_the_map_stays() -> None:
    trainer = Trainer(project("dense 4 tanh > output", "moons"))
    trainer.advance(60)
    weight, bias = a_weight(trainer), trainer_bias(trainer)
    end = loss_surface(trainer, SurfaceWish(), 17).plane
    assert end is not None
    assert end.ahead.shape == (1, 2)
    goal = [trainer.weight(weight), trainer.weight(bias)]
    trainer.visit(20)
    for wish in (SurfaceWish(), SurfaceWish((weight, bias))):
        plane = loss_surface(trainer, wish, 17, before=end).plane
        assert plane is not None
        assert plane.steps[-1] == 20
        np.testing.assert_allclose(plane.path[-1], plane.at, atol=1e-12)
        np.testing.assert_array_equal(plane.ahead[0], plane.path[-1])
        assert len(plane.ahead) > 30
        if wish.weights is not None:
            assert plane.ahead[-1].tolist() == goal
    along = loss_surface(trainer, SurfaceWish(), 17, before=end).plane
    assert along is not None
    # The path as a whole is the same, seen from another point of it.
    assert along.x[1] - along.x[0] == pytest.approx(end.x[1] - end.x[0], rel=0.2)
    trainer.branch()
    left = loss_surface(trainer, SurfaceWish(), 17).plane
    assert left is not None
    assert left.ahead.shape == (1, 2)
