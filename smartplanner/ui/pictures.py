"""Pictures of the main screens, for a machine without a display and for the manual."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.meetings import open_meeting
from smartplanner.commands.office import open_office
from smartplanner.queries.agenda import propose_agenda
from smartplanner.queries.tasks import red_list, task_lines
from smartplanner.ui.application import discard
from smartplanner.ui.meeting.window import MeetingWindow
from smartplanner.ui.session import Session
from smartplanner.ui.shell import Shell
from smartplanner.ui.theme import LIGHT, apply_look

SCREENS = {
    "overview": "1-总览",
    "board": "2-看板",
    "task": "3-督办事项",
    "history": "5-历史记录",
    "gantt": "6-进度甘特图",
    "red_list": "7-红灯清单",
    "portfolio": "9-分类分级",
    "operation": "11-运营总览",
    "pilot": "10-试点",
    "papers": "12-公文",
}

MANUAL = ("overview", "board", "task", "red_list", "history", "gantt", "portfolio", "operation", "pilot", "papers")
"""The pages whose pictures the manual shows, each by its name; beside them ``form`` and ``finder``."""

SIZE = (1366, 768)
"""The smallest screen that an office still has."""


_MOST_WAITS = 200

PROJECTOR = (1920, 1080)
"""What a projector in a meeting room shows."""


def picture_screens(book: Path, folder: Path, as_of: date) -> list[Path]:
    """Open *book* and write one .png of each main screen into *folder*; returns the files."""
    shell = _opened(book, as_of)
    if shell is None:
        return []
    written = _pages(shell, {name: folder / f"{title}.png" for name, title in SCREENS.items()})
    written += _form(shell, folder / "4-事项表单.png")
    discard(shell)
    written += _meeting(book, folder, as_of)
    return sorted(written)


def picture_manual(book: Path, folder: Path, as_of: date) -> list[Path]:
    """Open *book* and write the pictures of the manual into *folder*, by the names that the manual knows them by."""
    folder.mkdir(parents=True, exist_ok=True)
    shell = _opened(book, as_of)
    if shell is None:
        return []
    written = _pages(shell, {name: folder / f"{name}.png" for name in MANUAL})
    written += _form(shell, folder / "form.png")
    written.append(_finder(shell, folder / "finder.png"))
    discard(shell)
    return sorted(written)


def _opened(book: Path, as_of: date) -> Shell | None:
    """Return the window on *book* as the manual shows it; None where the book does not open."""
    _wear_light()
    shell = Shell(as_of=as_of)
    shell.remembers = False  # nobody looked at the book: who opens the program next is still a beginner
    shell.show()
    shell.resize(*SIZE)  # whatever the size of a screen that is not there
    return shell if shell.open_book(book) else None


def _pages(shell: Shell, paths: Mapping[str, Path]) -> list[Path]:
    """Write a picture of each page, by its name."""
    written = []
    for name, path in paths.items():
        shell.go_to(name)
        _wait(shell)
        written.append(_grab(shell, path))
    return written


def _form(shell: Shell, path: Path) -> list[Path]:
    """Write a picture of the form of the worst matter; nothing where none is red."""
    assert shell.session is not None
    worst = red_list(task_lines(shell.session.office.reader, as_of=shell.session.as_of))
    if not worst:
        return []
    form = shell.make_form("task", worst[0].id)
    form.show()
    form.resize(1120, 700)
    settle()
    written = _grab(form, path)
    discard(form)
    return [written]


def _finder(shell: Shell, path: Path) -> Path:
    """Write a picture of what is found by a few letters; the index must be there before."""
    from smartplanner.ui.finder.palette import FinderPalette

    assert shell.finding is not None
    palette = FinderPalette(shell, shell.finding)
    palette.show()
    _wait(shell)
    palette.field.setText("zwy")
    _wait(shell)
    written = _grab(palette, path)
    discard(palette)
    return written


def _wait(shell: Shell) -> None:
    """Wait until the page in view has all that it reads and draws beside the work."""
    assert shell.session is not None
    page: Any = shell.stack.currentWidget()
    pane = getattr(page, "pane", None)
    for _time in range(_MOST_WAITS):
        for pool in shell.findChildren(QThreadPool):
            pool.waitForDone()
        settle()
        if pane is None or not hasattr(pane, "busy") or (not pane.busy and pane.view.idle):
            break
    settle(300)


def _meeting(book: Path, folder: Path, as_of: date) -> list[Path]:
    """Write a picture of meeting mode, held in a copy of the book: holding a meeting writes into it."""
    with tempfile.TemporaryDirectory() as place:
        office = open_office(Path(shutil.copy(book, place)))
        session = Session(office, as_of)
        lines = propose_agenda(office.reader, as_of=as_of)
        opened = open_meeting(office, title=_("Dispatch meeting of the leading group"), held_on=as_of, items=lines)
        window = MeetingWindow(session, opened.meeting)
        window.resize(*PROJECTOR)
        window.show()
        settle()
        written = _grab(window, folder / "8-会议模式.png")
        discard(window)
        session.close()
    return [written]


def settle(milliseconds: int = 60) -> None:
    """Let queued work, timers and painting happen."""
    QApplication.processEvents()
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QApplication.processEvents()


def _wear_light() -> None:
    """Whatever the person wears: pictures are for the manual."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_look(application, LIGHT)


def _grab(widget: QWidget, path: Path) -> Path:
    widget.grab().save(str(path))
    return path
