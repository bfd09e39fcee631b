"""What stands beside the tape: registers that operations read, and where a run stands."""

from enum import IntEnum


class Register(IntEnum):
    """Run-time values that every operation can read: a float64 array beside the tape."""

    COUNT = 0
    """Examples in this batch, 1 ≤ count ≤ batch size; the rest of the lanes is padding."""
    CURSOR = 1
    """Position of the batch's first example in the order table."""
    STEP = 2
    """Number of the update being computed, from 1."""
    LEARNING_RATE = 3
    L2 = 4
    LOSS = 5
    """Loss of the batch: set to 0 when a step begins, every loss row adds its own."""
    ADAM_STEP = 6
    """Number of the update since the moments were last reset, from 1 (Adam's t)."""
    L1 = 7
    BASE_RATE = 8
    """The full learning rate η that a schedule starts from; read where SCHEDULE is not constant."""
    SCHEDULE = 9
    """A `Schedule`. When it is not constant, LEARNING_RATE is set anew when a step begins."""
    PERIOD = 10
    """The schedule's period in updates, a whole number ≥ 1."""
    FACTOR = 11
    CLIP = 12
    """Longest that the gradient may be, > 0."""
    SQUARES = 13
    """Sum of the squares of the gradient, written by NORM_GRADIENT."""
    FULL_RATE = 14
    """LEARNING_RATE as the step began: that of the first phase, before a later one sets its own."""


REGISTERS = 16


class Schedule(IntEnum):
    """How the learning rate changes; the names are those of `ScheduleSpec`, in capitals."""

    CONSTANT = 0
    """LEARNING_RATE stays as the caller set it."""
    STEP = 1
    COSINE = 2
    WARMUP = 3


class State(IntEnum):
    """Where a run stands: an int64 array that the compiled training loop reads and moves on."""

    EPOCH = 0
    """Passes over the training set done."""
    CURSOR = 1
    """Position in the pass of the next batch's first example, 0 ≤ cursor < examples."""
    STEP = 2
    """Updates done."""
    ADAM_STEP = 3
    """Updates done since the moments were last reset."""
    ORDER_EPOCH = 4
    """The epoch whose shuffle the order table holds; -1 when it holds none. Set it to -1 after
    writing any other entry or making the table anew: the next step then shuffles by itself."""


STATES = 8
