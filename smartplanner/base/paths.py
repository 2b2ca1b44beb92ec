"""Where things lie on disk: the resources that come with the program and the folders of the user."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def root() -> Path:
    """Return the folder that holds ``smartplanner``, ``resources`` and ``i18n``."""
    return Path(__file__).resolve().parents[2]


def resources(*parts: str) -> Path:
    """Return a path inside ``resources``."""
    return root().joinpath("resources", *parts)


def i18n_dir() -> Path:
    """Return the folder of the message catalogues."""
    return root() / "i18n"


def user_dir() -> Path:
    """Return the folder of this user's settings; it is not made here."""
    if override := os.environ.get("SMARTPLANNER_HOME"):
        return Path(override)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "SmartPlanner"
    return Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config")) / "smartplanner"
