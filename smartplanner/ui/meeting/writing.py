"""The minutes of a meeting as files beside the book, written in the background."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.reporting import report_titles, safe_stem, write
from smartplanner.queries.proceedings import Proceedings
from smartplanner.ui.session import Session

REPORT = "meeting-minutes"
FORMATS = ("docx", "pdf")


class Say(Protocol):
    """Shows one line to people."""

    def __call__(self, message: str, *, wrong: bool = False) -> None:
        """Show *message*."""


def write_minutes(session: Session, meeting: str, outcome: Proceedings, *, say: Say) -> None:
    """Write the minutes as Word and PDF beside the book, and say where, or why not."""
    if REPORT not in report_titles():
        say(_("This program has no report of minutes."), wrong=True)
        return
    office, as_of = session.office, session.as_of
    day = (outcome.held_on or as_of).isoformat()
    stem = safe_stem(_("Minutes-{title}-{day}", title=outcome.title, day=day))
    targets = [office.path.with_name(f"{stem}.{format}") for format in FORMATS]

    def work() -> list[Path]:
        for format, target in zip(FORMATS, targets, strict=True):
            write(office, REPORT, as_of=as_of, format=format, path=target, meeting=meeting)
        return targets

    def failed(error: BaseException) -> None:
        if not isinstance(error, Problem):
            raise error
        say(error.sentence(), wrong=True)

    session.in_background(
        work,
        lambda paths: say(_("Minutes written beside the book: {files}", files="、".join(path.name for path in paths))),
        failed,
    )
