"""How a cell with several units is split: known names first, then separators, roles, contacts and groups.

Knows nothing of what a unit is: it is given the known names and a way to resolve a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import text
from smartplanner.fields.reading import Reading

Resolve = Callable[[str], Reading[str]]

LEAD, SUPPORT = "lead", "support"

_SEPARATORS = "、;,/|。+"
_CONJUNCTIONS = ("以及", "和", "及", "与", "会同", "联合", "并")
_LEAD_WORD = r"总牵头|牵头|主责|主办|承办|负责|为主|责任"
_SUPPORT_WORD = r"共同配合|分别配合|协同配合|积极配合|密切配合|配合|协办|协助|参与|协同|支持|参加"
_ROLE_AHEAD = re.compile(rf"(?:(?P<lead>{_LEAD_WORD})|(?P<support>{_SUPPORT_WORD}))(?:单位|部门|责任单位|区)?[:]")
_ROLE_BEHIND = re.compile(
    r"(?:共同|分别|按照?(?:各自)?职责(?:分工)?(?:分别|共同)?)?"
    rf"(?:(?P<lead>{_LEAD_WORD})|(?P<support>{_SUPPORT_WORD}))(?:单位|部门|推进|落实|实施)?(?=$|[{_SEPARATORS}()])"
)
_ROLE_ONLY = re.compile(rf"(?:(?P<lead>{_LEAD_WORD})|(?P<support>{_SUPPORT_WORD}))(?:单位|部门|责任单位)?")
_BRACKET = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_DISTRICTS = re.compile(
    r"(?:全市)?(?:各|\d{1,2}个?|十[一二三四五六七]个?)区(?:县)?(?:人民)?(?:政府)?"
    r"(?:[、和及]?(?:北京)?(?:经开区|经济技术开发区)(?:管委会)?)?"
)
_UNSPECIFIED = re.compile(
    r"(?:市|区|市级|区级|市区|市、区|其他|全市)?(?:各?(?:有关|相关)|各|其他|所有)"
    r"(?:市级|责任|成员|委办局|市|区|部门|单位|企业|街道|乡镇|、|和|及)*"
    r"|(?:市|区)级?(?:部门|单位)|成员单位|(?:各)?街道(?:乡镇)?|各街乡镇?"
)
_AND_OTHERS = re.compile(
    r"等(?:共?[\d一二三四五六七八九十]+)?(?:个|家)?(?:市级|市|区)?(?:有关|相关)?(?:部门|单位|区|委办局|企业)?$"
)
_NUMBERING = re.compile(r"(?:\d{1,2}[.、)](?!\d)|[①-⑳]|[(][一二三四五六七八九十\d]+[)])")
_PHONE = re.compile(r"(?<!\d)(?:1\d{10}|(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,6})?)(?!\d)")
_PERSON_AND_PHONE = re.compile(rf"[一-鿿·]{{2,4}}:?{_PHONE.pattern}")
_PERSON = re.compile(r"[一-鿿·]{2,4}")
_UNIT_ENDING = re.compile(r"[局委办区院厅司处科所站会部队社团校]$|中心|集团|公司|政府|街道|大学|银行|开发区")
_COLON = ":"
_TRIM = ":由()"


class KeyIndex:
    """The known names, found by the place at which they begin."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Index *keys*, the longest first."""
        self._by_start: dict[str, list[str]] = {}
        for key in sorted(keys, key=len, reverse=True):
            self._by_start.setdefault(key[:2], []).append(key)

    def at(self, line: str, position: int) -> Iterable[str]:
        """Return the known names that *line* holds at *position*, the longest first."""
        return (key for key in self._by_start.get(line[position : position + 2], ()) if line.startswith(key, position))


@dataclass(frozen=True, slots=True)
class CellUnits:
    """The units of a cell by role; None among the ids stands for all districts."""

    lead: tuple[str | None, ...]
    support: tuple[str | None, ...]
    contacts: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Piece:
    """One name of the cell with what stood behind it."""

    name: str
    known: bool
    role: str = ""
    after_break: bool = False
    before_break: bool = False


@dataclass(slots=True)
class _Result:
    found: list[tuple[str | None, str]] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_cell(given: str, keys: KeyIndex, resolve: Resolve) -> CellUnits:
    """Split the cell *given* into units and resolve each."""
    result = _Result()
    line, breaks = _without_blanks(given)
    pieces = _Splitter(line, breaks, keys, result).split()
    _join_broken_names(pieces, resolve)
    for piece in pieces:
        _take(piece, result, resolve)
    return _by_role(result)


