"""What happens at once when a preference is changed: one line each; one without a line is read when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from smartplanner.base.settings import load_settings, save_settings
from smartplanner.ui.application import speak
from smartplanner.ui.theme import apply_look

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def change(shell: Shell, key: str, value: Any) -> None:
    """Keep a preference and let it take effect."""
    settings = load_settings()
    if getattr(settings, key) != value:
        save_settings(replace(settings, **{key: value}))
        take_effect(shell, key)


def take_effect(shell: Shell, key: str) -> None:
    """Bring the window in line with the kept value of a preference."""
    if key in EFFECTS:
        EFFECTS[key](shell)


def take_all(shell: Shell) -> None:
    """Bring a new window in line with what concerns the window itself."""
    for key in ("toolbar", "narrow"):
        EFFECTS[key](shell)


def _wear(_shell: Shell) -> None:
    settings = load_settings()
    apply_look(_application(), settings.look, text_size=settings.text_size)


def _speak(shell: Shell) -> None:
    speak(_application(), load_settings().language)
    shell.translate()


def _fold(shell: Shell) -> None:
    shell.navigation.follow_role()
    shell.make_pages_anew()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


EFFECTS: Mapping[str, Callable[[Shell], Any]] = {
    "look": _wear,
    "text_size": _wear,
    "language": _speak,
    "role": _fold,
    "own_group": lambda shell: shell.make_pages_anew(),
    "own_district": lambda shell: shell.make_pages_anew(),
    "toolbar": lambda shell: shell.tools.setVisible(load_settings().toolbar),
    "narrow": lambda shell: shell.side.show_narrow(narrow=load_settings().narrow),
}
