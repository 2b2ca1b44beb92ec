"""Files that belong to a record: kept beside the book under the hash of their bytes, never run, never overwritten.

``demo.splan`` keeps them in ``demo.splan.files``.  The book holds name, size and hash; undo leaves the bytes where they
are, so that redo finds them again.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from smartplanner.base import clock
from smartplanner.base.held import put_in_place
from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.base.refusals import reason_of
from smartplanner.changes import Label, Step, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.commands.shown_copies import place_to_show
from smartplanner.model import entities

LARGEST = 200 * 1024 * 1024
"""Bytes of one file."""
_LONGEST_NAME = 100
"""Characters of a name."""
_LONGEST_BYTES = 240
"""Bytes of it in UTF-8: other systems than Windows count these, and refuse more than 255."""
_CHUNK = 1024 * 1024
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_RUNS = frozenset(
    {
        "app", "appref-ms", "application", "bat", "chm", "cmd", "com", "command", "cpl", "desktop", "dll", "exe",
        "gadget", "hta", "img", "inf", "iso", "jar", "js", "jse", "lnk", "msc", "msi", "msp", "pif", "pl", "ps1",
        "psm1", "py", "pyw", "rb", "reg", "scf", "scr", "sh", "url", "vbe", "vbs", "vhd", "vhdx", "wsf", "wsh",
    }
)  # fmt: skip
"""Endings of files that an opening program would run."""
HASH = re.compile(r"[0-9a-f]{64}")
"""What a file beside the book is called."""


def attach(office: Office, entity: str, id: str, path: Path, *, remark: str = "") -> Step:
    """Copy the file *path* beside the book and note it as belonging to a record, in one step.

    Raises a Problem when the record is gone, the file cannot be read, is no ordinary file, is empty, too large or one
    that an opening program would run, when it is attached already, or when the disk is full; then nothing is noted.
    """
    check_may_attach(office, entity, id)
    name = check_kind(path)
    sha256, size = keep_file(folder(office), path)
    for row in attachments_of(office, entity, id):
        if row.sha256 == sha256:
            message = _("This very file is attached already, as “{name}”.", name=row.name)
            raise Problem(code="attached_already", file=name, message=message)
    values = {
        "entity": entity, "of": id, "name": name, "sha256": sha256, "size": size, "added_on": clock.today(),
        "remark": remark.strip() or None,
    }  # fmt: skip
    step = office.journal.commit(Label(N_("Attach “{name}”"), {"name": name}), [insert("attachment", new_id(), values)])
    assert step is not None
    return step


def check_may_attach(office: Office, entity: str, id: str) -> None:
    """Raise a Problem when nothing can be attached to a record: it is gone, or the book is read-only here."""
    if entity not in entities() or office.reader.row(entity, id) is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    if not office.writable:  # before a file is laid beside a book that cannot name it
        message = _("The book is read-only here, so nothing can be changed.")
        raise Problem(
            code="read_only",
            file=str(office.path),
            message=message,
            remedy=_("Copy it to a folder of your own and open it there."),
        )


def check_kind(path: Path) -> str:
    """Return the name under which a file is attached; a Problem when an opening program would run it."""
    name = clean_name(path.name)
    if Path(name).suffix.lstrip(".").casefold() in _RUNS:
        message = _("A file of this kind could run as a program and is not attached.")
        raise Problem(code="runs", file=name, message=message, remedy=_("Attach a document or a picture instead."))
    return name


def attachments_of(office: Office, entity: str, id: str) -> list[Any]:
    """Return the attachments of one record."""
    return [row for row in office.reader.rows_naming("attachment", "of", [id]) if row.entity == entity]


def folder(office: Office) -> Path:
    """Return where the files of this book lie; it may not be there yet."""
    return folder_of(office.path)


def folder_of(book: Path) -> Path:
    """Return where the files of the book at *book* lie."""
    return book.with_name(book.name + ".files")


def open_path(office: Office, id: str) -> Path:
    """Return a path by which another program can show an attachment: a read-only copy that bears its name.

    What is done to the copy does not reach the book.  Raises a Problem when the file is missing or was changed.
    """
    row = _known(office, id)
    if problem := _wrong(office, row):
        raise problem
    try:
        shown = place_to_show() / clean_name(row.name)
        with _kept(office, row).open("rb") as source, shown.open("xb") as target:
            _copy(source, target)
        shown.chmod(stat.S_IRUSR)
    except OSError as error:
        raise _not_kept(row.name, error) from error
    return shown


def read_whole(office: Office, id: str, *, most: int = LARGEST) -> bytes:
    """Return the bytes of an attachment, to be shown; a Problem when it is gone, changed or larger than *most*."""
    row = _known(office, id)
    if row.size > most:
        message = _("The file is larger than {size} MB.", size=most // _CHUNK)
        raise Problem(code="too_large", file=row.name, message=message, remedy=_("Open it with its own program."))
    try:
        content = _kept(office, row).read_bytes()
    except OSError as error:
        raise _not_kept(row.name, error) from error
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise _wrong(office, row) or _not_kept(row.name, OSError())
    return content


def save_as(office: Office, id: str, target: Path) -> Path:
    """Write an attachment to *target*, in one piece or not at all; a Problem when either file cannot be used."""
    row = _known(office, id)
    if problem := _wrong(office, row):
        raise problem
    scratch = target.with_name(f".{new_id()}.tmp")
    try:
        try:
            with _kept(office, row).open("rb") as source, scratch.open("xb") as written:
                _copy(source, written)
            put_in_place(scratch, target)
        finally:
            scratch.unlink(missing_ok=True)
    except OSError as error:
        raise _not_kept(target.name, error) from error
    return target


def explain(office: Office, id: str, remark: str) -> Step | None:
    """Say anew what an attachment is; None if it says so already."""
    return set_fields(office, "attachment", [id], {"remark": remark.strip() or None})


def verify(office: Office, *, tell: Callable[[float], object] = lambda _part: None) -> list[Problem]:
    """Return a Problem for each attachment whose file is missing or no longer what was attached.

    *tell* is told the part done and may raise to stop.
    """
    rows, problems = office.reader.rows("attachment"), []
    for number, row in enumerate(rows):
        tell(number / len(rows))
        if problem := _wrong(office, row):
            problems.append(problem)
    return problems


def verify_record(office: Office, entity: str, id: str) -> dict[str, Problem | None]:
    """Return for each attachment of one record (by its id) what is wrong with its file; None for nothing."""
    return {row.id: _wrong(office, row) for row in attachments_of(office, entity, id)}


def clean_name(name: str) -> str:
    """Return a file name that every system takes and that cannot pretend to be another kind of file."""
    plain = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    plain = _FORBIDDEN.sub("_", plain).strip().strip(".").strip()
    plain = _RESERVED.sub(r"_\1", plain) or "_"
    stem, dot, ending = plain.rpartition(".")
    tail = f".{ending}" if dot and len(ending) < 10 else ""
    stem = stem if tail else plain
    while len(stem + tail) > _LONGEST_NAME or len((stem + tail).encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    return stem + tail


def keep_file(place: Path, path: Path) -> tuple[str, int]:
    """Copy *path* into *place* under its hash; returns hash and size.  The copy is read back before it counts.

    Raises a Problem when it is no ordinary file, empty or too large, or cannot be read or written.
    """
    try:
        _check_size(path, path.stat())  # before it is opened: a pipe would keep us waiting
        with path.open("rb") as source:
            _check_size(path, os.fstat(source.fileno()))
            place.mkdir(exist_ok=True)
            scratch = place / f".{new_id()}.tmp"
            try:
                with scratch.open("xb") as target:
                    sha256, size = _copy(source, target)
                    target.flush()
                    os.fsync(target.fileno())
                _check_copied(path, size)
                if hash_of(scratch) != sha256:
                    message = _("The copy does not read back as it was written.")
                    raise Problem(code="copy_differs", file=path.name, message=message, remedy=_("Check the drive."))
                if not (place / sha256).is_file() or hash_of(place / sha256) != sha256:
                    put_in_place(scratch, place / sha256)
            finally:
                scratch.unlink(missing_ok=True)
    except OSError as error:
        raise _not_kept(path.name, error) from error
    return sha256, size


def _check_size(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        message = _("This is no ordinary file.")
        raise Problem(code="no_file", file=path.name, message=message, remedy=_("Choose a document or a picture."))
    _check_copied(path, status.st_size)


def _check_copied(path: Path, size: int) -> None:
    if size == 0:
        message = _("The file is empty.")
        raise Problem(code="empty_file", file=path.name, message=message, remedy=_("Choose another file."))
    if size > LARGEST:
        message = _("The file is larger than {size} MB.", size=LARGEST // _CHUNK)
        raise Problem(code="too_large", file=path.name, message=message, remedy=_("Attach a smaller version of it."))


def _copy(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    """Copy what *source* holds, up to a little above the limit; returns the hash and size of what was written."""
    digest, size = hashlib.sha256(), 0
    while size <= LARGEST and (chunk := source.read(_CHUNK)):
        digest.update(chunk)
        target.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def hash_of(path: Path) -> str:
    """Return the hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _known(office: Office, id: str) -> Any:
    """Return the row of an attachment; a Problem if it is gone."""
    row = office.reader.row("attachment", id)
    if row is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    return row


def _kept(office: Office, row: Any) -> Path:
    """Return where the bytes of an attachment lie; a row that names no hash (a foreign book) leads nowhere."""
    named = row.sha256 if HASH.fullmatch(row.sha256) else "0"
    return folder(office) / named


def _wrong(office: Office, row: Any) -> Problem | None:
    path = _kept(office, row)
    try:
        if path.is_file() and not path.is_symlink() and hash_of(path) == row.sha256:
            return None
        gone = not path.exists()
    except OSError:
        gone = True
    if gone:
        message = _("The attachment “{name}” is missing.", name=row.name)
        remedy = _("Bring the folder “{folder}” back beside the book.", folder=folder(office).name)
        return Problem(code="attachment_missing", file=row.name, message=message, remedy=remedy)
    message = _("The attachment “{name}” is no longer what was attached.", name=row.name)
    remedy = _("Attach the right file again, or bring it back from a copy.")
    return Problem(code="attachment_changed", file=row.name, message=message, remedy=remedy)


def _not_kept(name: str, error: OSError) -> Problem:
    return Problem(
        code="not_attached",
        file=name,
        message=_("The file could not be taken: {reason}.", reason=reason_of(error)),
        remedy=_("Check the file, the space on the disk and your rights."),
    )
