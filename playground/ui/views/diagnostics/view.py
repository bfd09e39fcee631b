"""Why it does not learn: what was found, what helps, and how the gradient fares on its way back."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from playground.model.ids import LayerId
from playground.readout.health import Finding, Health, LayerFigures, Remedy
from playground.readout.health.blame import EXPLODED, VANISHED
from playground.readout.health.units import DEAD, SATURATED
from playground.session.commands import Rewind, SetWeights, Visit, Watch
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.health_words import gradient
from playground.ui.naming import layer_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.diagnostics.bars import Bar, GradientBars
from playground.ui.views.diagnostics.finding_card import FindingCard
from playground.ui.widgets.text import Header, Text


class DiagnosticsView(View):
    """Findings on cards, and the gradient of every layer as bars."""

    aside_requested = Signal(object)
    """Key of a finding that is not to be shown any more in this run; None brings all back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._shown: ShownProject | None = None
        self._health: Health | None = None
        self._generation = -1
        self._aside: frozenset[Any] = frozenset()
        self.header = Header(self.tr("Health"))
        self.cards: list[FindingCard] = []
        self.quiet = Text("", "text")
        self.watched = Text(
            self.tr(
                "Watched: numbers that overflow, a loss that runs away, jumps or stands still, "
                "dead, saturated and equal units, a gradient that vanishes or explodes, inputs and "
                "output that do not fit, overlooked classes, too few examples, and learning by heart."
            ),
            "muted",
        )
        self.back = QPushButton()
        self.back.setToolTip(self.tr("Shows again what was put aside."))
        self.back.clicked.connect(self._on_back_clicked)
        self.section = Text(self.tr("Gradient by layer"), "section")
        self.bars = GradientBars()
        self.bars.layer_clicked.connect(self._on_layer_clicked)
        self.reach = Text("", "muted")
        self._column = QVBoxLayout()
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACING // 2, 0)
        column.setSpacing(SPACING)
        self._column.setSpacing(SPACING)
        column.addLayout(self._column)
        column.addWidget(self.quiet)
        column.addWidget(self.watched)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(SPACING // 2)
        column.addWidget(self.section)
        column.addWidget(self.bars)
        column.addWidget(self.reach)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING, SPACING, SPACING)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self.header)
        layout.addWidget(area, 1)

    # --- inputs ----------------------------------------------------------------------------

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for a look at the health of the run."""
        return replace(watch, health=True)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        if self._health is not None:
            self._show_layers(self._health)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        if snapshot.generation == self._generation and snapshot.health is self._health:
            return
        self._generation, self._health = snapshot.generation, snapshot.health
        self._show()

    def show_selection(self, selection: Selection) -> None:
        self.bars.show_selected(frozenset(selection.layers))

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        for text in (self.quiet, self.watched, self.section, self.reach):
            text.show_theme(theme)
        self.header.show_theme(theme)
        self.bars.show_theme(theme)
        for card in self.cards:
            card.show_theme(theme)

    def show_aside(self, keys: Collection[Any]) -> None:
        """Leave out the findings with these keys."""
        if frozenset(keys) != self._aside:
            self._aside = frozenset(keys)
            self._show()

    # --- what is shown ---------------------------------------------------------------------

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found and not put aside."""
        found = self._health.findings if self._health is not None else ()
        return tuple(finding for finding in found if finding.key not in self._aside)

    def _show(self) -> None:
        health, findings = self._health, self.findings
        self._show_findings(findings)
        self.quiet.setVisible(not findings)
        self.watched.setVisible(not findings)
        hidden = 0 if health is None else len(health.findings) - len(findings)
        self.back.setVisible(hidden > 0)
        self.back.setText(self.tr("Show what was put aside ({0})").format(hidden))
        self.section.setVisible(health is not None)
        self.bars.setVisible(health is not None)
        if health is None:
            self.quiet.show_text(self.tr("Nothing was looked at yet."))
            self.header.show_info("")
            self.reach.setVisible(False)
            return
        self.quiet.show_text(self.tr("Nothing wrong was found."))
        step, examples = numbers.thousands(health.step), numbers.thousands(health.examples)
        self.header.show_info(
            self.tr("step {0} · {1} training examples").format(step, examples),
            self.tr("step {0} · {1} examples").format(step, examples),
            self.tr("step {0}").format(step),
        )
        self._show_layers(health)

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        known = {card.finding.key: card for card in self.cards}
        wanted = [finding.key for finding in findings]
        for card in self.cards:
            if card.finding.key not in wanted:
                self._column.removeWidget(card)
                focus = QApplication.focusWidget()
                if focus is not None and card.isAncestorOf(focus):
                    # Otherwise Qt hands the keys to whatever comes next in the window: Reset.
                    self.bars.setFocus()
                card.hide()
                card.deleteLater()
        self.cards = []
        for place, finding in enumerate(findings):
            found = known.get(finding.key)
            if found is None:
                found = self._card(finding)
            else:
                found.show_finding(finding)
            if self._column.indexOf(found) != place:
                self._column.insertWidget(place, found)
            self.cards.append(found)

    def _card(self, finding: Finding) -> FindingCard:
        card = FindingCard(finding)
        if self._theme is not None:
            card.show_theme(self._theme)
        card.remedy_chosen.connect(self._on_card_remedy_chosen)
        card.aside_requested.connect(self.aside_requested)
        card.layer_clicked.connect(self._on_layer_clicked)
        return card

    def _show_layers(self, health: Health) -> None:
        shown = self._shown
        if shown is None:
            return
        heads = {head.id for head in shown.resolution.heads}
        rows = [x for x in health.layers if x.is_hidden or x.layer in heads]
        self.bars.show_bars(tuple(self._bar(shown, row) for row in rows))
        self.reach.setVisible(health.reach is not None)
        if health.reach is not None:
            ratio = gradient(health.reach)
            is_usual = VANISHED <= health.reach <= EXPLODED
            self.reach.show_text(
                self.tr("First hidden layer / last: {0}").format(ratio)
                if is_usual
                else self.tr("First hidden layer / last: {0}, far from 1").format(ratio)
            )
            self.reach.show_role("muted" if is_usual else "warning")

    def _bar(self, shown: ShownProject, row: LayerFigures) -> Bar:
        idle = row.dead if row.dead is not None else row.saturated
        is_alarming = (row.dead or 0.0) >= DEAD or (row.saturated or 0.0) >= SATURATED
        name = layer_title(shown.project, row.layer)
        lines = [self.tr("{0}: mean |∂L/∂z| {1}").format(name, gradient(row.gradient))]
        if row.dead is not None:
            lines.append(self.tr("dead units: {0}").format(f"{100 * row.dead:.0f}%"))
        if row.saturated is not None:
            lines.append(self.tr("saturated: {0}").format(f"{100 * row.saturated:.0f}%"))
        if row.weight is not None:
            lines.append(self.tr("weights (root mean square): {0}").format(gradient(row.weight)))
        if row.ratio is not None:
            lines.append(self.tr("an update moves them by {0} of it").format(gradient(row.ratio)))
        return Bar(row.layer, name, row.gradient, idle, is_alarming, "\n".join(lines))

    # --- wishes ----------------------------------------------------------------------------

    @Slot(object)
    def _on_card_remedy_chosen(self, remedy: Remedy) -> None:
        if remedy.way == "visit":
            self.command_requested.emit(Visit(remedy.step))
        if remedy.way == "draw":
            self.command_requested.emit(SetWeights(remedy.weights, remedy.values))
        if remedy.edit is not None:
            self.edit_requested.emit(remedy.edit)
        if remedy.way == "rewind":
            self.command_requested.emit(Rewind())

    @Slot(object)
    def _on_layer_clicked(self, layer: LayerId) -> None:
        self.selection_requested.emit(Selection(layers=(layer,)))

    @Slot()
    def _on_back_clicked(self) -> None:
        self.aside_requested.emit(None)
