"""Checking a saved Run before it is believed: files can be damaged, edited or of another project."""

import dataclasses
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from playground.engine.layout import PLANES, ParameterLayout
from playground.engine.state import Curve, RunState, Tensor
from playground.model.errors import PlaygroundError

MAX_COUNT = 2**62
"""Counters are int64 in compiled code."""


def check_state(state: RunState, layout: ParameterLayout, train: int) -> None:
    """Check that a state fits its own project.

    Parameters
    ----------
    train
        Number of training examples.

    Raises
    ------
    PlaygroundError
        Says which part does not fit.
    """
    counts = (state.step, state.epoch, state.cursor, state.adam_step)
    if min(counts) < 0 or max(counts) > MAX_COUNT:
        _refuse("it counts steps that no run can have done")
    if state.cursor >= train or state.adam_step > state.step:
        _refuse("its place in the training data does not exist")
    starts = [0, *(stretch.start for stretch in state.later)]
    if any(before >= start for before, start in pairwise(starts)):
        _refuse("the machines that computed it are not in order")
    found = {tensor.id: tensor for tensor in state.tensors}
    if len(found) != len(state.tensors) or len(found) != len(layout.slots):
        _refuse("it does not hold the weights of exactly this network")
    for slot in layout.slots:
        tensor = found.get(slot.shape.id)
        if tensor is None:
            _refuse(f"the {slot.shape.id.name} of layer {slot.shape.id.layer} is missing")
        elif (tensor.targets, tensor.sources) != (slot.shape.targets, slot.shape.sources):
            _refuse(f"{_name(tensor)} belong to other neurons than the network has")
        elif tensor.planes.shape[1:] != slot.shape.shape:
            _refuse(f"{_name(tensor)} have the wrong shape {tensor.planes.shape}")
    _check_tensors(state.tensors, may_miss=False)
    _check_tensors(state.initial, may_miss=False)
    _check_tensors(state.attic, may_miss=True)
    check_curve(state.curve, state.step)


def check_curve(curve: Curve, step: int) -> None:
    """Refuse a curve that is none, or goes on behind ``step``."""
    columns = [getattr(curve, field.name) for field in dataclasses.fields(curve)]
    if any(column.ndim != 1 or column.size != curve.steps.size for column in columns):
        _refuse("the columns of its loss curve differ in length")
    if curve.steps.size and (
        np.any(np.diff(curve.steps) <= 0) or curve.steps[0] < 0 or curve.steps[-1] > step
    ):
        _refuse("its loss curve runs backwards or beyond the last step")


def _check_tensors(tensors: Iterable[Tensor], may_miss: bool) -> None:
    for tensor in tensors:
        columns = (len(tensor.sources),) if tensor.sources else ()
        known = (PLANES, len(tensor.targets), *columns)
        # Behind rows and columns may come the axes of a kernel.
        if tensor.planes.shape[: len(known)] != known:
            _refuse(f"{_name(tensor)} have the wrong shape {tensor.planes.shape}")
        if tensor.planes.dtype != np.float32:
            _refuse(f"{_name(tensor)} are not 32-bit numbers")
        good = np.isfinite(tensor.planes)
        if may_miss:
            good |= np.isnan(tensor.planes)
        if not good.all():
            _refuse(f"{_name(tensor)} hold a value that is not a number")
        if np.any(tensor.planes[2] < 0):
            _refuse(f"{_name(tensor)} have a negative mean square")


def _name(tensor: Tensor) -> str:
    return f"the values {tensor.id.name} of layer {tensor.id.layer}"


def _refuse(reason: str) -> None:
    raise PlaygroundError(
        f"The saved run does not fit its project: {reason}. The file is damaged or was changed by "
        "hand; open an earlier copy, or start the project anew without its weights."
    )
