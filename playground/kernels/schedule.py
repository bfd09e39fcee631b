"""The learning rate in force at a step: one text for Python and for the compiled loop.

Only additions, multiplications, divisions and comparisons of float64, which are exact to the last
bit everywhere: whoever computes the rate, in whatever language, gets the same number.
"""

from playground.kernels.optable.registers import Schedule

_STEP = int(Schedule.STEP)
_COSINE = int(Schedule.COSINE)
_WARMUP = int(Schedule.WARMUP)

_HALF_PI = 1.5707963267948966
_SMALLEST = 1e-300
"""Rates below this count as 0, before processors begin to differ (denormals)."""


def learning_rate(kind: int, base: float, period: int, factor: float, t: int) -> float:
    """Return the learning rate of the update that follows ``t`` updates.

    Parameters
    ----------
    kind
        A `Schedule`: constant η; step η·factor^⌊t/period⌋; cosine from η down to η·factor along
        half a cosine over ``period`` updates, then flat; warm-up η·(t + 1)/period over ``period``
        updates, then η.
    base
        η.
    period
        Updates, ≥ 1 (less counts as 1).
    """
    period = max(period, 1)
    rate = base
    if kind == _STEP:
        power = 1.0
        square = factor
        left = t // period
        while left > 0:
            if left & 1:
                power *= square
            square *= square
            left >>= 1
        rate = base * power
    elif kind == _COSINE:
        share = min(t, period) / period
        # (1 − cos πx)/2 = sin²(πx/2), and the sine's series needs angles up to π/4 only.
        angle = _HALF_PI * (share if share <= 0.5 else 1.0 - share)
        square = angle * angle
        series = 1.0
        for k in (272.0, 210.0, 156.0, 110.0, 72.0, 42.0, 20.0, 6.0):
            series = 1.0 - square / k * series
        sine = angle * series
        fallen = sine * sine if share <= 0.5 else 1.0 - sine * sine
        rate = base - base * (1.0 - factor) * fallen
    elif kind == _WARMUP and t < period:
        rate = base * ((t + 1) / period)
    return rate if abs(rate) > _SMALLEST else 0.0
