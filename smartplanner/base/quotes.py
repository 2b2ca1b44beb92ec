"""Quotation marks within quotation marks, as GB/T 15834 has them: “…‘…’…”."""

from __future__ import annotations

import re

_MARKS = re.compile("[“”]")
_SINGLE = str.maketrans("“”", "‘’")


def nested(text: str) -> str:
    """Return *text* with quotation marks within others as ‘ and ’; unchanged where they do not come in pairs."""
    depth = deepest = 0
    for mark in _MARKS.findall(text):
        depth += 1 if mark == "“" else -1
        deepest = max(deepest, depth)
        if depth < 0:
            return text
    if depth or deepest < 2:
        return text

    def turned(found: re.Match[str]) -> str:
        nonlocal depth
        is_opening = found[0] == "“"
        inside = depth if is_opening else depth - 1
        depth += 1 if is_opening else -1
        if inside % 2 == 0:
            return found[0]
        return "‘" if is_opening else "’"

    return _MARKS.sub(turned, text)


def single(text: str) -> str:
    """Return *text* with all quotation marks as they are within others, to tell whether two texts are the same."""
    return text.translate(_SINGLE)
