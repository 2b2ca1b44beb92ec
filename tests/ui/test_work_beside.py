"""Work beside the window: its answer reaches whoever asked for it, and nobody once that one is gone."""

from __future__ import annotations

import threading
from datetime import date

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel

from smartplanner.commands.office import new_office
from smartplanner.ui.session import Session


@pytest.fixture
def session(new_session):
    return new_session()


class Page(QLabel):
    def take(self, words):
        self.setText(words)


def test_the_answer_reaches_the_page_that_asked(qtbot, session):
    page = Page()
    qtbot.addWidget(page)
    session.in_background(lambda: "读好了", page.take)
    qtbot.waitUntil(lambda: page.text() == "读好了")


@pytest.mark.parametrize("as_method", [True, False])
def test_an_answer_for_a_page_that_is_gone_is_dropped(qtbot, session, as_method):
    page, may_go_on, later = Page(), threading.Event(), []
    take = page.take if as_method else lambda words: page.take(words)
    session.in_background(may_go_on.wait, take, asker=None if as_method else page)
    shiboken6.delete(page)
    may_go_on.set()
    session.pool.waitForDone()
    session.in_background(lambda: "later", later.append)
    qtbot.waitUntil(lambda: bool(later))  # a late answer would have raised in the loop of events by now


def test_a_failure_for_a_page_that_is_gone_is_dropped_too(qtbot, session):
    page, may_go_on, later = Page(), threading.Event(), []

    def fail():
        may_go_on.wait()
        raise ValueError

    session.in_background(fail, page.take, page.take)
    shiboken6.delete(page)
    may_go_on.set()
    session.pool.waitForDone()
    session.in_background(lambda: "later", later.append)
    qtbot.waitUntil(lambda: bool(later))


def test_closing_a_book_waits_for_what_is_written_but_not_for_what_nobody_will_read_any_more(qtbot, tmp_path):
    session = Session(new_office(tmp_path / "本市.splan"), date(2026, 11, 23))
    page, may_go_on, read, written = Page(), threading.Event(), [], []
    qtbot.addWidget(page)
    for _thread in range(session.pool.maxThreadCount()):
        session.in_background(may_go_on.wait, lambda _none: None)
    session.in_background(lambda: read.append("pages"), page.take, asker=page)
    session.in_background(lambda: written.append("papers"), lambda _none: None)
    session.closing.connect(may_go_on.set)
    session.close()
    assert (read, written) == ([], ["papers"])
