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
