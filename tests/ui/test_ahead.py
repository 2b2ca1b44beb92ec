"""What is loaded while the window stands idle."""

import sys
from importlib import import_module

import pytest
from PySide6.QtCore import QObject

from smartplanner.ui import ahead


@pytest.mark.parametrize("name", [*ahead.FIRST, *ahead.LIBRARIES, *ahead.OWN])
def test_everything_that_is_loaded_ahead_is_there(qapp, name):
    assert import_module(name)


def test_the_window_loads_ahead_what_is_not_there_yet_and_goes_on_with_the_next(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(ahead, "AFTER", 0)
    monkeypatch.setattr(ahead, "OWN", ("colorsys",))
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    owner = QObject()
    ahead.Ahead(owner)
    qtbot.waitUntil(lambda: "colorsys" in sys.modules)


def test_what_cannot_be_loaded_ahead_is_left_to_whoever_needs_it(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(ahead, "AFTER", 0)
    monkeypatch.setattr(ahead, "FIRST", ("smartplanner.no_such_part",))
    monkeypatch.setattr(ahead, "LIBRARIES", ())
    monkeypatch.setattr(ahead, "OWN", ("smartplanner.nor_this", "colorsys"))
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    owner = QObject()
    loading = ahead.Ahead(owner)
    qtbot.waitUntil(lambda: "colorsys" in sys.modules)
    assert loading.is_ready


def test_a_book_that_is_opened_hurries_what_its_first_page_needs_and_holds_the_rest_back(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(ahead, "FIRST", ("colorsys",))
    monkeypatch.setattr(ahead, "LIBRARIES", ())
    monkeypatch.setattr(ahead, "OWN", ("this",))
    for name in ("colorsys", "this"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    owner = QObject()
    loading = ahead.Ahead(owner)
    loading.hurry()
    qtbot.waitUntil(lambda: loading.is_ready)
    qtbot.waitUntil(lambda: not loading._timer.isActive())
    assert "this" not in sys.modules
    loading.go_on()
    qtbot.waitUntil(lambda: "this" in sys.modules)
