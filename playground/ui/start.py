"""The application: what is made in which order, for a person, for a demonstration, for a picture."""

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from playground import __version__
from playground.engine.state import RunState
from playground.files.autosave import Autosave, Recovered
from playground.files.examples import FIRST, Example, example, examples
from playground.files.project_file import load
from playground.files.table_file import SUFFIXES
from playground.model.errors import PlaygroundError
from playground.model.project import Project
from playground.model.text import parse
from playground.session.commands import Play, SetPace, Step, StopAt
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from playground.ui import late
from playground.ui.assembly import Assembly
from playground.ui.autosaving import JournalLike
from playground.ui.errors import LOG, ErrorJournal
from playground.ui.icons import icon
from playground.ui.languages import speak, wished_language
from playground.ui.places import autosave_folder
from playground.ui.preferences import Preferences
from playground.ui.style import DARK, ThemeName, load_fonts, palette, sans
from playground.ui.views.canvas.clipboard import leave_text
from playground.ui.waiting import has_all_pictures, wait_until
from playground.ui.windows import Windows

GOOD_ENOUGH = 0.95
SETTLED = 0.4
"""Seconds without news after which even the slowest view has drawn."""
_PATIENCE = 180.0
"""Seconds: the first start compiles for up to a minute."""
_TURN = 0.0005
"""Seconds after which a thread that waits for Python gets it.

Window and worker share it. With Python's own 5 ms the worker waits that long whenever it comes out of
compiled code while the window draws, dozens of times for each picture.
"""


class NoJournal:
    """In place of a journal, where none is wanted or none can be written."""

    def write(self, project: Project, state: RunState | None, document: Path | None = None) -> None:
        """Write nothing."""

    def clear(self) -> None:
        """Nothing is there."""

    def close(self) -> None:
        """Nothing is open."""


def make_application() -> QApplication:
    """Return the application: style, fonts, palette, in this order and before any widget."""
    sys.setswitchinterval(_TURN)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Playground")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    QLocale.setDefault(QLocale.c())
    load_fonts()
    application.setFont(sans(10.0))
    application.setPalette(palette(DARK))
    application.setWindowIcon(_window_icon())
    return application


def _window_icon() -> QIcon:
    return icon("gallery", DARK, DARK.action)


# --- for a person ------------------------------------------------------------------------------


def open_window(target: str | None = None) -> int:
    """Open the window; the program lives until the last one is closed."""
    started = time.perf_counter()
    application = make_application()
    speak(wished_language(Preferences().language))
    first = example(FIRST)
    opening = _target(target) if target is not None else None
    errors = ErrorJournal()
    errors.install()
    journals = _Journals()
    blank = replace(first.project, network=parse("output"), name="untitled")
    windows = Windows(
        lambda project: Assembly(
            Session(compiles_behind=True), project, journals.take(), errors=errors
        ),
        lambda: blank,
    )
    assembly = windows.add(opening.project if opening is not None else first.project)
    autosave = journals.first

    def begin() -> None:
        painted = assembly.window.painted_at or started
        LOG.info("First paint after %.2f s", painted - started)
        # The start went without looking for garbage; what lives now will live on.
        gc.freeze()
        gc.enable()
        if opening is not None:
            opening.open_in(assembly)
        elif autosave is None or not _recover(assembly, autosave):
            assembly.documents.show_example(first)
        assembly.hints.start()
        if journals.trouble is not None:
            assembly.controller.failed.emit(str(journals.trouble), "")

    assembly.window.painted.connect(begin)
    assembly.show()
    code = application.exec()
    windows.close()
    leave_text()
    errors.uninstall()
    return code


class _Journals:
    """A journal for every window; none where the folder cannot be written."""

    def __init__(self) -> None:
        self.first: Autosave | None = None
        self.trouble: PlaygroundError | None = None

    def take(self) -> JournalLike:
        """Return a journal of its own for one more window."""
        try:
            journal = Autosave(autosave_folder())
        except PlaygroundError as error:
            self.trouble = error
            return NoJournal()
        self.first = self.first or journal
        return journal


