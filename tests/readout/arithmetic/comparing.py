"""Compares every number of a card with the engine's memory, with the NumPy twin, and by hand."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.engine.binding import Bound
from playground.engine.tape import bits_float, read_row
from playground.engine.trainer import Trainer
from playground.kernels.optable import OPERATIONS, OpCode, Register
from playground.readout.arithmetic.expressions import Origin
from playground.readout.arithmetic.records import Arithmetic, Line, Target
from tests.kernels.twins import TWINS, shape_of

Memory = Mapping[str, npt.NDArray[Any]]


def memory_of(bound: Bound, registers: npt.NDArray[np.float64]) -> Memory:
    """Return copies of everything that a row can read or write."""
    return {
        "W": bound.workspace.copy(),
        "P": bound.block.copy(),
        "D": bound.data.array,
        "T": bound.table.copy(),
        "R": registers.copy(),
    }


@dataclass(frozen=True, slots=True)
class Written:
    """What the twin says that a row writes: (space, first element, numbers) by argument."""

    parts: Mapping[str, tuple[str, int, npt.NDArray[np.float64]]]

    def at(self, origin: Origin) -> tuple[float, float] | None:
        """Return the twin's number at a place and the largest beside it; None where it writes none."""
        for space, start, values in self.parts.values():
            if space == origin.space and start <= origin.address < start + values.size:
                finite = np.abs(values[np.isfinite(values)])
                return float(values[origin.address - start]), float(finite.max(initial=0.0))
        return None


def by_twin(bound: Bound, row: int, before: Memory) -> Written:
    """Run the twin of a row on what the row read."""
    code, offsets = read_row(bound.program.tape.rows[row])
    numbers: dict[str, float] = {
        a.name: offsets[a.name] if a.space == "N" else bits_float(offsets[a.name])
        for a in OPERATIONS[code].arguments
        if a.space in ("N", "F")
    }
    arrays, places = {}, {}
    for argument in OPERATIONS[code].arguments:
        if argument.space in ("N", "F"):
            continue
        memory, start = before[argument.space], offsets[argument.name]
        if argument.extent is None:
            whole = memory[start:].astype(np.float64)
            width = int(numbers["width"]) if argument.space == "D" else 1
            arrays[argument.name] = whole[: whole.size // width * width]
            continue
        shape = shape_of(argument.name, code, numbers)
        size = int(np.prod(shape))
        arrays[argument.name] = memory[start : start + size].reshape(shape).astype(np.float64)
        places[argument.name] = (argument.space, start)
    with np.errstate(all="ignore"):
        found = TWINS[code](arrays, numbers, before["R"])
    parts = {
        name: (*places[name], np.asarray(found[name], np.float64).ravel())
        for name in places
        if name in found
    }
    for name, register in (("squares", Register.SQUARES), ("rate", Register.LEARNING_RATE)):
        if name in found:
            parts[name] = ("R", int(register), np.asarray(found[name], np.float64))
    return Written(parts)


def targets_of(trainer: Trainer) -> Iterator[Target]:
    """Yield some neurons of every layer, and some weights of every parameter."""
    for layer in trainer.resolution.order:
        shape = trainer.resolution.layers[layer]
        units = shape.units_out
        yield from dict.fromkeys((units[0], units[len(units) // 2], units[-1]))
        for parameter in shape.parameters:
            last = max(0, len(parameter.sources) - 1)
            places = math.prod(parameter.kernel)
            yield parameter.weight_at(0, 0)
            yield parameter.weight_at(len(parameter.targets) - 1, last, places - 1)


def compare(card: Arithmetic, before: Memory, after: Memory, written: Written) -> int:
    """Compare every number of a card; return how many the twin knows as well."""
    known = 0
    for line in card.lines:
        for operand in line.operands:
            if operand.origin is not None:
                memory = before if operand.origin.is_before else after
                there = float(memory[operand.origin.space][operand.origin.address])
                assert same(abs(operand.value), abs(there)), f"{line.name}: {operand}"
        compare_by_hand(line)
        assert line.agrees, f"{line.name} = {line.text}: {line.value} and {line.checked}"
        if line.origin is None or line.value is None:
            continue
        assert same(line.value, float(after[line.origin.space][line.origin.address])), line.name
        twin = written.at(line.origin)
        if twin is not None:
            known += 1
            right, largest = twin
            assert near(line.value, right, 1e-5, 2e-6 * largest), f"{line.name} of {card.code}"
            assert near(line.checked, right, 1e-4, 2e-5 * largest), f"{line.name} of {card.code}"
    return known


def same(value: float, other: float) -> bool:
    return value == other or (math.isnan(value) and math.isnan(other))


def near(value: float, right: float, relative: float, absolute: float) -> bool:
    if not math.isfinite(right):
        return same(value, right) or abs(value) > 3e38
    return abs(value - right) <= relative * abs(right) + absolute + 1e-12


# --- by hand -------------------------------------------------------------------------------------


_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def compare_by_hand(line: Line) -> None:
    """Work the text out as a hand calculator does, and compare it with the result that is shown."""
    found = worked_by_hand(line.text)
    if not (math.isfinite(found) and math.isfinite(line.checked)):
        return
    assert near(found, line.checked, 1e-9, 1e-13), f"{line.text} is {found}, not {line.checked}"
    shown = line.shown.replace("\N{MINUS SIGN}", "-")
    if line.text == line.shown:
        return
    mantissa, _, exponent = shown.partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    if shown == "0" and line.value == 0.0:
        return
    if "." not in mantissa and not exponent:
        decimals = -(len(mantissa) - len(mantissa.rstrip("0")))
    assert abs(float(shown) - found) <= 0.5000001 * 10.0**-decimals, (
        f"{line.text} = {shown}, not {found}"
    )


def worked_by_hand(text: str) -> float:
    """Evaluate a line as it is written."""
    python = re.sub(r"\[\d+ ⋯ ([^\]]*)\]", r"(\1)", text)
    python = re.sub(r"\[([^\]]*)\]", r"float(\1)", python)
    python = re.sub(r"\|([^|]*)\|", r"abs(\1)", python)
    python = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: f"**{found.group().translate(_POWERS)}", python)
    for sign, word in (("e^(", "exp("), ("√(", "sqrt("), ("σ(", "sigma("), ("2π·", "2*pi*"),
                       ("·", "*"), ("\N{MINUS SIGN}", "-"), ("∞", "inf"), ("NaN", "nan"), ("ln(", "log("),
                       ("≤", "<=")):  # fmt: skip
        python = python.replace(sign, word)
    try:
        return float(eval(python, {"__builtins__": {}}, _NAMES))
    except (OverflowError, ZeroDivisionError, ValueError):
        return math.nan


_NAMES = {
    **{
        name: getattr(math, name)
        for name in ["exp", "sqrt", "log", "tanh", "sin", "cos", "pi", "inf", "nan"]
    },
    "sigma": lambda x: 1.0 / (1.0 + math.exp(-x)) if x > -700 else 0.0,
    "sign": lambda x: float(np.sign(x)),
    "max": max,
    "min": min,
    "abs": abs,
    "float": float,
}


def code_of(trainer: Trainer, row: int) -> OpCode:
    return OpCode(int(trainer.bound.program.tape.rows[row, 0]))
