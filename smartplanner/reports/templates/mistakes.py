"""All mistakes in a template at once, each with its line and reason: only such as are certain.

Jinja stops at the first thing that it cannot read.  Here each ``{{ … }}`` and ``{% … %}`` is read by itself; what
cannot be read is put aside, so that the rest can be: then what is open and never closed, names, filters and
directives are looked at in the whole.  Where blocks do not fit together, only the first such place is told, as all
that follows may come of it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from smartplanner.base.i18n import _
from smartplanner.reports.document.markdown import directive_mistake
from smartplanner.reports.templates.names import unknown_names, unknown_values
from smartplanner.reports.templates.reasons import near, syntax_reason

MOST = 50
"""Mistakes that are told at most; who has more has most likely put another text in."""
_MOST_MENDED = 20
_MOST_PIECES = 3000
"""Values and instructions that are read one by one; the largest of ours has two hundred."""
_PIECE = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|\{#|\{\{|\{%", re.DOTALL)
_TAG = re.compile(r"\{%[-+]?\s*(\w+)")
_OPENS = re.compile(r"\{\{|\{%")
_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'")
_CLOSED_BY_END = frozenset({"if", "for", "macro", "call", "filter", "with", "block"})
_MIDDLE = {"elif": "if", "else": "if"}
_NEUTRAL = {
    "if": "{% if 1 %}",
    "elif": "{% elif 1 %}",
    "for": "{% for nothing in [] %}",
    "macro": "{% macro nothing() %}",
}
_UNCLOSED = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_CLOSING = re.compile(r"unknown tag 'end(\w+)'")


class Mistake(NamedTuple):
    """One mistake: its line, from 1, and what is wrong there."""

    line: int
    reason: str


class _Piece(NamedTuple):
    """One ``{{ … }}`` or ``{% … %}`` of a template."""

    start: int
    end: int
    line: int
    tag: str
    """The instruction; empty for a value."""
    open: bool
    """Whether its end mark is missing."""


def mistakes(environment: Environment, text: str, figures: Any) -> tuple[Mistake, ...]:
    """Return the mistakes of a template in the order of its lines; *figures* None: its figures are not looked at."""
    found = set(itertools.islice(_find(environment, text, figures), MOST))
    return tuple(sorted(found))


def _find(environment: Environment, text: str, figures: Any) -> Iterator[Mistake]:
    try:
        environment.parse(text)
    except (TemplateSyntaxError, RecursionError):
        text = yield from _broken(environment, text, figures)
    else:
        tree = _as_written(text)
        yield from _filters(environment, tree)
        yield from _names(environment, tree, figures, whole=True)
    yield from _directives(text)


def _as_written(text: str) -> nodes.Template:
    # The environment of templates puts bounds around what it reads: names are looked up in the text as written.
    return Environment(autoescape=False).parse(text)


def _broken(environment: Environment, text: str, figures: Any) -> Generator[Mistake, None, str]:
    """Look through a text that cannot be read as a whole, piece by piece; return it with what is open closed."""
    pieces = list(_pieces(text))
    while open_one := next((one for one in pieces if one.open), None):
        written = text[open_one.start : open_one.start + 2]
        if written == "{#":
            yield Mistake(open_one.line, _("The comment is not closed: its end mark is missing"))
            return text[: open_one.start]
        yield Mistake(open_one.line, _("“{mark}” is not closed", mark=written))
        # What follows may be inside of it: the rest of the line is left out, and what comes after is read.
        end = text.find("\n", open_one.start)
        text = text[: open_one.start] + _NEUTRAL.get(open_one.tag, "") + ("" if end < 0 else text[end:])
        pieces = list(_pieces(text))
    wrong = []
    for piece in pieces[:_MOST_PIECES]:
        read, found = _read(environment, text[piece.start : piece.end], piece.tag)
        for line, reason in found:
            yield Mistake(piece.line + line - 1, reason)
        if not read:
            wrong.append(piece)
    readable = text
    for piece in reversed(wrong):
        readable = readable[: piece.start] + _harmless(piece, readable) + readable[piece.end :]
    yield from _in_whole(environment, readable, figures)
    return text


def _pieces(text: str) -> Iterator[_Piece]:
    """Give the values and instructions of a template up to the first that is not closed.

    Comments are passed over, and what stands between ``raw`` and ``endraw``, where double braces are text.
    """
    line, counted = 1, 0
    raw = False
    for match in _PIECE.finditer(text):
        written = match.group()
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        found = _TAG.match(written)
        tag = found.group(1) if found else ""
        if raw and tag != "endraw":
            continue
        raw = tag == "raw"
        is_open = _is_open(written)
        if is_open or not written.startswith("{#"):
            yield _Piece(match.start(), match.end(), line, tag, is_open)
        if is_open:
            return


def _is_open(written: str) -> bool:
    if written.startswith("{#"):
        return len(written) == 2
    plain = _TEXTS.sub("", written[2:])
    return len(written) == 2 or _OPENS.search(plain) is not None


def _blanked(text: str, start: int, end: int) -> str:
    """Return *text* with a stretch of it blank; lines stay where they are."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def _harmless(piece: _Piece, text: str) -> str:
    """Return what can be read in place of a piece, in as many lines."""
    neutral = _NEUTRAL.get(piece.tag, "")
    lines = "\n" * text.count("\n", piece.start, piece.end)
    return neutral[:-2] + lines + neutral[-2:] if neutral else lines


