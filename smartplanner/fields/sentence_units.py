"""Who does it: the words of a sentence that name units and their part, such as 由市交通委牵头 or 会同市公安局.

Only finds them; which units are meant is asked of the ``Directory``, as for the cells of a ledger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from smartplanner.fields.sentence_text import clauses
from smartplanner.fields.unit_cells import LEAD, SUPPORT, KeyIndex
from smartplanner.fields.units import Directory, matching_key

_OTHERS = r"(?:等(?:有关|相关)?(?:部门|单位|区|委办局|企业)?)?"
_DISTRICTS = re.compile(
    r"(?:全市)?(?:各|\d{1,2}个?|十[一二三四五六七]个?)(?:相关|有关)?区(?:县)?(?:人民)?(?:政府)?"
    r"(?:[、和及]?(?:北京)?(?:经开区|经济技术开发区)(?:管委会)?)?"
)
_UNSPECIFIED = re.compile(
    r"(?:市级?|区级?|其他)?(?:各?(?:有关|相关)|各|其他)(?:市级|责任|成员)?(?:部门|单位|委办局|企业)"
)
_AND = re.compile(r"、|以及|和|及|与")
_ENDING = r"(?:[局委办院厅处所会部校府区乡镇]|中心|集团|公司|街道|总队|大学|银行|开发区)"
_UNKNOWN = re.compile(rf"[^,;:。!?、()\[\]【】由请]{{2,24}}?{_ENDING}")
_SHARED = r"(?:要|应当?|须|需要?)?(?:按照?(?:各自)?职责(?:分工)?)?(?:共同|分别|具体|总体|统筹|统一|全面)?"
_LEADS = re.compile(
    rf"{_SHARED}(?:牵头负责|负责牵头|总牵头|牵头|主责|主办|承办|负责(?!人)|为主(?!要)"
    r"|(?:作)?为(?:牵头|责任|主责|主办|承办)(?:单位|部门))"
)
_SUPPORTS = re.compile(
    rf"{_SHARED}(?:积极|密切|全力|协同|做好|予以|给予)?(?:配合(?!度)|协办|协助|参与|协同|支持|参加)"
    r"(?=[,;:。!?、()\[\]【】]|$|\d|做好|落实|推进|实施|开展|完成|抓好|工作|单位|部门|于)"
)
_WITH = re.compile(r"(?:牵头)?,?(?:会同|联合|商请|商)")
_TRIGGERS = re.compile(
    r"交由|(?<![理自缘来])由(?!于|此)|责成|责令|商请|(?<![申提邀聘])请(?!示|假|求|教)|督促|委托|会同|联合"
)
_LEAD_IN = re.compile(
    r"(?:会议)?(?:议定|决定|确定|明确|要求|同意)(?:事项|如下)?|[一二三四五六七八九十](?:是|要)|其中|同时|并(?!行)|要(?!求)"
    r"|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_CHARGES = re.compile(
    r"(?:要|应|须|需|于|务必|尽快|抓紧|加快|认真|继续|进一步|\d{1,2}月|\d{4}年|年底|月底|本周|下周|[一二三四]季度"
    r"|完成|组织|开展|制定|研究|推进|推动|落实|做好|抓好|建立|健全|建设|编制|提出|出台|梳理|统筹|加强|强化|深化|按|结合|对)"
)
_ENTRUSTS = ("由", "交由", "责成")
_ENTRUSTED = re.compile(r"([^,;:。!?()\[\]【】\d]{2,30}?)(?:总牵头|牵头|负责(?!人)|主办|承办)")
_LEAD_LABEL = r"(?:责任|牵头|主办|承办|主责|牵头责任|落实)(?:单位|部门|主体)|牵头|主办"
_SUPPORT_LABEL = r"(?:配合|协办|参与|协同|参加)(?:单位|部门)|配合|协办"
LABEL = re.compile(rf"(?:(?P<lead>{_LEAD_LABEL})|(?P<support>{_SUPPORT_LABEL})):")
_LONGER = re.compile(rf"[一-鿿]{{0,10}}?{_ENDING}(?:牵头|负责|主办|承办|配合|协办|会同)")
_AND_OTHERS = re.compile(_OTHERS)
_STOP = re.compile(r"[;。)\]】\n]")
_LONGEST_VALUE = 400
"""Characters behind a label; nothing longer is a list of units."""
ANY_LABEL = re.compile(r"[一-鿿]{2,6}:")


@dataclass(frozen=True, slots=True)
class Duty:
    """One place that gives units a part.  ``start`` to ``end`` is all of it, ``first`` to ``last`` just the units.

    ``weak`` says that no word such as 牵头 or 由 marks the part; it counts only where nothing else does.
    """

    role: str
    start: int
    end: int
    first: int
    last: int
    weak: bool = False


class DutyFinder:
    """Finds the duties of a line; knows the names of the units."""

    def __init__(self, directory: Directory, prefixes: Sequence[str]) -> None:
        """Index the names of *directory*; *prefixes* are what names of the city's units may begin with."""
        self._keys = KeyIndex(_names(directory, prefixes))

    def find(self, line: str) -> list[Duty]:
        """Return the duties in their order; none overlaps another."""
        found = self._labelled(line)
        taken = bytearray(len(line))
        for duty in found:
            taken[duty.start : duty.end] = b"\1" * (duty.end - duty.start)
        for start, end in clauses(line):
            if 1 not in taken[start:end]:
                found += self._in_clause(line, start, end)
        marked = any(duty.role == LEAD and not duty.weak for duty in found)
        first_weak = next((duty for duty in found if duty.weak), None)
        kept = [duty for duty in found if not duty.weak or (not marked and duty is first_weak)]
        return sorted(kept, key=lambda duty: duty.start)

    def names_end(self, line: str, at: int, end: int | None = None) -> int | None:
        """Return where a list of known names that begins at *at* ends, looked at up to *end*; None if there is none."""
        return self._units_end(line, at, len(line) if end is None else end)

    def role_at(self, line: str, at: int) -> bool:
        """Whether a word such as 牵头 or 配合 stands at *at*."""
        return _role_at(line, at, len(line))

    def charged_by(self, before: str) -> bool:
        """Whether *before* ends with a word such as 由 or 责成, which charges whoever follows."""
        return any(found.end() == len(before) for found in _TRIGGERS.finditer(before))

    def _labelled(self, line: str) -> list[Duty]:
        """Return the duties written as 牵头单位：市交通委."""
        found: list[Duty] = []
        for label in LABEL.finditer(line):
            if found and label.start() < found[-1].end:
                continue
            last = label_end(line, label.end())
            if last > label.end():
                role = LEAD if label["lead"] else SUPPORT
                found.append(Duty(role, label.start(), last, label.end(), last))
        return found

    def _in_clause(self, line: str, start: int, end: int) -> list[Duty]:
        found: list[Duty] = []
        at = start
        while lead_in := _LEAD_IN.match(line, at, end):
            at = lead_in.end()
        found += self._from(line, at, at, end, trigger="")
        while found:
            # 甲牵头、乙配合; blanks are gone here, so those of 甲牵头 乙配合 too.
            following = found[-1].end + (line[found[-1].end : found[-1].end + 1] == "、")
            further = self._from(line, following, following, end, trigger="")
            if not further or (further[0].weak and following == found[-1].end):
                break
            found += further
        position = found[-1].end if found else at
        for trigger in _TRIGGERS.finditer(line, position, end):
            if trigger.start() >= (found[-1].end if found else 0):
                found += self._from(line, trigger.start(), trigger.end(), end, trigger=trigger[0])
        return found

    def _from(self, line: str, start: int, at: int, end: int, *, trigger: str) -> list[Duty]:
        """Return what the clause says of units that begin at *at*: one duty, or two where one unit joins another."""
        if not trigger and (opening := _TRIGGERS.match(line, at, end)):
            return self._from(line, start, opening.end(), end, trigger=opening[0])
        joined = trigger in ("会同", "联合")
        last = self._units_end(line, at, end)
        if last is None or not _goes_on(line, last, end):
            longer = self._unknown_end(line, at, end)
            last = longer if longer is not None else last
        if last is None and trigger in _ENTRUSTS:
            # 由办公室负责: whoever stands between is meant, known or not.
            entrusted = _ENTRUSTED.match(line, at, end)
            last = entrusted.end(1) if entrusted else None
        if last is None:
            return []
        if joined:
            helping = _SUPPORTS.match(line, last, end) or _LEADS.match(line, last, end)
            return [Duty(SUPPORT, start, helping.end() if helping else last, at, last)]
        if supports := _SUPPORTS.match(line, last, end):
            return [Duty(SUPPORT, start, supports.end(), at, last)]
        if helpers := _WITH.match(line, last, end):
            return self._with(line, (start, at, last), helpers.end(), end)
        if leads := _LEADS.match(line, last, end):
            if helpers := _WITH.match(line, leads.end(), end):
                return self._with(line, (start, at, last), helpers.end(), end)
            return [Duty(LEAD, start, leads.end(), at, last)]
        if trigger:
            return [Duty(LEAD, start, last, at, last)]
        alone = last == end and line[end : end + 1] in (")", "]", "】", ",") and _opens_bracket(line, start)
        if alone or _CHARGES.match(line, last, end):
            return [Duty(LEAD, start, last, at, last, weak=True)]
        return []

    def _with(self, line: str, lead: tuple[int, int, int], at: int, end: int) -> list[Duty]:
        """Return the duties of 甲会同乙: what follows 会同 supports."""
        start, first, last = lead
        second = self._units_end(line, at, end)
        if second is None or not _goes_on(line, second, end):
            second = self._unknown_end(line, at, end) or second
        if second is None:
            return [Duty(LEAD, start, last, first, last)]
        role = _LEADS.match(line, second, end) or _SUPPORTS.match(line, second, end)
        return [Duty(LEAD, start, last, first, last), Duty(SUPPORT, last, role.end() if role else second, at, second)]

    def _units_end(self, line: str, at: int, end: int) -> int | None:
        """Return where a list of known names that begins at *at* ends; None if there is none."""
        last: int | None = None
        while (name := self._name_end(line, at, end)) is not None:
            last = name
            joint = _AND.match(line, last, end)
            if joint is None:
                break
            at = joint.end()
        if last is not None and (others := _AND_OTHERS.match(line, last, end)):
            last = others.end()
        return last

    def _name_end(self, line: str, at: int, end: int) -> int | None:
        for pattern in (_DISTRICTS, _UNSPECIFIED):
            if found := pattern.match(line, at, end):
                return found.end()
        return next((at + len(key) for key in self._keys.at(line, at) if at + len(key) <= end), None)

    def _unknown_end(self, line: str, at: int, end: int) -> int | None:
        """Return where a list of names ends that a role follows, though not every name is known."""
        while True:
            known = self._name_end(line, at, end)
            if known is not None and (_role_at(line, known, end) or _AND.match(line, known, end)):
                last: int | None = known
            else:
                last = _unknown_name(line, at, end)
            if last is None:
                return None
            if _role_at(line, last, end):
                return last
            joint = _AND.match(line, last, end)
            if joint is None:
                return None
            at = joint.end()


