"""Training speed on one thread: updates per second of CPU time, medians of several rounds.

Cases a–d are fixed networks on made-up data, run from hand-built tapes; "trainer" is the same case
through the engine, with all that a Run keeps. The last lines check what must not be slow: guards,
and a network whose units have died.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np

from playground.engine.trainer import Trainer
from playground.kernels import machine
from playground.kernels.optable import OpCode, Register
from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import parse
from tests.kernels.tapes import DenseNet

ROUNDS = 5
SECONDS = 0.15


def rate(run: Callable[[int], object], first: int) -> float:
    """Return updates per CPU second of ``run(updates)``."""
    run(first)
    began = time.thread_time()
    run(first)
    steps = max(1, int(first * SECONDS / max(time.thread_time() - began, 1e-6)))
    rates = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        run(steps)
        rates.append(steps / (time.thread_time() - began))
    return statistics.median(rates)


def plane(*layers: int, batch: int) -> DenseNet:
    random = np.random.default_rng(1)
    x = random.standard_normal((200, 2)).astype(np.float32)
    y = np.sign(x[:, :1] * x[:, 1:])
    return DenseNet(x, y, [(units, "tanh") for units in layers], batch)


def pictures(*layers: int, batch: int) -> DenseNet:
    random = np.random.default_rng(1)
    x = random.standard_normal((2048, 784)).astype(np.float32)
    y = random.integers(0, 10, (2048, 1)).astype(np.float32)
    hidden = [(units, "relu") for units in layers]
    return DenseNet(x, y, [*hidden, (10, "logits")], batch, optimizer="adam", rate=1e-3)


def trainer(text: str, batch: int) -> Trainer:
    phase = PhaseSpec(optimizer=OptimizerSpec("sgd", 0.03))
    training = TrainingSpec(batch_size=batch, phases=(phase,))
    data = DataSpec(kind="xor", examples=400, train_share=0.5)
    return Trainer(Project(parse(text), data, training))


def row_time(net: DenseNet, op: OpCode) -> float:
    """Return the CPU seconds of one row, measured on many copies of it."""
    index = [int(code) for code in net.tape[:, 0]].index(op)
    copies = 20 if net.parameters > 10_000 else 5000
    tape = np.repeat(net.bound[index : index + 1], copies, axis=0)
    times = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        machine.run_rows(tape, 0, copies, net.workspace, net.table, net.registers)
        times.append((time.thread_time() - began) / copies)
    return statistics.median(times)


def adam_when_dead() -> float:
    """Return how much slower Adam's row is after gradients have been 0 for long: about 1."""
    net = pictures(128, batch=32)
    net.run(3)
    fresh = row_time(net, OpCode.ADAM_UPDATE)
    net.workspace[net.gradient : net.gradient + net.parameters] = 0.0
    net.registers[Register.LEARNING_RATE] = 0.0
    moments = net.block[net.parameters :]
    moments[:] = np.where(moments > 0, 2e-38, -2e-38)
    moments[net.parameters :] = 2e-38
    return row_time(net, OpCode.ADAM_UPDATE) / fresh


def step_when_dead(net: DenseNet) -> float:
    """Return how much slower a step is when every weight and sum is near or below 1e-38: about 1."""
    alive = rate(net.run, 20)
    net.registers[Register.LEARNING_RATE] = 0.0
    net.block[: net.parameters] *= np.float32(1e-36)
    return alive / rate(net.run, 20)


def main() -> None:
    cases: list[tuple[str, Callable[[int], object], int]] = [
        ("a  2-4-2-1 tanh, batch 10", plane(4, 2, 1, batch=10).run, 2000),
        ("b  2-8-8-1 tanh, batch 1", plane(8, 8, 1, batch=1).run, 2000),
        ("c  784-128-10 relu, batch 32", pictures(128, batch=32).run, 20),
        ("d  784-512-512-10 relu, batch 128", pictures(512, 512, batch=128).run, 2),
        ("a  trainer", trainer("dense 4 tanh > dense 2 tanh > dense 1 tanh", 10).advance, 2000),
        ("b  trainer", trainer("dense 8 tanh > dense 8 tanh > dense 1 tanh", 1).advance, 2000),
    ]
    print("updates per CPU second, one thread")
    for name, run, first in cases:
        print(f"  {name:<36}{rate(run, first):>12,.0f}", flush=True)
    net = pictures(128, batch=32)
    net.run(1)
    guards = row_time(net, OpCode.GUARD_GRADIENT) + row_time(net, OpCode.GUARD_PARAMETERS)
    print(f"  guards, case c: {guards * 1e6:.1f} µs per update")
    print(f"  Adam on dead units takes {adam_when_dead():.2f} × as long")
    for name, net in (
        ("a", plane(4, 2, 1, batch=10)),
        ("b", plane(8, 8, 1, batch=1)),
        ("c", pictures(128, batch=32)),
    ):
        print(f"  a step of {name} with dead units takes {step_when_dead(net):.2f} × as long")


if __name__ == "__main__":
    main()
