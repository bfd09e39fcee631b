"""Rows that are divided between two threads: both parts together are the whole, to the bit."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.kernels.optable import OPERATIONS, OpCode
from playground.kernels.optable.parts import DIVISIONS, GUARDS, Division
from tests.kernels.rows import Memory, lay_out, registers_for
from tests.kernels.test_operations import draw_arrays, draw_numbers

Array = npt.NDArray[np.float64]

CASES = [(op, which) for op in DIVISIONS for which in range(len(DIVISIONS[op]))]

PRODUCTS = [OpCode.DENSE_FORWARD, OpCode.DENSE_BACKWARD_WEIGHT, OpCode.DENSE_BACKWARD_INPUT]


def enlarged(
    data: st.DataObject, division: Division, numbers: dict[str, float]
) -> dict[str, float]:
    """Return numbers with so much along the division that there are two parts."""
    along, step = division.along, division.step
    if along == "groups":
        times = data.draw(st.integers(2, 5), "times")
        return numbers | {name: numbers[name] * times for name in (along, *division.beside)}
    if "groups" in numbers:
        numbers |= {"groups": 1}
    return numbers | {along: data.draw(st.integers(2 * step, 5 * step), along)}


def drawn_arrays(data: st.DataObject, op: OpCode, numbers: dict[str, float]) -> dict[str, Array]:
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    if op == OpCode.GATHER:
        source = random.normal(0, 1, (7, int(numbers["width"])))
        return {"source": source, "order": random.integers(0, 7, int(numbers["ld"])).astype(float)}
    arrays: dict[str, Array] = draw_arrays(random, op, numbers)
    return arrays


def drawn_registers(numbers: dict[str, float], data: st.DataObject) -> Array:
    lanes = int(numbers.get("ld", numbers.get("lanes", 1)))
    count = data.draw(st.integers(1, lanes), "count")
    return registers_for(
        count, learning_rate=0.03, l2=0.1, l1=0.05, adam_step=3, step=7, clip=2.0, squares=25.0
    )


def parts_of(op: OpCode, division: Division, memory: Memory) -> list[Memory]:
    names = [argument.name for argument in OPERATIONS[op].arguments]
    row = dict(zip(names, memory.row[1:], strict=True))
    share = division.share(row)
    assert 0 < share < row[division.along]
    assert share % division.step == 0
    rows = [[int(op), *(part[name] for name in names)] for part in division.parts(row, share)]
    return [Memory(row, memory.workspace, memory.table) for row in rows]


@pytest.mark.parametrize(("op", "which"), CASES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_both_parts_write_what_the_whole_writes(
    op: OpCode, which: int, data: st.DataObject
) -> None:
    division = DIVISIONS[op][which]
    numbers = enlarged(data, division, draw_numbers(data, op))
    arrays = drawn_arrays(data, op, numbers)
    registers = drawn_registers(numbers, data)
    before = registers.copy()
    whole = lay_out(op, arrays, numbers)
    start = whole.workspace.copy()
    assert whole.run(registers) < 0
    for order in (1, -1):
        memory = lay_out(op, arrays, numbers)
        for part in parts_of(op, division, memory)[::order]:
            assert part.run(registers) < 0
        assert memory.workspace.tobytes() == whole.workspace.tobytes()
    np.testing.assert_array_equal(registers, before)
    written = []
    for index in range(2):
        memory = lay_out(op, arrays, numbers)
        parts_of(op, division, memory)[index].run(registers)
        written.append(memory.workspace.view(np.int32) != start.view(np.int32))
    assert not np.any(written[0] & written[1])


@pytest.mark.parametrize("op", PRODUCTS)
@pytest.mark.parametrize(
    ("n_in", "n_out", "lanes"),
    [(515, 300, 80), (1030, 26, 112), (37, 530, 96), (600, 26, 64), (530, 30, 1), (150, 512, 128)],
)
def test_parts_of_large_products_are_the_whole_too(
    op: OpCode, n_in: int, n_out: int, lanes: int
) -> None:
    numbers: dict[str, float] = {"n_in": n_in, "n_out": n_out, "lanes": lanes, "accumulate": 1}
    arrays = draw_arrays(np.random.default_rng(1), op, numbers)
    whole = lay_out(op, arrays, numbers)
    whole.run(registers_for())
    memory = lay_out(op, arrays, numbers)
    for part in parts_of(op, DIVISIONS[op][0], memory):
        part.run(registers_for())
    assert memory.workspace.tobytes() == whole.workspace.tobytes()


@pytest.mark.parametrize("op", sorted(GUARDS))
@pytest.mark.parametrize("place", [0, 31, 32, 66])
def test_one_part_of_a_guard_finds_what_the_whole_finds(op: OpCode, place: int) -> None:
    name = OPERATIONS[op].arguments[-2].name
    values = np.zeros(67)
    values[place] = np.nan
    arrays = {name: values, "loss": np.zeros(1)}
    memory = lay_out(op, arrays, {"size": 67})
    found = [part.run(registers_for()) for part in parts_of(op, DIVISIONS[op][0], memory)]
    assert sorted(found) == [-1, 0]
    assert found.index(0) == (place >= 32)
