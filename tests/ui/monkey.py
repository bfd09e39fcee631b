"""A hand that does anything at all: actions, keys, mouse, wheel, one deed a turn of the event loop."""

import random
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QMenu, QWidget

from playground.model import wishes
from playground.model.catalog import LAYERS
from playground.model.text import parse
from playground.session.commands import Play
from playground.ui.actions import ACTIONS
from playground.ui.assembly import Assembly
from playground.ui.view import View
from playground.ui.views.card.problem_list import repair_edit
from playground.ui.views.network_text.view import NetworkTextView

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
KEYS = (
    Key.Key_A, Key.Key_C, Key.Key_D, Key.Key_F, Key.Key_V, Key.Key_X, Key.Key_Z, Key.Key_1,
    Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Return, Key.Key_Escape,
    Key.Key_Delete, Key.Key_F1, Key.Key_F2, Key.Key_Tab, Key.Key_Backtab, Key.Key_Space,
    Key.Key_Period, Key.Key_Home, Key.Key_End, Key.Key_Plus, Key.Key_Minus, Key.Key_Menu,
)  # fmt: skip
MODIFIERS = (
    Modifier.NoModifier, Modifier.NoModifier, Modifier.NoModifier, Modifier.ShiftModifier,
    Modifier.ControlModifier, Modifier.AltModifier,
)  # fmt: skip
OUTSIDE = frozenset({"file.quit", "file.close", "help.log"})
"""Actions that leave the program."""
DOCUMENTS = frozenset(
    {
        "file.new",
        "file.open",
        "file.examples",
        "file.open_table",
        "file.columns",
        "file.new_window",
        "file.save",
    }
)
"""Actions that begin or mark another document: the way back would end there."""
TEXTS = (
    "dense 4 tanh > output",
    "dense 6 relu as a > dense 6 relu > add a > dropout 0.2 > output",
    "dense 2 sine nobias > dense 3 step > output",
    "dense 5 gelu frozen as wide; concat input wide > output",
    "dense 5 tnah > output",
    "dense 5 tanh >",
    "loose dense 3; dense 4 softplus > output",
    "output",
    "conv 3 3x3 relu > pool 2 > flatten > dense 4 > output",
    "conv 4 as a > conv 4 3x3 groups 4 > batch_norm > add a > global_average_pool > output",
    "conv 2 relu > pool 2 > upsample 2 > conv 1 > flatten > output reconstruct",
    "dense 16 tanh > reshape 4x2x2 > transposed_conv 2 stride 2 > flatten > output",
    "embedding 4 > lstm 3 > output",
    "embedding 4 > position > attention 2 > layer_norm > dense 5 relu > output",
    "gru 3 whole > rnn 4 > output",
)
CLAUSES = (
    "dense 3 relu", "activation tanh", "dropout 0.2", "noise 0.1", "batch_norm", "layer_norm",
    "normalise", "cosine 3", "softmax_over units", "conv 2", "conv 3 3x3 relu", "conv 4 1x1 valid",
    "transposed_conv 2", "upsample 2", "pool 2", "average_pool 2", "global_average_pool",
    "flatten", "reshape 1x4x4", "embedding 4", "position", "position sinusoidal", "rnn 3 whole",
    "rnn 2", "lstm 3 whole", "lstm 2", "gru 3 whole", "gru 2", "last_step", "attention 2",
    "multiply input", "add input", "concat input", "features x", "features p1 p2",
)  # fmt: skip
"""Layers of every kind; in most orders a network of them has problems, and some are sound."""
DATA = ("digits", "spiral", "xor", "letters", "recall", "waves", "brackets", "wave", "flu")
_PATIENCE = 12
"""Turns of the event loop that an open menu or dialog may last."""


