"""评估: the score table of a pilot, indicator by scorer, with averages, spreads, the sum as arithmetic, the grade."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.queries.pilots import sheets_of
from smartplanner.rules.assessment import GRADES, SUGGESTIONS, IndicatorLine, Sheet, missing_words, say_why
from smartplanner.ui.pilots.dialogs import run, score_dialog
from smartplanner.ui.pilots.panes import button, plain
from smartplanner.ui.session import Session
from smartplanner.ui.theme import ERROR, LIGHT_LOOKS, SPACE, set_tone

if TYPE_CHECKING:
    from smartplanner.ui.papers import PaperDialog

_COLOURS = {"excellent": "green", "good": "green", "passed": "yellow", "failed": "red"}


class ScoresTab(QWidget):
    """One assessment sheet at a time.  Enter or a double click on a score enters it anew."""

    def __init__(self, session: Session, pilot: str) -> None:
        super().__init__()
        self.session, self.pilot = session, pilot
        self.sheets: dict[str, Sheet | Problem] = {}
        self.box = QComboBox()
        self.grade, self.verdict, self.why = plain(""), plain(""), plain("")
        self.sum, self.warnings = plain(""), plain("")
        for label in (self.sum, self.warnings, self.why):
            label.setWordWrap(True)
        self.sum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = QTableWidget()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().setVisible(False)
        self.table.cellActivated.connect(self._enter_at)
        self.box.currentIndexChanged.connect(lambda _place: self._show())
        self.enter_button = button(session, _("Enter a score…"), lambda: self._ask({}))
        self.report_button = QPushButton(_("Write the assessment report…"))
        self.report_button.setAutoDefault(False)
        self.report_button.clicked.connect(lambda _on=False: self._write_report())
        self._lay_out()

    def load(self) -> None:
        """Read the sheets of the pilot anew; the last one is shown at first."""
        kept = self.box.currentData()
        self.sheets = sheets_of(self.session.office.reader, self.pilot)
        with QSignalBlocker(self.box):
            self.box.clear()
            for name in self.sheets:
                self.box.addItem(name or _("Assessment sheet"), name)
            place = self.box.findData(kept) if kept is not None else self.box.count() - 1
            self.box.setCurrentIndex(place)
        self.box.setVisible(len(self.sheets) > 1)
        self._show()

    def sheet(self) -> Sheet | Problem | None:
        """Return the sheet that is shown."""
        return self.sheets.get(str(self.box.currentData() or "")) if self.sheets else None

    def _show(self) -> None:
        sheet = self.sheet()
        good = isinstance(sheet, Sheet)
        for widget in (self.table, self._result, self.sum, self.report_button):
            widget.setVisible(good)
        if isinstance(sheet, Sheet):
            self._show_sheet(sheet)
        elif isinstance(sheet, Problem):
            self._warn(sheet.sentence())
        else:
            self._warn(_("Nothing has been scored yet. Take in the score sheet, or enter scores."), muted=True)

    def _show_sheet(self, sheet: Sheet) -> None:
        self.grade.setText(_(GRADES[sheet.grade]))
        look = LIGHT_LOOKS[_COLOURS[sheet.grade]]
        self.grade.setStyleSheet(
            f"background: {look.colour.name()}; color: {look.letter.name()}; border-radius: 4px; padding: 2px 12px; "
            "font-size: 18px; font-weight: 600;"
        )
        self.verdict.setText(
            _("{total} points. Suggestion: {what}", total=f"{sheet.total:.2f}", what=_(SUGGESTIONS[sheet.suggestion]))
        )
        lines = [
            _("{grade} from {start}", grade=_(GRADES[name]), start=f"{start:g}")
            for name, start in sheet.standard.grades
        ]
        self.why.setText(
            _("Why: {why}. Grades: {lines}; veto items below {veto} points fail the whole.",
              why=say_why(sheet), lines="、".join(lines), veto=f"{sheet.standard.veto_below:g}")
        )  # fmt: skip
        self.sum.setText(_("Sum: {arithmetic}", arithmetic=sheet.arithmetic))
        self._warn("\n".join(problem.sentence() for problem in missing_words(sheet)))
        self._fill(sheet)

    def _fill(self, sheet: Sheet) -> None:
        titles = [_("Indicator"), _("Weight"), *(name or _("(no name)") for name in sheet.scorers)]
        titles += [_("Average"), _("Spread"), _("Deviation"), _("Weighted"), _("Remark")]
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels(titles)
        self.table.setRowCount(len(sheet.lines) + 1)
        for row, line in enumerate(sheet.lines):
            self._put(row, _cells(line, sheet.scorers))
            if line.wide or line.vetoed:
                for column in (2 + len(sheet.scorers), 3 + len(sheet.scorers)):
                    self._item(row, column).setForeground(ERROR)
        blanks = ["" for _scorer in sheet.scorers]
        weights = f"{sum(line.weight for line in sheet.lines):g}"
        self._put(len(sheet.lines), [_("Total"), weights, *blanks, "", "", "", f"{sheet.total:.2f}", ""])
        for column in range(len(titles)):
            item = self._item(len(sheet.lines), column)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _put(self, row: int, cells: Sequence[str]) -> None:
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            if 0 < column < len(cells) - 1:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, column, item)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None
        return item

    def _warn(self, text: str, *, muted: bool = False) -> None:
        self.warnings.setText(text)
        self.warnings.setVisible(bool(text))
        set_tone(self.warnings, "muted" if muted else "error")

    def _enter_at(self, row: int, column: int) -> None:
        sheet = self.sheet()
        if not isinstance(sheet, Sheet) or not self.session.office.writable:
            return
        if row < len(sheet.lines) and 2 <= column < 2 + len(sheet.scorers):
            line, scorer = sheet.lines[row], sheet.scorers[column - 2]
            known = {"indicator": line.indicator, "scorer": scorer, "score": line.scores.get(scorer)}
            self._ask({**known, "weight": line.weight, "veto": line.veto or None})

    def _ask(self, known: dict[str, Any]) -> None:
        name = str(self.box.currentData() or "")
        run(score_dialog(self.session, self.pilot, name, self.window(), known=known))

    def report_dialog(self) -> PaperDialog:
        """Return the dialog that writes the report about this pilot."""
        from smartplanner.ui.papers import PaperDialog  # with all writers of papers, which no form waits for

        return PaperDialog(self.session, self.window(), name="pilot-assessment", pilot=self.pilot)

    def _write_report(self) -> None:
        dialog = self.report_dialog()
        dialog.exec()
        dialog.deleteLater()

    def _lay_out(self) -> None:
        self._result = QFrame()
        self._result.setObjectName("panel")
        self.verdict.setObjectName("subheading")
        self.why.setObjectName("muted")
        inside = QVBoxLayout(self._result)
        first = QHBoxLayout()
        first.addWidget(self.grade)
        first.addWidget(self.verdict)
        first.addStretch()
        inside.addLayout(first)
        inside.addWidget(self.why)
        tools = QHBoxLayout()
        tools.addWidget(self.box)
        tools.addWidget(self.enter_button)
        tools.addWidget(self.report_button)
        tools.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(self._result)
        layout.addWidget(self.warnings)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.sum)
        layout.addLayout(tools)
        layout.addStretch(0)


def _cells(line: IndicatorLine, scorers: Sequence[str]) -> list[str]:
    scores = [f"{line.scores[name]:g}" if name in line.scores else "—" for name in scorers]
    remarks = [
        _("veto item not reached") if line.vetoed else _("veto item") if line.veto else "",
        _("wide spread") if line.wide else "",
    ]
    title, weight = line.indicator, f"{line.weight:g}"
    numbers = [f"{line.average:.2f}", f"{line.spread:g}", f"{line.deviation:.2f}", f"{line.share:.2f}"]
    return [title, weight, *scores, *numbers, "；".join(filter(None, remarks))]
