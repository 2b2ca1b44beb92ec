"""期次: one paper of the office: what was asked for, what was mended in it by hand, and, once issued, the paper itself.

A draft is computed anew each time it is looked at; ``edits`` are put over it.  An issued paper is frozen: ``document``
is printed again word by word, whatever the book says by then.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class IssueState(Choice):
    """How far a paper is."""

    DRAFT = "draft", N_("Draft of the paper"), "草稿 拟稿"
    ISSUED = "issued", N_("Issued"), "已印发 定稿"


@entity(
    N_("Issue of a paper"),
    N_("Issues of papers"),
    key=("report", "as_of", "title"),
    title="title",
    sort=("as_of",),
    icon="paper",
)
class Issue(Row):
    """One paper; a ``report`` is named as on the command line, texts of a program's making are JSON."""

    report: Annotated[str, note(N_("Kind of paper"), column=18)]
    title: Annotated[str, note(N_("Title of the paper"), column=40)]
    as_of: Annotated[date, note(N_("Figures as of"), column=12)]
    options: Annotated[str | None, note(N_("Asked for"), kind=Kind.LONG_TEXT)] = None
    number: Annotated[int | None, note(N_("Issue in the year"), minimum=1, column=8)] = None
    total_number: Annotated[int | None, note(N_("Issue since the first"), minimum=1, column=8)] = None
    document_number: Annotated[str | None, note(N_("Document number"), column=20, heads="发文字号 文号")] = None
    signer: Annotated[str | None, note(N_("Signed off by"), column=12, heads="签发人")] = None
    state: Annotated[IssueState, note(N_("State of the paper"), column=10)] = IssueState.DRAFT
    issued_on: Annotated[date | None, note(N_("Issued on"), column=12, heads="印发日期")] = None
    edits: Annotated[str | None, note(N_("Sentences mended by hand"), kind=Kind.LONG_TEXT)] = None
    document: Annotated[str | None, note(N_("The paper as issued"), kind=Kind.LONG_TEXT)] = None
    figures: Annotated[str | None, note(N_("Its figures"), kind=Kind.LONG_TEXT)] = None
    position: Annotated[int | None, note(N_("Last step of the book that it knows"), minimum=0)] = None
    remark: Annotated[str | None, note(N_("Remark"), kind=Kind.LONG_TEXT)] = None
