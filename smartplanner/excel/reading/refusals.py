"""Why a whole file is refused: one function per sentence, so that a reason reads the same everywhere."""

from __future__ import annotations

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem


def empty_file() -> Problem:
    """Nothing is in the file."""
    return Problem(
        code="file_empty",
        message=_("The file is empty (0 bytes)."),
        remedy=_("Get the file again from its sender."),
    )


def unreadable(reason: str) -> Problem:
    """The operating system does not hand the file out."""
    return Problem(
        code="file_unreadable",
        message=_("The file cannot be read: {reason}.", reason=reason),
        remedy=_("Check that it still exists and that no other program has it open, then try again."),
    )


def too_large(size: int, limit: int) -> Problem:
    """The file has more bytes than are read."""
    return Problem(
        code="file_too_large",
        message=_("The file has {size} MB; at most {limit} MB are read.", size=size >> 20, limit=limit >> 20),
        remedy=_("Remove pictures and unused sheets, or split the file."),
    )


def not_a_workbook(content: str) -> Problem:
    """The content is something else than a workbook; *content* names what it is."""
    return Problem(
        code="not_a_workbook",
        message=_("This is not an Excel file; its content is {content}.", content=content),
        remedy=_("Open it in WPS or Excel, save it as .xlsx and import that file."),
    )


def is_word() -> Problem:
    """The file is a Word document."""
    return Problem(
        code="file_is_word",
        message=_("This is a Word document, not an Excel file."),
        remedy=_("Copy the table into a workbook and import that file."),
    )


def unsupported(format_name: str) -> Problem:
    """A workbook in a format that is not read."""
    return Problem(
        code="format_unsupported",
        message=_("Workbooks in the format {format} are not read.", format=format_name),
        remedy=_("Open it in WPS or Excel, save it as .xlsx and import that file."),
    )


def encrypted() -> Problem:
    """A password stands before the content."""
    return Problem(
        code="file_encrypted",
        message=_("The file is protected by a password."),
        remedy=_("Open it in WPS or Excel, remove the password, save it and import it again."),
    )


def truncated() -> Problem:
    """The end of the file is missing."""
    return Problem(
        code="file_truncated",
        message=_("The file is incomplete: its end is missing."),
        remedy=_("Get the file again from its sender."),
    )


def damaged(reason: str) -> Problem:
    """The file breaks the rules of its format."""
    return Problem(
        code="file_damaged",
        message=_("The file is damaged: {reason}.", reason=reason),
        remedy=_("Open it in WPS or Excel, save it as .xlsx and import that file."),
    )


def unsound_archive(reason: str) -> Problem:
    """The packed parts are laid out as no office program does it."""
    return Problem(
        code="archive_unsound",
        message=_("The packed parts of the file are laid out in a suspicious way: {reason}.", reason=reason),
        remedy=_("Open it in WPS or Excel, save it as .xlsx and import that file."),
    )


def entity_definitions() -> Problem:
    """A part declares XML entities, which no workbook needs and attacks use."""
    return Problem(
        code="file_has_doctype",
        message=_("The file holds entity definitions (DOCTYPE), which no workbook needs."),
        remedy=_("Open it in WPS or Excel, save it as .xlsx and import that file."),
    )


def beyond(what: str, found: int, limit: int) -> Problem:
    """A sheet uses a larger area than is read."""
    return Problem(
        code="range_too_large",
        message=_(
            "The used area is too large: {found} {what}, at most {limit} are read.", found=found, what=what, limit=limit
        ),
        remedy=_("Delete the unused rows and columns behind the table, save the file and import it again."),
    )


def too_much_inside(size: int, limit: int, part: str = "") -> Problem:
    """The file, or one part of it, has more bytes when unpacked than are read."""
    if part:
        message = _(
            "Unpacked, the part {part} has {size} MB; at most {limit} MB are read.",
            part=part, size=size >> 20, limit=limit >> 20,
        )  # fmt: skip
    else:
        message = _(
            "Unpacked, the file has {size} MB; at most {limit} MB are read.", size=size >> 20, limit=limit >> 20
        )
    return Problem(
        code="range_too_large",
        message=message,
        remedy=_("Delete the unused rows and columns behind the table, save the file and import it again."),
    )


def blank_rows(first: int, last: int) -> Problem:
    """Blank formatted rows make the file too large; *first* is the first of them."""
    return Problem(
        code="range_too_large",
        message=_("Blank formatted rows under the table, down to row {last}, make the file too large.", last=last),
        remedy=_("Delete the blank rows from row {row} on, save the file and import it again.", row=first),
    )


def no_sheet() -> Problem:
    """The list of sheets is empty."""
    return damaged(_("it has no sheet"))


def secret(value: str) -> Problem:
    """A mark of a state secret stands in the file."""
    return Problem(
        code="secret_marked",
        message=_("The file carries a secrecy mark. This is not a system for state secrets; they must not be entered."),
        remedy=_("Handle the file by the rules for secrets; nothing of it was read into the book."),
        value=value,
    )


def reader_died() -> Problem:
    """The process that read the file has ended in the middle."""
    return Problem(
        code="reader_died",
        message=_("The file broke the reading off: its content is damaged or made to do harm."),
        remedy=_("Open it in WPS or Excel, save it as .xlsx and import that file."),
    )


def reader_timeout(seconds: float) -> Problem:
    """Reading took longer than allowed."""
    return Problem(
        code="reader_timeout",
        message=_("Reading the file took more than {seconds} seconds and was stopped.", seconds=round(seconds)),
        remedy=_("Remove unused sheets, rows and columns, or split the file; then import it again."),
    )


def reader_memory(limit: int) -> Problem:
    """Reading took more memory than allowed."""
    return Problem(
        code="reader_memory",
        message=_("Reading the file took more than {limit} MB of memory and was stopped.", limit=limit >> 20),
        remedy=_("Remove unused sheets, rows and columns, or split the file; then import it again."),
    )


def reader_cancelled() -> Problem:
    """A person stopped the reading."""
    return Problem(
        code="reader_cancelled",
        message=_("Reading was cancelled; nothing was taken in."),
        remedy=_("Import the file again when you like."),
    )
