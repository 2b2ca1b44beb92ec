"""One pass over the lines of an entity: the lines that answer, without reading on when there are plenty.

What was looked for last is kept where it was exhausted, since the next key mostly narrows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from smartplanner.queries.finder.blocks import Block
from smartplanner.queries.finder.matching import Word, Words, rank

_ENOUGH = 120
"""Lines after which a pass ends: more than anybody looks through."""
_TRIED = 20_000
"""Lines that hold one word and lack another after which a pass ends."""
_SAMPLE = 60_000
"""Characters in which the words are counted to tell the rarest."""


_Look = Callable[[Block], Iterator[int]]


class Found(NamedTuple):
    """One line: its block, the block's place, its number there, how well it answers."""

    block: Block
    order: int
    number: int
    rank: tuple[int, int]


class Scan:
    """The blocks of one entity and the last answer from them; made anew when the blocks change."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = list(blocks)
        self._last: tuple[Words, list[tuple[int, int]]] | None = None

    def lines(self, words: Words, also: Iterable[tuple[Block, int]] = ()) -> tuple[list[Found], bool]:
        """Return lines that answer and whether these are all; of many, those that begin with the words are here.

        *also* are lines to be looked at in any case.
        """
        if self._last is not None and _narrows(words, self._last[0]):
            within = _Pass(self._blocks, words)
            within.take(self._last[1])
            self._last = words, list(within.found)
            return within.answer(), True
        one = _Pass(self._blocks, words)
        exhausted = one.run()
        orders = {id(block): order for order, block in enumerate(self._blocks)}
        one.take([(orders[id(block)], number) for block, number in also if id(block) in orders])
        self._last = (words, list(one.found)) if exhausted else None
        return one.answer(), exhausted


class _Pass:
    """What one search has found so far."""

    def __init__(self, blocks: Sequence[Block], words: Words) -> None:
        self.found: dict[tuple[int, int], tuple[int, int]] = {}
        self._blocks = blocks
        self._words = words
        self._tried = 0

    def run(self) -> bool:
        """Look through all blocks; returns whether everything was found."""
        main = _rarest(self._words, self._blocks)
        text, spelling = main.text, None if self._words.codes_only else main.spelling
        if not self._pass(self._having(text), _ENOUGH):
            self._best(text)
            return False
        if spelling is None:
            return True
        if self._pass(self._each(lambda block: block.matching(spelling.every)), _ENOUGH):
            return True
        if not self._pass(self._each(lambda block: block.matching(spelling.at_start)), _ENOUGH * 2):
            self._pass(self._each(lambda block: block.matching(spelling.whole)), _ENOUGH * 3)
        return False

    def take(self, lines: Iterable[tuple[int, int]]) -> None:
        """Look at these lines and keep those that answer."""
        for place in lines:
            if place not in self.found:
                order, number = place
                fits = rank(self._words, self._blocks[order].line(number))
                if fits is not None:
                    self.found[place] = fits
                else:
                    self._tried += 1

    def answer(self) -> list[Found]:
        """Return all that was found."""
        return [Found(self._blocks[order], order, number, fits) for (order, number), fits in self.found.items()]

    def _best(self, text: str) -> None:
        """Where plenty hold the word, those that are it or begin with it are looked for as well."""
        for before in ("\t",) if self._words.codes_only else ("\n", "\t"):
            if not self._pass(self._having(before + text), len(self.found) + _ENOUGH):
                self._pass(self._having(f"{before}{text}\t"), len(self.found) + _ENOUGH)

    def _pass(self, lines: Iterator[tuple[int, int]], most: int) -> bool:
        """Take lines until *most* are found; returns whether none were left."""
        for place in lines:
            self.take((place,))
            if len(self.found) >= most or self._tried >= _TRIED:
                return False
        return True

    def _having(self, text: str) -> Iterator[tuple[int, int]]:
        return self._each(lambda block: block.having(text))

    def _each(self, look: _Look) -> Iterator[tuple[int, int]]:
        for order, block in enumerate(self._blocks):
            for number in look(block):
                yield order, number


def _narrows(words: Words, last: Words) -> bool:
    """Tell whether all that answers *words* answered *last*: as when one more letter is typed."""
    return words.codes_only == last.codes_only and all(
        any(word.text.startswith(before.text) for word in words.words) for before in last.words
    )


def _rarest(words: Words, blocks: Sequence[Block]) -> Word:
    literal = [word for word in words.words if word.spelling is None]
    if len(literal) < 2 or not blocks:
        return words.main
    sample = blocks[-1].text[:_SAMPLE]
    return min(literal, key=lambda word: (sample.count(word.text), -len(word.text)))