def _without_blanks(given: str) -> tuple[str, frozenset[int]]:
    """Return the text without blanks, and the places where one stood: a name may run across them or end there."""
    line: list[str] = []
    breaks: set[int] = set()
    for character in text.clean(given, lines=True):
        if character.isspace():
            breaks.add(len(line))
        else:
            line.append(character)
    return "".join(line), frozenset(breaks)


class _Splitter:
    """Walks through the text of one cell once, from left to right."""

    def __init__(self, line: str, breaks: frozenset[int], keys: KeyIndex, result: _Result) -> None:
        self._line, self._breaks, self._keys, self._result = line, breaks, keys, result
        self._pieces: list[_Piece] = []
        self._pending = 0
        """The first piece that still waits for the role behind it."""
        self._role = ""

    def split(self) -> list[_Piece]:
        """Return the pieces of the cell in order."""
        position = 0
        while position < len(self._line):
            position = self._step(position)
        return self._pieces

    def _step(self, at: int) -> int:
        line = self._line
        if line[at] in _SEPARATORS or line[at] == _COLON:
            if line[at] in ";。":
                # A role behind holds for its own part of the sentence only.
                self._pending = len(self._pieces)
            return at + 1
        if ahead := _ROLE_AHEAD.match(line, at):
            self._role = LEAD if ahead["lead"] else SUPPORT
            self._pending = len(self._pieces)
            return ahead.end()
        if (behind := _ROLE_BEHIND.match(line, at)) and self._pieces:
            self._give_role(LEAD if behind["lead"] else SUPPORT)
            return behind.end()
        if numbering := _NUMBERING.match(line, at):
            return numbering.end()
        if line[at] in "([【" and (bracket := _BRACKET.match(line, at)):
            self._bracket(bracket[1])
            return bracket.end()
        if line[at] == "由" and self._starts_name(at + 1):
            return at + 1
        if self._pieces and (word := self._conjunction(at)):
            if word in ("会同", "联合"):
                self._give_role(LEAD)
                self._role = SUPPORT
            return at + len(word)
        return self._name(at)

    def _give_role(self, role: str) -> None:
        """Give *role* to the pieces since the last role; a role in front of them is overridden by nothing."""
        for piece in self._pieces[self._pending :]:
            piece.role = piece.role or role
        self._pending = len(self._pieces)

    def _bracket(self, inner: str) -> None:
        """Take what stands in brackets behind a name: a role, or a person and a number."""
        role = _ROLE_ONLY.fullmatch(inner)
        if role and self._pieces:
            self._pieces[-1].role = LEAD if role["lead"] else SUPPORT
            return
        if not inner:
            return
        if _UNIT_ENDING.search(inner) or not self._pieces:
            message = _("The remark “{words}” in brackets was not read.", words=inner)
            self._result.problems.append(_note("unit_remark", inner, message))
        else:
            self._result.contacts.append(inner)

    def _conjunction(self, at: int) -> str | None:
        """Return the conjunction at *at* if it joins two names: a known one stood before it, one follows."""
        word = next((word for word in _CONJUNCTIONS if self._line.startswith(word, at)), None)
        if word is None or not self._pieces[-1].known:
            return None
        return word

    def _name(self, at: int) -> int:
        """Take the longest known name that ends where a name may end, or else the text up to the next separator."""
        at_break = at in self._breaks or self._line[at - 1 : at] == _COLON
        for pattern in (_DISTRICTS, _UNSPECIFIED):
            if (found := pattern.match(self._line, at)) and self._may_end(found.end()):
                self._add(_Piece(found[0], known=True, after_break=at_break))
                return found.end()
        for key in self._keys.at(self._line, at):
            if self._may_end(at + len(key)):
                self._add(_Piece(key, known=True, after_break=at_break))
                return at + len(key)
        end = self._next_end(at)
        self._add(_Piece(self._line[at:end], known=False, after_break=at_break, before_break=end in self._breaks))
        return end

    def _add(self, piece: _Piece) -> None:
        piece.role = self._role
        self._pieces.append(piece)

    def _may_end(self, at: int) -> bool:
        line = self._line
        if at >= len(line) or at in self._breaks or line[at] in _SEPARATORS or line[at] in ":()[]【】":
            return True
        if _ROLE_BEHIND.match(line, at) or _AND_OTHERS.match(line, at) or _PHONE.match(line, at):
            return True
        if _PERSON_AND_PHONE.match(line, at):
            return True
        word = next((word for word in _CONJUNCTIONS if line.startswith(word, at)), None)
        return word is not None and self._starts_name(at + len(word))

    def _starts_name(self, at: int) -> bool:
        return (
            any(True for _key in self._keys.at(self._line, at))
            or _DISTRICTS.match(self._line, at) is not None
            or _UNSPECIFIED.match(self._line, at) is not None
        )

    def _next_end(self, at: int) -> int:
        end = at + 1
        while end < len(self._line):
            if self._line[end] in _SEPARATORS or self._line[end] in ":([【" or end in self._breaks:
                return end
            if _ROLE_BEHIND.match(self._line, end):
                return end
            end += 1
        return end


