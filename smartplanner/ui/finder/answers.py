"""Puts together what the palette shows for what was typed: headings and entries, the best group first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from smartplanner.base.i18n import _
from smartplanner.model import entities
from smartplanner.queries.finder import Answer, Hit
from smartplanner.queries.finder.contexts import Context
from smartplanner.ui.finder.entries import COMMANDS, GROUP_TITLES, LATELY, NEW, Entry, Heading
from smartplanner.ui.finder.finding import PAGE, Finding
from smartplanner.ui.finder.offers import Offer, filters, fitting, offers, page_icon, page_titles
from smartplanner.ui.finder.places import filter_list, has_list, open_place, show_in_list

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

ONLY_COMMANDS, ONLY_UNITS, ONLY_CODES = ">", "@", "#"
_MANY, _SOME = 8, 5
"""Entries of a group: of the best group, and of each other."""
_GROUPS = 9
_LATELY = 8
Line = Heading | Entry


@dataclass(frozen=True, slots=True)
class Shown:
    """What to show.  ``whole`` is False while the index is being built; ``spent`` is in milliseconds."""

    lines: tuple[Line, ...]
    whole: bool
    spent: float = 0.0

    @property
    def entries(self) -> list[Entry]:
        """The lines that are no headings."""
        return [line for line in self.lines if isinstance(line, Entry)]


class Answers:
    """Answers what is typed into the palette of one window, while it is open."""

    def __init__(self, shell: Shell, finding: Finding | None) -> None:
        self._shell = shell
        self._finding = finding
        self._offers: list[Offer] = offers(shell)
        self._titles = page_titles(shell)

    def answer(self, typed: str) -> Shown:
        """Return the lines for *typed*; the records and pages of late for nothing typed."""
        begin = time.perf_counter()
        text = typed.strip()
        mark = text[0] if text[:1] in (ONLY_COMMANDS, ONLY_UNITS, ONLY_CODES) else ""
        wanted = text.removeprefix(mark).strip()
        if self._finding is None:
            found = Shown(tuple(self._without_book(wanted)), whole=True)
        elif not wanted:
            found = Shown(tuple(self._unasked(mark)), self._finding.finder.whole)
        elif mark == ONLY_COMMANDS:
            lines = _grouped([entry for _fits, entry in fitting(self._commands(), wanted, self._finding.finder)])
            found = Shown(tuple(lines), whole=True)
        else:
            found = self._records(wanted, mark, self._finding)
        return replace(found, spent=(time.perf_counter() - begin) * 1000)

    def _records(self, wanted: str, mark: str, finding: Finding) -> Shown:
        only = ("organisation", "operator") if mark == ONLY_UNITS else None
        answer = finding.finder.search(
            wanted, recent=finding.lately, entities=only, codes_only=mark == ONLY_CODES, shown=_MANY
        )
        ranked: list[tuple[tuple[int, ...], Entry]] = [
            ((int(hit.why), 0, place), self._entry(hit)) for place, hit in enumerate(answer.hits)
        ]
        if not mark:
            offered = fitting(self._offers, wanted, finding.finder)
            ranked += [((fits[0], 1, place), entry) for place, (fits, entry) in enumerate(offered)]
            ranked += [((-1, place), entry) for place, entry in enumerate(filters(self._shell, wanted, finding.finder))]
        ranked.sort(key=lambda pair: pair[0])
        lines = _grouped([entry for _fits, entry in ranked], self._whole_lists(answer, wanted) if not mark else {})
        return Shown(tuple(lines), answer.whole)

    def _unasked(self, mark: str) -> Iterable[Line]:
        if mark == ONLY_COMMANDS:
            return _grouped([entry for entry, _words in self._commands()], most=100)
        if mark or self._finding is None:
            return []
        finding = self._finding
        records = {(hit.entity, hit.id): hit for hit in finding.finder.titles(finding.lately)}
        found = []
        for place in finding.lately:
            entity, id = place
            if entity == PAGE and id in self._titles and id != self._shell.page_name():
                run = _opening(self._shell, entity, id)
                found.append(Entry(LATELY, self._titles[id], run, aside=_("Page"), icon=page_icon(id)))
            elif place in records:
                found.append(replace(self._entry(records[place]), group=LATELY, aside=_(entities()[entity].label)))
        return _grouped(found, most=_LATELY)

    def _without_book(self, wanted: str) -> Iterable[Line]:
        commands = [entry for entry, _words in self._offers]
        words = wanted.casefold()
        return _grouped([entry for entry in commands if words in entry.title.casefold()], most=100)

    def _commands(self) -> list[Offer]:
        return [offer for offer in self._offers if offer[0].group in (COMMANDS, NEW)]

    def _entry(self, hit: Hit) -> Entry:
        shell, entity, id = self._shell, hit.entity, hit.id
        return Entry(
            entity,
            hit.title,
            _opening(shell, entity, id),
            icon=entities()[entity].icon,
            spans=hit.spans,
            over=hit.over,
            in_list=(lambda: show_in_list(shell, entity, id)) if has_list(entity) else None,
            place=(entity, id),
        )

    def _whole_lists(self, answer: Answer, wanted: str) -> dict[str, Entry]:
        """Return, for entities of which there is more, what opens their list filtered alike."""
        if wanted.isascii():  # a list is filtered by its words, not by pinyin
            return {}
        return {entity: self._whole_list(entity, wanted) for entity in answer.more if has_list(entity)}

    def _whole_list(self, entity: str, wanted: str) -> Entry:
        shell = self._shell
        title = _("Show all in the list “{list}”", list=_(entities()[entity].plural))
        return Entry(entity, title, lambda: filter_list(shell, entity, wanted), icon="filter")


def with_contexts(lines: Sequence[Line], found: dict[tuple[str, str], Context]) -> list[Line]:
    """Return *lines* with their second lines and lights."""
    made: list[Line] = []
    for line in lines:
        context = found.get(line.place) if isinstance(line, Entry) and line.place else None
        if context is not None and isinstance(line, Entry):
            line = replace(line, below=" · ".join(context.parts), light=context.light)
        made.append(line)
    return made


def _grouped(entries: Sequence[Entry], last: dict[str, Entry] | None = None, *, most: int = 0) -> list[Line]:
    """Return *entries*, the best first, under headings; the group of the best one first, and longest."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    lines: list[Line] = []
    for number, (group, members) in enumerate(list(groups.items())[:_GROUPS]):
        kept = members[: most or (_MANY if number == 0 else _SOME)]
        lines += [Heading(group_title(group)), *kept]
        if last and group in last:
            lines.append(last[group])
    return lines


def group_title(group: str) -> str:
    """Return the heading of a group."""
    title = GROUP_TITLES.get(group) or entities()[group].plural
    return _(title)


def _opening(shell: Shell, entity: str, id: str) -> Callable[[], object]:
    return lambda: open_place(shell, entity, id)
