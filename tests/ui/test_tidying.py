"""The full search for cycles waits while a large book is open, and is made when nobody works."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThreadPool
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from smartplanner.ui import tidying
from smartplanner.ui.application import discard
from smartplanner.ui.tidying import Tidying

MANY_LOOKS = tidying._LONG_CALM + 1


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


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    """A window with the focus in its one field."""
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def searches(tidy: Tidying, *, looks: int, input_after: int = -1, do: Callable[[], object] = lambda: None) -> int:
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
                do()
    finally:
        gc.callbacks.remove(note)
    return len(found)


def test_a_full_search_is_made_after_a_while_without_input(tidy: Tidying, field: QLineEdit) -> None:
    assert searches(tidy, looks=tidying._LONG_CALM) == 0
    assert searches(tidy, looks=tidying._LONG_CALM) == 1


def test_behind_another_program_the_full_search_is_made_sooner(
    tidy: Tidying, field: QLineEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = Qt.ApplicationState.ApplicationInactive
    monkeypatch.setattr(QGuiApplication, "applicationState", staticmethod(lambda: behind))
    assert searches(tidy, looks=tidying._CALM + 1) == 1


def test_a_key_puts_the_full_search_off(tidy: Tidying, field: QLineEdit) -> None:
    window = field.windowHandle()
    assert searches(tidy, looks=MANY_LOOKS, input_after=3, do=lambda: QTest.keyClick(window, Qt.Key.Key_A)) == 0
    assert field.text() == "a"


def test_writing_with_an_input_method_puts_the_full_search_off(tidy: Tidying, field: QLineEdit) -> None:
    written = QInputMethodEvent()
    written.setCommitString("督办")
    assert searches(tidy, looks=MANY_LOOKS, input_after=3, do=lambda: _send(field, written)) == 0
    assert field.text() == "督办"


def test_a_window_that_was_closed_meanwhile_is_forgotten(tidy: Tidying, qtbot: QtBot) -> None:
    window = QLineEdit()
    window.show()
    tidy.look()
    discard(window)
    tidy.look()


def _send(target: QObject, event: QEvent) -> None:
    QCoreApplication.sendEvent(target, event)
