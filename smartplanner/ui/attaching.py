"""Attaches files to a record for the window: small ones here and now, large ones beside the window with progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.attaching import Attached, Copied, copy_files, note_files
from smartplanner.ui.progress import LongWork
from smartplanner.ui.session import Session

AT_ONCE = 2 * 1024 * 1024
"""Bytes up to which files are copied at once: a local disk does it before anybody notices."""


def attach_files(
    session: Session,
    entity: str,
    id: str,
    paths: Sequence[Path],
    *,
    window: QWidget,
    done: Callable[[Attached], object] | None = None,
) -> None:
    """Attach *paths* to a record in one step and say so; what cannot be attached is shown, and nothing was done.

    *done* is told what came of it.
    """
    office, wanted = session.office, list(paths)
    if not wanted:
        return

    def note(copied: Sequence[Copied]) -> None:
        found = session.perform(lambda: note_files(office, entity, id, copied), window=window)
        if found is not None:
            session.said.emit(say_attached(found, session.office.reader.name(entity, id)))
            if done is not None:
                done(found)

    if sum(map(_size, wanted)) <= AT_ONCE:
        copied = session.perform(lambda: copy_files(office, entity, id, wanted), window=window)
        if copied is not None:
            note(copied)
        return
    LongWork(
        session,
        _("Files are being attached"),
        lambda progress, _cancelled: copy_files(office, entity, id, wanted, tell=progress),
        note,
        window=window,
    )


def choose_files(session: Session, entity: str, id: str, *, window: QWidget) -> None:
    """Ask for files and attach them to a record."""
    paths, _filter = QFileDialog.getOpenFileNames(window.window(), _("Add files"))
    attach_files(session, entity, id, [Path(path) for path in paths], window=window.window())


def say_attached(found: Attached, title: str) -> str:
    """Return in one sentence what was attached to the record called *title*."""
    if len(found.names) == 1:
        said = _("“{name}” is attached to “{title}”. It can be undone.", name=found.names[0], title=title)
    else:
        count = len(found.names)
        said = _("{count} files are attached to “{title}”. It can be undone.", count=count, title=title)
    if found.known:
        said += " " + _("{count} file(s) had been attached before.", count=found.known)
    return said


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # said when it is copied