class Opening:
    """An example or a file, named on the command line; of a table the columns are asked for."""

    def __init__(
        self,
        project: Project,
        state: RunState | None = None,
        path: Path | None = None,
        found: Example | None = None,
        table: Path | None = None,
        *,
        problem: PlaygroundError | None = None,
    ) -> None:
        self.project = project
        self.state = state
        self.path = path
        self.example = found
        self.table = table
        self.problem = problem

    def open_in(self, assembly: Assembly, *, play: bool = True) -> None:
        """Open it; an example trains at its pace."""
        is_example = self.example is not None
        pace = self.example.pace if self.example is not None else 300.0
        assembly.controller.open_document(
            self.project, self.path, self.state, play=play and is_example, pace=pace
        )
        if self.problem is not None:
            assembly.documents.fail(self.problem)
        if self.table is not None:
            assembly.documents.tables.open_path(self.table)


def _target(target: str) -> Opening:
    """Return what a word of the command line names: a file, or else an example.

    Raises
    ------
    PlaygroundError
        It is neither, or the file is damaged.
    """
    path = Path(target)
    is_example = any(found.name == target for found in examples())
    if path.suffix.lower() in SUFFIXES and path.exists():
        blank = Project(network=parse("output"), data=example(FIRST).project.data, name="untitled")
        return Opening(blank, table=path)
    if (path.exists() and not is_example) or path.suffix:
        loaded = load(path)
        return Opening(loaded.project, loaded.state, path, problem=loaded.problem)
    found = example(target)
    return Opening(found.project, found=found)


def _recover(assembly: Assembly, autosave: Autosave) -> bool:
    """Offer the newest thing that a crash left behind; True where the person takes it."""
    left = autosave.recoverable()
    if not left:
        return False
    newest: Recovered = left[0]
    name = newest.document.name if newest.document is not None else newest.project.name
    when = datetime.fromtimestamp(newest.saved_at).strftime("%Y-%m-%d %H:%M")
    if not assembly.prompts.ask_recovery(name, when):
        newest.discard()
        return False
    assembly.controller.open_document(
        newest.project, newest.document, newest.state, is_changed=True, pace=300.0
    )
    if newest.problem is not None:
        assembly.documents.fail(newest.problem)
    # The old journal goes only when the new one is on the disk.

    # A function, not the bound method: PySide keeps the object behind a method by a weak reference,
    # which a record with slots cannot have, and would call into freed memory.
    def discard() -> None:
        newest.discard()

    assembly.autosaving.written.connect(discard)
    return True


# --- without a person --------------------------------------------------------------------------


def demonstrate(folder: Path, say: Callable[[str], object]) -> int:
    """Run the window unseen: train the spiral to 95 %, write a picture and the weights."""
    make_application()
    found = example(FIRST)
    assembly = Assembly(Session(), found.project, NoJournal())
    controller = assembly.controller
    try:
        folder.mkdir(parents=True, exist_ok=True)
        assembly.show(QSize(1440, 900))
        assembly.window.painted.connect(
            lambda: Opening(found.project, found=found).open_in(assembly)
        )
        _need(wait_until(controller, lambda: controller.snapshot.step > 0, _PATIENCE))
        controller.send(SetPace(None))
        # The worker stops at the step itself: a little later the share may be lower again.
        controller.send(Play(stop_at=StopAt(test_accuracy=GOOD_ENOUGH)))
        if not wait_until(controller, lambda: _is_good(assembly), _PATIENCE):
            raise PlaygroundError(
                f"The spiral did not reach {GOOD_ENOUGH:.0%} in {_PATIENCE:.0f} seconds."
            )
        wait_until(controller, _Still(assembly), 30.0)
        _write_demo(assembly, folder, say)
    except OSError as error:
        raise PlaygroundError(f"{folder} cannot be written: {error.strerror}.") from error
    finally:
        assembly.close()
        _flush()
    return 0


