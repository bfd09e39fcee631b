"""What there is to choose from: tables of layers, activations, losses, optimizers, starts.

Menus, inspector, checks, files and the text form derive from these records; ``records`` says what
the signs in the formulas mean.
"""

from playground.model.catalog.activations import ACTIVATIONS
from playground.model.catalog.initialisers import INITIALISERS
from playground.model.catalog.layers import LAYERS
from playground.model.catalog.limits import (
    DEFAULT_ACTIVATION,
    DEFAULT_UNITS,
    MAX_BATCH_SIZE,
    MAX_CLAMP,
    MAX_CLIP,
    MAX_CONNECTIONS,
    MAX_DECAY,
    MAX_DROPOUT,
    MAX_FORMULA,
    MAX_HOLDS,
    MAX_L1,
    MAX_L2,
    MAX_LABEL,
    MAX_LAYERS,
    MAX_LEARNING_RATE,
    MAX_MOMENTUM,
    MAX_PERIOD,
    MAX_POINTS,
    MAX_SEED,
    MAX_UNITS,
    MAX_WEIGHT_DECAY,
    POINT_EDGE,
)
from playground.model.catalog.losses import LOSSES
from playground.model.catalog.records import (
    Activation,
    Curve,
    Field,
    Initialiser,
    LayerKind,
    Loss,
    Optimizer,
    Schedule,
)
from playground.model.catalog.targets import TARGET_RULES, TargetRule, default_rule, target_rule
from playground.model.catalog.training import OPTIMIZERS, SCHEDULES, TRAINING_FIELDS

__all__ = [
    "ACTIVATIONS",
    "DEFAULT_ACTIVATION",
    "DEFAULT_UNITS",
    "INITIALISERS",
    "LAYERS",
    "LOSSES",
    "MAX_BATCH_SIZE",
    "MAX_CLAMP",
    "MAX_CLIP",
    "MAX_CONNECTIONS",
    "MAX_DECAY",
    "MAX_DROPOUT",
    "MAX_FORMULA",
    "MAX_HOLDS",
    "MAX_L1",
    "MAX_L2",
    "MAX_LABEL",
    "MAX_LAYERS",
    "MAX_LEARNING_RATE",
    "MAX_MOMENTUM",
    "MAX_PERIOD",
    "MAX_POINTS",
    "MAX_SEED",
    "MAX_UNITS",
    "MAX_WEIGHT_DECAY",
    "OPTIMIZERS",
    "POINT_EDGE",
    "SCHEDULES",
    "TARGET_RULES",
    "TRAINING_FIELDS",
    "Activation",
    "Curve",
    "Field",
    "Initialiser",
    "LayerKind",
    "Loss",
    "Optimizer",
    "Schedule",
    "TargetRule",
    "default_rule",
    "target_rule",
]
