"""The end of the program while a form is being filled in: the computer shuts down, or a fault asks for a restart.

The system waits only seconds and would kill a program that asks, so nothing is asked: what was typed is kept as a
draft, and offered again when the book is opened the next time.  For a power cut see ``draft_keeping``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.values import decode, encode
from smartplanner.model import entities
from smartplanner.ui.drafts import Draft, forget, keep, kept_for, name_of
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session, literally

MakeForm = Callable[[str, str], Form]
"""Makes the form of an entity's row; of a new one if the id is empty."""


def keep_forms() -> int:
    """Keep what is unsaved in the open forms, and let them close without a question; returns how many there were."""
    count = 0
    for form in unsaved_forms():
        path = keep(draft_of(form), form.kept_at)
        if path is not None:
            form.rest(partial(forget, path))
            count += 1
    return count


def unsaved_forms() -> list[Form]:
    """Return the open forms that hold something that is neither saved nor put by."""
    forms = [form for form in QApplication.topLevelWidgets() if isinstance(form, Form) and form.isVisible()]
    return [form for form in forms if form.is_edited and not form.is_kept]


def offer_drafts(session: Session, make_form: MakeForm, window: QWidget) -> None:
    """Ask whether to go on with what was unsaved when the session ended, and open those forms again."""
    drafts = kept_for(session.office.path)
    if not drafts or not session.office.writable:
        return
    names = "\n".join(f"《{draft.title}》" for draft in drafts.values())
    question = _("Something was not saved yet when the program ended last:\n{names}\nGo on with it?", names=names)
    buttons = QMessageBox.StandardButton
    offered = buttons.Yes | buttons.Discard | buttons.Cancel
    answer = QMessageBox.question(window, _("Unsaved changes"), literally(question), offered, buttons.Yes)
    for path, draft in drafts.items():
        if answer == buttons.Yes:
            _resume(draft, path, make_form)
        elif answer == buttons.Discard:
            forget(path)  # whoever only closes the question is asked again the next time


def _resume(draft: Draft, path: Path, make_form: MakeForm) -> None:
    if draft.entity not in entities():
        return
    form = make_form(draft.entity, draft.id)
    if draft.id and form.row is None:
        form.deleteLater()  # removed meanwhile: there is nothing left to change
        forget(path)
        return
    form.kept_at = path
    fill(form, draft)
    form.exec()
    if not form.is_kept:
        forget(path)
    form.deleteLater()


def fill(form: Form, draft: Draft) -> None:
    """Show in *form* what the draft holds, as if it had just been typed."""
    for name, editor in form.editors.items():
        if name in draft.values:
            editor.set_value(_decoded(form, name, draft.values))
        elif name in draft.words and (line := editor.findChild(QLineEdit)) is not None:
            line.setText(draft.words[name])
    form.go_on()


def _decoded(form: Form, name: str, values: Mapping[str, Any]) -> Any:
    try:
        return decode(form.described[name], values[name])
    except (ValueError, TypeError):
        return None


def draft_of(form: Form) -> Draft:
    """Return what a person changed in a form and has not saved."""
    values, words = {}, {}
    for name in form.touched():
        editor = form.editors[name]
        try:
            values[name] = encode(form.described[name], editor.value())
        except Problem:
            line = editor.findChild(QLineEdit)
            words[name] = line.text() if line is not None else ""
    book = name_of(form.session.office.path)
    return Draft(book, form.described.name, form.id, form.windowTitle(), values, words)