def label_end(line: str, at: int) -> int:
    """Return where the value of a label ends: at the end of its part of the sentence, or at the next label."""
    stop = _STOP.search(line, at, at + _LONGEST_VALUE)
    last = stop.start() if stop else min(len(line), at + _LONGEST_VALUE)
    following = ANY_LABEL.search(line, at, last)
    if following is not None:
        last = following.start()
    while last > at and line[last - 1] in ",、":
        last -= 1
    return last


def _unknown_name(line: str, at: int, end: int) -> int | None:
    """Return where a name that looks like a unit ends before a role or another name."""
    for found in range(at + 3, min(at + 26, end) + 1):
        piece = line[at:found]
        if _UNKNOWN.fullmatch(piece) and (_role_at(line, found, end) or _AND.match(line, found, end)):
            return found
    return None


def _role_at(line: str, at: int, end: int) -> bool:
    return bool(_LEADS.match(line, at, end) or _SUPPORTS.match(line, at, end) or _WITH.match(line, at, end))


def _goes_on(line: str, at: int, end: int) -> bool:
    """Return whether names may end here: at a role, or where no longer name with a role goes on."""
    return at >= end or _role_at(line, at, end) or not _LONGER.match(line, at, end)


def _opens_bracket(line: str, at: int) -> bool:
    return at > 0 and line[at - 1] in "([【"


def _names(directory: Directory, prefixes: Sequence[str]) -> set[str]:
    names = {matching_key(name) for unit in directory.units for name in (unit.name, *unit.aliases)}
    bare = set()
    for name in names:
        prefix = next((one for one in prefixes if name.startswith(one) and len(name) > len(one) + 1), "")
        bare.add(name[len(prefix) :])
    return names | bare | {prefix + name for prefix in prefixes for name in bare if len(name) > 2}