def _write_demo(assembly: Assembly, folder: Path, say: Callable[[str], object]) -> None:
    picture, weights = folder / "window.png", folder / "weights.safetensors"
    _save_picture(assembly, picture)
    states: list[RunState] = []
    troubles: list[Exception] = []
    controller = assembly.controller
    controller.captures.request(states.append, troubles.append)
    wait_until(controller, lambda: bool(states or troubles), 30.0)
    dataset = controller.store.shown.dataset
    if troubles or not states or dataset is None:
        raise PlaygroundError("The trained weights could not be fetched. Start again.")
    report = late.export(weights, states[0], dataset)
    metrics = controller.snapshot.metrics
    assert metrics is not None
    say(
        f"Spiral: {metrics.test_accuracy:.1%} of the test points right after "
        f"{controller.snapshot.step:,} steps (loss {metrics.test_loss:.4f})."
    )
    say(f"Picture of the window: {picture}")
    say(
        f"Trained weights: {weights} (read back; outputs differ by at most "
        f"{report.largest_difference:.2g})"
    )


def take_screenshot(
    target: str, out: Path, steps: int, size: tuple[int, int], theme: ThemeName
) -> None:
    """Open something unseen, train it for exactly ``steps``, save a picture of the window.

    Raises
    ------
    PlaygroundError
        The target is nothing that can be opened, training stopped, or the picture cannot be written.
    """
    make_application()
    opening = _target(target)
    if opening.table is not None:
        raise PlaygroundError(
            f"{target} is a table, and somebody has to choose its columns. Open it in the window, "
            "save the project, and name that file."
        )
    assembly = Assembly(Session(), opening.project, NoJournal(), theme=theme)
    controller = assembly.controller
    try:
        assembly.show(QSize(*size))
        assembly.window.painted.connect(lambda: opening.open_in(assembly, play=False))
        _need(wait_until(controller, lambda: controller.snapshot.status == "paused", _PATIENCE))
        goal = controller.snapshot.step + steps
        if steps:
            controller.send(SetPace(None))
            controller.send(Step("batch", steps))
        if not wait_until(controller, lambda: controller.snapshot.step >= goal, _PATIENCE):
            raise PlaygroundError(f"{steps:,} steps took too long. Ask for fewer steps.")
        wait_until(controller, _Still(assembly), 30.0)
        _save_picture(assembly, out)
    finally:
        assembly.close()
        _flush()


def _is_good(assembly: Assembly) -> bool:
    snapshot = assembly.controller.snapshot
    accuracy = snapshot.metrics.test_accuracy if snapshot.metrics is not None else 0.0
    return snapshot.status == "paused" and accuracy >= GOOD_ENOUGH


class _Still:
    """Whether everything has arrived, and every view has had the time to draw it."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._newest: Snapshot | None = None
        self._since = 0.0

    def __call__(self) -> bool:
        controller, now = self._assembly.controller, time.monotonic()
        if controller.snapshot is not self._newest or not self._assembly.is_complete:
            self._newest, self._since = controller.snapshot, now
        return has_all_pictures(controller) and now - self._since > SETTLED


def _need(is_ready: bool) -> None:
    if not is_ready:
        raise PlaygroundError(
            f"Training was not ready after {_PATIENCE:.0f} seconds. Start again; if it happens "
            "once more, delete the folder of compiled kernels."
        )


def _save_picture(assembly: Assembly, out: Path) -> None:
    if not assembly.window.grab().save(str(out)):
        raise PlaygroundError(f"The picture cannot be written to {out}. Choose another place.")


def _flush() -> None:
    """Let Qt delete what was given up, so that nothing outlives the application."""
    QTimer.singleShot(0, QCoreApplication.quit)
    QGuiApplication.exec()
