"""Settings of training: what they are called, what they do, which values they take."""

from playground.model.catalog.limits import (
    MAX_BATCH_SIZE,
    MAX_CLIP,
    MAX_DECAY,
    MAX_L1,
    MAX_L2,
    MAX_LEARNING_RATE,
    MAX_MOMENTUM,
    MAX_PERIOD,
    MAX_SEED,
    MAX_WEIGHT_DECAY,
)
from playground.model.catalog.records import Field, Optimizer, Schedule, table
from playground.model.catalog.schedules import cosine, falling_steps, flat, rising

MOMENTUM = Field(
    "momentum",
    "Momentum β",
    "How much of the last step's speed is kept: 0 forgets it, 0.9 rolls on like a ball.",
    0.0,
    MAX_MOMENTUM,
)
DECAY = Field(
    "decay",
    "Decay ρ",
    "How much of the running mean of squared gradients is kept: larger remembers longer.",
    0.0,
    MAX_DECAY,
)
WEIGHT_DECAY = Field(
    "weight_decay",
    "Weight decay λ",
    "How strongly every step shrinks the weights, apart from the gradient; biases stay.",
    0.0,
    MAX_WEIGHT_DECAY,
)
PERIOD = Field(
    "period",
    "Period",
    "How many steps the schedule takes for one drop, for its descent or for its rise.",
    1,
    MAX_PERIOD,
    (),
    "steps",
    is_whole=True,
)
FACTOR = Field(
    "factor",
    "Factor",
    "What the learning rate is multiplied with at each drop, or at the end of the descent.",
    0.0,
    1.0,
)

OPTIMIZERS = table(
    Optimizer(
        "sgd",
        "SGD",
        "Moves every weight a small step down its slope, with the same rate for all (stochastic gradient descent).",
        "w ← w − η·g",
    ),
    Optimizer(
        "momentum",
        "Momentum",
        "Gathers speed along directions that stay the same, like a ball that rolls downhill.",
        "m ← β·m + g, w ← w − η·m",
        (MOMENTUM,),
        averages=1,
    ),
    Optimizer(
        "nesterov",
        "Nesterov",
        "Momentum that looks one step ahead and so brakes earlier before it overshoots.",
        "m ← β·m + g, w ← w − η·(g + β·m)",
        (MOMENTUM,),
        averages=1,
    ),
    Optimizer(
        "rmsprop",
        "RMSProp",
        "Divides each step by the recent size of that weight's gradient, so steep and flat directions move alike.",
        "v ← ρ·v + (1 − ρ)·g², w ← w − η·g / (√v + ε)",
        (DECAY,),
        averages=1,
    ),
    Optimizer(
        "adagrad",
        "Adagrad",
        "Divides each step by all gradients that weight has seen, so its steps become smaller and smaller.",
        "v ← v + g², w ← w − η·g / (√v + ε)",
        averages=1,
    ),
    Optimizer(
        "adam",
        "Adam",
        "Gives every weight its own step size from running means of its gradient and of its squared gradient.",
        "w ← w − η·m̂ / (√v̂ + ε)",
        averages=2,
    ),
    Optimizer(
        "adamw",
        "AdamW",
        "Adam that also shrinks the weights a little at every step, apart from their gradient.",
        "w ← w − η·(m̂ / (√v̂ + ε) + λ·w)",
        (WEIGHT_DECAY,),
        averages=2,
    ),
)

SCHEDULES = table(
    Schedule("constant", "Constant", "The learning rate stays as it is.", "η(t) = η", flat),
    Schedule(
        "step",
        "Steps",
        "The learning rate drops by the factor after every period.",
        "η(t) = η·factor^⌊t / period⌋",
        falling_steps,
        (PERIOD, FACTOR),
    ),
    Schedule(
        "cosine",
        "Cosine",
        "The learning rate falls along half a cosine to its share of the start, then stays there.",
        "η(t) = η·(factor + (1 − factor)·½·(1 + cos(π·t / period)))",
        cosine,
        (PERIOD, FACTOR),
    ),
    Schedule(
        "warmup",
        "Warm-up",
        "The learning rate rises in a straight line to its full value and then stays there.",
        "η(t) = η·min(1, (t + 1) / period)",
        rising,
        (PERIOD,),
    ),
)

TRAINING_FIELDS = table(
    Field(
        "learning_rate",
        "Learning rate",
        "How large a step the weights take against their gradient: too small is slow, too large jumps past the goal.",
        0.0,
        MAX_LEARNING_RATE,
        is_positive=True,
    ),
    Field(
        "optimizer",
        "Optimizer",
        "The rule that turns gradients into new weights.",
        choices=tuple(OPTIMIZERS),
    ),
    Field(
        "batch_size",
        "Batch size",
        "How many examples share one update of the weights.",
        1,
        MAX_BATCH_SIZE,
        (),
        "examples",
        is_whole=True,
    ),
    Field(
        "l2",
        "L2",
        "How strongly large weights are pulled towards 0, which keeps the answer smooth.",
        0.0,
        MAX_L2,
    ),
    Field(
        "l1",
        "L1",
        "How strongly all weights are pulled towards 0 with equal force, so that useless ones end at 0.",
        0.0,
        MAX_L1,
    ),
    Field(
        "clip",
        "Gradient clipping",
        "The longest that the gradient of all weights together may be; a longer one is shortened to it.",
        0.0,
        MAX_CLIP,
        is_positive=True,
        is_optional=True,
    ),
    MOMENTUM,
    DECAY,
    WEIGHT_DECAY,
    Field(
        "schedule",
        "Schedule",
        "How the learning rate changes over the steps.",
        choices=tuple(SCHEDULES),
    ),
    PERIOD,
    FACTOR,
    Field(
        "seed",
        "Seed",
        "The number behind all chance in training: the same seed gives the same run.",
        0,
        MAX_SEED,
        is_whole=True,
    ),
)
"""Bounds are allowed values, except for 0 where a field is_positive."""
