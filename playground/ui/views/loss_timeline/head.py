"""Where the run stands on its own curve, and where it can go. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from playground.session.snapshot import Journey, Snapshot
from playground.ui import numbers


def _tr(text: str) -> str:
    return QCoreApplication.translate("LossTimeline", text)


@dataclass(frozen=True, slots=True)
class Head:
    """The playhead, as it is drawn.

    Attributes
    ----------
    step
        Where it stands: under the hand, at the goal of a jump, or at the step that is shown.
    end
        The newest step of this run.
    is_past
        Whether there is something behind the playhead.
    is_held
        Whether its step is written beside it.
    reach
        The only steps that can be shown; None: all.
    """

    step: int = 0
    end: int = 0
    is_past: bool = False
    is_held: bool = False
    journey: Journey | None = None
    reach: tuple[range, ...] | None = None


NO_HEAD = Head()


def head_of(snapshot: Snapshot, asked: int | None, *, is_held: bool) -> Head:
    """Return the playhead of a snapshot; ``asked`` is where the person wants to be."""
    record = snapshot.record
    step = snapshot.step if record.journey is None else record.journey.goal
    if asked is not None:
        step = asked
    end = max(record.end, snapshot.step)
    return Head(step, end, step < end, is_held, record.journey, record.reachable)


def within(step: float, end: int, reach: Sequence[range] | None) -> int:
    """Return the step nearest to this one that can be shown."""
    wanted = max(0, min(end, round(step)))
    if not reach:
        return wanted
    nearest = (min(max(wanted, part[0]), part[-1]) for part in reach if len(part))
    return min(nearest, key=lambda found: abs(found - wanted), default=wanted)


def waiting_words(seconds: float) -> str:
    """Return how long something will take, e.g. "about 3 s"."""
    if seconds < 1.0:
        return _tr("less than 1 s")
    if seconds < 100.0:
        return _tr("about {0} s").format(round(seconds))
    return _tr("about {0} min").format(round(seconds / 60.0))


def journey_words(journey: Journey) -> str:
    """Return e.g. "step 120,000 of 500,000 · about 3 s"."""
    at, goal = numbers.thousands(journey.at), numbers.thousands(journey.goal)
    return _tr("step {0} of {1}").format(at, goal) + " · " + waiting_words(journey.seconds)


def journey_share(journey: Journey) -> float:
    """Return how much of a jump is done, from 0 to 1."""
    return (journey.at - journey.start) / max(1, journey.goal - journey.start)
