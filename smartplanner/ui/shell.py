"""The window: navigation at the left, pages, menus, and the ways between them.

Pages never know each other: they ask through signals of the session, and the shell shows what is asked for.
A page is made when it is first looked at.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.base.problems import Problem
from smartplanner.base.settings import load_settings, remember, remembered, save_settings
from smartplanner.commands.office import Office, is_older
from smartplanner.commands.verbs import VERBS
from smartplanner.model import entities
from smartplanner.ui.after_opening import look_after
from smartplanner.ui.ahead import Ahead
from smartplanner.ui.finder.finding import PAGE, Finding
from smartplanner.ui.first.checklist import Checklist
from smartplanner.ui.first.sample import is_sample, sample_day
from smartplanner.ui.handlers import HANDLERS
from smartplanner.ui.handling.ledgers import can_take, local_paths, take_dropped
from smartplanner.ui.menus import Menus
from smartplanner.ui.navigation import HOME, Navigation, Side
from smartplanner.ui.opening import is_large
from smartplanner.ui.page_stack import PageStack
from smartplanner.ui.page_ways import go_when_loaded, make_page_for
from smartplanner.ui.pages import make_form, make_form_to_look
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.spoken import name_controls
from smartplanner.ui.theme import look_switch
from smartplanner.ui.tools import Tools
from smartplanner.ui.turning import Turning, open_book_at, same_file
from smartplanner.ui.undo_line import UndoLine
from smartplanner.ui.welcoming import make_welcome


class Shell(QMainWindow):
    """The main window, with or without an open book.  ``remembers``: whether its books are among those used last."""

    remembers = True
    opened = Signal()
    """A book was opened and its first page is in view."""

    def __init__(self, *, as_of: date | None = None) -> None:
        super().__init__()
        self.as_of = as_of or clock.today()
        self.session: Session | None = None
        self.finding: Finding | None = None
        self._shows_sample = False
        self.stack = PageStack(lambda name: make_page_for(self, name))
        self.navigation = Navigation()
        self.navigation.chosen.connect(lambda name: go_when_loaded(self, name))
        self.side: Side = Side(self.navigation)
        self.side.narrowed.connect(lambda _narrow: self.switch("narrow"))
        self.welcome = make_welcome(self)
        self.turning = Turning(self)
        self.opening = self.turning.opening
        self.first_steps = Checklist()
        self.first_steps.doing.connect(self.do)
        self.first_steps.going.connect(self.go_to)
        self.day = QLabel()
        self.undo_line = UndoLine()
        self.undo_line.undoing.connect(lambda: self.do("undo"))
        self.statusBar().addPermanentWidget(self.undo_line)
        self.statusBar().addPermanentWidget(self.day)
        self._lay_out()
        self.menus = Menus(self, self.do)
        self.tools: Tools = Tools(self.menus.actions)
        self.addToolBar(self.tools)
        self._bring_in_line()
        self.setAcceptDrops(True)
        resize_within_screen(self, 1366, 768)
        self.show_state()
        self.ahead = Ahead(self)

    # -- books

    def start_with(self, book: Path | None) -> None:
        """Open *book*, or else the book of last time if it is still there."""
        path = book or load_settings().last_book
        if path is None or (book is None and not path.exists()):
            return
        if is_large(path) and is_older(path):  # its upgrade takes longer than a program may take to start
            self.open_book(path)
        else:
            self.take(lambda: open_book_at(path))

    def open_book(self, path: Path) -> bool:
        """Open the book at *path* in this window; a Problem is shown and the present book stays open.

        A large one is opened beside the window, which goes on answering: ``opened`` tells that it is in view.
        """
        if self.session is not None and same_file(path, self.session.office.path):
            if self.is_opening:
                self.opening.give_up()
                self.make_pages_anew()
                self.show_state()
            return True
        if is_large(path):
            self.turning.open(path)
            return True
        return self.take(lambda: open_book_at(path))

    @property
    def is_opening(self) -> bool:
        """Whether a book is being opened and none can be worked on."""
        return self.turning.is_shown

    def book_path(self) -> Path | None:
        """Return where the open book lies; None without one."""
        return self.session.office.path if self.session is not None else None

    def book_title(self) -> str:
        """Return what the open book is called in the title of the window; empty without one."""
        if self.session is None:
            return ""
        return _("Sample data") if self._shows_sample else self.session.office.path.stem

    def close_book(self) -> None:
        """Close the present book and show the welcome page."""
        if self.session is None:
            return
        for window in self.findChildren(Shell):  # looks back on this book
            window.close()
        self.stack.setCurrentWidget(self.welcome)
        self.navigation.empty()
        self.stack.drop_all()
        self.session.close()
        self.session.deleteLater()
        self.session = self.finding = None
        self.first_steps.watch(None)
        self.show_state()

    def _first_page(self) -> str:
        """Return the page that a book opens with."""
        name = str(remembered("page", HOME)) if load_settings().start_with == "last" else HOME
        return name if self.navigation.has(name) else HOME

    def make_pages_anew(self) -> None:
        """Make the pages again, with what has changed for all of them; the one in view stays in view."""
        name = self.page_name()
        self.stack.drop_all()
        if self.session is not None:
            self.navigation.fill()
            self.go_to(name or HOME)

    def drop_page(self) -> bool:
        """Delete one of the pages; whether there was one.  To delete all at once takes a moment too long."""
        return self.stack.drop_one()

    def take(self, opening: Callable[[], Office]) -> bool:
        """Work on the book that *opening* gives; a Problem is shown and the present book stays open."""
        try:
            office = opening()
        except Problem as problem:
            show_problem(problem, self)
            return False
        self.opening.give_up()
        self.work_on(office)
        self.show_first_page()
        return True

    def work_on(self, office: Office) -> None:
        """Close the present book and make all but the pages for this one."""
        self.close_book()
        self.stack.setCurrentWidget(self.welcome)
        self._take_day_of(office.path)
        self.session = Session(office, self.as_of, self)
        self.finding = Finding(self.session)
        self.session.asked.connect(self.open_record)
        self.session.dropped.connect(lambda paths: take_dropped(self, paths))
        self.session.changed.connect(lambda _rows: self._show_undo())
        self.undo_line.watch(self.session)
        self.session.said.connect(lambda text: self.statusBar().showMessage(text, 8000))
        self.navigation.fill()
        self.show_state()
        self.first_steps.watch(self.session)

    def make_first_page(self) -> None:
        """Make the page that the book opens with, without showing it."""
        self.stack.page(self._first_page())

    def show_first_page(self) -> None:
        """Show the page that the book opens with, and remember the book."""
        assert self.session is not None
        was_opening = self.is_opening
        self.go_to(self._first_page())
        if was_opening:
            self.show_state()
            self.ahead.go_on()
        path = self.session.office.path
        settings = load_settings().with_book(path) if self.remembers else load_settings()
        with contextlib.suppress(OSError):  # a book can be worked on without remembering it
            save_settings(settings)
        self.welcome.show_recent(settings.recent)
        look_after(self, self.session)
        self.opened.emit()

    def _take_day_of(self, book: Path) -> None:
        """The sample is looked at as of the day that it is about; another book after it as of today again."""
        if is_sample(book):
            self.as_of = sample_day()
        elif self._shows_sample:
            self.as_of = clock.today()
        self._shows_sample = is_sample(book)

    # -- pages

    def go_to(self, name: str) -> QWidget:
        """Show the page *name*: overview, board, history, or the list of an entity."""
        page = self.stack.show_page(name)
        self.navigation.mark(name)
        if self.remembers:
            remember("page", name)
        self._note(PAGE, name)
        self.first_steps.note_page(name)
        self.menus.actions["export"].setEnabled(name in entities() or hasattr(page, "exported_as"))
        return page

    def open_record(self, entity: str, id: str) -> None:
        """Open the form of a record, or of a new one if *id* is empty."""
        if self.session is None:
            return
        form = make_form_to_look(self.session, entity, id, self)
        name_controls(form, _title(entity))
        if id and form.row is None:
            message = _("The record has been removed meanwhile.")
            show_problem(Problem(code="row_gone", message=message), self)
        else:
            self._note(entity, id)
            form.exec()
        form.deleteLater()

    def make_form(self, entity: str, id: str) -> Any:
        """Return the form for a record, or for a new one if *id* is empty."""
        assert self.session is not None
        form = make_form(self.session, entity, id, self)
        name_controls(form, _title(entity))
        return form

    def page_name(self) -> str:
        """Return the name of the page in view; empty on the welcome page."""
        return self.stack.page_name()

    def _note(self, entity: str, id: str) -> None:
        """Note what is looked at, for whoever looks for it again."""
        if self.finding is not None and id:
            self.finding.note(entity, id)

    # -- verbs

    def action(self, verb: str) -> QAction:
        """Return the menu entry of a verb: its text as it is now, and whether it can be used."""
        return self.menus.actions[verb]

    def do(self, verb: str) -> None:
        """Do what a menu entry says; nothing with the book while another one is being opened."""
        if not (self.is_opening and any(verb == one.id and one.needs_book for one in VERBS)):
            HANDLERS[verb](self)

    def look_as_of(self, day: date) -> None:
        """Show lights and figures as of *day*."""
        if self.session is not None and day != self.as_of:
            self.as_of = self.session.as_of = day
            self.show_state()
            self.make_pages_anew()

    def switch(self, key: str) -> None:
        """Turn a preference that is on or off to the other."""
        from smartplanner.ui.preferences.effects import change

        change(self, key, not getattr(load_settings(), key))

    def translate(self) -> None:
        """Say everything in the language in use: menus, navigation, the pages, of which the one in view stays."""
        self.menus.translate()
        self.tools.translate()
        self.stack.removeWidget(self.welcome)
        self.welcome.deleteLater()
        self.welcome = make_welcome(self)
        self.welcome.show_recent(load_settings().recent)
        self.make_pages_anew()
        self.side.show_narrow(narrow=load_settings().narrow)
        self.first_steps.show_state()
        self.undo_line.translate()
        self.show_state()

    # -- what Qt calls

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept workbooks, minutes and books."""
        if not self.is_opening and can_take(local_paths(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import dropped workbooks, look through dropped minutes, or open a dropped book."""
        paths = local_paths(event.mimeData())
        if self.is_opening:
            return
        # The drop is over before a dialog opens, so that the program it came from is not held up.
        QTimer.singleShot(0, self, lambda: take_dropped(self, paths))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pages as much room as a small window has."""
        super().resizeEvent(event)
        self.side.fit_into(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the book; everything is saved already.  Who closes a window does not watch work come to its end."""
        self.hide()
        self.opening.end()
        self.close_book()
        event.accept()

    # -- inside

    def _lay_out(self) -> None:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.first_steps)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        icon = resources("icons", "smartplanner.svg")
        if icon.exists():
            self.setWindowIcon(QIcon(str(icon)))
        self.welcome.show_recent(load_settings().recent)

    def take_keys(self) -> None:
        """Give the menu entries the shortcuts that this person has chosen."""
        self.menus.take_keys()

    def _bring_in_line(self) -> None:
        """Bring the window in line with the preferences, and follow the look."""
        from smartplanner.ui.preferences.effects import take_all

        take_all(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        look_switch(application).changed.connect(self.make_pages_anew)

    def show_state(self) -> None:
        """Bring title, status line and the usable verbs in line with the open book."""
        is_open = self.session is not None
        self.side.setVisible(is_open)
        if not is_open and self.opening.path is None:
            self.stack.setCurrentWidget(self.welcome)
        workable = is_open and not self.is_opening
        self.side.setEnabled(workable)
        self.first_steps.setEnabled(workable)
        writable = self.session is not None and self.session.office.writable
        self.menus.show_usable(is_open=workable, writable=writable)
        title = _("SmartPlanner")
        if self.session is not None:
            read_only = "" if writable else _(" (read-only)")
            title = f"{self.book_title()}{read_only} – {title}"
        self.setWindowTitle(title)
        self.day.setText(_("as of {day}", day=self.as_of.isoformat()) if is_open else "")
        self._show_undo()

    def _show_undo(self) -> None:
        office = self.session.office if self.session is not None else None
        usable = office is not None and office.writable and not self.is_opening
        self.menus.show_step("undo", office.journal.label_to_undo() if office is not None else "", usable=usable)
        self.menus.show_step("redo", office.journal.label_to_redo() if office is not None else "", usable=usable)


def _title(entity: str) -> str:
    described = entities()[entity]
    return _(described.label)