def _read(environment: Environment, written: str, tag: str) -> tuple[bool, list[Mistake]]:
    """Return whether a piece can be read by itself, and what is wrong in it; its lines count from 1."""
    if tag.startswith("end") or tag in ("else", "raw"):
        return True, []
    whole = written
    if tag in _MIDDLE:
        whole = "{% " + _MIDDLE[tag] + " 1 %}" + written + "{% end" + _MIDDLE[tag] + " %}"
    elif tag in _CLOSED_BY_END:
        whole = written + "{% end" + tag + " %}"
    elif tag == "set" and "=" not in written:
        whole = written + "{% endset %}"
    try:
        environment.parse(whole)
    except TemplateSyntaxError as error:
        reason = syntax_reason(error, filters=environment.filters, tests=environment.tests)
        return False, [Mistake(error.lineno, reason)]
    return True, list(_filters(environment, _as_written(whole)))


def _in_whole(environment: Environment, text: str, figures: Any) -> Iterator[Mistake]:
    """Look at what fits together, and at names, in a text whose pieces can be read."""
    mended = False
    for _turn in range(_MOST_MENDED):
        try:
            environment.parse(text)
            break
        except TemplateSyntaxError as error:
            if not mended:
                reason = syntax_reason(error, filters=environment.filters, tests=environment.tests)
                yield Mistake(_line_of_open(text, error), reason)
            mended, text = True, _mended(text, error)
            if not text:
                return
    else:
        return
    # Where blocks do not fit together, a name may only seem not to be there.
    yield from _names(environment, _as_written(text), figures, whole=not mended)


def _names(environment: Environment, tree: nodes.Template, figures: Any, *, whole: bool) -> Iterator[Mistake]:
    if figures is None:
        return
    for line, reason in unknown_names(tree, figures):
        yield Mistake(line, reason)
    if whole:
        for line, reason in unknown_values(tree, environment.globals):
            yield Mistake(line, reason)


def _line_of_open(text: str, error: TemplateSyntaxError) -> int:
    """Return the line of a mistake: for what is never closed, where it is opened and not the end of the template."""
    unclosed = _UNCLOSED.search(error.message or "")
    if unclosed is None or not (error.message or "").startswith("Unexpected end"):
        return error.lineno
    open_at: list[tuple[str, int]] = []
    for match in _PIECE.finditer(text):
        tag = _TAG.match(match.group())
        name = tag.group(1) if tag else ""
        if name in _CLOSED_BY_END or (name == "set" and "=" not in match.group()):
            open_at.append((name, text.count("\n", 0, match.start()) + 1))
        elif name.startswith("end") and open_at and open_at[-1][0] == name.removeprefix("end"):
            open_at.pop()
    return next((line for name, line in reversed(open_at) if name == unclosed[1]), error.lineno)


def _mended(text: str, error: TemplateSyntaxError) -> str:
    """Return *text* so that a block that does not fit does; empty where that cannot be done."""
    words = error.message or ""
    unclosed, closing = _UNCLOSED.search(words), _CLOSING.search(words)
    if unclosed is not None and words.startswith("Unexpected end"):
        return text + "{% end" + unclosed[1] + " %}"
    lines = text.split("\n")
    place = error.lineno - 1
    if closing is None or not 0 <= place < len(lines):
        return ""
    mark = re.compile(r"\{%[-+]?\s*end" + closing[1] + r"\s*[-+]?%\}")
    if unclosed is not None and unclosed[1] != closing[1]:
        mending = "{% end" + unclosed[1] + " %}"
        lines[place] = mark.sub(lambda found: mending + found.group(), lines[place], count=1)
    else:
        lines[place] = mark.sub("", lines[place], count=1)
    made = "\n".join(lines)
    return made if made != text else ""


def _filters(environment: Environment, tree: nodes.Template) -> Iterator[Mistake]:
    for node in tree.find_all(nodes.Filter):
        if node.name not in environment.filters:
            reason = _("There is no filter “{name}”", name=node.name) + near(node.name, environment.filters)
            yield Mistake(node.lineno, reason)
    for test in tree.find_all(nodes.Test):
        if test.name not in environment.tests:
            reason = _("There is no test “{name}” after “is”", name=test.name) + near(test.name, environment.tests)
            yield Mistake(test.lineno, reason)


def _directives(text: str) -> Iterator[Mistake]:
    """Look at the lines that begin with ``:::``; what is filled in later may be anything."""
    for comment in re.finditer(r"\{#.*?#\}", text, re.DOTALL):
        text = _blanked(text, comment.start(), comment.end())
    for number, line in enumerate(text.split("\n"), start=1):
        plain = re.sub(r"\{%.*?%\}", "", line)
        if plain.startswith(":::") and not re.match(r":::\s*(?:\{\{|\w*\{)", plain):
            reason = directive_mistake(re.sub(r"\{\{.*?\}\}", "", plain).rstrip())
            if reason:
                yield Mistake(number, reason.rstrip("。."))
