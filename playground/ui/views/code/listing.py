"""The training loop of a project as a dozen lines of Python with PyTorch. Pure.

The lines say what the engine does, in its order: the loss on what the network puts out (softmax and
sigmoid are its last layer), pulls of L1 and L2 on the gradients of weights, then clipping.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from playground.engine.state import OperationLabel
from playground.model.check import Resolution
from playground.model.network import OutputSpec
from playground.model.project import OptimizerSpec, Project, TrainingSpec
from playground.model.resolution import LayerShape

INDENT = "    "


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line.

    Attributes
    ----------
    part
        What of an update this line does: a phase of `OperationLabel`, or "pull" and "clip", which are
        part of the update; "" for lines around the loop.
    turn
        Which of the alternating phases of training it belongs to (a GAN has two), from 0 on.
    """

    text: str
    part: str = ""
    turn: int = 0


_LOSSES: Mapping[str, str] = MappingProxyType(
    {
        "mse": "nn.MSELoss()",
        "mae": "nn.L1Loss()",
        "huber": "nn.HuberLoss()",
        "bce": "nn.BCELoss()",
        "ce": "nn.NLLLoss()",
        "token_ce": "nn.NLLLoss()",
    }
)
_ON_LOGARITHMS = ("ce", "token_ce")
"""Losses that PyTorch wants the logarithms of probabilities for."""
_TARGETS: Mapping[str, str] = MappingProxyType(
    {
        "input": "x",
        "next": "x[:, 1:]",
        "real": "torch.ones_like({a})",
        "fake": "torch.zeros_like({a})",
    }
)
"""What an output is compared with, where it is not y."""
_FORMULAS: Mapping[str, str] = MappingProxyType(
    {
        "hinge": "(1 - {y} * {a}).clamp(min=0).mean()",
        "perceptron": "((1 - 2 * {y}) * model.z).clamp(min=0).mean()",
    }
)
_OPTIMIZERS: Mapping[str, str] = MappingProxyType(
    {
        "sgd": "SGD",
        "momentum": "SGD",
        "nesterov": "SGD",
        "rmsprop": "RMSprop",
        "adagrad": "Adagrad",
        "adam": "Adam",
        "adamw": "AdamW",
    }
)


def listing(project: Project, resolution: Resolution) -> list[CodeLine]:
    """Return the loop of a project."""
    training = project.training
    turns = range(len(training.phases))
    lines = [CodeLine(text) for text in _losses(resolution)]
    for turn in turns:
        lines += [
            CodeLine(text) for text in _optimizer(training.phases[turn].optimizer, turn, turns)
        ]
    size = f"batch_size={training.batch_size}, shuffle=True"
    lines += [CodeLine(f"batches = DataLoader(train, {size})"), CodeLine("")]
    targets = {_target_of(project, head) for head in resolution.heads}
    names = "x, y" if "label" in targets or not targets else "x"
    lines.append(CodeLine(f"for {names} in batches:", "data"))
    for turn in turns:
        lines += _turn(project, resolution, turn)
    return lines


def _turn(project: Project, resolution: Resolution, turn: int) -> Iterator[CodeLine]:
    """Yield one pass forward and backward, and its update."""
    training = project.training
    phase = training.phases[turn]
    heads = [head for head in resolution.heads if not phase.outputs or head.id in phase.outputs]
    name = "optimizer" if len(training.phases) == 1 else f"optimizer_{turn + 1}"
    yield CodeLine(f"{INDENT}a = model(x)", "forward", turn)
    yield CodeLine(f"{INDENT}L = {_loss_call(project, resolution, heads)}", "loss", turn)
    yield CodeLine(f"{INDENT}{name}.zero_grad()", "", turn)
    yield CodeLine(f"{INDENT}L.backward()", "backward", turn)
    for text in _pulls(training):
        yield CodeLine(f"{INDENT}{text}", "pull", turn)
    if training.clip is not None:
        clip = f"nn.utils.clip_grad_norm_(model.parameters(), {training.clip:g})"
        yield CodeLine(f"{INDENT}{clip}", "clip", turn)
    yield CodeLine(f"{INDENT}{name}.step()", "update", turn)
    if phase.optimizer.schedule.kind != "constant":
        yield CodeLine(f"{INDENT}{name.replace('optimizer', 'scheduler')}.step()", "", turn)


