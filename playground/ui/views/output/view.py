"""The network's answer: a map, a curve, or bars and a confusion matrix, as fits the data."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.style import Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.output.class_output import ClassOutputView
from playground.ui.views.output.curve_output import CurveOutputView
from playground.ui.views.output.output_map import OutputMapView
from playground.ui.views.output.table_output import TableOutputView
from playground.ui.watching import WatchingView


class OutputView(View):
    """Shows the one of its pictures that fits the data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = Selection()
        self._snapshot = Snapshot()
        self.map_view = OutputMapView()
        self.class_view = ClassOutputView()
        self.curve_view = CurveOutputView()
        self.table_view = TableOutputView()
        self._stack = QStackedLayout(self)
        self._views = (self.map_view, self.class_view, self.curve_view, self.table_view)
        for view in self._views:
            self._stack.addWidget(view)
            view.edit_requested.connect(self.edit_requested)
            view.command_requested.connect(self.command_requested)
            view.selection_requested.connect(self.selection_requested)
            view.action_requested.connect(self.action_requested)

    def show_project(self, shown: ShownProject) -> None:
        before = self._current()
        self._stack.setCurrentWidget(self._fitting(shown))
        current = self._current()
        current.show_project(shown)
        if current is not before:
            current.show_selection(self._selection)
            current.show_snapshot(self._snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._current().show_snapshot(snapshot)

    def show_selection(self, selection: Selection) -> None:
        self._selection = selection
        self._current().show_selection(selection)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for what the picture that is seen needs."""
        current = self._current()
        return current.extend_watch(watch) if isinstance(current, WatchingView) else watch

    def show_theme(self, theme: Theme) -> None:
        for view in self._views:
            view.show_theme(theme)

    def _fitting(self, shown: ShownProject) -> View:
        dataset = shown.dataset
        if shown.project.data.kind == "own":
            return self.map_view
        if dataset is None:
            return self._current()
        if dataset.shape.plane:
            # Of two classes the map says everything; of more, who is taken for whom, too.
            return self.table_view if len(dataset.shape.classes) > 2 else self.map_view
        if dataset.shape.line:
            return self.curve_view
        # A sequence has one feature or two at many positions: no map shows that.
        if dataset.shape.sequence is not None:
            return self.class_view
        is_picture = dataset.shape.picture is not None or len(dataset.shape.features) < 2
        return self.class_view if is_picture else self.table_view

    def _current(self) -> View:
        return self._views[self._stack.currentIndex()]
