"""Markdown becomes blocks; data inside the Markdown was escaped, so that text stays text.

CommonMark with tables, by markdown-it-py, without HTML, links, images or code: those are text.
What Markdown lacks is said by directives, one line each, before what they concern:

``::: masthead name="…" issue="9" total="33" issuer="…" date="…" note="…"``
``::: table caption="…" unit="万元" widths="12,60,20" groups=",,办理情况*3"``  about the next table
(``size="small"``: a long list, set in 五号; ``size="form"``: a form, set in 四号 with room)
``::: abstract``, ``::: right``, ``::: center``, ``::: flush``                  about the next paragraph
``::: redhead name="…" number="…" signers="…" copy="000001" secrecy="机密★1年" urgency="特急"``  版头; several 签发人
are separated by 、; with ``issuer="…" date="…"`` it is the head of 纪要
``::: letterhead name="…" number="…" copy="…" secrecy="…" urgency="…"``         版头 of 信函格式
``::: remark``                                                                  附注: about the next paragraph
``::: chart name="lights"``                                                       one of the report's charts, with 图1 …
``::: attendance label="出席" names="…"``                                        出席、请假、列席 of 纪要
``::: signature unit="…" date="…" sealing="none"`` (``seal``: 加盖印章, ``stamp``: 签名章), ``::: pagebreak``
``::: imprint copy="…" by="…" on="2026年9月30日"``                               版记: 抄送, 印发机关, 印发日期
``::: annex number="1" title="…" orientation="landscape"``                     up to the next annex
``::: tail report="…" send="…" issue="…" copies="30"``
``::: paper size="landscape"`` (A4 on its side) or ``size="wide"`` (A3): one sheet with narrow margins

``# …`` a second time begins another paper on a new page.  A table whose head cells are all empty has no head.

``# …`` is the title of the paper, ``## …`` a heading of level 1 (一、), and so on to ``##### …``.
``groups`` puts a second row over a table's head: each item covers one column, or ``*n`` columns; over an
empty item the column's own head is two rows high.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from smartplanner.base.i18n import _
from smartplanner.base.memory import let_go
from smartplanner.base.problems import Problem
from smartplanner.base.stopping import go_on
from smartplanner.reports.charts.data import ChartData
from smartplanner.reports.document.blocks import (
    Align,
    Annex,
    Attendance,
    Block,
    Chart,
    Column,
    Document,
    Head,
    HeadCell,
    Heading,
    Imprint,
    LetterHead,
    Markings,
    Masthead,
    Meta,
    PageBreak,
    Paper,
    Paragraph,
    ParagraphStyle,
    RedHead,
    Run,
    Sealing,
    Signature,
    Table,
    Tail,
)  # fmt: skip
from smartplanner.reports.document.clean import clean_text

Named = TypeVar("Named", bound=StrEnum)

_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]|[^\S ]|^[ \d]|[ ]$|(?<= ) ")
_DIRECTIVE = re.compile(r":::[ ]*([a-z]+)((?:[ ]+[a-z]+=\"[^\"]*\")*)[ ]*$")
_ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
_WORDS: dict[str, frozenset[str]] = {
    "masthead": frozenset({"name", "issue", "total", "issuer", "date", "note"}),
    "table": frozenset({"caption", "unit", "widths", "groups", "size"}),
    "abstract": frozenset(),
    "right": frozenset(),
    "center": frozenset(),
    "flush": frozenset(),
    "remark": frozenset(),
    "signature": frozenset({"unit", "date", "sealing"}),
    "redhead": frozenset({"name", "number", "signers", "copy", "secrecy", "urgency", "issuer", "date"}),
    "letterhead": frozenset({"name", "number", "copy", "secrecy", "urgency"}),
    "attendance": frozenset({"label", "names"}),
    "imprint": frozenset({"copy", "by", "on"}),
    "pagebreak": frozenset(),
    "chart": frozenset({"name"}),
    "annex": frozenset({"number", "title", "orientation"}),
    "paper": frozenset({"size"}),
    "tail": frozenset({"report", "send", "issue", "copies"}),
}
NO_CHARTS: Mapping[str, ChartData] = MappingProxyType({})
_ALIGNMENTS = {"text-align:left": Align.LEFT, "text-align:center": Align.CENTER, "text-align:right": Align.RIGHT}


def escape(text: str) -> str:
    """Return *text* so that Markdown reads it as exactly these characters, wherever it stands.

    Every ASCII sign becomes a numeric entity: an entity never opens markup, ends a table cell or begins a
    list, and it works in a directive's attribute as well.  Digits and spaces count at the edges only; other blanks
    and line feeds count everywhere.
    """
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", clean_text(text)[0])


def parse(text: str, *, meta: Meta, template: str = "", charts: Mapping[str, ChartData] = NO_CHARTS) -> Document:
    """Return the document that the Markdown *text* describes; *charts* are those that it may place, by name.

    Raises ``Problem`` (naming *template*, for the line numbers are those of the filled-in text) for a
    directive that does not exist or lacks its place, and for a chart that the report does not have.
    """
    builder = _Builder(meta=meta, template=template, charts=charts)
    go_on()
    tokens = _reader().parse(text)
    builder.read(tokens)
    let_go(tokens)
    return builder.document()


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(
        ["html_block", "html_inline", "code", "fence", "backticks", "link", "image", "autolink", "reference"]
    )
    reader.block.ruler.before("paragraph", "directive", _directive_rule, {"alt": ["paragraph"]})
    return reader


def _directive_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not line.startswith(":::"):
        return False
    if silent:
        return True
    token = state.push("directive", "", 0)
    token.content = line
    token.map = [start, start + 1]
    state.line = start + 1
    return True


def directive_mistake(line: str) -> str:
    """Return what is wrong with the name or the words of a directive; empty for one that is written properly."""
    name, values = _named_values(line)
    if _DIRECTIVE.match(line) is None or name not in _WORDS:
        return _("The directive “{name}” does not exist or is not written properly.", name=name)
    if unknown := sorted(set(values) - _WORDS[name]):
        return _("The directive “{name}” does not know “{word}”.", name=name, word=unknown[0])
    return ""


def _named_values(line: str) -> tuple[str, dict[str, str]]:
    match = _DIRECTIVE.match(line)
    if match is None:
        return line.removeprefix(":::").strip().split(" ")[0], {}
    return match.group(1), {key: unescapeAll(value) for key, value in _ATTRIBUTE.findall(match.group(2))}


@dataclass
class _Builder:
    """Walks the tokens once; ``style`` and ``table`` hold what a directive said about the next block."""

    meta: Meta
    template: str
    charts: Mapping[str, ChartData] = field(default_factory=dict)
    title: str = ""
    masthead: Head | None = None
    tail: Tail | Imprint | None = None
    paper: Paper = Paper.PORTRAIT
    blocks: list[Block] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    style: ParagraphStyle = ParagraphStyle.BODY
    table: dict[str, str] = field(default_factory=dict)
    numbers: list[int | None] = field(default_factory=list)
    line: int = 0

    def document(self) -> Document:
        return Document(
            self.meta, self.title, tuple(self.blocks), self.masthead, tuple(self.annexes), self.tail, self.paper
        )  # fmt: skip

    def read(self, tokens: Sequence[Token]) -> None:
        place = 0
        while place < len(tokens):
            go_on()
            token = tokens[place]
            self.line = token.map[0] + 1 if token.map else self.line
            if token.type == "table_open":
                stop = next(n for n in range(place, len(tokens)) if tokens[n].type == "table_close")
                self.add(_table(tokens[place:stop], self.table))
                self.table = {}
                place = stop
            elif token.type == "heading_open":
                self.heading(token, tokens[place + 1])
                place += 2
            elif token.type == "paragraph_open":
                self.paragraph(tokens[place + 1])
                place += 2
            elif token.type == "directive":
                self.directive(token.content)
            else:
                self.list_mark(token)
            place += 1

    def add(self, block: Block) -> None:
        if self.annexes:
            last = self.annexes[-1]
            self.annexes[-1] = replace(last, blocks=(*last.blocks, block))
        else:
            self.blocks.append(block)

    def heading(self, token: Token, inline: Token) -> None:
        level = int(token.tag[1]) - 1
        text = "".join(run.text for run in _runs(inline))
        if level == 0 and not self.title:
            self.title = text
        elif level == 0 and not self.annexes:
            self.add(Paragraph((Run(text),), ParagraphStyle.TITLE))
        else:
            self.add(Heading(min(max(level, 1), 4), text))

    def paragraph(self, inline: Token) -> None:
        runs = _runs(inline)
        if self.numbers and self.numbers[-1] is not None:
            runs = (Run(f"{self.numbers[-1]}."), *runs)
        self.add(Paragraph(runs, self.style))
        self.style = ParagraphStyle.BODY

    def list_mark(self, token: Token) -> None:
        """Keep count: an official paper has no bullets, a numbered item begins with its number."""
        if token.type == "ordered_list_open":
            self.numbers.append(int(token.attrs.get("start", 1)) - 1)
        elif token.type == "bullet_list_open":
            self.numbers.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            self.numbers.pop()
        elif token.type == "list_item_open" and self.numbers[-1] is not None:
            self.numbers[-1] += 1

    def directive(self, line: str) -> None:
        if mistake := directive_mistake(line):
            raise self.problem(mistake)
        name, values = _named_values(line)
        if name in ("abstract", "right", "center", "flush", "remark"):
            self.style = ParagraphStyle(name)
        elif name == "table":
            self.table = values
        else:
            self.place(name, values)

    def place(self, name: str, values: dict[str, str]) -> None:
        get = values.get
        if name == "masthead":
            self.masthead = Masthead(
                name=get("name", ""), issue=get("issue", ""), total_issue=get("total", ""),
                issuer=get("issuer", ""), date=get("date", ""), note=get("note", ""),
            )  # fmt: skip
        elif name in ("redhead", "letterhead"):
            self.masthead = _head_of(name, values)
        elif name == "imprint":
            self.tail = Imprint(get("copy", ""), get("by", ""), get("on", ""))
        elif name == "attendance":
            above = self.annexes[-1].blocks if self.annexes else self.blocks
            first = not above or not isinstance(above[-1], Attendance)
            self.add(Attendance(get("label", ""), get("names", ""), first))
        elif name == "tail":
            tail = Tail(get("report", ""), get("send", ""), get("issue", ""), self.whole(get("copies", "0")))
            self.tail = tail if tail.lines or tail.copies else None
        elif name == "annex":
            landscape = get("orientation") == "landscape"
            self.annexes.append(Annex(self.whole(get("number", "0")), get("title", ""), (), landscape))
        elif name == "signature":
            sealing = self.choice(Sealing, name, get("sealing", Sealing.NONE))
            self.add(Signature(get("unit", ""), get("date", ""), sealing))
        elif name == "paper":
            self.paper = self.choice(Paper, name, get("size", ""))
        elif name == "chart":
            self.add(Chart(self.chart(get("name", "")), 1 + self.charts_so_far()))
        else:
            self.add(PageBreak())

    def chart(self, name: str) -> ChartData:
        if name not in self.charts:
            raise self.problem(_("The directive “{name}” does not know “{word}”.", name="chart", word=name))
        return self.charts[name]

    def charts_so_far(self) -> int:
        places = (self.blocks, *(annex.blocks for annex in self.annexes))
        return sum(isinstance(block, Chart) for blocks in places for block in blocks)

    def choice(self, kind: type[Named], directive: str, word: str) -> Named:
        if word not in set(kind):
            raise self.problem(_("The directive “{name}” does not know “{word}”.", name=directive, word=word))
        return kind(word)

    def whole(self, text: str) -> int:
        if not text.isdecimal():
            raise self.problem(_("“{text}” is not a whole number.", text=text))
        return int(text)

    def problem(self, message: str) -> Problem:
        return Problem(
            code="bad_template",
            file=self.template,
            message=_("Line {line} of the filled-in template: {message}", line=self.line, message=message),
            remedy=_("Mend the template."),
        )


def _head_of(name: str, values: dict[str, str]) -> RedHead | LetterHead:
    get = values.get
    markings = Markings(get("copy", ""), get("secrecy", ""), get("urgency", ""))
    if name == "letterhead":
        return LetterHead(get("name", ""), get("number", ""), markings)
    signers = tuple(signer.strip() for signer in get("signers", "").split("、") if signer.strip())
    return RedHead(get("name", ""), get("number", ""), signers, markings, get("issuer", ""), get("date", ""))


def _runs(inline: Token) -> tuple[Run, ...]:
    runs: list[Run] = []
    strong = 0
    for token in inline.children or ():
        if token.type == "strong_open":
            strong += 1
        elif token.type == "strong_close":
            strong -= 1
        else:
            text = "\n" if token.type == "hardbreak" else "" if token.type == "softbreak" else token.content
            if runs and runs[-1].bold == bool(strong):
                runs[-1] = Run(runs[-1].text + text, bool(strong))
            elif text:
                runs.append(Run(text, bool(strong)))
    return tuple(runs)


def _table(tokens: Sequence[Token], said: dict[str, str]) -> Table:
    head: list[str] = []
    rows: list[list[str]] = []
    alignments: list[Align] = []
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            text = "".join(run.text for run in _runs(tokens[place + 1]))
            if token.type == "th_open":
                head.append(text)
                alignments.append(_ALIGNMENTS.get(str(token.attrs.get("style", "")), Align.LEFT))
            else:
                rows[-1].append(text)
    widths = [float(width or 0) for width in said.get("widths", "").split(",")] if said.get("widths") else []
    widths += [0.0] * (len(head) - len(widths))
    return Table(
        columns=tuple(Column(width, align) for width, align in zip(widths, alignments, strict=False)),
        head=_head(head, said.get("groups", "")),
        rows=tuple(tuple(row) for row in rows[1:]),
        caption=said.get("caption", ""),
        unit=said.get("unit", ""),
        small=said.get("size") == "small",
        form=said.get("size") == "form",
    )


def _head(names: list[str], groups: str) -> tuple[tuple[HeadCell, ...], ...]:
    if not groups and not any(names):
        return ()
    if not groups:
        return (tuple(HeadCell(name) for name in names),)
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    rest = list(names)
    for item in groups.split(","):
        text, _star, count = item.partition("*")
        covered, rest = rest[: int(count or 1)], rest[int(count or 1) :]
        if text.strip():
            upper.append(HeadCell(text.strip(), columns=len(covered)))
            lower += [HeadCell(name) for name in covered]
        else:
            upper += [HeadCell(name, rows=2) for name in covered]
    upper += [HeadCell(name, rows=2) for name in rest]
    return (tuple(upper), tuple(lower))
