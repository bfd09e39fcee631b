"""Which column of a table is predicted, and which ones the network sees."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from playground.files.table_file import TableFile, table_spec
from playground.model.errors import PlaygroundError
from playground.model.project import TableSpec
from playground.ui.style import SPACING, px, sans


class TableDialog(QDialog):
    """Asks for the column to predict and for the features; says at once what does not work."""

    def __init__(self, table: TableFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.spec: TableSpec | None = None
        self.setWindowTitle(self.tr("Open a table"))
        self.heading = QLabel(
            self.tr("{0}: {1} rows, {2} columns").format(
                table.name, f"{table.rows:,}", len(table.columns)
            )
        )
        self.heading.setObjectName("heading")
        self.heading.setFont(sans(12.0))
        self.label = QComboBox()
        self.label.setObjectName("choice")
        self.label.addItems([column.name for column in table.columns])
        self.label.setAccessibleName(self.tr("Column to predict"))
        self.label.setToolTip(self.tr("The network learns to tell this column from the others."))
        self.as_classes = QCheckBox(self.tr("Its values are classes"))
        self.as_classes.setToolTip(
            self.tr("On: the network chooses among the values. Off: it predicts a number.")
        )
        self.features = QListWidget()
        self.features.setAccessibleName(self.tr("Features"))
        self.features.setToolTip(self.tr("The columns of numbers that the network sees."))
        self.without_missing = QCheckBox("")
        self.without_missing.setChecked(True)
        self.without_missing.setToolTip(
            self.tr("Examples must be whole: rows that lack a value cannot be trained on.")
        )
        self.problem = QLabel("")
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self._lay_out()
        self.label.setCurrentText(table.label)
        self._choose_label()
        self.label.currentTextChanged.connect(self._choose_label)
        self.as_classes.toggled.connect(self._work_out)
        self.features.itemChanged.connect(self._work_out)
        self.without_missing.toggled.connect(self._work_out)

    def _lay_out(self) -> None:
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self.accept_button = self.buttons.button(QDialogButtonBox.StandardButton.Open)
        self.accept_button.setToolTip(self.tr("Takes this table as the data."))
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setToolTip(self.tr("Leaves the data as they are."))
        for button in (self.accept_button, cancel):
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(SPACING * 2))
        grid.setVerticalSpacing(px(SPACING))
        grid.addWidget(QLabel(self.tr("Predict")), 0, 0)
        grid.addWidget(self.label, 0, 1)
        grid.addWidget(self.as_classes, 1, 1)
        grid.addWidget(QLabel(self.tr("From")), 2, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.features, 2, 1)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(22), px(18), px(22), px(16))
        layout.setSpacing(px(SPACING + 2))
        layout.addWidget(self.heading)
        layout.addLayout(grid, 1)
        layout.addWidget(self.without_missing)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.resize(px(420), px(440))

    def chosen_features(self) -> tuple[str, ...]:
        """Return the ticked columns, in the order of the file."""
        items = [self.features.item(row) for row in range(self.features.count())]
        return tuple(i.text() for i in items if i.checkState() == Qt.CheckState.Checked)

    def _choose_label(self) -> None:
        label = self.label.currentText()
        column = self._table.column(label)
        self.as_classes.blockSignals(True)
        self.as_classes.setChecked(column.suits_classes or not column.is_number)
        self.as_classes.setEnabled(column.is_number)
        self.as_classes.blockSignals(False)
        self.features.blockSignals(True)
        self.features.clear()
        for name in self._table.features(label):
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.features.addItem(item)
        self.features.blockSignals(False)
        self._work_out()

    def _work_out(self) -> None:
        """Make the table of these choices, or say why it cannot be made."""
        label, features = self.label.currentText(), self.chosen_features()
        missing = self._table.missing_rows(label, features)
        words = self.tr("Leave out 1 row that lacks a value")
        if missing != 1:
            words = self.tr("Leave out {0} rows that lack a value").format(f"{missing:,}")
        self.without_missing.setText(words)
        self.without_missing.setVisible(missing > 0)
        self.spec, problem = None, ""
        try:
            self.spec = table_spec(
                self._table,
                label,
                features,
                as_classes=self.as_classes.isChecked(),
                without_missing=self.without_missing.isChecked(),
            )
        except PlaygroundError as error:
            problem = str(error)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.accept_button.setEnabled(self.spec is not None)
