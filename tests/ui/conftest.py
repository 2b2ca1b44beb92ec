"""What the tests of the window share: the program's own application, sessions over fresh books, pages on the screen."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from smartplanner.changes import Label
from smartplanner.commands.office import new_office
from smartplanner.ui.application import make_application
from smartplanner.ui.session import Session

DAY = date(2026, 11, 23)
"""The day on which most of the tests look at their book."""


@pytest.fixture(scope="session")
def qapp_cls():
    """Have pytest-qt take the program's own application, with its look and its language."""
    return type(make_application())


@pytest.fixture
def session_on(qtbot):
    """Begin a session on an office: ``session_on(Office(journal))``."""
    begun = []

    def begin(office, *, as_of=DAY):
        begun.append(Session(office, as_of))
        return begun[-1]

    yield begin
    for session in begun:
        session.deleteLater()


@pytest.fixture
def new_session(qtbot, tmp_path):
    """Begin a session on a new book with the city's names and some rows: ``new_session([insert(…), …])``."""
    begun = []

    def begin(rows=(), *, as_of=DAY):
        begun.append(Session(new_office(tmp_path / "本市.splan"), as_of))
        if rows:
            begun[-1].office.journal.commit(Label("rows"), list(rows))
        return begun[-1]

    yield begin
    for session in begun:
        session.close()


@pytest.fixture
def show(qtbot):
    """Show a page: ``show(TasksPage(session), size=(1200, 700), active=True)``; an active one can take keys."""

    def shown(page, *, size=None, active=False):
        qtbot.addWidget(page)
        if size is not None:
            page.resize(*size)
        page.show()
        if active:
            page.activateWindow()
            qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
        return page

    return shown


@pytest.fixture
def discarding(monkeypatch):
    """Whoever is asked about unsaved changes lets them go."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Discard)


@pytest.fixture
def problems(monkeypatch):
    """What the program complained of, in its order."""
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    return said
