"""One window per book: a second start finds the first one's window."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QMainWindow

from smartplanner.ui.one_window import OneWindow, bring_forward

pytestmark = pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform has no windows above others
SECOND_START = "import sys; from pathlib import Path; from smartplanner.ui.one_window import bring_forward; "
SECOND_START += "sys.exit(0 if bring_forward(Path(sys.argv[1])) else 3)"


def second_start(qtbot, book):
    process = subprocess.Popen([sys.executable, "-c", SECOND_START, str(book)])
    qtbot.waitUntil(lambda: process.poll() is not None)
    return process.wait() == 0


def test_a_second_start_brings_the_window_of_the_book_forward(qtbot, tmp_path):
    window = QMainWindow()
    qtbot.addWidget(window)
    opened = [tmp_path / "台账 一.splan"]
    OneWindow(window, lambda: opened[0])
    window.showMinimized()
    assert second_start(qtbot, tmp_path / "." / "台账 一.splan")
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert not second_start(qtbot, tmp_path / "台账 二.splan")


def test_a_window_that_turns_to_another_book_is_found_by_that_one(qtbot, tmp_path):
    window = QMainWindow()
    qtbot.addWidget(window)
    opened = [tmp_path / "old.splan"]
    OneWindow(window, lambda: opened[0])
    opened[0] = tmp_path / "new.splan"
    window.setWindowTitle("new")
    assert not bring_forward(tmp_path / "old.splan")
    assert second_start(qtbot, tmp_path / "new.splan")


def test_without_a_book_nobody_is_found(qtbot, tmp_path):
    window = QMainWindow()
    qtbot.addWidget(window)
    OneWindow(window, lambda: None)
    assert not bring_forward(tmp_path / "any.splan")
