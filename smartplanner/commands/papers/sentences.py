"""The sentences of a paper, and edits put on them.  Pure: documents and edits in, documents out; text is text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from smartplanner.commands.papers.values import Edit, Sentence
from smartplanner.reports.document.blocks import Annex, Block, Document, Heading, Paragraph, Run
from smartplanner.reports.document.clean import clean_text

_PLACE_SIGN = " › "
_BODY = -1
"""Stands for the body of the paper where others have the place of their annex."""
_TITLE = -1
"""Stands for the title where others have the place of their block."""


class Spot(NamedTuple):
    """Where a sentence stands in a document: the annex (-1: none), the block (-1: the title), and the words."""

    annex: int
    block: int
    place: str
    text: str
    heading: bool = False
    """Whether it is a title or a heading: it cannot be struck out."""


def spots(document: Document) -> list[Spot]:
    """Return every title, heading and paragraph of a document in its order."""
    found = [Spot(_BODY, _TITLE, "", document.title, heading=True)] if document.title else []
    found += _spots_of(_BODY, document.blocks, _line(document.title))
    for number, annex in enumerate(document.annexes):
        found.append(Spot(number, _TITLE, annex.label, annex.title, heading=True))
        found += _spots_of(number, annex.blocks, annex.title)
    return found


def _spots_of(annex: int, blocks: Iterable[Block], title: str) -> Iterable[Spot]:
    above = {0: title}
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            yield Spot(annex, number, _under(above, block.level), block.text, heading=True)
            above = {level: text for level, text in above.items() if level < block.level} | {block.level: block.text}
        elif isinstance(block, Paragraph):
            yield Spot(annex, number, above[max(above)], block.text)


def _under(above: Mapping[int, str], level: int) -> str:
    return above[max(one for one in above if one < level)]


def _line(text: str) -> str:
    return text.replace("\n", "")


def keys(found: Sequence[Spot]) -> list[str]:
    """Return the key of each spot: its words, with the heading above before them where they stand several times."""
    often = Counter(spot.text for spot in found)
    return [spot.text if often[spot.text] == 1 else f"{spot.place}{_PLACE_SIGN}{spot.text}" for spot in found]


def spot_named(document: Document, key: str) -> Spot | None:
    """Return the spot of that key, or of those words typed without their blanks and line breaks.

    None when there is none, or when such words stand at several places.
    """
    found = spots(document)
    own = dict(zip(keys(found), found, strict=True))
    if key in own:
        return own[key]
    alike = [spot for words, spot in own.items() if _bare(words) == _bare(key)]
    return alike[0] if len(alike) == 1 else None


def _bare(text: str) -> str:
    return "".join(text.split())


def sentences(computed: Document, edits: Iterable[Edit]) -> tuple[Sentence, ...]:
    """Return the sentences of a paper as computed, each as it reads with the edits."""
    found = spots(computed)
    put, _unused = _assigned(found, edits)
    return tuple(
        Sentence(key, put[spot].after if spot in put else spot.text, spot.place, spot in put)
        for spot, key in zip(found, keys(found), strict=True)
    )


def with_edits(computed: Document, edits: Iterable[Edit]) -> tuple[Document, tuple[Edit, ...]]:
    """Return a paper with the edits put on, and the edits whose sentence is not there any more."""
    put, unused = _assigned(spots(computed), edits)
    if not put:
        return computed, unused
    mended = {(spot.annex, spot.block): edit.after for spot, edit in put.items()}
    made = replace(
        computed,
        title=mended.get((_BODY, _TITLE), computed.title),
        blocks=_mended(_BODY, computed.blocks, mended),
        annexes=tuple(_mended_annex(number, annex, mended) for number, annex in enumerate(computed.annexes)),
    )
    if made.title != computed.title:
        made = replace(made, meta=replace(made.meta, title=_line(made.title)))
    return made, unused


def _assigned(found: Sequence[Spot], edits: Iterable[Edit]) -> tuple[dict[Spot, Edit], tuple[Edit, ...]]:
    """Return which edit goes where: to its words under its heading, or to its words where they stand once."""
    put: dict[Spot, Edit] = {}
    unused = []
    for edit in edits:
        same = [spot for spot in found if spot.text == edit.before]
        here = [spot for spot in same if spot.place == edit.place] or (same if len(same) == 1 else [])
        put |= dict.fromkeys(here, edit)
        if not here:
            unused.append(edit)
    return put, tuple(unused)


def _mended_annex(number: int, annex: Annex, mended: Mapping[tuple[int, int], str]) -> Annex:
    title = mended.get((number, _TITLE), annex.title)
    return replace(annex, title=title, blocks=_mended(number, annex.blocks, mended))


def _mended(annex: int, blocks: Iterable[Block], mended: Mapping[tuple[int, int], str]) -> tuple[Block, ...]:
    made: list[Block] = []
    for number, block in enumerate(blocks):
        text = mended.get((annex, number))
        if text is None:
            made.append(block)
        elif isinstance(block, Heading):
            made.append(replace(block, text=_line(text)))
        elif isinstance(block, Paragraph):
            made += _paragraphs(block, text)
    return tuple(made)


def _paragraphs(block: Paragraph, text: str) -> Iterable[Paragraph]:
    """Give the paragraphs of a mended one: a new line begins another, where the computed one had no lines."""
    lines = [text] if "\n" in block.text else text.split("\n")
    for place, line in enumerate(lines):
        if line.strip():
            yield replace(block, runs=_runs(block.runs, line) if place == 0 else (Run(line),))


def _runs(runs: Sequence[Run], text: str) -> tuple[Run, ...]:
    """Return the text in runs: what stood in bold at the beginning stays bold if it still stands there."""
    first = runs[0] if runs else Run("")
    if first.bold and text.startswith(first.text):
        rest = text[len(first.text) :]
        return (first, Run(rest)) if rest else (first,)
    return (Run(text),)


def cleaned(text: str) -> str:
    """Return what a person typed as every file can carry it, without blanks at its ends."""
    return clean_text(text.strip())[0]