class Monkey(QObject):
    """Does ``count`` deeds with one window, then says so.

    Attributes
    ----------
    deeds
        What was done, for the message of a test that fails.
    """

    finished = Signal()

    def __init__(
        self, assembly: Assembly, seed: int, count: int, without: frozenset[str] = OUTSIDE
    ) -> None:
        super().__init__(assembly)
        self._assembly = assembly
        self._dice = random.Random(seed)
        self._left = count
        self._actions = sorted(set(ACTIONS) - without)
        self._nested = 0
        self.deeds: list[str] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Begin; the event loop must run."""
        self._timer.start(0)

    def stop(self) -> None:
        self._timer.stop()

    def _on_timer_timeout(self) -> None:
        if self._leave_popup() or self._leave_dialog():
            return
        self._nested = 0
        if self._left <= 0:
            self._timer.stop()
            self.finished.emit()
            return
        self._left -= 1
        deed: Callable[[], str] = self._dice.choices(
            (
                self._act,
                self._drag,
                self._press_key,
                self._click,
                self._poke,
                self._write,
                self._wheel,
                self._play,
                self._draw_network,
                self._change_data,
                self._repair,
                self._insert,
            ),
            (34, 20, 16, 12, 9, 3, 3, 3, 3, 2, 4, 3),
        )[0]
        self.deeds.append("…")
        self.deeds[-1] = deed()

    # --- what stands in the way ---------------------------------------------------------------

    def _leave_popup(self) -> bool:
        popup = QApplication.activePopupWidget()
        if popup is None:
            return False
        self._nested += 1
        if self._nested < _PATIENCE and self._dice.random() < 0.5:
            key = self._dice.choice((Key.Key_Down, Key.Key_Up, Key.Key_Return, Key.Key_Right))
            self.deeds.append(f"popup {type(popup).__name__} {key.name}")
            QTest.keyClick(popup, key)
        else:
            self.deeds.append(f"close popup {type(popup).__name__}")
            popup.close()
        return True

    def _leave_dialog(self) -> bool:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return False
        self._nested += 1
        if self._nested < _PATIENCE and self._dice.random() < 0.6:
            widget = self._some(dialog, QAbstractButton) or dialog
            self.deeds.append(f"dialog {dialog.windowTitle()} {type(widget).__name__}")
            QTest.mouseClick(widget, Button.LeftButton)
        else:
            self.deeds.append(f"close dialog {dialog.windowTitle()}")
            dialog.close()
        return True

    # --- deeds --------------------------------------------------------------------------------

    def _act(self) -> str:
        action = self._dice.choice(self._actions)
        self.deeds[-1] = action
        self._assembly.board.run(action)
        return action

    def _play(self) -> str:
        self._assembly.controller.send(Play())
        return "play"

    def _draw_network(self) -> str:
        """Take layers of any kinds in any order."""
        clauses = self._dice.choices(CLAUSES, k=self._dice.randrange(1, 5))
        text = " > ".join([*clauses, "output"])
        self.deeds[-1] = f"draw {text}"
        self._assembly.controller.apply(wishes.set_network(parse(text)))
        return self.deeds[-1]

    def _change_data(self) -> str:
        kind = self._dice.choice(DATA)
        self.deeds[-1] = f"data {kind}"
        size = self._dice.choice((40, 90))
        self._assembly.controller.apply(
            wishes.set_data(kind=kind, noise=0.0, standardise=None, examples=size)
        )
        return self.deeds[-1]

    def _repair(self) -> str:
        """Take a way out of a problem, if there is one."""
        shown = self._assembly.controller.store.shown
        repairs = [repair for problem in shown.resolution.problems for repair in problem.repairs]
        if not repairs:
            return "nothing to repair"
        repair = self._dice.choice(repairs)
        self.deeds[-1] = f"repair {repair.label}"
        self._assembly.controller.apply(repair_edit(repair))
        return self.deeds[-1]

    def _insert(self) -> str:
        """Put a layer of any kind into any wire."""
        controller = self._assembly.controller
        ways = controller.store.project.network.connections
        kinds = [kind for kind, record in LAYERS.items() if record.in_palette]
        kind = self._dice.choice(kinds)
        self.deeds[-1] = f"insert {kind}"
        if ways:
            controller.apply(wishes.insert_layer(kind, connection=self._dice.choice(ways)))
        return self.deeds[-1]

    def _press_key(self) -> str:
        window = self._assembly.window
        target = self._dice.choice((window.focusWidget(), self._assembly.canvas.surface.viewport()))
        target = target if target is not None and target.isVisible() else window
        key, modifier = self._dice.choice(KEYS), self._dice.choice(MODIFIERS)
        if (key, modifier) in (
            (Key.Key_F, Modifier.AltModifier),
            (Key.Key_D, Modifier.AltModifier),
        ):
            modifier = Modifier.NoModifier
        self.deeds[-1] = f"{modifier.name}+{key.name} on {type(target).__name__}"
        QTest.keyClick(target, key, modifier)
        return self.deeds[-1]

    def _place(self) -> QPoint:
        """Return a place on the canvas: often a card, a neuron or a port, else anywhere."""
        canvas = self._assembly.canvas
        viewport = canvas.surface.viewport()
        frames = list(canvas.scene.frames().values())
        if frames and self._dice.random() < 0.75:
            frame = self._dice.choice(frames)
            x = frame.left + (frame.right - frame.left) * self._dice.uniform(-0.05, 1.05)
            y = frame.top + (frame.bottom - frame.top) * self._dice.uniform(-0.02, 1.02)
            place = canvas.surface.camera.to_viewport((x, y)).toPoint()
            if viewport.rect().contains(place):
                return place
        return QPoint(
            self._dice.randrange(max(1, viewport.width())),
            self._dice.randrange(max(1, viewport.height())),
        )

    def _drag(self) -> str:
        viewport = self._assembly.canvas.surface.viewport()
        start, modifier = self._place(), self._dice.choice(MODIFIERS)
        button = self._dice.choice((Button.LeftButton,) * 6 + (Button.RightButton,))
        if button == Button.RightButton:
            QTest.mouseClick(viewport, button, modifier, start)
            return f"right click {start.x()},{start.y()}"
        QTest.mousePress(viewport, button, modifier, start)
        end = start
        for _ in range(self._dice.randrange(4)):
            end = self._place()
            QTest.mouseMove(viewport, end)
            if self._dice.random() < 0.08:
                QTest.keyClick(viewport, Key.Key_Escape)
        QTest.mouseRelease(viewport, button, modifier, end)
        if self._dice.random() < 0.1:
            QTest.mouseDClick(viewport, button, modifier, end)
        return f"drag {start.x()},{start.y()} to {end.x()},{end.y()} {modifier.name}"

    def _click(self) -> str:
        window = self._assembly.window
        kind = self._dice.choice((QAbstractButton, QAbstractButton, QAbstractSlider))
        widget = self._some(window, kind)
        if widget is None or not widget.isEnabled():
            return "nothing to click"
        name = widget.accessibleName() or type(widget).__name__
        self.deeds[-1] = f"click {name}"
        at = QPoint(
            self._dice.randrange(max(1, widget.width())),
            self._dice.randrange(max(1, widget.height())),
        )
        QTest.mouseClick(widget, Button.LeftButton, pos=at)
        return f"click {name}"

    def _poke(self) -> str:
        """Press, move and let go on any part of any view."""
        view = self._some(self._assembly.window, View)
        part = None if view is None else self._some(view, QWidget)
        if part is None or not part.isEnabled():
            return "nothing to poke"
        self.deeds[-1] = f"poke {type(part).__name__} in {type(view).__name__}"
        modifier = self._dice.choice(MODIFIERS)
        places = [
            QPoint(
                self._dice.randrange(max(1, part.width())),
                self._dice.randrange(max(1, part.height())),
            )
            for _ in range(2)
        ]
        QTest.mouseMove(part, places[0])
        QTest.mousePress(part, Button.LeftButton, modifier, places[0])
        QTest.mouseMove(part, places[1])
        QTest.mouseRelease(part, Button.LeftButton, modifier, places[1])
        return self.deeds[-1]

    def _write(self) -> str:
        """Write a network, or nonsense, as text."""
        view = self._assembly.controller.feed.view("text")
        if not isinstance(view, NetworkTextView) or view.editor.isReadOnly():
            return "nowhere to write"
        text = self._dice.choice(TEXTS)
        self.deeds[-1] = f"write {text}"
        view.editor.setPlainText(text)
        view.read()
        return self.deeds[-1]

    def _wheel(self) -> str:
        viewport = self._assembly.canvas.surface.viewport()
        at = QPointF(self._place())
        turn = QPoint(0, self._dice.choice((-120, 120)))
        event = QWheelEvent(
            at, viewport.mapToGlobal(at), QPoint(), turn, Button.NoButton,
            Modifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)
        return "wheel"

    def _some(self, top: QWidget, kind: type[QWidget]) -> QWidget | None:
        found: Sequence[QWidget] = [
            widget
            for widget in top.findChildren(kind)
            if widget.isVisible() and not isinstance(widget, QMenu)
        ]
        return self._dice.choice(found) if found else None
