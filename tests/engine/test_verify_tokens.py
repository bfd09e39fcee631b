"""Tokens are addresses: only what was gathered from checked data may be looked up."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.assembly import Assembly, Use, Weights
from playground.engine.derive import emit_forward
from playground.engine.layout import aligned_zeros, lay_out
from playground.engine.program import DataLayout, Program
from playground.engine.state import Float32
from playground.engine.tape import Tape
from playground.engine.verify import verify, verify_data
from playground.engine.verify_indices import TapeError
from playground.kernels.optable import OpCode
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef
from playground.model.resolution import ParameterShape

EXAMPLES, STEPS, VOCABULARY, UNITS, LD = 7, 3, 5, 4, 16
LAYER = LayerId("embedding")


def embedding() -> Program:
    """One row that gathers tokens, one that looks them up, one that fills something else."""
    tokens = tuple(UnitRef(LAYER, UnitId(f"t{n}")) for n in range(VOCABULARY))
    units = tuple(UnitRef(LAYER, UnitId(f"u{n}")) for n in range(UNITS))
    table = ParameterShape(ParameterId(LAYER, "weight"), tokens, units, "normal")
    layout, assembly = lay_out([table]), Assembly(LD)
    source, z = assembly.value(1, (STEPS,)), assembly.value(UNITS, (STEPS,))
    gather = {
        "source": 0, "width": STEPS, "order": 0, "destination": source.memory.offset, "ld": LD,
    }  # fmt: skip
    assembly.emit(OpCode.GATHER, "data", gather)
    code, extra = OpCode.EMBEDDING_FORWARD, {"vocabulary": VOCABULARY}
    emit_forward(assembly, Use(code, LAYER, "", (source,), z, Weights(0, 0, False), extra))
    other = {"result": assembly.take(STEPS * LD), "value": 9.0, "size": STEPS * LD}
    assembly.emit(OpCode.FILL, "forward", other)
    return Program(
        kind="evaluation",
        layout=layout,
        data=DataLayout(EXAMPLES, STEPS, ()),
        tape=assembly.finish(),
        workspace_size=assembly.size,
        table_size=EXAMPLES,
        batch=EXAMPLES,
        ld=LD,
        slices={},
        heads=(),
        gradient=None,
    )


def data(program: Program) -> Float32:
    block = aligned_zeros(program.data.size)
    block[: EXAMPLES * STEPS] = np.arange(EXAMPLES * STEPS) % VOCABULARY
    return block


ORDER = np.arange(EXAMPLES, dtype=np.int32)


def test_tokens_of_the_vocabulary_pass() -> None:
    program = embedding()
    verify(program)
    verify_data(program, data(program), ORDER)


@pytest.mark.parametrize("token", [-1.0, VOCABULARY, 0.5, np.nan, np.inf, 1e30])
def test_other_numbers_are_refused_when_data_are_bound(token: float) -> None:
    program = embedding()
    block = data(program)
    block[EXAMPLES * STEPS - 1] = token
    with pytest.raises(TapeError, match="token"):
        verify_data(program, block, ORDER)


def changed(program: Program, row: int, column: int, value: int) -> Program:
    rows = program.tape.rows.copy()
    rows[row, column] = value
    return replace(program, tape=Tape(rows, program.tape.labels))


def test_no_other_row_may_write_tokens() -> None:
    program = embedding()
    place = int(program.tape.rows[1, 1])
    with pytest.raises(TapeError, match="gathered"):
        verify(changed(program, 2, 1, place))
    rows = program.tape.rows[[0, 2, 1]].copy()
    rows[2, 1] = rows[1, 1]
    with pytest.raises(TapeError, match="token of 9"):
        verify(replace(program, tape=Tape(rows, program.tape.labels)))


def test_tokens_that_lie_apart_in_the_data_are_refused() -> None:
    """What is checked when data are bound are the examples as they lie, one behind the other."""
    program = embedding()
    with pytest.raises(TapeError, match="gathered"):
        verify(changed(program, 0, 6, STEPS + 1))
    with pytest.raises(TapeError, match="gathered"):
        verify(changed(program, 0, 6, 1))


def test_no_token_is_looked_up_before_it_is_gathered() -> None:
    program = embedding()
    rows = program.tape.rows[[1, 0, 2]].copy()
    with pytest.raises(TapeError, match="gathered"):
        verify(replace(program, tape=Tape(rows, program.tape.labels)))


def test_a_table_smaller_than_its_vocabulary_is_refused() -> None:
    program = embedding()
    with pytest.raises(TapeError, match="reaches for w"):
        verify(changed(program, 1, 4, 1000))
