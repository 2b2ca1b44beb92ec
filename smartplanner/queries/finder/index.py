"""The index of all records of an open book: built beside the work, kept up with the commits, searched while typing.

It is a companion of the reader: one for each open book.  Before it is whole it answers from what is there.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from smartplanner.changes import Change
from smartplanner.queries.finder.blocks import BLOCK, Block
from smartplanner.queries.finder.matching import Why, Words, fold, read_words, spans
from smartplanner.queries.finder.readings import Readings
from smartplanner.queries.finder.scan import Found, Scan
from smartplanner.queries.finder.sources import Record, concerned, found_entities, records
from smartplanner.queries.reader import Reader

SHOWN = 20
"""Records of one entity in an answer, unless told otherwise."""
_FEW = 500
"""Changed rows that a search takes in by itself; more are left to ``build``, so that no keystroke waits for them."""
_FIRST = ("task", "contract", "plan", "pilot", "milestone", "organisation", "operator", "district", "group")
"""Of equal answers those of these entities come first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found.  ``spans`` are the places (begin, end) of its title that answer the words."""

    entity: str
    id: str
    title: str
    why: Why
    spans: tuple[tuple[int, int], ...]
    over: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, the best first.

    ``whole`` is False while the index is still being built; ``more`` names entities of which more was found than is
    here.
    """

    hits: tuple[Hit, ...]
    whole: bool
    more: frozenset[str] = frozenset()


