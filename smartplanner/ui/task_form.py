"""The form of a matter, made by hand: people live in it.

Left the matter itself as a ledger has it, right where it stands: light with its reason, progress, and the
history.  What a ledger gave in words stands in grey beside or under the value that was read from it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.tasks import task_lines_of
from smartplanner.rules.lights import Light, say_cause
from smartplanner.ui.editors import Editor
from smartplanner.ui.history import RecordHistory
from smartplanner.ui.lamp import Lamp
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

_MATTER = ("title", "code", "category", "goal")
_DUTY = ("lead", "support", "district", "group", "leader", "person")
_TIME = ("start", "due", "done_on", "state", "progress", "priority")
_WORDS = ("progress_text", "problems", "next_steps", "note")
_MONEY = ("amount", "amount_year", "amount_done", "document", "source_text", "parent")

_BESIDE = 12
"""Characters of a ledger's words that stand beside the value; longer ones stand under it."""


class TaskForm(Form):
    """The form of one matter, or of a new one."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, "task", id, parent)
        resize_within_screen(self, 1120, 700)

    def lay_out(self, body: QWidget) -> None:
        """Put two columns of panels on *body*."""
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._panel(_("Matter"), _MATTER), 1)
        left.addWidget(self._panel(_("Responsibility"), _DUTY))
        right.addWidget(self._panel(_("Time and state"), _TIME))
        self._tabs = self._make_tabs()
        right.addWidget(self._tabs, 1)
        columns = QHBoxLayout()
        for column, share in ((left, 11), (right, 10)):
            column.setSpacing(SPACE + SPACE // 2)
            columns.addLayout(column, share)
        columns.setSpacing(SPACE + SPACE // 2)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE + SPACE // 2)
        if self.row is not None:
            layout.addWidget(self._standing())
        layout.addLayout(columns, 1)

    def show_editor(self, editor: Editor) -> None:
        """Bring *editor* in sight, also from behind another tab."""
        for number in range(self._tabs.count()):
            page = self._tabs.widget(number)
            if page is not None and page.isAncestorOf(editor):
                self._tabs.setCurrentIndex(number)
        super().show_editor(editor)

    def _standing(self) -> QWidget:
        """Show the light, why, and what the history counts."""
        line = task_lines_of(self.session.office.reader, [self.id], as_of=self.session.as_of)[0]
        panel = QFrame()
        panel.setObjectName("panel")
        row = QHBoxLayout(panel)
        row.addWidget(Lamp(line.signal.light))
        name = QLabel(_(Light.of(line.signal.light).label))
        name.setObjectName("subheading")
        row.addWidget(name)
        row.addWidget(QLabel(say_cause(line.signal)))
        row.addStretch()
        as_of = QLabel(_("as of {day}", day=self.session.as_of.isoformat()))
        as_of.setObjectName("muted")
        row.addWidget(as_of)
        return panel

    def _panel(self, title: str, names: Sequence[str]) -> QWidget:
        panel = QFrame()
        panel.setObjectName("panel")
        layout = QVBoxLayout(panel)
        heading = QLabel(title)
        heading.setObjectName("subheading")
        layout.addWidget(heading)
        layout.addLayout(self._form(names), 1)
        return panel

    def _form(self, names: Sequence[str]) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(SPACE - 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name in names:
            field = self.described[name]
            editor = self.editor(name)
            form.addRow(self.label(field), editor)
            words = getattr(self.row, field.note.words, None) if self.row is not None and field.note.words else None
            if words and len(words) <= _BESIDE:
                editor.show_beside(_given(words))
            elif words:
                form.addRow("", _given(words))
        return form

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        for title, names in ((_("Progress in words"), _WORDS), (_("Money and origin"), _MONEY)):
            page = QWidget()
            page.setLayout(self._form(names))
            tabs.addTab(page, title)
        if self.row is not None:
            tabs.addTab(RecordHistory(self.session, "task", self.id), _("History"))
        return tabs


def _given(words: str) -> QLabel:
    label = QLabel(_("in the ledger: {words}", words=" ".join(words.split())))
    label.setObjectName("muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(len(words) > _BESIDE)
    return label
