"""Every page, form and main dialog fits on the screen of a small laptop: 1366×768 pixels at 150 %, that is 910×512.

At 200 % that is 683×384, where every form and dialog still fits; pages fold what they have no room for.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from smartplanner.ui.sizes import FRAME

WALK = Path(__file__).with_name("small_screen_walk.py")
ROOT = Path(__file__).resolve().parents[2]
SCREEN, SMALLEST = QSize(910, 512), QSize(683, 384)
AROUND_A_PAGE = QSize(56, 96)
"""What the navigation as icons takes, and menus, toolbar and status line."""
FULL_SCREEN = frozenset({"meeting"})
"""What has no frame, as it fills the screen."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """What each page, form and dialog needs at least, and the size that it has."""
    return walk(tmp_path_factory.mktemp("walk"), SCREEN)


def walk(folder, screen):
    place = {"PYTHONPATH": str(ROOT), "SMARTPLANNER_HOME": str(folder / "home")}
    command = [sys.executable, str(WALK), str(folder), str(screen.width()), str(screen.height())]
    done = subprocess.run(command, env={**os.environ, **place}, capture_output=True, check=True, timeout=600)
    return json.loads(done.stdout)


def room(name):
    """Return what *name* may take at most."""
    if name in FULL_SCREEN:
        return SCREEN
    return SCREEN - FRAME - AROUND_A_PAGE if name.startswith("page ") else SCREEN - FRAME


def too_large(walked, kind, names):
    return {
        name: walked[name][kind]
        for name in names
        if walked[name][kind][0] > room(name).width() or walked[name][kind][1] > room(name).height()
    }


@pytest.mark.parametrize("start", ["page ", "form "])
def test_each_page_and_form_needs_no_more_than_a_small_screen_has(walked, start):
    names = [name for name in walked if name.startswith(start)]
    assert names
    assert too_large(walked, "least", names) == {}


def test_each_main_dialog_needs_no_more_than_a_small_screen_has(walked):
    names = [name for name in walked if not name.startswith(("page ", "form "))]
    assert too_large(walked, "least", names) == {}


def test_windows_open_no_larger_than_the_screen(walked):
    names = [name for name in walked if not name.startswith("page ")]
    assert too_large(walked, "size", names) == {}


def test_forms_and_main_dialogs_fit_on_the_screen_at_200_per_cent(tmp_path):
    found = walk(tmp_path, SMALLEST)
    room = {name: SMALLEST if name in FULL_SCREEN else SMALLEST - FRAME for name in found}
    assert {
        name: measured
        for name, measured in found.items()
        if not name.startswith("page ")
        and any(
            measured[kind][0] > room[name].width() or measured[kind][1] > room[name].height()
            for kind in ("least", "size")
        )
    } == {}
