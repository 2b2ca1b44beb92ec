"""The texts of menu entries as Qt wants them: with the letter that chooses them, and with data that is only text."""

from __future__ import annotations

import re

from smartplanner.base.i18n import _

_END = re.compile(r"[…：:\s]*$")
"""What a text ends with when it asks further; a letter in brackets stands before it."""
_CHINESE = re.compile("[\u4e00-\u9fff]")
_MOST = 40
"""Characters of a step's name that a menu shows."""
_PLACE = "\0"
"""Stands for the data while a translated text is taken apart."""


def lettered(text: str, letter: str) -> str:
    """Return *text* with *letter* to choose it by, as menus of each language have it: "&New…", "新建(&N)…"."""
    if not letter:
        return _as_text(text)
    found = re.search(rf"\b{letter}", text, re.IGNORECASE) or re.search(letter, text, re.IGNORECASE)
    if found is not None and not _CHINESE.search(text):  # there the letters stand in one place, behind the words
        return f"{_as_text(text[: found.start()])}&{_as_text(text[found.start() :])}"
    end = _END.search(text)
    assert end is not None
    return f"{_as_text(text[: end.start()])}(&{letter}){text[end.start() :]}"


def lettered_with(message: str, label: str, letter: str) -> str:
    """Return the text *message* about a step: its name, shortened, takes no letter and gives none."""
    short = label if len(label) <= _MOST else label[: _MOST - 1] + "…"
    before, _place, after = _(message, label=_PLACE).partition(_PLACE)
    return f"{lettered(before, letter)}{_as_text(short)}{_as_text(after)}"


def spoken(text: str) -> str:
    """Return the text of a menu entry as a person reads it, without the letter."""
    return re.sub(r"\(&\w\)", "", text).replace("&&", _PLACE).replace("&", "").replace(_PLACE, "&")


def _as_text(text: str) -> str:
    return text.replace("&", "&&")
