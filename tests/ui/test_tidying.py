"""The full search for cycles waits while a large book is open, and is made when nobody works."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool
from PySide6.QtWidgets import QApplication

from smartplanner.ui import tidying
from smartplanner.ui.tidying import Tidying


@pytest.fixture
def tidy(qapp: QApplication) -> Iterator[Tidying]:
    keeper = QObject()
    made = Tidying(QThreadPool(keeper), keeper)
    yield made
    made.stop()


def test_full_searches_wait_until_the_book_is_closed(qapp: QApplication) -> None:
    before, keeper = gc.get_threshold(), QObject()
    made = Tidying(QThreadPool(keeper), keeper)
    assert gc.get_threshold()[:2] == before[:2]
    assert gc.get_threshold()[2] > 1_000_000
    made.stop()
    assert gc.get_threshold() == before


def searches(tidy: Tidying, *, looks: int, input_after: int = -1) -> int:
    """Return how many full searches are made in so many looks, with an input after one of them."""
    found = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            found.append(info)

    gc.callbacks.append(note)
    try:
        for number in range(looks):
            tidy.look()
            if number == input_after:
                QCoreApplication.sendEvent(tidy, QEvent(QEvent.Type.HoverMove))
    finally:
        gc.callbacks.remove(note)
    return len(found)


def test_a_full_search_is_made_after_a_while_without_input(tidy: Tidying) -> None:
    assert searches(tidy, looks=tidying._CALM) == 0
    assert searches(tidy, looks=tidying._CALM) == 1


def test_an_input_puts_the_full_search_off(tidy: Tidying) -> None:
    assert searches(tidy, looks=tidying._CALM + 1, input_after=3) == 0
