"""Hands projects, snapshots, selection and theme to the views: only what is visible is drawn."""

from dataclasses import dataclass

from playground.session.snapshot import Snapshot
from playground.ui.in_sight import is_in_sight
from playground.ui.style import Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.watching import Role, WatchingView

BEAT = 0.06
"""Least seconds between two snapshots while training runs: eyes and two cores need no more.

Everything that shows numbers takes the same snapshot, so that the numbers of one picture agree.
Every snapshot of a paused run is drawn at once.
"""
BEAT_EACH = 0.008
"""Seconds that every view in sight adds to the least: with everything open, numbers change 10 times a
second, so that the canvas keeps its 30 pictures.
"""
OWN_TIME: frozenset[Role] = frozenset({"canvas", "timeline"})
"""These pace themselves."""


@dataclass(slots=True)
class _Place:
    view: View
    role: Role
    asking: WatchingView | None
    """The view itself where it asks for things of its own: found out once, because it is slow."""
    snapshot: Snapshot | None = None


class Feed:
    """All views of the window with what each has been shown."""

    def __init__(self) -> None:
        self._places: list[_Place] = []
        self.guests: list[WatchingView] = []
        """Popups that ask for things of their own while they are open."""
        self._beat = -1e9

    def add(self, role: Role, view: View) -> None:
        """Take in a view."""
        asking = view if isinstance(view, WatchingView) else None
        self._places.append(_Place(view, role, asking))

    def remove(self, view: View) -> None:
        """Forget a view, e.g. a placeholder."""
        self._places = [place for place in self._places if place.view is not view]

    def view(self, role: Role) -> View | None:
        """Return the view at this place."""
        return next((place.view for place in self._places if place.role == role), None)

    def visible(self) -> frozenset[Role]:
        """Return the roles of the views that can be seen."""
        return frozenset(place.role for place in self._places if is_in_sight(place.view))

    def watching(self) -> tuple[WatchingView, ...]:
        """Return the views that can be seen and ask for things of their own."""
        asking = (
            place.asking
            for place in self._places
            if place.asking is not None and is_in_sight(place.view)
        )
        return (*asking, *self.guests)

    def show_project(self, shown: ShownProject) -> None:
        """Show the project to every view; hidden ones need it for their layout."""
        for place in self._places:
            place.view.show_project(shown)

    def show_selection(self, selection: Selection) -> None:
        for place in self._places:
            place.view.show_selection(selection)

    def show_theme(self, theme: Theme) -> None:
        for place in self._places:
            place.view.show_theme(theme)

    def show_snapshot(self, snapshot: Snapshot, now: float) -> None:
        """Show the snapshot to the visible views that do not know it and whose turn it is."""
        seen = [place for place in self._places if is_in_sight(place.view)]
        paced = sum(place.role not in OWN_TIME for place in seen)
        is_beat = snapshot.status != "running" or now - self._beat >= max(BEAT, BEAT_EACH * paced)
        for place in seen:
            if place.snapshot is snapshot:
                continue
            if not is_beat and place.role not in OWN_TIME:
                continue
            if place.role not in OWN_TIME:
                self._beat = now
            place.snapshot = snapshot
            place.view.show_snapshot(snapshot)
