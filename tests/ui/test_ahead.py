"""What is loaded while the window stands idle."""

import sys
from datetime import date
from importlib import import_module
from importlib.util import find_spec

import pytest
from PySide6.QtCore import QObject

from smartplanner.commands.office import new_office
from smartplanner.ui import ahead
from smartplanner.ui.navigation import page_titles
from smartplanner.ui.page_ways import go_when_loaded
from smartplanner.ui.pages import make_bare_page, modules_of
from smartplanner.ui.session import Session


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


def test_what_somebody_waits_for_is_loaded_before_the_rest_and_told(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(ahead, "FIRST", ())
    monkeypatch.setattr(ahead, "LIBRARIES", ())
    monkeypatch.setattr(ahead, "OWN", ("this",))
    for name in ("colorsys", "this"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    owner, told = QObject(), []
    loading = ahead.Ahead(owner)
    loading.load(("colorsys",), lambda: told.append(("colorsys" in sys.modules, "this" in sys.modules)))
    assert told == []
    qtbot.waitUntil(lambda: told == [(True, False)])
    loading.load(("colorsys",), lambda: told.append("at once"))
    assert told[1:] == ["at once"]


def test_of_two_that_somebody_waits_for_only_the_later_is_told(qapp, qtbot, monkeypatch):
    for name in ("FIRST", "LIBRARIES", "OWN"):
        monkeypatch.setattr(ahead, name, ())
    for name in ("colorsys", "this"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    owner, told = QObject(), []
    loading = ahead.Ahead(owner)
    loading.load(("colorsys",), lambda: told.append("first"))
    loading.load(("this",), lambda: told.append("second"))
    qtbot.waitUntil(lambda: told == ["second"])


def test_the_modules_of_a_page_are_known_without_making_it(qapp, qtbot, tmp_path):
    session = Session(new_office(tmp_path / "本市.splan"), date(2026, 11, 23))
    for name in page_titles():
        page = make_bare_page(session, name)
        qtbot.addWidget(page)
        assert type(page).__module__.startswith(modules_of(name)[-1])
        assert all(find_spec(module) for module in modules_of(name))
    session.close()


def test_who_looks_at_something_else_meanwhile_is_not_taken_to_the_page_that_was_loaded(
    window_on, tmp_path, monkeypatch
):
    new_office(tmp_path / "本市.splan").close()
    shell = window_on(tmp_path / "本市.splan")
    waiting = []
    monkeypatch.setattr(shell.ahead, "load", lambda _names, then: waiting.append(then))
    shell.go_to("overview")
    go_when_loaded(shell, "board")
    go_when_loaded(shell, "history")
    shell.go_to("red_list")
    for go in waiting:
        go()
    assert shell.page_name() == "red_list"
    go_when_loaded(shell, "history")
    waiting[-1]()
    assert shell.page_name() == "history"