def _losses(resolution: Resolution) -> Iterator[str]:
    heads = resolution.heads
    for number, head in enumerate(heads):
        made = _LOSSES.get(head.loss or resolution.loss)
        if made is not None:
            yield f"{_loss_name(number, heads)} = {made}"


def _loss_name(number: int, heads: tuple[LayerShape, ...]) -> str:
    return "loss" if len(heads) == 1 else f"loss_{number + 1}"


def _target_of(project: Project, head: LayerShape) -> str:
    spec = project.network.layer(head.id).spec if project.network.has(head.id) else None
    return spec.target if isinstance(spec, OutputSpec) else "label"


def _loss_call(project: Project, resolution: Resolution, heads: list[LayerShape]) -> str:
    """Return the right side of L = …; several outputs are added up with their weights."""
    every = resolution.heads
    terms = []
    for head in heads:
        number, name = every.index(head), head.loss or resolution.loss
        a = "a" if len(every) == 1 else f"a[{number}]"
        y = _TARGETS.get(_target_of(project, head), "y").format(a=a)
        if _target_of(project, head) == "next":
            a = f"{a}[:, :-1]"
        if name in _FORMULAS:
            called = _FORMULAS[name].format(a=a, y=y)
        else:
            given = f"{a}.log()" if name in _ON_LOGARITHMS else a
            called = f"{_loss_name(number, every)}({given}, {y})"
        spec = project.network.layer(head.id).spec if project.network.has(head.id) else None
        weight = spec.weight if isinstance(spec, OutputSpec) else 1.0
        terms.append(called if weight == 1.0 else f"{weight:g} * {called}")
    return " + ".join(terms) or "0"


def _optimizer(spec: OptimizerSpec, turn: int, turns: range) -> Iterator[str]:
    name = "optimizer" if len(turns) == 1 else f"optimizer_{turn + 1}"
    settings = [f"lr={spec.learning_rate:g}"]
    if spec.kind in ("momentum", "nesterov"):
        settings.append(f"momentum={spec.momentum:g}")
    if spec.kind == "nesterov":
        settings.append("nesterov=True")
    if spec.kind == "rmsprop":
        settings.append(f"alpha={spec.decay:g}")
    if spec.kind == "adamw":
        settings.append(f"weight_decay={spec.weight_decay:g}")
    made = _OPTIMIZERS.get(spec.kind, spec.kind)
    yield f"{name} = optim.{made}(model.parameters(), {', '.join(settings)})"
    schedule = spec.schedule
    rule = {
        "step": f"StepLR({name}, {schedule.period}, gamma={schedule.factor:g})",
        "cosine": (
            f"CosineAnnealingLR({name}, {schedule.period}, "
            f"eta_min={spec.learning_rate * schedule.factor:g})"
        ),
        "warmup": f"LinearLR({name}, 1 / {schedule.period}, total_iters={schedule.period})",
    }.get(schedule.kind)
    if rule is not None:
        yield f"{name.replace('optimizer', 'scheduler')} = optim.lr_scheduler.{rule}"


def _pulls(training: TrainingSpec) -> Iterator[str]:
    """Yield what L1 and L2 add to the gradients; biases are left alone."""
    terms = []
    if training.l2:
        terms.append(f"{training.l2:g} * w")
    if training.l1:
        terms.append(f"{training.l1:g} * w.sign()")
    if terms:
        yield f"for w in model.weights: w.grad += {' + '.join(terms)}"


# --- which line is at work --------------------------------------------------------------------


def line_at(lines: list[CodeLine], operations: tuple[OperationLabel, ...], done: int) -> int | None:
    """Return the line that the operation carried out last belongs to; None between two updates."""
    if not 0 < done <= len(operations):
        return None
    wanted, turn = part_of(operations[done - 1]), _turn_of(operations, done - 1)
    for part in (wanted, "update" if wanted in ("pull", "clip") else wanted):
        for number, line in enumerate(lines):
            if line.part == part and (line.turn == turn or part == "data"):
                return number
    return None


def part_of(label: OperationLabel) -> str:
    """Return what of an update an operation is: its phase, or "pull" and "clip"."""
    if label.phase != "update":
        return label.phase
    if label.formula.startswith("∂L/∂W ← ∂L/∂W + λ"):
        return "pull"
    return "clip" if "‖" in label.formula else "update"


def _turn_of(operations: tuple[OperationLabel, ...], row: int) -> int:
    """Return how many updates lie before a row of the tape."""
    phases = [label.phase for label in operations[: row + 1]]
    return sum(before == "update" != after for before, after in pairwise(phases))
