"""Which findings are shown: those that have stood for some time. Nobody wants to be nagged."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playground.model.ids import LayerId
from playground.readout.health.history import WINDOW
from playground.readout.health.records import Finding, Health, Kind

Key = tuple[Kind, LayerId | None]

LOOKS = 3
"""Looks in a row that must find it before it is shown, and that must miss it before it goes."""
STEPS = 20
"""Steps over which it must have stood before it is shown."""
AT_ONCE: frozenset[Kind] = frozenset({"broken", "diverging"})
"""Shown at the first look: the run stands, or every further step makes it worse."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What has been found so far, look by look.

    Attributes
    ----------
    step, changes
        Of the last look.
    since
        Step of the first look, and number of looks in a row, for everything found by the last one.
    shown
        Findings that are shown.
    missed
        For how many looks in a row those of them were not found that still are.
    """

    step: int = -1
    changes: int = 0
    since: Mapping[Key, tuple[int, int]] = field(default_factory=dict)
    shown: tuple[Finding, ...] = ()
    missed: Mapping[Key, int] = field(default_factory=dict)

    def after(self, health: Health, changes: int, *, is_moving: bool = True) -> "Standing":
        """Return what stands after another look.

        Parameters
        ----------
        changes
            How often the person has changed something so far. After a change, and after going back
            in time, everything has to prove itself anew.
        is_moving
            Whether training goes on. Where it does not, nobody can wait for more looks: what a
            whole window of steps speaks for is shown.
        """
        is_same = health.step >= self.step and changes == self.changes
        before = self if is_same else Standing()
        found = {finding.key: finding for finding in health.findings}
        since = {key: _another(before.since.get(key), health.step) for key in found}
        shown_before = {finding.key: finding for finding in before.shown}
        is_proven = not is_moving and health.age >= WINDOW
        shown = [
            finding
            for key, finding in found.items()
            if key in shown_before or is_proven or _is_due(finding, since[key], health.step)
        ]
        missed = {key: before.missed.get(key, 0) + 1 for key in shown_before if key not in found}
        missed = {key: count for key, count in missed.items() if count < LOOKS}
        kept = [finding for key, finding in shown_before.items() if key in missed]
        return Standing(health.step, changes, since, (*shown, *kept), missed)


def _another(before: tuple[int, int] | None, step: int) -> tuple[int, int]:
    return (step, 1) if before is None else (before[0], before[1] + 1)


def _is_due(finding: Finding, since: tuple[int, int], step: int) -> bool:
    first, looks = since
    return finding.kind in AT_ONCE or (looks >= LOOKS and step - first >= STEPS)
