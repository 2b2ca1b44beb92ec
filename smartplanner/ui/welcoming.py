"""What the welcome page does with the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smartplanner.base.settings import load_settings, save_settings
from smartplanner.ui.first.sample import look_at_sample
from smartplanner.ui.welcome import WelcomePage

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def make_welcome(shell: Shell) -> WelcomePage:
    """Return the welcome page of a window, in its stack."""
    welcome = WelcomePage()
    welcome.opening.connect(lambda path: shell.open_book(Path(path)) if path else shell.do("open"))
    welcome.making.connect(lambda: shell.do("new"))
    welcome.sampling.connect(lambda: look_at_sample(shell))
    welcome.forgetting.connect(lambda path: _forget_book(shell, path))
    shell.stack.addWidget(welcome)
    return welcome


def _forget_book(shell: Shell, path: str) -> None:
    settings = load_settings()
    save_settings(replace(settings, recent=tuple(book for book in settings.recent if str(book) != path)))
    shell.welcome.show_recent(load_settings().recent)
