"""The compiled training loop: bursts, rows, epochs, guards and the stop flag."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from numba import types

from playground.data.random import draw, permutation
from playground.kernels import cache, jit, machine
from playground.kernels.optable import OpCode, Register, State
from tests.kernels.tapes import DenseNet

Float32 = npt.NDArray[np.float32]


def plane_net(batch: int, optimizer: str = "sgd", examples: int = 23) -> DenseNet:
    random = np.random.default_rng(0)
    x = random.normal(0, 1, (examples, 2)).astype(np.float32)
    y = np.sign(x[:, :1] * x[:, 1:])
    return DenseNet(x, y, [(5, "tanh"), (3, "sigmoid"), (1, "tanh")], batch, optimizer=optimizer)


def class_net(batch: int) -> DenseNet:
    random = np.random.default_rng(0)
    x = random.normal(0, 1, (50, 20)).astype(np.float32)
    y = random.integers(0, 4, (50, 1)).astype(np.float32)
    return DenseNet(x, y, [(18, "relu"), (4, "logits")], batch, optimizer="adam", rate=0.01)


NETS = {
    "batch 1": lambda: plane_net(1),
    "partial last batch": lambda: plane_net(10, "adam"),
    "batch of all": lambda: plane_net(23),
    "batch above all": lambda: plane_net(40),
    "classes": lambda: class_net(32),
}


def same(a: DenseNet, b: DenseNet) -> None:
    assert a.block.tobytes() == b.block.tobytes()
    np.testing.assert_array_equal(a.state, b.state)
    np.testing.assert_array_equal(a.table, b.table)
    np.testing.assert_array_equal(a.registers, b.registers)


@pytest.mark.parametrize("name", NETS)
def test_one_burst_equals_single_steps_and_single_rows(name: str) -> None:
    burst, single, rows = (NETS[name]() for _ in range(3))
    assert burst.run(60) == (60, -1)
    losses = []
    for _ in range(60):
        assert single.run(1) == (1, -1)
        losses.append(single.trace[0])
        rows.begin()
        for row in range(len(rows.tape)):
            assert rows.rows(row, row + 1) == -1
        rows.finish()
    same(burst, single)
    same(burst, rows)
    np.testing.assert_array_equal(burst.trace[:60], losses)
    assert burst.state[State.STEP] == 60
    assert np.isfinite(burst.block).all()


@pytest.mark.parametrize("name", NETS)
def test_training_lowers_the_loss(name: str) -> None:
    net = NETS[name]()
    net.registers[Register.LEARNING_RATE] *= 3
    net.run(1500)
    passes = -(-net.examples // net.batch)
    assert net.trace[1500 - passes : 1500].mean() < 0.8 * net.trace[:passes].mean()


def test_a_pass_shows_every_example_once_in_the_order_that_data_random_says() -> None:
    net = plane_net(10)
    seen = []
    for epoch in range(3):
        order = permutation(draw(net.key, epoch), net.examples)
        for start, count in ((0, 10), (10, 10), (20, 3)):
            net.begin()
            assert net.registers[Register.COUNT] == count
            assert net.registers[Register.CURSOR] == start
            assert net.state[State.EPOCH] == epoch
            np.testing.assert_array_equal(net.table, order)
            seen.append(net.registers[Register.STEP])
            assert net.rows(0, len(net.tape)) == -1
            net.finish()
    assert seen == list(range(1, 10))


def test_a_restored_state_shuffles_by_itself() -> None:
    one, two = plane_net(10), plane_net(10)
    one.run(37)
    two.run(17)
    restored = plane_net(10)
    restored.block[:] = two.block
    restored.state[:] = two.state
    restored.state[State.ORDER_EPOCH] = -1
    restored.run(20)
    assert restored.block.tobytes() == one.block.tobytes()
    np.testing.assert_array_equal(restored.state, one.state)


def test_one_example_is_a_pass_of_its_own() -> None:
    net = plane_net(1, examples=1)
    assert net.run(5) == (5, -1)
    assert net.state[State.EPOCH] == 5


def test_the_gradient_guard_stops_before_the_update() -> None:
    net = plane_net(10)
    net.run(4)
    before, state = net.block.copy(), net.state.copy()
    net.data[: net.examples * net.features] = np.nan
    done, row = net.run(10)
    assert done == 0
    assert net.tape[row, 0] == OpCode.GUARD_GRADIENT
    np.testing.assert_array_equal(net.block, before)
    np.testing.assert_array_equal(net.state, state)


def test_the_parameter_guard_stops_after_the_update() -> None:
    net = plane_net(10)
    net.run(3)
    net.registers[Register.LEARNING_RATE] = np.inf
    done, row = net.run(10)
    assert done == 0
    assert net.tape[row, 0] == OpCode.GUARD_PARAMETERS
    assert net.state[State.STEP] == 3


def test_a_raised_flag_stops_before_the_first_step() -> None:
    net = plane_net(10)
    net.stop[0] = 1
    assert net.run(10) == (0, -1)
    assert net.state[State.STEP] == 0


def test_another_thread_can_stop_the_loop() -> None:
    # Also shows that the loop holds no lock: else this thread would never get to raise the flag.
    net = plane_net(1)
    net.run(1)
    steps = 100_000_000  # the system hands out the trace's memory only as it is written
    net.trace = np.empty(steps, dtype=np.float32)
    result: list[tuple[int, int]] = []
    worker = threading.Thread(target=lambda: result.append(net.run(steps)))
    began = time.monotonic()
    worker.start()
    while net.state[State.STEP] < 5000 and time.monotonic() - began < 10:
        pass
    net.stop[0] = 1
    worker.join(timeout=20)
    assert result
    assert 5000 <= result[0][0] < steps


def test_offsets_are_moved_by_the_distance_between_the_arrays() -> None:
    room = np.zeros(100, dtype=np.float32)
    assert machine.distance(room[30:], room[10:]) == 20
    assert machine.distance(room[10:], room[30:]) == -20
    with pytest.raises(ValueError, match="whole number"):
        machine.distance(np.frombuffer(bytearray(9), np.uint8)[1:5].view(np.float32), room)
    tape = np.zeros((1, 16), dtype=np.int64)
    tape[0, :4] = [OpCode.SGD_UPDATE, 7, 8, 9]
    bound = machine.bind(tape, {"P": 1000})
    assert bound[0, 1:4].tolist() == [1007, 8, 9]
    assert tape[0, 0] == OpCode.SGD_UPDATE
    with pytest.raises(KeyError):
        machine.bind(tape, {})
    tape[0, 0] = 9999
    with pytest.raises(ValueError, match="9999"):
        machine.bind(tape, {"P": 0})


def test_a_second_process_loads_what_the_first_compiled(tmp_path: Path) -> None:
    script = (
        "from playground.kernels import jit, machine\n"
        "from playground.kernels.optable import OpCode\n"
        "machine.address_of(OpCode.TANH_FORWARD)\n"
        "print(jit.cache_hits(OpCode.TANH_FORWARD))\n"
    )
    environment = {**os.environ, "PLAYGROUND_CACHE_DIR": str(tmp_path)}
    hits = [
        subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert hits == ["0", "1"]


def plus_one(number: int) -> int:
    return number + 1


@pytest.mark.parametrize("suffix", ["nbi", "nbc"])
def test_a_damaged_cache_is_made_anew(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "folder", lambda: tmp_path)
    compiled = jit.entry(types.int64(types.int64))
    assert compiled(plus_one)(1) == 2
    (kept,) = tmp_path.rglob(f"*.{suffix}")
    kept.write_bytes(kept.read_bytes()[:20])
    assert compiled(plus_one)(1) == 2
    again = compiled(plus_one)
    assert again(1) == 2
    assert again.stats.cache_hits