class Finder:
    """The index.  Any thread may ask; ``build`` is for a thread in the background."""

    def __init__(self, reader: Reader) -> None:
        self.readings = Readings()
        self._reader = reader
        self._building = threading.Lock()
        self._arranging = threading.Lock()
        self._reading = threading.Lock()
        self._noting = threading.Lock()
        self._blocks: dict[str, list[Block]] = {}
        self._places: dict[str, dict[str, tuple[Block, int]]] = {}
        self._fresh: dict[str, dict[str, Record]] = {}
        self._built: set[str] = set()
        self._touched: set[tuple[str, str, str | None]] = set()
        self._scans: dict[str, Scan] = {}

    @property
    def whole(self) -> bool:
        """Whether every record can be found, save those of a large commit that is yet to be taken in."""
        return len(self._built) == len(found_entities()) and len(self._touched) <= _FEW

    def build(self, go_on: Callable[[], bool] = lambda: True) -> bool:
        """Take in what is not yet there; returns whether the index is whole.  *go_on* is asked between two pieces."""
        with self._building:
            for entity in sorted(found_entities(), key=_order):
                if entity in self._built:
                    continue
                for piece in _pieces(records(self._reader, entity)):
                    if not go_on():
                        self._forget(entity)
                        return False
                    self._add(Block(entity, piece))
                self._built.add(entity)
            self._take_in(waiting=True)
        return self.whole

    def search(
        self,
        query: str,
        *,
        recent: Sequence[tuple[str, str]] = (),
        entities: Collection[str] | None = None,
        codes_only: bool = False,
        shown: int = SHOWN,
    ) -> Answer:
        """Return the records that hold every word of *query*.

        *recent* are records (entity, id) that come first among their equals, the latest first; *entities* limits
        the kinds; *shown* limits how many of each.
        """
        whole = self.whole
        if whole or len(self._touched) <= _FEW:
            self._take_in(waiting=False)
        words = read_words(query, self.readings, codes_only=codes_only)
        if words is None:
            return Answer((), whole)
        places = {place: number for number, place in enumerate(recent)}
        found: list[tuple[tuple[int, ...], Hit]] = []
        more = set()
        for entity in sorted(self._blocks, key=_order):
            if entities is not None and entity not in entities:
                continue
            lines, exhausted = self._scan(entity, words, [id for name, id in recent if name == entity])
            best = heapq.nsmallest(shown, ((_key(entity, one, places), one) for one in lines), key=_first)
            found += [(key, _hit(entity, one, words)) for key, one in best]
            if len(lines) > shown or not exhausted:
                more.add(entity)
        found.sort(key=_first)
        return Answer(tuple(hit for _key, hit in found), whole, frozenset(more))

    def titles(self, places: Iterable[tuple[str, str]]) -> list[Hit]:
        """Return the records of these (entity, id), in that order; those that are gone or not yet here are left out."""
        if len(self._touched) <= _FEW:
            self._take_in(waiting=False)
        found = []
        for entity, id in places:
            place = self._places.get(entity, {}).get(id)
            if place is not None:
                block, number = place
                found.append(Hit(entity, id, block.title(number), Why.TITLE, (), bool(block.over[number])))
        return found

    def follow(self, changes: Sequence[Change]) -> None:
        """Note which records are to be read anew."""
        with self._noting:
            for change in changes:
                if change.entity == "alias" or change.entity in found_entities():
                    owner = (change.after or {}).get("organisation") or (change.before or {}).get("organisation")
                    self._touched.add((change.entity, change.id, owner))

    def _noted(self) -> set[tuple[str, str, str | None]]:
        """Take what was noted about entities that are already here."""
        with self._noting:
            taken = {note for note in self._touched if note[0] in self._built}
            if "organisation" in self._built:
                taken |= {note for note in self._touched if note[0] == "alias"}
            self._touched -= taken
            return taken

    def _take_in(self, *, waiting: bool) -> None:
        """Read the touched records anew.  Who is not *waiting* goes on with what is here if somebody is at it."""
        if not self._reading.acquire(blocking=waiting):
            return
        try:
            stale: dict[str, set[str]] = {}
            for note in self._noted():
                for entity, id in concerned(self._reader, *note):
                    stale.setdefault(entity, set()).add(id)
            for entity, ids in stale.items():
                if entity in self._built:
                    self._replace(entity, ids, records(self._reader, entity, ids))
                else:  # it is being read at this moment, perhaps as it was before
                    with self._noting:
                        self._touched |= {(entity, id, None) for id in ids}
        finally:
            self._reading.release()

    def _replace(self, entity: str, ids: Iterable[str], now: Sequence[Record]) -> None:
        """Put these records in place of what stood for *ids*; only the last part holds up a search."""
        fresh = self._fresh.setdefault(entity, {})
        for id in ids:
            fresh.pop(id, None)
        kept = list(self._blocks.get(entity, []))
        if len(fresh) + len(now) > BLOCK:
            fresh.clear()  # what it held stays where it is, in a block of its own from now on
            for block in kept:
                block.fresh = False
        else:
            kept = [block for block in kept if not block.fresh]
        fresh.update((record.id, record) for record in now)
        made = [Block(entity, piece) for piece in _pieces(list(fresh.values()))]
        for block in made:
            block.fresh = True
            self.readings.learn([block.text])
        with self._arranging:
            places = self._places.setdefault(entity, {})
            for id in ids:
                place = places.pop(id, None)
                if place is not None:
                    place[0].dead.add(place[1])
            for block in made:
                places.update((id, (block, number)) for number, id in enumerate(block.ids))
            self._blocks[entity] = made + kept
            self._scans.pop(entity, None)

    def _add(self, block: Block) -> None:
        self.readings.learn([block.text])
        with self._arranging:
            places = self._places.setdefault(block.entity, {})
            places.update((id, (block, number)) for number, id in enumerate(block.ids))
            self._blocks[block.entity] = [*self._blocks.get(block.entity, []), block]
            self._scans.pop(block.entity, None)

    def _forget(self, entity: str) -> None:
        with self._arranging:
            for kept in (self._blocks, self._places, self._scans):
                kept.pop(entity, None)

    def _scan(self, entity: str, words: Words, recent: Sequence[str]) -> tuple[list[Found], bool]:
        with self._arranging:
            scan = self._scans.get(entity)
            if scan is None:
                scan = self._scans[entity] = Scan(self._blocks[entity])
            places = self._places.get(entity, {})
            return scan.lines(words, [places[id] for id in recent if id in places])


def _first(pair: tuple[tuple[int, ...], object]) -> tuple[int, ...]:
    return pair[0]


def _order(entity: str) -> int:
    return _FIRST.index(entity) if entity in _FIRST else len(_FIRST)


def _key(entity: str, found: Found, recent: dict[tuple[str, str], int]) -> tuple[int, ...]:
    place = recent.get((entity, found.block.ids[found.number]), len(recent))
    over = found.block.over[found.number]
    return (*found.rank, place, over, _order(entity), found.order, found.number)


def _hit(entity: str, found: Found, words: Words) -> Hit:
    block, number = found.block, found.number
    title = block.title(number)
    return Hit(
        entity, block.ids[number], title, Why(found.rank[0]), spans(words.words, fold(title)), bool(block.over[number])
    )


def _pieces(all: Sequence[Record]) -> Iterable[Sequence[Record]]:
    rest = iter(all)
    while piece := list(islice(rest, BLOCK)):
        yield piece
