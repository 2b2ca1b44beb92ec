"""The form of any plain entity, wholly from its description; and what all forms have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.editing import add_row, set_fields
from smartplanner.fields.description import Field
from smartplanner.model import entities
from smartplanner.queries.ranks import ordered_names
from smartplanner.ui.beside import Beside, Fold
from smartplanner.ui.doubts import with_doubts_asked
from smartplanner.ui.editors import Editor, make_editor
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE


class Form(QDialog):
    """A dialog over one row (or a new one): editors by field, save with Ctrl+S, nothing lost by accident.

    A form made by hand overrides ``lay_out``; saving, checking and asking before closing are the same for all.
    """

    def __init__(self, session: Session, entity: str, id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.described = entities()[entity]
        self.id = id
        self.row = session.office.reader.row(entity, id) if id else None
        self.editors: dict[str, Editor] = {}
        self._shown: dict[str, Any] = {}
        self.kept_doubts: set[Problem] = set()
        """The doubts about what is being saved that the person was asked about and keeps."""
        self._edited = False
        self.kept_at: Path | None = None
        """Where what is typed is put by meanwhile, so that a power cut does not cost it; None: nowhere yet."""
        self._forget: Callable[[], None] | None = None
        title = session.office.reader.name(entity, id) if id else _("New {entity}", entity=_(self.described.label))
        self.setWindowTitle(_("{entity} – {title}", entity=_(self.described.label), title=title))
        self.buttons = self._make_buttons()
        self.beside = Beside(session, entity, id, self) if self.row is not None else None
        self._beside_shown = False
        # From the outside in: a widget that is put into another with all that is in it is styled anew with all of that.
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        body = QWidget(self._area.viewport())
        self.lay_out(body)
        self._area.setWidget(body)
        layout = QVBoxLayout(self)
        layout.addWidget(self._area, 1)
        if self.beside is not None:
            if not self._beside_shown:
                layout.addWidget(Fold(self.beside, self))
            self.beside.accept_files()
        layout.addWidget(self.buttons)
        self.fill()

    def lay_out(self, body: QWidget) -> None:
        """Put the editors on *body*: here one below the other, by the groups of the description."""
        form = QFormLayout(body)
        form.setSpacing(SPACE)
        group = ""
        for field in self.described.fields:
            if field.note.group and field.note.group != group:
                group = field.note.group
                heading = QLabel(_(group))
                heading.setObjectName("subheading")
                form.addRow(heading)
            form.addRow(self.label(field), self.editor(field.name, body))
        resize_within_screen(self, 620, min(720, 140 + 44 * len(self.described.fields)))

    def add_beside(self, tabs: QTabWidget) -> None:
        """Add memos, attachments, links and history to *tabs*; a form without tabs gets them to unfold."""
        if self.beside is not None:
            self.beside.add_to(tabs)
            self._beside_shown = True

    def editor(self, name: str, parent: QWidget | None = None) -> Editor:
        """Make the editor of the field *name* and watch it; it is made sooner in the *parent* that it is for."""
        names = partial(ordered_names, self.session.office.reader)
        made = make_editor(self.described[name], names, self.session.as_of, parent)
        made.edited.connect(self._note_edit)
        made.setEnabled(self.session.office.writable)
        self.editors[name] = made
        return made

    def label(self, field: Field) -> QLabel:
        """Return the label of a field: its name, unit and a star if it must be filled."""
        text = _(field.note.label)
        if field.note.unit:
            text = _("{label} ({unit})", label=text, unit=_(field.note.unit))
        return QLabel(text + (" *" if field.required else ""))

    def fill(self) -> None:
        """Show the row's values, or the defaults of a new one."""
        for name, editor in self.editors.items():
            editor.set_value(getattr(self.row, name) if self.row is not None else self.described[name].default)
        self._shown = {name: _reading(editor) for name, editor in self.editors.items()}
        self._edited = False

    def refill(self) -> None:
        """Show the values of the row anew where the person has not changed them."""
        for name, editor in self.editors.items():
            if not self._touched(name):
                editor.set_value(getattr(self.row, name))
                self._shown[name] = _reading(editor)

    def values(self) -> dict[str, Any]:
        """Return what is to be saved: of a new row everything, else only what the person changed.

        So an editor that shows less than is stored (an amount to the 分, a no-break space) changes nothing by
        being looked at, and a field changed elsewhere meanwhile is not overwritten.  Raises the first Problem
        and goes to its editor.
        """
        wanted = [name for name in self.editors if self.row is None or self._touched(name)]
        for name in wanted:
            if problem := self.editors[name].check():
                self.show_editor(self.editors[name])
                raise problem
        return {name: self.editors[name].value() for name in wanted}

    def show_editor(self, editor: Editor) -> None:
        """Bring *editor* in sight and put the cursor into it; a form with tabs overrides it."""
        self._area.ensureWidgetVisible(editor)
        editor.setFocus()

    def _touched(self, name: str) -> bool:
        return bool(_reading(self.editors[name]) != self._shown[name])

    @property
    def is_edited(self) -> bool:
        """Whether a person changed something that is not saved."""
        return self._edited

    @property
    def is_kept(self) -> bool:
        """Whether what is unsaved was put by, so that the form may close without a question."""
        return self._forget is not None

    def touched(self) -> list[str]:
        """Return the names of the fields that read otherwise than when they were shown."""
        return [name for name in self.editors if self._touched(name)]

    def rest(self, forget: Callable[[], None]) -> None:
        """Take what is unsaved for put by; *forget* is called should the person go on with it after all."""
        self._forget = forget

    def go_on(self) -> None:
        """Take what stands in the editors for typed by the person."""
        self._note_edit()

    def save(self) -> bool:
        """Write what was changed as one step; False when something cannot be read (nothing is written then).

        What contradicts itself is asked about; it is kept if the person says so, and else stays in the form.
        """
        self.kept_doubts = set()
        done = self.session.perform(lambda: with_doubts_asked(self._write, self.kept_doubts, self), window=self)
        if done:
            self._edited = False
            self._let_go()
            self.accept()
        return bool(done)

    def _write(self) -> bool:
        values = self.values()
        if self.row is None:
            self.add(values)
        elif values:
            set_fields(self.session.office, self.described.name, [self.id], values, accepted=self.kept_doubts)
        return True

    def add(self, values: dict[str, Any]) -> None:
        """Make the new row; a form whose rows begin with more than themselves overrides it."""
        add_row(self.session.office, self.described.name, values, accepted=self.kept_doubts)

    def print(self) -> None:
        """Show the sheet of the record, as it is kept, and print it."""
        from smartplanner.ui.printing import print_record

        print_record(self.session, self.described.name, self.id, self)

    def reject(self) -> None:
        """Close, asking first if something was changed."""
        if self._may_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before unsaved changes go."""
        if self._may_close():
            event.accept()
        else:
            event.ignore()

    def _may_close(self) -> bool:
        if not self._edited or self.is_kept:
            return True
        buttons = QMessageBox.StandardButton
        question = _("The changes are not saved yet. Save them?")
        answer = QMessageBox.question(
            self, _("Unsaved changes"), question, buttons.Save | buttons.Discard | buttons.Cancel
        )
        if answer == buttons.Save:
            return self.save()
        if answer == buttons.Discard:
            self._edited = False
        return answer == buttons.Discard

    def _note_edit(self) -> None:
        self._edited = True
        self._let_go()

    def _let_go(self) -> None:
        """Forget what was put by: the person is at work again, or has saved it."""
        if self._forget is not None:
            self._forget()
            self._forget = None

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        saving = box.button(QDialogButtonBox.StandardButton.Save)
        saving.setShortcut(QKeySequence.StandardKey.Save)
        saving.setEnabled(self.session.office.writable)
        if self.row is not None:
            printing = box.addButton(_("Print…"), QDialogButtonBox.ButtonRole.ActionRole)
            printing.setShortcut(QKeySequence.StandardKey.Print)
            printing.setAutoDefault(False)
            printing.clicked.connect(self.print)
        box.accepted.connect(self.save)
        box.rejected.connect(self.reject)
        return box


def _reading(editor: Editor) -> Any:
    """Return what an editor reads now: its value, or the Problem that it has with what stands in it."""
    try:
        return editor.value()
    except Problem as problem:
        return problem
