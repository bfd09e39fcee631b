"""The bar on top: rewind, back, step, play, speed, the settings that may change while training, the rate."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.session.commands import SetPace, StepUnit
from playground.session.snapshot import Snapshot
from playground.ui.action import ActionState
from playground.ui.actions import ACTIONS
from playground.ui.style import DARK, SPACING, Theme, px
from playground.ui.view import ShownProject, View
from playground.ui.widgets.bar_button import BarButton
from playground.ui.widgets.rate import RateLabel
from playground.ui.widgets.settings_row import SettingsRow
from playground.ui.widgets.speed import SpeedControl

_HEIGHT = 49
_LEFT, _RIGHT, _GAP, _SPACE = 14, 16, SPACING - 1, 4
_LEVELS = 12
"""Degrees of leaving things out where room is short: first triangles, then words, then figures."""
_STEPS: Mapping[str, StepUnit] = {
    "train.operation": "operation",
    "train.example": "example",
    "train.batch": "batch",
    "train.epoch": "epoch",
}

_BACK, _STOP = "train.back", "train.stop_at"


class TransportView(View):
    """Buttons of the Train menu, the speed, the live settings, the state of the run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transport")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._level = -1
        self.buttons: dict[str, BarButton] = {}
        self.speed = SpeedControl()
        self.speed.pace_requested.connect(self.command_requested)
        self.settings = SettingsRow()
        self.settings.edit_requested.connect(self.edit_requested)
        self.settings.grew.connect(self._fit)
        self.rate = RateLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_LEFT, 1, _RIGHT, 0)
        layout.setSpacing(_GAP)
        # The bar decides itself what it leaves out; the layout must not hold it wide.
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for action_id in ("train.rewind", _BACK, *_STEPS, "train.play", _STOP):
            layout.addWidget(self._make_button(action_id))
        layout.addWidget(self.speed)
        layout.addSpacing(_SPACE)
        layout.addWidget(self.settings)
        layout.addStretch(1)
        layout.addWidget(self.rate)
        self.setFixedHeight(px(_HEIGHT))
        self.show_theme(DARK)
        self.show_state(ActionState())

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        self.settings.show_project(shown)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.settings.show_snapshot(snapshot)
        self.rate.show_snapshot(snapshot)

    def show_theme(self, theme: Theme) -> None:
        self._level = -1
        self.speed.show_theme(theme)
        self.settings.show_theme(theme)
        self.rate.show_theme(theme)
        for button in self.buttons.values():
            button.show_theme(theme)
        self._fit()

    def show_state(self, state: ActionState) -> None:
        """Bring the buttons in agreement with what is possible now."""
        for action_id, button in self.buttons.items():
            action = ACTIONS[action_id]
            button.setEnabled(action.is_enabled(state))
            if action_id == _STOP:
                button.show_chosen(bool(state.stop_words))
            is_refused = not button.isEnabled() and state.trouble
            button.setToolTip(state.trouble if is_refused else self._tooltip(action_id))
            button.show_word(action.title_in(state))
            if action_id in _STEPS:
                is_chosen = _STEPS[action_id] == state.step_unit and not state.is_running
                button.show_chosen(is_chosen)
        sign = "pause" if state.is_running else "play"
        self.buttons["train.play"].show_icons(sign, sign)

    def show_pace(self, pace: SetPace) -> None:
        """Show the speed that training has now."""
        self.speed.show_pace(pace)

    # --- room ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(_HEIGHT))

    def _fit(self) -> None:
        """Leave out words and figures, from the least important on, until everything fits."""
        for level in range(_LEVELS):
            self._show_level(level)
            if self._needed_width() <= self.width():
                return

    def _needed_width(self) -> int:
        buttons = [button for button in self.buttons.values() if not button.isHidden()]
        parts = [*buttons, self.speed, self.rate]
        widths = sum(part.sizeHint().width() for part in parts) + self.settings.needed_width()
        return widths + px(_GAP * (len(parts) + 2) + _LEFT + _RIGHT + _SPACE)

    def _show_level(self, level: int) -> None:
        if level == self._level:
            return
        self._level = level
        for action_id, button in self.buttons.items():
            is_known_by_sight = action_id in ("train.rewind", _BACK)
            least = 7 if action_id == "train.play" else 1 if is_known_by_sight else 6
            button.show_bare(level >= least or action_id == _STOP)
            button.show_plain(level >= 2 and action_id in _STEPS)
        # The menu has it too, so that the steps keep their words for longer.
        self.buttons[_STOP].setVisible(level < 4)
        self.speed.show_compact(level >= 3)
        self.rate.show_compact(level >= 9)
        # Figures that are asked for least go before the words of the steps do.
        self.settings.show_level(level - 2 if level < 6 else level - 5 if level > 8 else 3)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()

    # --- buttons ---------------------------------------------------------------------------

    def _make_button(self, action_id: str) -> BarButton:
        action = ACTIONS[action_id]
        is_play, is_step = action_id == "train.play", action_id in _STEPS
        # The triangle of a step stands behind the word: it points to where the step goes.
        button = BarButton(is_primary=is_play, is_trailing=is_step)
        button.show_icons("step" if is_step else action.icon, action.icon)
        if is_play:
            running = ActionState(status="running")
            button.reserve(action.title_in(running), action.title_in(ActionState()))
        button.setAccessibleDescription(action.tooltip)
        button.clicked.connect(lambda: self.action_requested.emit(action_id))
        self.buttons[action_id] = button
        return button

    @staticmethod
    def _tooltip(action_id: str) -> str:
        action = ACTIONS[action_id]
        key = ACTIONS["train.step"].shortcut if action_id in _STEPS else action.shortcut
        return f"{action.tooltip} ({key})" if key else action.tooltip
