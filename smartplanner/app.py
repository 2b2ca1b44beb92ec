"""The composition root: puts the window, the verbs and the documents together.

The only module that may import every layer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartplanner.base import clock

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def main(arguments: Sequence[str]) -> int:
    """Run a verb, or open the window; returns the exit status."""
    if arguments and not _is_book(arguments[0]):
        from smartplanner.cli.main import run

        return _demo(arguments) if arguments[0] == "demo" else run(arguments, picture=take_pictures)
    if not may_show_windows():
        return _refuse_window()
    return open_window(Path(arguments[0]) if arguments else None, qt=arguments[1:])


def open_window(book: Path | None, *, as_of: date | None = None, qt: Sequence[str] = ()) -> int:
    """Open the window on *book*, or on the book of last time, or on the welcome page; returns when it closes.

    *qt* are arguments for Qt itself, such as ``-platform offscreen``.
    """
    from smartplanner.ui.application import discard, make_application
    from smartplanner.ui.crash import RESTART, report_bugs
    from smartplanner.ui.one_window import OneWindow, bring_forward
    from smartplanner.ui.shell import Shell

    application = make_application(qt)
    if book is not None and bring_forward(book):
        return 0
    report_bugs()
    page, status = "", RESTART
    while status == RESTART:
        shell = Shell(as_of=as_of or clock.today())
        OneWindow(shell, shell.book_path)
        shell.show()
        greet(shell)
        shell.start_with(book)
        if page:
            shell.go_to(page)
        status = int(application.exec())
        book, page = shell.book_path() or book, shell.page_name()
        discard(shell)
    return status


def greet(shell: Shell) -> None:
    """Show what is new after an update, and offer the tour with the first book; both once."""
    from PySide6.QtCore import QTimer

    from smartplanner.ui.help.news import is_news, show_news
    from smartplanner.ui.tour.offer import offer_tour

    if is_news():
        QTimer.singleShot(0, shell, lambda: show_news(shell))
    shell.opened.connect(lambda: QTimer.singleShot(0, shell, lambda: offer_tour(shell)))


def take_pictures(book: Path, folder: Path, as_of: date) -> list[Path]:
    """Write one picture of each main screen of *book* into *folder*, without a display."""
    from smartplanner.ui.application import make_application
    from smartplanner.ui.offscreen import quiet_offscreen
    from smartplanner.ui.pictures import picture_screens

    # As an argument: a variable that is set this late does not reach Qt on every system.
    make_application(() if "QT_QPA_PLATFORM" in os.environ else ("-platform", "offscreen"))
    with quiet_offscreen():
        return picture_screens(book, folder, as_of)


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal", "vnc"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def may_show_windows() -> bool:
    """Whether Qt can make windows at all: on a display, or on a platform of Qt that needs none."""
    return has_display() or "QT_QPA_PLATFORM" in os.environ


def _refuse_window() -> int:
    from smartplanner.base.i18n import _
    from smartplanner.cli.main import REFUSED

    text = _("There is no display to open a window on. “demo --out DIR” and the other verbs work without one.")
    print(text, file=sys.stderr)  # noqa: T201
    return REFUSED


def _demo(arguments: Sequence[str]) -> int:
    """Make the sample book; then open it, or without a display write the briefing and pictures."""
    from smartplanner.cli.main import make_parser, run

    if not has_display() and "--headless" not in arguments:
        arguments = [*arguments, "--headless"]
    status = run(arguments, picture=take_pictures)
    if status or "--headless" in arguments:
        return status
    from smartplanner.commands.sample import BOOK_NAME

    parsed = make_parser().parse_args(list(arguments))
    return open_window(parsed.out / BOOK_NAME, as_of=parsed.as_of)


def _is_book(argument: str) -> bool:
    return argument.casefold().endswith(".splan")
