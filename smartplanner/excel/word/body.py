"""Reads document.xml of a .docx: paragraphs and rows of tables, in the order of the page.

Deleted text of tracked changes, hidden text and text boxes are left out; ``left_out`` says which there were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from smartplanner.base.i18n import _
from smartplanner.excel.reading import refusals
from smartplanner.excel.word.document import WordLine
from smartplanner.excel.word.lists import whole
from smartplanner.excel.word.numbering import Counter, Numbering
from smartplanner.excel.word.reasons import too_much_text

MOST_CHARACTERS = 2_000_000
MOST_LINES = 100_000
MOST_COLUMNS = 63
"""Columns of a table; Word itself allows no more."""
DEEPEST = 500
_OFF = frozenset({"0", "false", "off"})
DELETED, HIDDEN, BOXES = "deleted", "hidden", "boxes"


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    style: str = ""
    list: str | None = None
    level: int | None = None


@dataclass(slots=True)
class _Cell:
    lines: list[str] = field(default_factory=list)
    width: int = 1
    goes_on: bool = False


class BodyHandler:
    """The handlers of the parser for document.xml, and where it stands."""

    def __init__(self, numbering: Numbering) -> None:
        self.lines: list[WordLine] = []
        self.left_out: set[str] = set()
        self._numbering, self._counter = numbering, Counter(numbering)
        self._depth = self._characters = 0
        self._paragraphs: list[_Paragraph] = []
        self._cells: list[_Cell] = []
        self._row: list[_Cell] | None = None
        self._above: list[str] = []
        self._tables = self._table_depth = 0
        self._in_text = False
        self._hidden = False
        self._skipped = 0
        """Depth inside of something that is left out."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element by its local name."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise refusals.damaged(_("its elements are nested too deeply"))
        if self._skipped or name in ("txbxContent", "del", "moveFrom", "Fallback", "pPrChange", "rPrChange"):
            self._skip(name)
            return
        starting = getattr(self, f"_start_{name}", None)
        if starting is not None:
            starting(attributes)

    def end(self, name: str) -> None:
        """Take the end of an element by its local name."""
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        if name == "t":
            self._in_text = False
        elif name == "p":
            self._end_paragraph()
        elif name == "tc":
            self._end_cell()
        elif name == "tr":
            self._end_row()
        elif name == "tbl":
            self._table_depth -= 1

    def text(self, content: str) -> None:
        """Take a piece of text."""
        if not self._in_text or self._skipped or not self._paragraphs:
            return
        if self._hidden:
            self.left_out.add(HIDDEN)
            return
        self._say(content)

    def _skip(self, name: str) -> None:
        self._skipped += 1
        if name == "txbxContent":
            self.left_out.add(BOXES)
        elif name == "delText":
            self.left_out.add(DELETED)

    def _say(self, content: str) -> None:
        self._characters += len(content)
        if self._characters > MOST_CHARACTERS:
            raise too_much_text(MOST_CHARACTERS)
        if self._paragraphs:
            self._paragraphs[-1].pieces.append(content)

    def _start_p(self, _attributes: Mapping[str, str]) -> None:
        self._paragraphs.append(_Paragraph())

    def _start_r(self, _attributes: Mapping[str, str]) -> None:
        self._hidden = False

    def _start_vanish(self, attributes: Mapping[str, str]) -> None:
        self._hidden = attributes.get("val", "1") not in _OFF

    def _start_t(self, _attributes: Mapping[str, str]) -> None:
        self._in_text = True

    def _start_tab(self, attributes: Mapping[str, str]) -> None:
        if "pos" not in attributes:  # else it is the place of a tab, not a tab
            self._say("\t")

    def _start_br(self, _attributes: Mapping[str, str]) -> None:
        self._say("\n")

    _start_cr = _start_br

    def _start_noBreakHyphen(self, _attributes: Mapping[str, str]) -> None:
        self._say("-")

    def _start_pStyle(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = attributes.get("val", "")

    def _start_ilvl(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].level = whole(attributes.get("val", ""))

    def _start_numId(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].list = attributes.get("val", "")

    def _start_tbl(self, _attributes: Mapping[str, str]) -> None:
        self._table_depth += 1
        if self._table_depth == 1:
            self._tables += 1
            self._above = []

    def _start_tr(self, _attributes: Mapping[str, str]) -> None:
        if self._table_depth == 1:
            self._row = []

    def _start_tc(self, _attributes: Mapping[str, str]) -> None:
        if self._table_depth == 1:
            self._cells.append(_Cell())

    def _start_gridSpan(self, attributes: Mapping[str, str]) -> None:
        if self._cells:
            self._cells[-1].width = min(max(1, whole(attributes.get("val", "1"))), MOST_COLUMNS)

    def _start_vMerge(self, attributes: Mapping[str, str]) -> None:
        if self._cells:
            self._cells[-1].goes_on = attributes.get("val", "continue") == "continue"

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        words = "".join(paragraph.pieces).strip()
        label, level = self._label(paragraph)
        if self._cells:
            if words:
                self._cells[-1].lines.append(label + words)
        elif words:
            self._add(WordLine(words, label, level))

    def _label(self, paragraph: _Paragraph) -> tuple[str, int]:
        found = self._numbering.of_style(paragraph.style) if paragraph.style else None
        number = paragraph.list if paragraph.list is not None else (found[0] if found else "")
        level = paragraph.level if paragraph.level is not None else (found[1] if found else 0)
        if not number or number == "0" or not any(piece.strip() for piece in paragraph.pieces):
            return "", 0
        return self._counter.label(number, level), level

    def _end_cell(self) -> None:
        if self._table_depth == 1 and self._cells and self._row is not None:
            self._row.append(self._cells.pop())

    def _end_row(self) -> None:
        if self._table_depth != 1 or self._row is None:
            return
        texts: list[str] = []
        for cell in self._row:
            column = len(texts)
            words = "\n".join(cell.lines)
            if cell.goes_on and column < len(self._above):
                words = self._above[column]
            texts += [words, *[""] * (cell.width - 1)]
        self._row = None
        self._above = texts = texts[:MOST_COLUMNS]
        if any(texts):
            shown = "  ".join(words for words in texts if words)
            self._add(WordLine(shown, cells=tuple(texts), table=self._tables))

    def _add(self, line: WordLine) -> None:
        if len(self.lines) >= MOST_LINES:
            raise too_much_text(MOST_CHARACTERS)
        self.lines.append(line)
