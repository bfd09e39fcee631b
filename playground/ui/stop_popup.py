"""The small window that asks where training is to stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from playground.session.commands import StopAt
from playground.ui import numbers
from playground.ui.stopping import read_count, read_loss, read_share
from playground.ui.style import SPACING, Theme, mono, px
from playground.ui.widgets.chip import Chip


class StopPopup(QDialog):
    """Four lines to fill in; whichever is reached first ends training."""

    stop_chosen = Signal(object)
    """StopAt; without any condition: nowhere."""

    def __init__(
        self,
        present: StopAt | None,
        theme: Theme,
        *,
        has_test: bool = True,
        has_classes: bool = True,
        is_running: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Stop training at"))
        self.step = self._field(self.tr("Step"), self.tr("Stops right after this step."))
        self.epoch = self._field(
            self.tr("Epoch"), self.tr("Stops after so many passes over the training examples.")
        )
        self.loss = self._field(
            self.tr("Loss at most"), self.tr("Stops when the loss has come down to this.")
        )
        self.accuracy = self._field(
            self.tr("Accuracy at least"), self.tr("Stops when this share of examples is right.")
        )
        self.accuracy.setPlaceholderText("%")
        self._make_buttons(present, theme, has_test, is_running)
        self._lay_out(has_classes)
        self._show(present or StopAt(), has_test)
        self.step.setFocus()

    def _make_buttons(
        self, present: StopAt | None, theme: Theme, has_test: bool, is_running: bool
    ) -> None:
        self.test = Chip(
            self.tr("test"), self.tr("Measures loss and accuracy on examples not trained on.")
        )
        self.test.setChecked(has_test)
        self.test.setVisible(has_test)
        self.test.show_theme(theme)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.accept_button = QPushButton(
            self.tr("Set") if is_running else self.tr("Play until then")
        )
        self.accept_button.setToolTip(self.tr("Trains on and stops at what is reached first."))
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._accept)
        self.never = QPushButton(self.tr("Never"))
        self.never.setToolTip(self.tr("Takes away where training was to stop."))
        self.never.setAutoDefault(False)
        self.never.setEnabled(present is not None)
        self.never.clicked.connect(self._choose_never)

    def _field(self, title: str, tooltip: str) -> QLineEdit:
        field = QLineEdit()
        field.setFont(mono(9.5))
        field.setFixedWidth(px(110))
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setAccessibleName(title)
        field.setToolTip(tooltip)
        field.textEdited.connect(self._on_field_edited)
        return field

    def _lay_out(self, has_classes: bool) -> None:
        heading = QLabel(self.tr("Stop at"))
        heading.setObjectName("heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACING)
        grid.setVerticalSpacing(SPACING - 2)
        fields = [self.step, self.epoch, self.loss]
        fields += [self.accuracy] if has_classes else []
        for row, field in enumerate(fields):
            label = QLabel(field.accessibleName())
            label.setObjectName("muted")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.accuracy.setVisible(has_classes)
        first = QHBoxLayout()
        first.addWidget(heading)
        first.addStretch(1)
        first.addWidget(self.test)
        buttons = QHBoxLayout()
        buttons.addWidget(self.never)
        buttons.addStretch(1)
        buttons.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(SPACING)
        layout.addLayout(first)
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)

    def _show(self, stop: StopAt, has_test: bool) -> None:
        loss = stop.train_loss if stop.train_loss is not None else stop.test_loss
        share = stop.train_accuracy if stop.train_accuracy is not None else stop.test_accuracy
        is_train = stop.train_loss is not None or stop.train_accuracy is not None
        self.test.setChecked(has_test and not is_train)
        self.step.setText("" if stop.step is None else numbers.thousands(stop.step))
        self.epoch.setText("" if stop.epoch is None else numbers.thousands(stop.epoch))
        self.loss.setText("" if loss is None else numbers.plain(loss))
        self.accuracy.setText("" if share is None else f"{numbers.plain(100 * share)}%")

    def _accept(self) -> None:
        wanted = (
            (self.step, read_count, self.tr("A step is a whole number above 0, for example 5000.")),
            (
                self.epoch,
                read_count,
                self.tr("An epoch is a whole number above 0, for example 20."),
            ),
            (self.loss, read_loss, self.tr("A loss is a number of 0 or more, for example 0.05.")),
            (self.accuracy, read_share, self.tr("An accuracy lies above 0 % and up to 100 %.")),
        )
        values: list[float | None] = []
        for field, read, message in wanted:
            value = read(field.text()) if field.text().strip() else None
            if value is None and field.text().strip():
                self._refuse(field, message)
                return
            values.append(value)
        if values == [None] * 4:
            self._refuse(self.step, self.tr("Fill in at least one line."))
            return
        self._choose(values)

    def _choose(self, values: list[float | None]) -> None:
        step, epoch, loss, share = values
        is_test = self.test.isChecked()
        stop = StopAt(
            step=None if step is None else int(step),
            epoch=None if epoch is None else int(epoch),
            train_loss=None if is_test else loss,
            test_loss=loss if is_test else None,
            train_accuracy=None if is_test else share,
            test_accuracy=share if is_test else None,
        )
        self.close()
        self.stop_chosen.emit(stop)

    def _refuse(self, field: QLineEdit, message: str) -> None:
        self.problem.setText(message)
        self.problem.show()
        field.setFocus()
        field.selectAll()
        self.adjustSize()

    def _choose_never(self) -> None:
        self.close()
        self.stop_chosen.emit(StopAt())

    def _on_field_edited(self) -> None:
        self.problem.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.never.hasFocus():
            self._accept()
            return
        super().keyPressEvent(event)
