"""What does not fit the data: output and loss, the size of the inputs, the share of the classes."""

import math
from collections.abc import Iterator

import numpy as np

from playground.engine.targets import decide, encode
from playground.model.catalog import LOSSES, default_rule
from playground.model.resolution import LayerShape
from playground.readout.health import data_remedies, remedies
from playground.readout.health.look import LEARNED, Look, figure, percent
from playground.readout.health.records import Finding, Remedy

RANGES = {
    "sigmoid": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
    "relu": (0.0, math.inf),
    "softplus": (0.0, math.inf),
    "sine": (-1.0, 1.0),
    "silu": (-0.28, math.inf),
    "gelu": (-0.17, math.inf),
    "elu": (-1.0, math.inf),
}
"""Values that an output with this activation can have."""
OUTSIDE = 0.05
"""Share of the answers that must lie out of reach."""
CONFIDENT = 0.1
"""Share of examples on which the output is sure, wrong, and hardly blamed."""
SURE = 0.9
"""|a − y| of a confident mistake: at 0.99 the mean squared error blames z 50 times less than
cross-entropy does (.0196 against .99, measured for the activity about losses)."""
WIDE, UNEVEN, FAR = 10.0, 10.0, 5.0
"""Deviation of an input that is too large, of two inputs to each other, and |mean| / deviation."""
RARE, MISSED = 0.4, 0.2
"""A class is rare with this part of an even share, and overlooked where less of it is found."""
SETTLED = 200
"""Steps after which an overlooked class is no beginner's mistake."""


def misfit(look: Look) -> Iterator[Finding]:
    """Answers that the output cannot give, or a loss that hardly blames confident mistakes."""
    head = look.trainer.evaluator.prepared.plan.heads[0]
    if head.target != "label" or look.skill >= LEARNED:
        return
    usual, layer = default_rule(head.rule.task), head.shape.id
    loss = LOSSES[usual.loss].title.lower()
    fitting = remedies.fitting_output(look, layer, usual.activation, loss)
    if head.rule.encoding == "value":
        yield from _out_of_reach(look, head.shape, fitting)
    elif head.rule.loss == "mse" and head.shape.activation in ("sigmoid", "softmax", "tanh"):
        share = _confident_mistakes(look)
        if share >= CONFIDENT and look.is_still:
            yield Finding(
                "misfit",
                "warning",
                layer,
                f"On {percent(share)} of the examples the network is sure and wrong, and hardly blamed "
                "for it.",
                f"With {head.shape.activation} the mean squared error is nearly flat where a mistake is "
                "confident. Cross-entropy blames it by the whole difference.",
                (fitting,),
                {"share": share},
            )


def _out_of_reach(look: Look, shape: LayerShape, fitting: Remedy) -> Iterator[Finding]:
    if shape.activation not in RANGES:
        return
    dataset, (low, high) = look.trainer.dataset, RANGES[shape.activation]
    values = dataset.values[dataset.train]
    outside = float(((values < low) | (values > high)).mean())
    if outside < OUTSIDE:
        return
    yield Finding(
        "misfit",
        "warning",
        shape.id,
        f"{percent(outside)} of the answers are out of reach: {look.name(shape.id)} ends in "
        f"{shape.activation}, and they go from {figure(float(values.min()))} to "
        f"{figure(float(values.max()))}.",
        "An output can only give what its activation lets through. For any number it has to be linear.",
        (fitting,),
        {"outside": outside},
    )


def _confident_mistakes(look: Look) -> float:
    head = look.trainer.evaluator.prepared.plan.heads[0]
    answers = look.sample.layers[head.shape.id].a
    if answers is None or head.shape.positions:
        return 0.0
    all_targets = encode(look.trainer.dataset, head.rule, head.shape.size)
    targets = all_targets[look.sample.examples].T
    width = 2.0 if head.rule.encoding == "-1+1" else 1.0
    return float((np.abs(answers - targets).max(axis=0) > SURE * width).mean())


def unscaled(look: Look) -> Iterator[Finding]:
    """Inputs of very different or very large size.

    References
    ----------
    .. [1] Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", 1998, section 4.3.
    """
    dataset = look.trainer.dataset
    sequence = dataset.shape.sequence
    if (sequence is not None and sequence.vocabulary) or look.skill >= LEARNED:
        return
    inputs = dataset.inputs[dataset.train].astype(np.float64)
    mean, deviation = inputs.mean(axis=0), inputs.std(axis=0)
    varying = deviation > 1e-9 * np.maximum(1.0, np.abs(mean))
    if not varying.any():
        return
    widest = float(deviation[varying].max())
    narrowest = float(deviation[varying].min())
    far = float((np.abs(mean[varying]) / deviation[varying]).max())
    is_uneven = widest > UNEVEN * narrowest and widest > FAR
    if not (widest > WIDE or is_uneven or (far > FAR and np.abs(mean[varying]).max() > FAR)):
        return
    feature = int(np.argmax(np.where(varying, deviation, 0.0)))
    names = dataset.shape.titles or tuple(str(unit) for unit in dataset.shape.features)
    # Of sequences: every position of the first feature, then of the next.
    name = names[feature * len(names) // deviation.size]
    yield Finding(
        "unscaled",
        "warning",
        look.trainer.resolution.order[0],
        f"The inputs differ in size: {name} spreads by {figure(widest)} around "
        f"{figure(float(mean[feature]))}, another one by {figure(narrowest)}.",
        "A weight of a large input moves the sum much more than one of a small input, so no learning "
        "rate suits both. With mean 0 and deviation 1 one rate suits all.",
        (data_remedies.standardise(),),
        {"widest": widest, "narrowest": narrowest, "far": far},
    )


def imbalance(look: Look) -> Iterator[Finding]:
    """A class that is rare, and that the network never or hardly ever answers.

    A network that answers the frequent class always is right most of the time; accuracy does not
    tell, the share of the rare class that is found does (its recall).
    """
    head = look.trainer.evaluator.prepared.plan.heads[0]
    dataset = look.trainer.dataset
    classes = len(dataset.shape.classes)
    answers = look.sample.layers[head.shape.id].a
    if classes < 2 or head.target != "label" or dataset.labels.ndim > 1 or answers is None:
        return
    if look.history.age < SETTLED or head.shape.positions:
        return
    labels = dataset.labels[dataset.train]
    counts = np.bincount(labels, minlength=classes)
    rare = int(np.argmin(np.where(counts > 0, counts, labels.size + 1)))
    share = float(counts[rare]) / labels.size
    if share > RARE / classes:
        return
    truth = dataset.labels[look.sample.examples]
    decided = decide(answers.T, head.rule)
    chosen = truth == rare
    if not chosen.any():
        return
    found = float((decided[chosen] == rare).mean())
    if found >= MISSED:
        return
    ways = [data_remedies.balanced(look), data_remedies.more_data(look)]
    yield Finding(
        "imbalance",
        "warning",
        head.shape.id,
        f"{percent(share)} of the examples are of the class {dataset.shape.classes[rare]}, and the "
        f"network finds {percent(found)} of them.",
        "A network that always answers the frequent class is nearly always right, so the loss is "
        "content without the rare one.",
        tuple(way for way in ways if way is not None),
        {"share": share, "recall": found},
    )
