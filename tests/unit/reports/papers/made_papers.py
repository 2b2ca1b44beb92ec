"""Papers and their figures made of a real book, and what they say, for the tests of papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.reports.document.blocks import Attendance, Block, Document, Heading, Paragraph, Table
from smartplanner.reports.registry import find_report
from smartplanner.reports.request import Request
from smartplanner.rules.workdays import Calendar

AS_OF = date(2026, 11, 23)
OFFICE = "某市智慧城市建设领导小组办公室"


def gathered(journal: Journal, name: str, *, as_of: date = AS_OF, **options: Any) -> Any:
    """Return the figures of the report of that name."""
    request = Request(office=OFFICE, as_of=as_of, calendar=Calendar(), **options)
    return find_report(name).gather(Reader(journal), journal, request)


def made(journal: Journal, name: str, **options: Any) -> Document:
    """Return the paper of that name."""
    return find_report(name).build(gathered(journal, name, **options))


def words(document: Document) -> str:
    """Return the headings and paragraphs of a paper and its annexes, and who took part."""
    return "\n".join(block.text for block in _blocks(document) if isinstance(block, Paragraph | Heading | Attendance))


def tables(document: Document) -> list[Table]:
    """Return the tables of a paper and its annexes."""
    return [block for block in _blocks(document) if isinstance(block, Table)]


def _blocks(document: Document) -> list[Block]:
    return [*document.blocks, *(block for annex in document.annexes for block in annex.blocks)]
