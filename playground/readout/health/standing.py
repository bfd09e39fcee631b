"""Which findings are shown: those that have stood for some time. Nobody wants to be nagged."""

from dataclasses import dataclass, field, replace

from playground.readout.health.records import Finding, Kind

Key = tuple[Kind, object]

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
    since
        Step and number of looks in a row, for every finding of the last look.
    shown, missed
        Findings that are shown, and for how many looks in a row they were not found.
    """

    step: int = -1
    since: dict[Key, tuple[int, int]] = field(default_factory=dict)
    shown: tuple[Finding, ...] = ()
    missed: dict[Key, int] = field(default_factory=dict)

    def after(self, found: tuple[Finding, ...], step: int) -> "Standing":
        """Return what stands after another look at a step; going back in time begins anew."""
        before = self if step >= self.step else Standing()
        # Looking twice at the same step proves nothing more, except that somebody waits there.
        since: dict[Key, tuple[int, int]] = {}
        for finding in found:
            first, looks = before.since.get(finding.key, (step, 0))
            since[finding.key] = (first, looks + 1)
        shown_before = {finding.key: finding for finding in before.shown}
        now = {finding.key: finding for finding in found}
        shown = [f for f in found if f.key in shown_before or _is_due(f, *since[f.key], step)]
        missed = {
            key: before.missed.get(key, 0) + 1 for key in shown_before if key not in now
        }
        kept = [shown_before[key] for key, count in missed.items() if count < LOOKS]
        missed = {finding.key: missed[finding.key] for finding in kept}
        return replace(self, step=step, since=since, shown=(*shown, *kept), missed=missed)


def _is_due(finding: Finding, first: int, looks: int, step: int) -> bool:
    if finding.kind in AT_ONCE:
        return True
    return looks >= LOOKS and step - first >= STEPS
