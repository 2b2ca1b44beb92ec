"""The topics of the manual, as Markdown whose names of menu entries and pages are filled in from the program itself.

``[[import]]`` stands for the menu entry of a verb with its keys as they are now, ``[[page:board]]`` for the title of a
page.  So neither goes stale when an entry is renamed, moved, or given other keys; one that is gone fails a test.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.commands.verbs import VERBS
from smartplanner.ui.navigation import page_titles
from smartplanner.ui.shortcuts import keys_of

CHANGES = "changes"
"""What is new; not among the topics."""
FIRST = "start"
OF_PAGE: Mapping[str, str] = {
    "overview": "start",
    "board": "board",
    "red_list": "lights",
    "light_rule": "lights",
    "task": "matters",
    "scores": "matters",
    "portfolio": "plans",
    "gantt": "plans",
    "plan": "plans",
    "milestone": "plans",
    "commitment": "plans",
    "requirement": "plans",
    "pilot": "pilots",
    "case": "pilots",
    "gate": "pilots",
    "operation": "operation",
    "contract": "operation",
    "payment": "operation",
    "operator": "operation",
    "papers": "papers",
    "meeting": "meetings",
    "history": "history",
}
"""The topic of a page; any other page is a list."""
_LISTS = "lists"
_NAME = re.compile(r"\d+-(?P<id>[a-z_]+)\.md")
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_FILLED = re.compile(r"\[\[([a-z_:]+)\]\]")
_MARKS = re.compile(r"!\[.*?\]\(.*?\)|\]\(.*?\)|[#*`|>\[\]]|^[-: ]+$", re.MULTILINE)
_AROUND = 18
"""Letters that are shown on each side of what was searched for."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the manual: ``text`` is Markdown with all names filled in."""

    id: str
    title: str
    text: str

    @property
    def words(self) -> str:
        """The text without its marks, on one line: what is searched."""
        return " ".join(_MARKS.sub(" ", self.text).split())


@dataclass(frozen=True, slots=True)
class Found:
    """A topic that holds what was searched for, how often, and the words around the first place."""

    topic: Topic
    count: int
    around: str


def folder() -> Path:
    """Return the folder of the manual."""
    return resources("help")


def topics() -> list[Topic]:
    """Return the topics in the order of the manual, in the words of the program as it speaks now."""
    found = []
    for path in sorted(folder().glob("*-*.md")):
        named = _NAME.fullmatch(path.name)
        if named is not None:
            found.append(read(named["id"], path))
    return found


def read(id: str, path: Path) -> Topic:
    """Return the topic of one file."""
    text = fill(path.read_text("utf-8"))
    title = _TITLE.search(text)
    return Topic(id, title[1] if title is not None else id, text)


def changes() -> Topic:
    """Return what is new in the versions, newest first."""
    return read(CHANGES, folder() / "changes.md")


def topic_of(page: str) -> str:
    """Return the id of the topic that explains a page; an empty name is the welcome page."""
    return OF_PAGE.get(page, _LISTS) if page else FIRST


def fill(text: str) -> str:
    """Return *text* with the names of menu entries and pages in place of their ids; an unknown id is a bug."""
    return _FILLED.sub(lambda found: _named(found[1]), text)


def search(known: list[Topic], query: str) -> list[Found]:
    """Return the topics that hold all words of *query*, those with it in their title first, then by how often."""
    words = query.casefold().split()
    found = []
    for topic in known:
        text = topic.words
        folded = text.casefold()
        if words and all(word in folded for word in words):
            place = folded.index(words[0])
            start = max(0, place - _AROUND)
            around = text[start : place + len(words[0]) + _AROUND]
            found.append(Found(topic, sum(folded.count(word) for word in words), around))
    found.sort(key=lambda one: (not all(word in one.topic.title.casefold() for word in words), -one.count))
    return found


def _named(name: str) -> str:
    kind, _colon, page = name.rpartition(":")
    if kind == "page":
        return f"**{page_titles()[page]}**"
    verb = next(one for one in VERBS if one.id == name)
    keys = keys_of(verb)
    label = _(verb.label).rstrip("…")
    return f"**{_(verb.menu)} → {label}**" + (f"（{keys}）" if keys else "")
