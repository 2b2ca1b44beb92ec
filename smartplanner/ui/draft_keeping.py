"""What is typed into open forms is put by every few seconds: a power cut costs no more than these."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QEvent, QObject, QTimer

from smartplanner.ui.drafts import Draft, forget, keep
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.session_end import draft_of, unsaved_forms

EVERY = 10_000
"""Milliseconds."""


class DraftKeeping(QObject):
    """Keeps a draft of each form of a session that a person has typed into, until it is saved or let go."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._written: dict[Form, Draft] = {}
        timer = QTimer(self)
        timer.timeout.connect(self.keep)
        timer.start(EVERY)

    def keep(self) -> None:
        """Put by what was typed since the last time; drafts of forms that were saved or closed go."""
        unsaved = [form for form in unsaved_forms() if form.session is self._session]
        for form in [form for form in self._written if form not in unsaved]:
            self._let_go(form)
        for form in unsaved:
            draft = draft_of(form)
            if self._written.get(form) == draft:
                continue
            path = keep(draft, form.kept_at)
            if path is not None:
                if form not in self._written:
                    form.installEventFilter(self)
                form.kept_at, self._written[form] = path, draft

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the draft of a form go when the form is closed, unless the end of the session put it by."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous() and isinstance(watched, Form):
            self._let_go(watched)
        return super().eventFilter(watched, event)

    def _let_go(self, form: Form) -> None:
        self._written.pop(form, None)
        with contextlib.suppress(RuntimeError):  # it was deleted without being closed
            form.removeEventFilter(self)
        if form.kept_at is not None and not form.is_kept:
            forget(form.kept_at)
            form.kept_at = None
