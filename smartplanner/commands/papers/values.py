"""What a paper is while an office works on it: its sentences, its edits, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from smartplanner.base.problems import Problem
from smartplanner.commands.reporting import Options
from smartplanner.model.issue import IssueState
from smartplanner.reports.document.blocks import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a paper is numbered and signed with; None or empty: not said."""

    number: int | None = None
    """In the year."""
    total_number: int | None = None
    """Since the first issue."""
    document_number: str = ""
    """发文字号."""
    signer: str = ""
    """签发人."""


NO_NUMBERS = Numbers()


@dataclass(frozen=True, slots=True)
class Edit:
    """One sentence mended by hand: where it stands, its words as computed, and as they should read."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One paragraph, heading or title of a paper that can be mended.

    ``before`` is its key: its words as computed; where the same words stand at several places, the heading above
    stands before them.  ``text`` is how it reads now, empty where it was struck out.
    """

    before: str
    text: str
    place: str
    """The heading above it, as computed; empty for the title."""
    edited: bool


@dataclass(frozen=True)
class Paper:
    """A paper as it stands: computed from the book with the edits put on, or as it was issued."""

    report: str
    title: str
    """On one line."""
    as_of: date
    options: Options
    issue: str | None
    """Id of the row that keeps it; None while nothing was kept."""
    state: IssueState
    document: Document
    sentences: tuple[Sentence, ...]
    headings: tuple[tuple[int, str], ...]
    """Level (1 to 4) and words of each heading; an annex is of the first level."""
    problems: tuple[Problem, ...]
    letters: int
    """字数 of the running text, without tables and annexes, as word processors count."""
    limit: int | None
    """How many 字 such a paper may have; None: there is no such rule for it."""
    computed: Document = field(repr=False)
    """The paper without the edits; of an issued one, as it was issued."""
    figures: Any = field(repr=False, default=None)
    """What it was made of; None of an issued one."""
    edits: tuple[Edit, ...] = field(repr=False, default=())
    gaps: tuple[Problem, ...] = field(repr=False, default=())
    """What the book lacks for this paper, among ``problems`` too."""
    numbers: Numbers = Numbers()
    """What it prints of numbers and signer."""
    position: int = 0
    """Number of the last step of the book that it knows."""
    replaced: int = 0
    """Characters of the book that no file can carry, and that became visible marks."""

    @property
    def issued(self) -> bool:
        """Whether it is frozen."""
        return self.state == IssueState.ISSUED
