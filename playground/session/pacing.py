"""How many updates to do next, and how fast they come: arithmetic on a clock that callers read.

All times are seconds of one monotonic clock.
"""

import math
from collections import deque

from playground.model.errors import PlaygroundError

TICK = 1.0 / 60.0
"""Least time between two paced bursts: nobody sees more than 60 pictures a second."""
BURST = 0.006
"""Time that one burst should take."""
ARREARS = 0.1
"""Updates of at most this time are made up for when the machine was late; older ones are dropped,
so that a hiccup is not followed by a rush."""
LONGEST_WAIT = 3600.0
"""Whoever waits longer asks again: systems refuse to wait for ages."""


class Pace:
    """Spreads updates evenly over time; a rate of None is flat out."""

    def __init__(self, rate: float | None = None) -> None:
        self.rate = rate
        self._credit = 0.0
        self._counted = 0.0

    def start(self, now: float) -> None:
        """Begin to count; the first update is due at once."""
        self._credit = 1.0
        self._counted = now

    def change(self, rate: float | None, now: float) -> None:
        """Go on at another rate; what has been waited for so far still counts.

        Raises
        ------
        PlaygroundError
            The rate is not a number above 0; the one before stays.
        """
        if rate is not None and not (math.isfinite(rate) and rate > 0.0):
            raise PlaygroundError(
                f"A pace of {rate:g} updates per second makes no sense. Choose a number above 0."
            )
        self._count(now)
        self.rate = rate

    def due(self, now: float) -> int | None:
        """Return how many updates should be done now; None is as many as fit."""
        if self.rate is None:
            self._counted = now
            return None
        self._count(now)
        # Adding up rounded times must not lose an update: 1e-9 of one is not worth a tick.
        return int(self._credit + 1e-9)

    def spend(self, steps: int) -> None:
        """Note that these updates were done."""
        if self.rate is not None:
            self._credit -= steps

    def wait(self) -> float:
        """Return the time from the last `due` to the next moment worth waking up for."""
        if self.rate is None:
            return 0.0
        if self._credit >= 1.0:
            # More is due than one burst could do.
            return 0.0
        return min(max(TICK, (1.0 - self._credit) / self.rate), LONGEST_WAIT)

    def _count(self, now: float) -> None:
        if self.rate is not None:
            most = 1.0 + self.rate * ARREARS
            earned = (now - self._counted) * self.rate
            self._credit = min(self._credit + earned, max(most, self._credit))
        self._counted = now


class BurstSize:
    """Learns what an update costs, and says how many fill a burst."""

    def __init__(self) -> None:
        self._cost = 0.0

    @property
    def cost(self) -> float:
        """Seconds that an update takes; 0 where nothing is known."""
        return self._cost

    def steps(self) -> int:
        """Return the number of updates for the next burst, at least 1."""
        if self._cost <= 0.0:
            return 1
        return max(1, min(1_000_000, math.floor(BURST / self._cost)))

    def note(self, steps: int, seconds: float) -> None:
        """Learn from a burst."""
        if steps <= 0:
            return
        cost = max(seconds / steps, 1e-9)
        if self._cost <= 0.0:
            self._cost = cost
        else:
            # Rise at once, fall slowly: a burst that is too long is worse than one too short.
            self._cost = cost if cost > 2.0 * self._cost else 0.5 * (self._cost + cost)


class Rate:
    """Updates per second over about the last second, for display: renewed four times a second."""

    WINDOW = 1.0
    RENEWAL = 0.25

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()
        self._total = 0
        self._shown: float | None = None
        self._renewed = -math.inf

    def note(self, steps: int, now: float) -> None:
        """Count updates that were done by now."""
        self._total += steps
        self._samples.append((now, self._total))
        # At low paces the window holds two samples however far apart they are.
        while len(self._samples) > 2 and self._samples[1][0] <= now - self.WINDOW:
            self._samples.popleft()

    def shown(self, now: float) -> float | None:
        """Return the rate, or None while too little is known."""
        if now - self._renewed >= self.RENEWAL and len(self._samples) > 1:
            (first, before), (last, after) = self._samples[0], self._samples[-1]
            if last > first:
                measured = (after - before) / (last - first)
                # Nothing is near a rate of 0, which is measured while the engine compiles.
                if self._shown and 0.5 < measured / self._shown < 2.0:
                    measured = 0.5 * (self._shown + measured)
                self._shown = measured
                self._renewed = now
        return self._shown


class Rhythm:
    """How often something dear is done: so that it takes a share of the time, whatever it costs."""

    def __init__(self, least: float = 0.0) -> None:
        self._least = least
        self._ended = -math.inf
        self._cost = 0.0

    def is_due(self, now: float, share: float) -> bool:
        """Say whether it may be done again, where it may take this share of the time."""
        return now - self._ended >= self._pause(share)

    def load(self, share: float, least: float) -> float:
        """Return the part of the time that it takes, done no more often than every ``least`` seconds."""
        return self._cost / max(least, self._cost + self._pause(share))

    def _pause(self, share: float) -> float:
        # Done for `cost`, then left alone: the share counts both.
        return max(self._least, self._cost * (1.0 - share) / share)

    def note(self, began: float, ended: float) -> None:
        """Learn what it cost this time."""
        self._cost, self._ended = ended - began, ended


class Budget:
    """Lets pictures be computed only within a share of the worker's time.

    A bucket fills with ``share`` of the time that passes and is emptied by what pictures cost;
    while it is in debt, none is started.
    """

    CAPACITY = 0.05

    def __init__(self) -> None:
        self._credit = self.CAPACITY
        self._counted: float | None = None

    def allows(self, now: float, share: float) -> bool:
        """Say whether a picture may be started, where pictures may take this share of the time."""
        if self._counted is not None:
            earned = (now - self._counted) * share
            self._credit = min(self.CAPACITY, self._credit + earned)
        self._counted = now
        return self._credit > 0.0

    def spend(self, seconds: float) -> None:
        """Note what a picture cost."""
        self._credit -= seconds