def _join_broken_names(pieces: list[_Piece], resolve: Resolve) -> None:
    """Join unknown pieces that only a blank or a line break parts, where the whole is a known name."""
    number = 0
    while number < len(pieces) - 1:
        first, second = pieces[number], pieces[number + 1]
        if not first.known and first.before_break and second.after_break:
            for count in (3, 2):
                parts = pieces[number : number + count]
                whole = "".join(part.name for part in parts)
                if len(parts) == count and not resolve(whole).asks:
                    pieces[number : number + count] = [_Piece(whole, known=True, role=parts[-1].role or first.role)]
                    break
            else:
                if (
                    not _UNIT_ENDING.search(first.name)
                    and not second.known
                    and not (number and pieces[number - 1].known)
                ):
                    # A broken name that nobody knows is one unknown name, not several.
                    joined = _Piece(first.name + second.name, known=False, role=second.role or first.role)
                    joined.before_break, joined.after_break = second.before_break, first.after_break
                    pieces[number : number + 2] = [joined]
                    continue
        number += 1


def _take(piece: _Piece, result: _Result, resolve: Resolve) -> None:
    name = piece.name.strip(_TRIM)
    if shortened := _AND_OTHERS.sub("", name):
        if shortened != name and not _is_known(name, resolve):
            result.problems.append(
                _note("units_and_others", piece.name, _("“等” names no further unit; nothing was added for it."))
            )
            name = shortened
    elif _AND_OTHERS.fullmatch(name):
        result.problems.append(
            _note("units_and_others", piece.name, _("“等” names no further unit; nothing was added for it."))
        )
        return
    if not name or _took_contact(piece, name, result):
        return
    if _DISTRICTS.fullmatch(name) and not _is_known(name, resolve):
        result.found.append((None, piece.role))
        return
    if _UNSPECIFIED.fullmatch(name) and not _is_known(name, resolve):
        message = _("“{words}” does not say which units; nothing was written for it.", words=name)
        result.problems.append(_note("units_unspecified", name, message, Level.WARNING))
        return
    _resolve_piece(name, piece, result, resolve)


def _resolve_piece(name: str, piece: _Piece, result: _Result, resolve: Resolve) -> None:
    reading = resolve(name)
    if reading.asks and (parts := _parted(name, resolve)):
        result.found += [(part.value, piece.role) for part in parts]
        result.problems += [part.problem for part in parts if part.problem is not None]
        return
    if reading.value is not None:
        result.found.append((reading.value, piece.role))
    if reading.problem is not None:
        result.problems.append(reading.problem)


def _is_known(name: str, resolve: Resolve) -> bool:
    return resolve(name).precision in ("exact", "alias", "prefix")


def _parted(name: str, resolve: Resolve) -> list[Reading[str]]:
    """Split at 和, 及 or 与 where both sides are known; otherwise return nothing."""
    for found in re.finditer("以及|和|及|与", name):
        left, right = resolve(name[: found.start()]), resolve(name[found.end() :])
        if not left.asks and not right.asks:
            return [left, right]
    return []


def _took_contact(piece: _Piece, name: str, result: _Result) -> bool:
    """Take a telephone number, and a person who stands alone behind a unit, for a contact."""
    if piece.known:
        return False
    phone = _PHONE.search(name)
    behind_a_unit = bool(result.found) and (piece.after_break or phone is not None)
    if phone or (behind_a_unit and _PERSON.fullmatch(name) and not _UNIT_ENDING.search(name)):
        result.contacts.append(name)
        return True
    return False


def _by_role(result: _Result) -> CellUnits:
    """Where a unit is marked as the lead, the unmarked ones support it; where only support is marked, the rest lead."""
    marked = any(role == LEAD for _unit, role in result.found)
    lead = [unit for unit, role in result.found if role == LEAD or (not role and not marked)]
    support = [unit for unit, role in result.found if role == SUPPORT or (not role and marked)]
    return CellUnits(tuple(lead), tuple(support), tuple(result.contacts), tuple(result.problems))


def _note(code: str, value: str, message: str, level: Level = Level.NOTE) -> Problem:
    return Problem(code=code, message=message, level=level, value=value)
