"""How large things may be, and what a new one starts with."""

MAX_UNITS = 4096
"""Largest number of units of one layer."""
MAX_FLAT = 16_384
"""Largest number of values that a picture or a sequence can be flattened to."""
MAX_POSITIONS = 65_536
"""Largest number of places of a picture."""
MAX_VALUES = 1_048_576
"""Largest number of values that one layer puts out for one example."""
MAX_KERNEL = 15
"""Largest height or width of a window."""
MAX_STRIDE = 15
MAX_PAD = 14
"""Most rows or columns that are added on one side: less than the largest window."""
MAX_FACTOR = 16
"""How much larger a picture can be made at once."""
MAX_SIDE = 256
"""Largest height or width of a picture that is put together."""
MAX_LENGTH = 1024
"""Most positions of a sequence."""
MAX_HEADS = 64
MAX_DEVIATION = 100.0
"""Largest standard deviation of noise that a layer adds."""
MAX_FORGET_BIAS = 10.0
MAX_LAYERS = 200
"""Largest number of layers of one network."""
MAX_CONNECTIONS = 1000
MAX_BATCH_SIZE = 16384
MAX_LEARNING_RATE = 1000.0
MAX_L1 = 1000.0
MAX_L2 = 1000.0
MAX_CLIP = 1_000_000.0
MAX_MOMENTUM = 0.9999
"""β and ρ stay below 1 also in single precision, where 0.99999999 is 1."""
MAX_DECAY = 0.9999
MAX_WEIGHT_DECAY = 1000.0
MAX_DROPOUT = 0.99
"""Largest rate of a dropout layer; at 1 nothing would be left."""
MAX_PERIOD = 1_000_000_000
"""Longest period of a schedule, in steps."""
MAX_SEED = 2**63 - 1
MAX_CLAMP = 1_000_000.0
"""Largest value, up or down, that a unit can be held at."""
MAX_POINTS = 5_000
"""Most points that a person can set."""
POINT_EDGE = 6.0
"""Coordinates of own points lie between −6 and 6."""
DEFAULT_UNITS = 4
"""Units of a dense layer dropped from the palette."""
DEFAULT_ACTIVATION = "tanh"
MAX_HOLDS = 200_000
"""Most weights with a padlock, most cuts and most clamps of one network."""
MAX_LABEL = 9
"""Number of the last class that own points can have."""
MAX_FORMULA = 200
"""Characters of a formula."""
MAX_LOSS_WEIGHT = 1000.0
"""Of the loss of one output among several."""
MAX_PHASES = 8
"""Parts of a step of training, one after the other."""
