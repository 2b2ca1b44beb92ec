"""The full search for garbage waits until another program is in front for a while."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from smartplanner.ui.application import discard
from smartplanner.ui.session import run_beside
from smartplanner.ui.tidying import Tidying, empty_when_gone

IN_FRONT, BEHIND = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


@pytest.fixture
def tidying(qapp: QApplication) -> Iterator[Tidying]:
    made = Tidying(qapp)
    yield made
    qapp.applicationStateChanged.disconnect(made.note)
    made.deleteLater()
    gc.unfreeze()


def searches(tidying: Tidying) -> int:
    """Return how many full searches are made when a person has been away for long."""
    found = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            found.append(info)

    gc.disable()  # none but those that are asked for
    gc.callbacks.append(note)
    try:
        tidying.tidy()
    finally:
        gc.callbacks.remove(note)
        gc.enable()
    return len(found)


def test_nothing_is_searched_while_a_person_is_there(tidying: Tidying) -> None:
    tidying.note(IN_FRONT)
    assert not tidying.is_waiting


def test_who_goes_to_another_program_gives_time_for_a_full_search(tidying: Tidying) -> None:
    tidying.note(BEHIND)
    assert tidying.is_waiting


def test_who_comes_back_soon_is_not_kept_waiting(tidying: Tidying) -> None:
    tidying.note(BEHIND)
    tidying.note(IN_FRONT)
    assert not tidying.is_waiting


def test_all_is_searched_again_only_when_the_program_has_grown(tidying: Tidying) -> None:
    assert searches(tidying) == 1
    assert searches(tidying) == 0
    grown = [bytes(8) for _one in range(sys.getallocatedblocks() // 2)]
    assert searches(tidying) == 1
    assert grown


class Rows:
    """What a page shows; the page knows them, and they the page."""

    def __init__(self, page: QObject) -> None:
        self.page = page


class Page(QWidget):
    """A page that shows rows."""

    def __init__(self) -> None:
        super().__init__()
        empty_when_gone(self)
        self.rows = Rows(self)


def test_what_a_page_shows_goes_with_it_and_waits_for_no_search(qapp: QApplication) -> None:
    page = Page()
    shown = weakref.ref(page.rows)
    gc.disable()
    try:
        discard(page)
        del page
        assert shown() is None
    finally:
        gc.enable()


def test_no_search_interrupts_what_is_worked_out_beside_the_window(qtbot) -> None:
    keeper, seen = QObject(), list[bool]()
    assert gc.isenabled()
    run_beside(keeper, gc.isenabled, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [False]
    qtbot.waitUntil(gc.isenabled)
