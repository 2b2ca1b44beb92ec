"""Who has a file open: what Office, WPS and LibreOffice leave beside a file that somebody is working on.

Windows refuses to replace a file while another program has it open.  Word, Excel and WPS lay a hidden file
``~$name`` beside it that holds the name of the person, LibreOffice ``.~lock.name#``; so the refusal can say who.
"""

from __future__ import annotations

import os
import struct
import time
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem

ATTEMPTS = 6
"""How often a file is put in the place of one that is held: a virus scanner lets go within a second or two."""
PAUSE = 0.05
"""Seconds before the second attempt; twice as long before each further one."""
_LARGEST = 4096
_LONGEST_NAME = 54
_WIDE_NAMES = (54, 55)
"""Where the name in UTF-16 begins, after its length as two bytes: Word's file has 162 bytes, Excel's 165."""


def put_in_place(scratch: Path, path: Path) -> None:
    """Let *scratch* take the place of *path*, trying again for a moment where another program holds that.

    Raises the Problem of ``held`` if it is not let go; an older file is then as it was.
    """
    for attempt in range(ATTEMPTS):
        try:
            scratch.replace(path)
        except PermissionError as error:
            if path.is_dir() or attempt == ATTEMPTS - 1:
                raise held(path) from error
            # Elsewhere than on Windows nobody can hold a file: what is refused now is refused later.
            if os.name == "nt":
                time.sleep(PAUSE * 2**attempt)
        else:
            return


def held(path: Path) -> Problem:
    """Return the Problem that *path* cannot be replaced, with the name of who has it open where that is known."""
    person = holder_of(path)
    if person:
        message = _("The file cannot be replaced: {person} has it open in WPS, Word or Excel.", person=person)
        remedy = _("Have it closed there and try again, or choose another name.")
    else:
        message = _("The file cannot be replaced: it is open in another program or protected.")
        remedy = _("Close it in Word, WPS or the PDF reader, or choose another name.")
    return Problem(code="file_locked", file=path.name, message=message, remedy=remedy)


def holder_of(path: Path) -> str:
    """Return the name of the person who has *path* open in an office program; empty if none of them says so."""
    for owner in _owner_files(path):
        try:
            with owner.open("rb") as file:
                content = file.read(_LARGEST)
        except (OSError, ValueError):  # not there, or not to be read: then nobody is named
            continue
        name = _libre_name(content) if owner.name.startswith(".~") else _office_name(content)
        if name:
            return name
    return ""


def _owner_files(path: Path) -> tuple[Path, ...]:
    """Return where the programs would say it: Word takes the first letters of a longer name away."""
    name = path.name
    cut = min(2, max(0, len(path.stem) - 6))
    names = (f"~${name}", f"~${name[cut:]}", f".~lock.{name}#")
    return tuple(path.with_name(owner) for owner in names)


def _office_name(content: bytes) -> str:
    for start in _WIDE_NAMES:
        if len(content) < start + 2:
            continue
        (length,) = struct.unpack_from("<H", content, start)
        wide = content[start + 2 : start + 2 + 2 * length]
        if 0 < length <= _LONGEST_NAME and len(wide) == 2 * length:
            name = _clean(wide.decode("utf-16-le", "replace"))
            if name:
                return name
    length = content[0] if content else 0
    if not 0 < length <= _LONGEST_NAME:
        return ""
    # The code page of a Chinese Windows; elsewhere the letters are ASCII or were found above.
    return _clean(content[1 : 1 + length].decode("gb18030", "replace"))


def _libre_name(content: bytes) -> str:
    fields = content.decode("utf-8", "replace").replace("\\,", "，").split(",")
    return next((name for name in map(_clean, fields[:2]) if name), "")


def _clean(text: str) -> str:
    """Return a name to show: on one line, without what cannot be shown; empty if it is no name at all."""
    text = text.strip(" \0")
    return text if text.isprintable() and "\ufffd" not in text else ""
