"""Characters that no report file can carry become visible marks, and are counted.

python-docx refuses control characters, ReportLab a lone surrogate: one such character in one title would
stop the whole report.  They are replaced, never dropped, so that a reader sees that something stood there.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from smartplanner.fields.text import mark_unstorable

T = TypeVar("T")


def clean_text(text: str) -> tuple[str, int]:
    """Return *text* that every format can carry, and how many characters were replaced.

    Line ends become line feeds, as all formats break lines their own way; that is not counted.
    """
    text, replaced = mark_unstorable(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, replaced


def clean_tree(value: T) -> tuple[T, int]:
    """Return a block tree with each of its texts cleaned, and how many characters were replaced."""
    replaced = 0

    def visit(item: Any) -> Any:
        nonlocal replaced
        if isinstance(item, str) and type(item) is str:
            text, count = clean_text(item)
            replaced += count
            return text
        if isinstance(item, tuple):
            return tuple(visit(part) for part in item)
        if dataclasses.is_dataclass(item) and not isinstance(item, type):
            changes = {field.name: visit(getattr(item, field.name)) for field in dataclasses.fields(item)}
            return dataclasses.replace(item, **changes)
        return item

    return visit(value), replaced
