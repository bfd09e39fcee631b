"""Puts the window together: views, controller, actions. Whoever starts the program uses this."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QApplication

from playground.engine.state import RunState
from playground.model.project import Project
from playground.session.commands import SetMemory, SetWeight
from playground.ui import zooming
from playground.ui.appearance import Appearance
from playground.ui.autosaving import Autosaving, JournalLike
from playground.ui.closing import Closing
from playground.ui.controller import Controller, SessionLike
from playground.ui.describing import state_of
from playground.ui.documents import Documents
from playground.ui.editing import Editing, keep_tiles
from playground.ui.errors import ErrorJournal
from playground.ui.find_opener import FindOpener
from playground.ui.frame import Frame
from playground.ui.gallery_opener import GalleryOpener
from playground.ui.game_opener import GameOpener
from playground.ui.health_sign import HealthSign
from playground.ui.hints import Hints
from playground.ui.joining import join
from playground.ui.keyboard import KeyKeeper
from playground.ui.late import LATE_VIEWS, LateViews
from playground.ui.menus import ActionBoard
from playground.ui.preferences import Preferences
from playground.ui.prompts import DialogPrompts, Prompts
from playground.ui.recent import RecentFiles
from playground.ui.stepper import Stepper
from playground.ui.stop_opener import StopOpener
from playground.ui.store import Store
from playground.ui.style import Theme, ThemeName, at_usual_size, zoom
from playground.ui.time_machine import TimeMachine
from playground.ui.training import Training
from playground.ui.view import View
from playground.ui.views.canvas.view import CanvasView
from playground.ui.views.card.view import CardView
from playground.ui.views.data_panel.view import DataPanelView
from playground.ui.views.example_selector.view import ExampleSelectorView
from playground.ui.views.layer_palette import LayerPaletteView
from playground.ui.views.output.view import OutputView
from playground.ui.views.tape.view import TapeView
from playground.ui.views.transport import TransportView
from playground.ui.walking import Walking
from playground.ui.watching import Role
from playground.ui.window import MainWindow


class Assembly(QObject):
    """One window with everything behind it."""

    setting_changed = Signal(str)
    """Name of a preference: other windows follow."""

    def __init__(
        self,
        session: SessionLike,
        project: Project,
        autosave: JournalLike,
        prompts: Callable[[MainWindow, Preferences], Prompts] = DialogPrompts,
        *,
        theme: ThemeName | None = None,
        errors: ErrorJournal | None = None,
    ) -> None:
        super().__init__()
        self.preferences = Preferences()
        self._has_own_errors = errors is None
        self.errors = errors or ErrorJournal()
        if self._has_own_errors:
            self.errors.install()
        self.controller = Controller(session, Store(project), parent=self)
        with at_usual_size():
            self.window = MainWindow(self.preferences)
        self.board = ActionBoard(parent=self)
        self.training = Training(self.controller, self)
        self.editing = Editing(self.controller)
        self.prompts = prompts(self.window, self.preferences)
        self.documents = Documents(self.controller, self.prompts, self)
        self.appearance = Appearance(self.window, self.preferences, theme, self)
        self.frame = Frame(self.window, self.board, self.controller, self.appearance, self.errors)
        self.autosaving = Autosaving(self.controller, autosave, parent=self)
        self.open_window: Callable[[], object] = lambda: None
        """Opens one more window; whoever keeps several puts it in."""
        self.quit: Callable[[], object] = self.window.close
        self._make_helpers()
        with at_usual_size():
            self.transport = TransportView()
            self.canvas = CanvasView()
            self._places: dict[str, View] = {late.role: View() for late in LATE_VIEWS}
            self._place_views()
        self._place_actions()
        self._connect()
        self.take_preferences()
        self._refresh()

    def _make_helpers(self) -> None:
        self.walking = Walking(self.controller, self)
        self.walking.ask_steps = self.prompts.ask_steps
        self.late = LateViews(self)
        self._keys: KeyKeeper | None = None
        self._closing = Closing(self.documents, self.controller, self.window.close)
        self.gallery = GalleryOpener(
            self.window, self.documents, lambda: self.frame.theme, lambda: self.preferences.recent
        )
        self.hints = Hints(
            self.window, self.controller, self.preferences, lambda: self.appearance.theme, self
        )
        self.health = HealthSign(self.window, self.controller, self.appearance, self.late)
        self.time = TimeMachine(self.window, self.controller, self.preferences, self.frame)
        self.recent = RecentFiles(self.controller, self.preferences, self)

    def show(self, size: QSize | None = None) -> None:
        """Show the window where it was, or in this size; the worker starts after the first paint."""
        self.window.restore(size)
        self.window.show()

    def close(self) -> None:
        """End the worker and the threads; the window must be closed already, or is hidden."""
        self._closing.is_settled = True
        self.window.hide()
        self.controller.close()
        self.late.close()
        self.autosaving.close(forget=True)
        if self._keys is not None:
            self._keys.close()
        self.hints.close()
        self.appearance.close()
        if self._has_own_errors:
            self.errors.uninstall()
        self.window.docks.close()
        self.window.deleteLater()
        self.deleteLater()

    @property
    def is_complete(self) -> bool:
        """Whether every view stands in its place, the late ones too."""
        return not self._places

    # --- putting together ------------------------------------------------------------------

    def _place_views(self) -> None:
        data, layers, output = DataPanelView(), LayerPaletteView(), OutputView()
        examples, card, tape = ExampleSelectorView(), CardView(), TapeView()
        self.window.place_bar(self.transport)
        self.window.place_canvas(self.canvas)
        self.window.docks.fill(
            {
                "left": (data, layers),
                "output": (output,),
                "card": (examples, card),
                "tape": (tape,),
                **{name: (view,) for name, view in self._places.items()},
            }
        )
        add = self.controller.add_view
        add("transport", self.transport)
        add("canvas", self.canvas)
        add("data", data)
        add("layers", layers)
        add("output", output)
        add("card", card)
        add("examples", examples)
        add("tape", tape)
        self.stepper = Stepper(tape, card, self.window.docks, self.controller)
        self.hints.place(self.transport.buttons["train.play"], layers, self.window.docks["card"])
        card.weight_requested.connect(self._on_card_weight_requested)

    def _place_actions(self) -> None:
        play, goal = self.transport.buttons["train.play"], self.training.goal
        self.stopping = StopOpener(play, self.controller, goal, lambda: self.frame.theme)
        self.board.bind(
            documents=self.documents,
            tables=self.documents.tables,
            controller=self.controller,
            editing=self.editing,
            canvas=self.canvas,
            sight=self.canvas.sight,
            clipboard=self.canvas.clipboard,
            desk=self.canvas.desk,
            frame=self.frame,
            appearance=self.appearance,
            window=self.window,
            assembly=self,
            hints=self.hints,
            training=self.training,
            walking=self.walking,
            gallery=self.gallery,
            stopping=self.stopping,
            goal=goal,
            stepper=self.stepper,
            time=self.time,
            health=self.health,
            game=GameOpener(self.window, lambda: self.frame.theme),
            finder=FindOpener(self.canvas, self.controller),
        )
        menus = self.board.fill(self.window.menus)
        menus["file"].insertMenu(self.board.qt_action("file.examples"), self.recent.menu)
        self.window.docks.fill_menu(menus["view"])
        self.window.addActions(self.board.qt_actions())

    def _connect(self) -> None:
        controller = self.controller
        controller.action_requested.connect(self.board.run)
        controller.project_changed.connect(self._refresh)
        controller.snapshot_changed.connect(self._refresh)
        controller.selection_changed.connect(self._refresh)
        controller.polled.connect(self.late.poll)
        self.training.state_changed.connect(self._refresh)
        self.walking.state_changed.connect(self._refresh)
        self.appearance.settled.connect(lambda: self.setting_changed.emit("look"))
        self.appearance.theme_changed.connect(self._on_appearance_theme_changed)
        self.window.state_changed.connect(self._refresh)
        self.canvas.sight.changed.connect(self._refresh)
        self.frame.restart_requested.connect(self.training.restart)
        self.recent.path_requested.connect(self.documents.open_again)
        self.window.file_dropped.connect(lambda path: self.documents.open_dropped(Path(path)))
        self.frame.setting_changed.connect(self._on_frame_setting_changed)
        self.board.state_changed.connect(self.transport.show_state)
        self.documents.noticed.connect(self.frame.tell)
        self.late.ready.connect(self._on_late_ready)
        self.late.asked.connect(self.appearance.ask_platform)
        self.window.painted.connect(self._on_window_painted)
        self.window.minimised_changed.connect(self._on_window_minimised_changed)
        self.window.may_close = self._closing.may_close

    # --- keeping in agreement --------------------------------------------------------------

    def _refresh(self) -> None:
        switched = self.canvas.sight.switched
        state = state_of(self.controller, self.editing, self.appearance, self.window, switched)
        self.board.refresh(self.walking.describe(self.training.describe(state)))
        self.transport.show_pace(self.training.pace)
        is_saved = self.controller.store.path is not None
        self.window.show_title(self.documents.title, self.controller.is_unsaved, is_saved)

    def _on_appearance_theme_changed(self, theme: Theme) -> None:
        self.board.show_theme(theme)
        self.controller.feed.show_theme(theme)
        self.canvas.set_reduced_motion(theme.is_still)
        self.hints.show_theme(theme)
        self._refresh()

    def _on_frame_setting_changed(self, name: str) -> None:
        self.take_preferences()
        self.setting_changed.emit(name)

    def take_preferences(self) -> None:
        """Bring the window in agreement with the preferences."""
        self.appearance.show()
        keep_tiles(self.canvas.sight, self.preferences)
        self.documents.pace = self.preferences.pace
        self.autosaving.every = self.preferences.autosave
        self.controller.send(SetMemory(self.preferences.memory * 2**20))

    def take_over(self, other: "Assembly", state: RunState | None) -> None:
        """Go on with the document of another window, from where its Run stands."""
        controller, before = self.controller, other.controller
        store = before.store
        is_running = before.snapshot.status == "running"
        controller.open_document(
            *(store.project, store.path, state),
            play=is_running,
            pace=other.training.pace.steps_per_second,
        )
        controller.store.take_over(store)
        self.stepper.take_over(other.stepper)
        stop = other.training.goal.stop
        self.training.goal.put(stop, play=is_running and stop is not None)
        controller.select(before.selection)

    def _on_window_painted(self) -> None:
        # Not before: while a window is made, thousands of events would pass by.
        self._keys = KeyKeeper(cast(QApplication, QApplication.instance()), self)
        self.window.arrange()
        self.canvas.setFocus()
        self.controller.start()
        self.late.start()

    def _on_window_minimised_changed(self, is_minimised: bool) -> None:
        if is_minimised:
            self.training.hold()
        else:
            self.training.release()

    def _on_late_ready(self, role: Role, view: View) -> None:
        zooming.rescale(view, 1.0, zoom())
        view.show_theme(self.frame.theme)
        self.controller.add_view(role, view)
        self.window.replace_part(self._places.pop(role), view)
        join(view, self.controller, self.frame, self.board, self.training.goal)

    def _on_card_weight_requested(self, weight: object, value: float, is_final: bool) -> None:
        self.controller.send(SetWeight(weight, value))  # type: ignore[arg-type]
        if is_final:
            self.controller.store.seal()
