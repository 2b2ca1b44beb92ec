"""The form of a matter, made by hand: people live in it.

Left the matter itself as a ledger has it, right where it stands: light with its reason, progress, and the
history.  What a ledger gave in words stands in grey beside or under the value that was read from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.supervision import register
from smartplanner.ui.editors import Editor
from smartplanner.ui.life.deadline import DeadlineRemark
from smartplanner.ui.life.standing import StandingPanel
from smartplanner.ui.life.tabs import ExtensionsTab, LifeTab, PartsTab, RecordTab, UnitsTab
from smartplanner.ui.making import Lazy
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen, scroll_area, take_in
from smartplanner.ui.theme import SPACE

_MATTER = ("title", "code", "category", "goal")
_DUTY = ("lead", "support", "district", "group", "leader", "person")
_TIME = ("start", "due", "done_on", "progress", "priority", "cycle")
_TIME_OF_NEW = ("start", "due", "done_on", "state", "progress", "priority", "cycle")
"""The state of a matter that is in the book changes by acts, each with its reason and evidence; see ``ui.life``."""
_WORDS = ("progress_text", "problems", "next_steps")
_MONEY = ("amount", "amount_year", "amount_done", "document", "source_text", "parent")

_LIVING = frozenset({"task", "task_event", "party", "extension", "progress_report"})
"""Entities whose changes can show in the form."""
_AnyLifeTab = UnitsTab | RecordTab | ExtensionsTab | PartsTab
_BESIDE = 12
"""Characters of a ledger's words that stand beside the value; longer ones stand under it."""


class TaskForm(Form):
    """The form of one matter, or of a new one."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        self.standing: StandingPanel | None = None
        self._life: list[Lazy[LifeTab]] = []
        super().__init__(session, "task", id, parent)
        resize_within_screen(self, 1120, 700)
        session.changed.connect(self._follow)

    def lay_out(self, body: QWidget) -> None:
        """Put the panels on *body*; of a matter in the book also where it stands, and tabs about its life."""
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE + SPACE // 2)
        if self.row is None:
            layout.addWidget(self._content(body), 1)
            return
        self.standing = StandingPanel(self.session, self.id, body)
        layout.addWidget(self.standing)
        self._tabs = QTabWidget(body)
        layout.addWidget(self._tabs, 1)
        self._scrolled = QScrollArea(self._tabs)  # here, so that the tables of the other tabs keep to the window
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._tabs.addTab(self._scrolled, _("The matter itself"))
        self._scrolled.setWidget(self._content(self._scrolled.viewport()))
        self._add_page((*_MONEY, "note"), _("Money and origin"))
        life: dict[str, type[_AnyLifeTab]] = {
            _("Units"): UnitsTab, _("Record of acts"): RecordTab, _("Extensions of the deadline"): ExtensionsTab,
            _("Parts of the matter"): PartsTab,
        }  # fmt: skip
        for title, tab in life.items():
            page = Lazy(partial(self._make_life, tab, title))
            self._life.append(page)
            self._tabs.addTab(page, title)
        self.add_beside(self._tabs)

    def _make_life(self, tab: type[_AnyLifeTab], title: str) -> LifeTab:
        made = tab(self.session, self.id)
        made.table.setAccessibleName(title)
        return made

    @property
    def life_tabs(self) -> list[LifeTab]:
        """The tabs about the life of the matter: units, acts, extensions, parts; made now where nobody looked yet."""
        return [page.ready() for page in self._life]

    def _content(self, parent: QWidget) -> QWidget:
        """Return the two columns of panels; below the deadline the words, of a new matter with all the rest in tabs."""
        content = QWidget(parent)
        left, right = QVBoxLayout(), QVBoxLayout()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        for column, share in ((left, 11), (right, 10)):
            column.setSpacing(SPACE + SPACE // 2)
            columns.addLayout(column, share)
        columns.setSpacing(SPACE + SPACE // 2)
        left.addWidget(self._panel(content, _("Matter"), _MATTER), 1)
        left.addWidget(self._panel(content, _("Responsibility"), _DUTY))
        right.addWidget(self._panel(content, _("Time and state"), _TIME if self.row is not None else _TIME_OF_NEW))
        if self.row is not None:
            right.addWidget(self._panel(content, _("Progress in words"), _WORDS), 1)
            return content
        self._tabs = QTabWidget(content)
        right.addWidget(self._tabs, 1)
        self._add_page((*_WORDS, "note"), _("Progress in words"))
        self._add_page(_MONEY, _("Money and origin"))
        return content

    def fill(self) -> None:
        """Show the row's values; a new matter begins its life as registered."""
        super().fill()
        if self.row is None:
            self.editors["state"].set_value("registered")

    def add(self, values: dict[str, Any]) -> None:
        """Register the matter, with its first event."""
        register(self.session.office, values, on=self.session.as_of, accepted=self.kept_doubts)

    def show_editor(self, editor: Editor) -> None:
        """Bring *editor* in sight, also from behind another tab."""
        if self.row is not None:
            self._scrolled.ensureWidgetVisible(editor)
        for number in range(self._tabs.count()):
            page = self._tabs.widget(number)
            if page is not None and page.isAncestorOf(editor):
                self._tabs.setCurrentIndex(number)
        super().show_editor(editor)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        """Show what an act, or a hand elsewhere, changed; what the person is typing stays."""
        if self.standing is None or not rows.keys() & _LIVING:
            return
        row = self.session.office.reader.row("task", self.id)
        self.standing.load()
        if row is None:  # said there, and no act is offered any more
            return
        for page in self._life:
            if page.inside is not None:
                page.inside.load()
        if self.id in rows.get("task", ()):
            self.row = row
            self.refill()

    def _panel(self, parent: QWidget, title: str, names: Sequence[str]) -> QWidget:
        panel = QFrame(parent)
        panel.setObjectName("panel")
        layout = QVBoxLayout(panel)
        heading = QLabel(title, panel)
        heading.setObjectName("subheading")
        layout.addWidget(heading)
        form = QFormLayout()
        layout.addLayout(form, 1)
        self._fill_form(form, panel, names)
        return panel

    def _fill_form(self, form: QFormLayout, page: QWidget, names: Sequence[str]) -> None:
        """Put the editors of the fields *names* into the layout *form* of *page*."""
        form.setSpacing(SPACE - 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name in names:
            field = self.described[name]
            editor = self.editor(name, page)
            form.addRow(self.label(field), editor)
            words = getattr(self.row, field.note.words, None) if self.row is not None and field.note.words else None
            if words and len(words) <= _BESIDE:
                editor.show_beside(_given(words))
            elif words:
                form.addRow("", _given(words))
            if name == "due":
                remark = DeadlineRemark(self.session, self.editors, self._note_edit)
                editor.show_beside(remark.button)
                form.addRow("", remark)

    def _add_page(self, names: Sequence[str], title: str) -> None:
        area = scroll_area(self._tabs)
        page = QWidget(area.viewport())
        self._tabs.addTab(area, title)
        self._fill_form(QFormLayout(page), page, names)
        take_in(area, page)


def _given(words: str) -> QLabel:
    label = QLabel(_("in the ledger: {words}", words=" ".join(words.split())))
    label.setObjectName("muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(len(words) > _BESIDE)
    return label
