"""What the tests of the window share: the program's own application, sessions over fresh books, pages on the screen."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from smartplanner.changes import Label, insert
from smartplanner.commands.office import new_office, open_office
from smartplanner.ui.application import discard, make_application
from smartplanner.ui.board import BoardPage
from smartplanner.ui.session import Session
from smartplanner.ui.shell import Shell

DAY = date(2026, 11, 23)
"""The day on which most of the tests look at their book."""


@pytest.fixture(scope="session")
def qapp_cls():
    """Have pytest-qt take the program's own application, with its look and its language."""
    return type(make_application())


class PatientBot(QtBot):
    """Waits for what is to come as long as a busy machine may take: a test holds what happens, never how fast."""

    PATIENCE = 120_000

    def waitUntil(self, callback, *, timeout=PATIENCE):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE, **options):
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp, request):
    """Handle the window in the verbs of a user, with patience."""
    return PatientBot(request)


@pytest.fixture
def session_on(qtbot):
    """Begin a session on an office: ``session_on(Office(journal))``."""
    begun = []

    def begin(office, *, as_of=DAY):
        begun.append(Session(office, as_of))
        return begun[-1]

    yield begin
    for session in begun:
        for pool in session.findChildren(QThreadPool):
            pool.waitForDone()
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
def window_on(qtbot):
    """Open the window on a book: ``window_on(path)``; it is closed and gone after the test."""
    made = []

    def opened(path, *, as_of=DAY):
        made.append(Shell(as_of=as_of))
        made[-1].show()
        assert made[-1].open_book(path)
        return made[-1]

    yield opened
    for window in made:
        window.close_book()
        discard(window)


@pytest.fixture(scope="session")
def late_book(tmp_path_factory):
    """A book with a late matter of two units and a meeting, made once; copy it."""
    path = tmp_path_factory.mktemp("late") / "本市.splan"
    with new_office(path) as office:
        units = {name: id for id, name in office.reader.names("organisation").items()}
        late = {
            "title": "智慧停车", "due": date(2026, 11, 1), "state": "in_progress", "lead": units["北京市交通委员会"],
            "support": (units["北京市公安局"],),
        }  # fmt: skip
        meeting = {"title": "调度会", "held_on": date(2026, 11, 20)}
        office.journal.commit(Label("rows"), [insert("task", "late", late), insert("meeting", "m", meeting)])
    return path


@pytest.fixture
def late_session(late_book, tmp_path):
    """A session on a copy of the book with a late matter."""
    opened = Session(open_office(shutil.copy(late_book, tmp_path / "本市.splan")), DAY)
    yield opened
    opened.close()


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
def show_board(session_on, show):
    """Show the board of an office: ``show_board(office, height=900)``."""
    return lambda office, *, height=700: show(BoardPage(session_on(office)), size=(1300, height))


@pytest.fixture
def answer(qtbot):
    """Answer a dialog that asks for fields, and accept it: ``answer(dialog, due=date(…))``."""

    def answered(dialog, **answers):
        qtbot.addWidget(dialog)
        dialog.show()
        for name, value in answers.items():
            dialog.editors[name].set_value(value)
        dialog.done_button.click()
        return dialog

    return answered


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
