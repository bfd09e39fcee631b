"""Which number of a row is that of a neuron or a weight, and which neuron or weight a row is about."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from playground.engine.program import Program, Slice
from playground.engine.tape import read_row
from playground.kernels.optable import OPERATIONS, OpCode
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.resolution import LayerShape
from playground.readout.arithmetic.records import Target
from playground.readout.arithmetic.scene import Focus, Scene

Shapes = Mapping[LayerId, LayerShape]


@lru_cache(maxsize=8)
def spans_of(program: Program) -> tuple[tuple[tuple[str, str, str, int, int], ...], ...]:
    """Return for every row (argument, space, access, start, stop) of each array that it touches."""
    rows = []
    for row in program.tape.rows:
        code, numbers = read_row(row)
        rows.append(
            tuple(
                (a.name, a.space, a.access, numbers[a.name], numbers[a.name] + a.extent(numbers))
                for a in OPERATIONS[code].arguments
                if a.extent is not None and a.space in ("W", "P") and a.access
            )
        )
    return tuple(rows)


def focus_of(scene: Scene, target: Target) -> tuple[Focus, WeightRef | None] | None:
    """Return the element of the row that is the target's, and the weight that is meant.

    A weight that the row does not touch stands for the neuron it leads to; a neuron at a row of
    parameters stands for its bias. None where the row does not concern it.
    """
    if not spans_of(scene.bound.program)[scene.row]:
        return Focus("", 0), None
    if isinstance(target, WeightRef):
        found = _of_weight(scene, target)
        if found is not None:
            return found, target
        unit = _leads_to(scene.shapes, target)
        if unit is None:
            return None
        of_unit = _of_unit(scene, unit)
        return None if of_unit is None else (of_unit, None)
    of_unit = _of_unit(scene, target)
    if of_unit is not None:
        return of_unit, None
    weight = weight_of(scene.shapes, target)
    found = None if weight is None else _of_weight(scene, weight, only_learned=True)
    return None if found is None else (found, weight)


def weight_of(shapes: Shapes, unit: UnitRef) -> WeightRef | None:
    """Return a neuron's bias, or where it has none the first of its weights."""
    shape = shapes.get(unit.layer)
    own = () if shape is None else shape.parameters
    known = [p for p in own if unit in p.targets and p.is_trained]
    for parameter in sorted(known, key=lambda p: len(p.sources) > 0):
        return parameter.weight_at(parameter.targets.index(unit), 0)
    # The rows of a recurrent layer are its gates: "f.u1" is the forget gate of u1.
    for parameter in own:
        for row, other in enumerate(parameter.targets):
            if not parameter.sources and other.unit.endswith(f".{unit.unit}"):
                return parameter.weight_at(row, 0)
    return None


def _leads_to(shapes: Shapes, weight: WeightRef) -> UnitRef | None:
    """Return the neuron that a weight leads to."""
    shape = shapes.get(weight.parameter.layer)
    if shape is None:
        return None
    if weight.target in shape.units_out:
        return weight.target
    # A row of an embedding is a token; its columns are the units. A recurrent row is a gate.
    if weight.source in shape.units_out:
        return weight.source
    name = weight.target.unit.rpartition(".")[2]
    return next((unit for unit in shape.units_out if unit.unit == name), None)


def address_of(program: Program, weight: WeightRef) -> tuple[int, bool] | None:
    """Return where a weight lies in the parameter block, and whether it is trained."""
    slot = next((s for s in program.layout.slots if s.shape.id == weight.parameter), None)
    index = None if slot is None else slot.shape.index_of(weight)
    if slot is None or index is None:
        return None
    place = 0
    for size, at in zip(slot.shape.shape, index, strict=True):
        place = place * size + at
    return slot.offset + place, slot.shape.is_trained


@lru_cache(maxsize=8)
def _gradients(program: Program) -> tuple[tuple[int, int], ...]:
    """Return (row, where the gradient lies that it takes) of every update row."""
    found = []
    for row, numbers in enumerate(program.tape.rows):
        code, arguments = read_row(numbers)
        if code.name.endswith("_UPDATE"):
            found.append((row, arguments["g"] - arguments["w"]))
    return tuple(found)


