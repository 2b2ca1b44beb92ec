"""Why a document of minutes is refused: the sentences for Word where those for workbooks would mislead."""

from __future__ import annotations

from dataclasses import replace

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem

_SAME_REMEDY = frozenset({"file_empty", "file_unreadable", "file_truncated", "secret_marked", "reader_cancelled"})


def for_word(problem: Problem) -> Problem:
    """Return *problem*, found by a check that all files pass, with the remedy that helps with a Word document."""
    if problem.code in _SAME_REMEDY or problem.code.startswith("word_"):
        return problem
    if problem.code == "file_encrypted":
        return replace(problem, remedy=_("Open it in WPS or Word, remove the password and save it as .docx."))
    message = problem.message
    if problem.code == "file_has_doctype":
        message = _("The file holds entity definitions (DOCTYPE), which no document needs.")
    return replace(problem, message=message, remedy=save_as_docx())


def save_as_docx() -> str:
    """Return the remedy for nearly everything."""
    return _("Open it in WPS or Word, save it as .docx and open that file; or copy the text and paste it.")


def old_word() -> Problem:
    """The format that Word used before 2007."""
    return Problem(
        code="word_old_format", message=_("This is a Word document in the old format (.doc)."), remedy=save_as_docx()
    )


def not_word(content: str) -> Problem:
    """Something else than a Word document."""
    return Problem(
        code="word_not_a_document",
        message=_("This is not a Word document; its content is {content}.", content=content),
        remedy=save_as_docx(),
    )


def not_text() -> Problem:
    """A text file that holds no text."""
    return Problem(
        code="word_not_text",
        message=_("This is not a text file in UTF-8 or GB18030."),
        remedy=_("Copy the text and paste it."),
    )


def too_much_text(limit: int) -> Problem:
    """More text than any minutes have."""
    return Problem(
        code="word_too_much_text",
        message=_("The document has more than {limit} characters; minutes are shorter.", limit=limit),
        remedy=_("Copy the part with the decisions and paste it."),
    )
