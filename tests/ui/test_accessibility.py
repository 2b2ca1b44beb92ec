"""Everything is reached by keyboard, and says to a screen reader what it is: on every page, form and main dialog."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from smartplanner.ui.lamp import Lamp
from smartplanner.ui.navigation import Navigation

WALK = Path(__file__).with_name("accessibility_walk.py")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """What is wrong with each page, form and dialog."""
    folder = tmp_path_factory.mktemp("walk")
    place = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "SMARTPLANNER_HOME": str(folder / "home")}
    command = [sys.executable, str(WALK), str(folder)]
    done = subprocess.run(command, env={**os.environ, **place}, capture_output=True, check=True, timeout=600)
    return json.loads(done.stdout)


@pytest.mark.parametrize("kind", ["page ", "form ", "side", "tools", "collect", "preferences", "shortcuts"])
def test_every_control_has_a_name(walked, kind):
    found = {name: wrong["nameless"] for name, wrong in walked.items() if name.startswith(kind)}
    assert found
    assert {name: missing for name, missing in found.items() if missing} == {}


@pytest.mark.parametrize("kind", ["page ", "form ", "side", "tools", "collect", "preferences", "shortcuts"])
def test_every_control_is_reached_by_tab(walked, kind):
    found = {name: wrong["unreachable"] for name, wrong in walked.items() if name.startswith(kind)}
    assert {name: missing for name, missing in found.items() if missing} == {}


def test_every_page_is_named_in_the_navigation_also_when_only_icons_are_shown(qtbot):
    navigation = Navigation()
    qtbot.addWidget(navigation)
    navigation.fill()
    navigation.show_narrow(narrow=True)
    for row in range(navigation.count()):
        assert navigation.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
        assert navigation.item(row).toolTip()


def test_a_light_says_its_name(qapp):
    names = {Lamp(light).accessibleName() for light in ("red", "yellow", "green", "blue", "grey")}
    assert len(names) == 5