def gradient_of(program: Program, row: int) -> int:
    """Return where the gradient lies that a row works on: every phase of a step has its own."""
    known = _gradients(program)
    later = next((offset for at, offset in known if at >= row), None)
    if later is not None:
        return later
    if known:
        return known[-1][1]
    return 0 if program.gradient is None else program.gradient.offset


def _of_weight(scene: Scene, weight: WeightRef, *, only_learned: bool = False) -> Focus | None:
    """Return the element of a row that is a weight's gradient or the weight itself.

    ``only_learned`` leaves out rows that only read the weight on their way.
    """
    program = scene.bound.program
    found = address_of(program, weight)
    if found is None:
        return None
    address, is_trained = found
    blame = gradient_of(program, scene.row) + address if is_trained else -1
    spans = spans_of(program)[scene.row]
    is_update = scene.label.phase == "update"
    for space, access, place in (("W", "w", blame), ("P", "w", address), ("W", "r", blame),
                                 ("P", "r", address)):  # fmt: skip
        if (space, access) == ("P", "r") and only_learned and not is_update:
            continue
        for name, other, allowed, start, stop in spans:
            if other == space and access in allowed and start <= place < stop:
                return Focus(name, place - start)
    return None


def _of_unit(scene: Scene, unit: UnitRef) -> Focus | None:
    """Return the element of a row that is one of a neuron's numbers."""
    shape = scene.shapes.get(unit.layer)
    place = None if shape is None else place_of(shape, unit)
    if shape is None or place is None:
        return None
    spans = spans_of(scene.bound.program)[scene.row]
    written = [span for span in spans if "w" in span[2] and span[1] == "W"]
    for part in _named(scene.bound.program, unit.layer):
        units = len(shape.units_out)
        if place >= units:
            continue
        # The number of the right class is one for all units.
        row, positions = (0, part.rows) if part.rows % units else (place, part.rows // units)
        shown = scene.shown_position(positions)
        address = part.offset + (row * positions + shown) * part.ld + scene.lane
        for name, _, _, start, stop in written:
            if start <= address < stop:
                return Focus(name, address - start)
    return _by_label(scene, shape, place)


def place_of(shape: LayerShape, unit: UnitRef) -> int | None:
    """Return which of a layer's units this is."""
    for units in (shape.units_out, shape.identities):
        if unit in units:
            return units.index(unit)
    return None


def _named(program: Program, layer: LayerId) -> Iterator[Slice]:
    """Yield the arrays of a layer's units, what is told first first."""
    slices = program.slices.get(layer)
    if slices is not None:
        for part in (slices.dz, slices.da, slices.z, slices.a):
            if part is not None:
                yield part
    for head in program.heads:
        if head.layer == layer:
            yield head.target


_INNER: Mapping[OpCode, str] = {
    OpCode.RNN_BACKWARD: "dgx",
    OpCode.LSTM_BACKWARD: "dgx",
    OpCode.GRU_BACKWARD: "dgx",
    OpCode.ATTENTION_BACKWARD: "dv",
    OpCode.MASK_BACKWARD: "dx",
    OpCode.SELECT_LAST_BACKWARD: "dx",
}
"""Backward rows that write for units of their own layer."""


def _result_of(code: OpCode) -> str | None:
    """Return what a row writes for the units of its own layer, None where it is not for them."""
    written = [a.name for a in OPERATIONS[code].arguments if a.space == "W" and "w" in a.access]
    names = ("h", "a", "z", "result", "destination", "dz", "da")
    return _INNER.get(code) or next((name for name in names if name in written), None)


RESULTS: Mapping[OpCode, str | None] = {code: _result_of(code) for code in OpCode}
"""What a row writes for the units of its own layer where the layer has no name for the array."""
_HOUSEKEEPING = (OpCode.FILL, OpCode.GATHER)
"""Rows that fetch and fill: also lengths, and numbers that no layer shows."""


def _by_label(scene: Scene, shape: LayerShape, place: int) -> Focus | None:
    """Return the element of an array inside the layer: a gate, a query, a state.

    Also where a step has several phases: the arrays of the first ones have no names.
    """
    if scene.label.layer != shape.id:
        return _of_source(scene, shape, place)
    if scene.code == OpCode.BATCH_NORM_STATISTICS:
        return Focus("running_mean", place)
    name = RESULTS[scene.code]
    own = None if scene.code in _HOUSEKEEPING else shape.id
    if name is None or _belongs_to_other(scene, own, name):
        return None
    return _element(scene, shape, place, name)


def _of_source(scene: Scene, shape: LayerShape, place: int) -> Focus | None:
    """Return ∂L/∂a of a neuron where the layer behind it passes blame back to no named array."""
    behind = None if scene.label.layer is None else scene.shapes.get(scene.label.layer)
    spans = spans_of(scene.bound.program)[scene.row]
    extent = next((stop - start for name, _, _, start, stop in spans if name == "dx"), 0)
    if behind is None or shape.id not in behind.sources or extent != shape.size * scene.ld:
        return None
    if scene.code in _INNER or _belongs_to_other(scene, None, "dx"):
        return None
    return _element(scene, shape, place, "dx")


def _element(scene: Scene, shape: LayerShape, place: int, name: str) -> Focus | None:
    """Return a unit's element of an array of the row, at the position shown."""
    spans = spans_of(scene.bound.program)[scene.row]
    start, stop = next((span[3], span[4]) for span in spans if span[0] == name)
    if stop - start == scene.ld:
        return Focus(name, scene.lane)
    plain = {a.name for a in OPERATIONS[scene.code].arguments if a.space == "N"}
    sizes = {key: value for key, value in scene.numbers.items() if key in plain}
    lanes = (stop - start) // len(shape.units_out)
    for along in ("positions", "steps"):
        lanes = sizes[along] * scene.ld if along in sizes else lanes
    lanes = sizes.get("lanes", lanes)
    if scene.code == OpCode.SELECT_LAST_FORWARD or lanes < scene.ld:
        lanes = scene.ld
    if lanes % scene.ld or (place + 1) * lanes > stop - start:
        return None
    shown = scene.shown_position(lanes // scene.ld)
    return Focus(name, place * lanes + shown * scene.ld + scene.lane)


def _belongs_to_other(scene: Scene, layer: LayerId | None, name: str) -> bool:
    """Whether an array that the row writes is one of another layer's; None: of any layer's."""
    program = scene.bound.program
    start = scene.numbers[name]
    for other in program.slices:
        if other != layer and any(
            part.offset <= start < part.offset + part.size for part in _named(program, other)
        ):
            return True
    return False


def default_of(scene: Scene) -> Target | None:
    """Return a neuron or weight that a row is about: the first that it concerns."""
    label, shapes = scene.label, scene.shapes
    first = [] if label.layer is None else [label.layer]
    layers = [shapes[layer] for layer in dict.fromkeys((*first, *shapes)) if layer in shapes]
    spans = spans_of(scene.bound.program)[scene.row]
    is_about_weights = (
        label.phase == "update"
        or scene.code.name.endswith("_GRADIENT")
        or any(name in ("dw", "db") for name, *_ in spans)
    )
    for shape in layers:
        targets = _weights(shape) if is_about_weights else iter(shape.units_out)
        for target in targets:
            if not spans:
                return target
            if isinstance(target, WeightRef):
                found = _of_weight(scene, target, only_learned=True)
            else:
                found = _of_unit(scene, target)
            if found is not None:
                return target
    return None


def _weights(shape: LayerShape) -> Iterator[WeightRef]:
    """Yield the first weight of every unit of a layer, what is only kept (running statistics) last."""
    for parameter in sorted(shape.parameters, key=lambda p: not p.is_trained):
        for row in range(len(parameter.targets)):
            yield parameter.weight_at(row, 0)
