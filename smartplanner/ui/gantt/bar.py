"""The bar above the chart: what is shown, compared with what, looked for, and how far zoomed."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.model.baseline import BaselineKind
from smartplanner.queries.gantt import EVERYTHING, Scope
from smartplanner.ui.elided import ElidedLabel
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.gantt.timeline import NARROWEST, WIDEST, ZOOM_LABELS, ZOOMS
from smartplanner.ui.icons import dress
from smartplanner.ui.search_field import SearchField
from smartplanner.ui.theme import SPACE

_STEPS = 200


class GanttBar(QWidget):
    """``rescoped`` and ``filtered`` tell that other rows are wanted, ``zooming`` the wanted pixels per day."""

    rescoped = Signal()
    filtered = Signal()
    zooming = Signal(float)
    folding = Signal(bool)
    fitting = Signal()
    printing = Signal()
    explaining = Signal()
    today = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(_("Gantt chart"))
        self.heading.setObjectName("heading")
        self.scope_box, self.compare_box, self.zoom_box = QComboBox(), QComboBox(), QComboBox()
        self.search = SearchField(_("Title, unit or pinyin initials"), least=100)
        self.critical = QCheckBox(_("Only critical"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.fold_button, self.unfold_button = QToolButton(), QToolButton()
        self.today_button, self.fit_button = QPushButton(_("To the day")), QPushButton(_("Show all time"))
        self.print_button = QPushButton(_("Print…"))
        self.paths_button = QPushButton()
        self.note = ElidedLabel()
        self.note.setObjectName("muted")
        self._fill()
        self._lay_out()
        self._connect()

    @property
    def scope(self) -> Scope:
        """What is to be shown."""
        chosen = self.scope_box.currentData()
        return Scope(*chosen.split("/", 1)) if chosen else EVERYTHING

    @property
    def compare(self) -> str:
        """The kind of plan version to compare with; empty for none."""
        return str(self.compare_box.currentData() or "")

    def offer(self, scopes: Sequence[tuple[Scope, str]]) -> None:
        """List what can be shown; the present choice stays if it is among it."""
        before = self.scope_box.currentData()
        with QSignalBlocker(self.scope_box):
            self.scope_box.clear()
            for scope, title in scopes:
                self.scope_box.addItem(title, "/".join(scope) if scope != EVERYTHING else "")
            self.scope_box.setCurrentIndex(max(0, self.scope_box.findData(before)))

    def offer_versions(self, kinds: Collection[str]) -> None:
        """List the kinds of plan versions that there are; at first the approved one is compared with."""
        before = self.compare_box.currentData() if self.compare_box.count() else str(BaselineKind.APPROVED)
        with QSignalBlocker(self.compare_box):
            self.compare_box.clear()
            self.compare_box.addItem(_("Not compared"), "")
            for kind in BaselineKind:
                if str(kind) in kinds:
                    self.compare_box.addItem(_("Compared with: {version}", version=_(kind.label)), str(kind))
            self.compare_box.setCurrentIndex(max(0, self.compare_box.findData(before)))

    def show_scope(self, scope: Scope) -> None:
        """Choose what is shown."""
        self.scope_box.setCurrentIndex(max(0, self.scope_box.findData("/".join(scope))))

    def show_scale(self, scale: float) -> None:
        """Follow the chart's zoom."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.zoom_box):
            self.slider.setValue(_step(scale))
            nearest = min(ZOOMS, key=lambda name: abs(math.log(ZOOMS[name] / scale)))
            self.zoom_box.setCurrentIndex(self.zoom_box.findData(nearest))

    def tell(self, words: str, aside: str = "") -> None:
        """Say in a few words what is shown, and *aside* quietly what else is to be known of it."""
        self.note.setText(f"{words}　{aside}" if aside else words)

    def warn(self, problems: int) -> None:
        """Say how much contradicts itself in the plans."""
        words = _("Critical paths…")
        self.paths_button.setText(_("Critical paths, {count} problem(s)…", count=problems) if problems else words)

    def clear(self) -> None:
        """Look for nothing."""
        self.search.clear()
        self.critical.setChecked(False)
        self.filtered.emit()

    def _fill(self) -> None:
        for name, label in ZOOM_LABELS.items():
            self.zoom_box.addItem(_(label), name)
        self.slider.setRange(0, _STEPS)
        self.slider.setMaximumWidth(120)
        self.slider.setAccessibleName(_("Zoom"))
        self.zoom_box.setAccessibleName(_("Zoom"))
        self.scope_box.setAccessibleName(_("What is shown"))
        self.scope_box.setMinimumContentsLength(8)
        self.scope_box.setMaximumWidth(260)
        self.compare_box.setAccessibleName(_("Compare with"))
        self.search.setAccessibleName(_("Look for rows"))
        self.fold_button.setText(_("Fold all"))
        self.unfold_button.setText(_("Unfold all"))
        self.today_button.setToolTip(_("Home"))
        self.critical.setToolTip(_("Show only what has no slack: each day of its delay moves the end"))

    def _lay_out(self) -> None:
        rows = FoldingRow(self), FoldingRow(self)
        upper, lower = (row.line for row in rows)
        for widget in (self.heading, self.scope_box, self.compare_box, self.search, self.critical):
            upper.addWidget(widget)
        upper.setStretchFactor(self.search, 1)
        upper.addWidget(self.print_button)
        rows[0].fold(self.print_button, self.critical, self.compare_box, self.scope_box)
        steps = (self.zoom_box, self.slider, self.today_button, self.fit_button, self.fold_button, self.unfold_button)
        for tool in steps:
            lower.addWidget(tool)
        lower.addWidget(self.paths_button)
        lower.addSpacing(SPACE)
        lower.addWidget(self.note, 1)
        rows[1].fold(
            self.slider, self.unfold_button, self.fold_button, self.fit_button, self.paths_button, self.today_button
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for row in rows:
            layout.addWidget(row)

    def _connect(self) -> None:
        self.search.paused.connect(self.filtered)
        self.critical.toggled.connect(lambda _on: self.filtered.emit())
        self.scope_box.currentIndexChanged.connect(lambda _place: self.rescoped.emit())
        self.compare_box.currentIndexChanged.connect(lambda _place: self.rescoped.emit())
        self.slider.valueChanged.connect(lambda step: self.zooming.emit(_scale(step)))
        self.zoom_box.activated.connect(lambda _place: self.zooming.emit(ZOOMS[self.zoom_box.currentData()]))
        self.fold_button.clicked.connect(lambda: self.folding.emit(True))
        self.unfold_button.clicked.connect(lambda: self.folding.emit(False))
        self.today_button.clicked.connect(self.today)
        self.fit_button.clicked.connect(self.fitting)
        dress(self.print_button, "print")
        self.print_button.clicked.connect(self.printing)
        self.paths_button.clicked.connect(self.explaining)


def _scale(step: int) -> float:
    """Return the pixels per day of a step of the slider: each step the same factor."""
    return float(NARROWEST * (WIDEST / NARROWEST) ** (step / _STEPS))


def _step(scale: float) -> int:
    return round(_STEPS * math.log(scale / NARROWEST) / math.log(WIDEST / NARROWEST))
