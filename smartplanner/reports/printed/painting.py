"""Pages of a list as PDF: title and notes on the first, the head of the table on each, page x of y at the foot."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from smartplanner.base.i18n import _
from smartplanner.reports.printed.codes import FaceCodes, PageText
from smartplanner.reports.printed.laying import (
    ABOVE,
    EDGE,
    FOOT_HEIGHT,
    HEAD_LINE,
    INDENT,
    LEADING,
    NOTE_HEIGHT,
    NOTE_SIZE,
    TITLE_HEIGHT,
    TITLE_SIZE,
    Laid,
    LaidPage,
    Part,
)
from smartplanner.reports.printed.lettering import Letters
from smartplanner.reports.printed.listing import LineKind
from smartplanner.reports.work import Work

_BLACK, _LINE, _GROUND, _GROUP = (HexColor(f"#{tone}") for tone in ("000000", "9A9A9A", "E4E4E4", "F2F2F2"))
"""Greys that a printer without colours keeps apart."""
_PLAIN = (LineKind.ROW, LineKind.TEXT)
_THIN, _THICK = 0.4, 0.9
_ASCENT = 0.88


def write(laid: Laid, work: Work | None = None) -> bytes:
    """Return the pages as a PDF.  The same pages give the same bytes; raises ``Stopped`` if *work* is."""
    work = work or Work()
    memory = io.BytesIO()
    fonts = laid.lettering.fonts
    canvas = Canvas(
        memory,
        pagesize=(laid.fit.width, laid.fit.height),
        invariant=1,
        lang="zh-CN",
        pageCompression=1,
        initialFontName=next(iter(fonts.faces.values())),  # type: ignore[arg-type]
    )
    texts = laid.listed.texts
    canvas.setTitle(texts.title)
    canvas.setAuthor(texts.office)
    canvas.setCreator("智城统筹")
    canvas.setProducer("智城统筹")
    canvas.setDateFormatter(lambda *_now: f"D:{texts.as_of:%Y%m%d}000000+08'00'")
    work.begin(len(laid.pages))
    painter = _Painter(canvas, laid)
    for number, page in enumerate(laid.pages):
        work.step()
        painter.page(page, number)
    canvas.save()
    return memory.getvalue()


class _Painter:
    """Draws the pages; y counts down from the top of the printed area."""

    def __init__(self, canvas: Canvas, laid: Laid) -> None:
        self.canvas, self.laid = canvas, laid
        faces = (laid.lettering.plain, laid.lettering.bold, laid.lettering.title)
        self._codes = {face.role: FaceCodes(canvas, face) for face in faces}
        self._text = PageText(canvas)

    def page(self, page: LaidPage, number: int) -> None:
        """Draw a page and turn to the next."""
        laid, canvas = self.laid, self.canvas
        self._text = PageText(canvas)
        canvas.setPageSize((laid.fit.width, laid.fit.height))
        top = self._above(number)
        wide = sum(width for _place, width in laid.fit.bands[page.band])
        self._ground(0, top, wide, laid.head_height(page.band), _GROUND)
        y = top + laid.head_height(page.band)
        edges = [top, y]
        for part in page.parts:
            kind = laid.listed.lines[part.line].kind
            if kind not in _PLAIN:
                self._ground(0, y, wide, part.height, _GROUP)
            y += part.height
            edges.append(y)
        self._lines(page, edges, wide)
        self._head(page, top)
        y = edges[1]
        for part in page.parts:
            self._part(page, part, y)
            y += part.height
        self._foot(number)
        canvas.drawText(self._text)
        canvas.showPage()

    def _above(self, number: int) -> float:
        laid, room = self.laid, self.laid.fit.room
        letters = laid.lettering
        if number >= len(laid.fit.bands):  # what goes on down the list
            if not laid.choice.head:
                return 0.0
            self._write(letters.plain, laid.choice.head, 0, 0, NOTE_SIZE, centre=room)
            return HEAD_LINE
        if laid.choice.head:
            self._write(letters.plain, laid.choice.head, 0, -HEAD_LINE * 0.7, NOTE_SIZE, centre=room)
        title = laid.listed.texts.title
        size = min(TITLE_SIZE, room / max(letters.title.width(title), 1.0))
        self._write(letters.title, title, 0, (TITLE_SIZE - size) / 2, size, centre=room)
        for place, note in enumerate(laid.notes):
            self._write(letters.plain, note, 0, TITLE_HEIGHT + place * NOTE_HEIGHT, NOTE_SIZE)
        return laid.first_top

    def _head(self, page: LaidPage, top: float) -> None:
        laid, x = self.laid, 0.0
        size = laid.fit.size
        for (_place, width), lines in zip(laid.fit.bands[page.band], laid.heads[page.band], strict=True):
            free = laid.head_height(page.band) - len(lines) * LEADING * size
            for at, text in enumerate(lines):
                self._write(laid.lettering.bold, text, x, top + free / 2 + at * LEADING * size, size, centre=width)
            x += width

    def _part(self, page: LaidPage, part: Part, y: float) -> None:
        laid, x = self.laid, 0.0
        size, line = laid.fit.size, laid.listed.lines[part.line]
        letters = laid.lettering.plain if line.kind in _PLAIN else laid.lettering.bold
        for at, ((place, width), lines) in enumerate(zip(laid.fit.bands[page.band], part.cells, strict=True)):
            column = laid.listed.columns[place]
            left = x + EDGE * size
            if column.light and lines and lines[0] in laid.listed.lights:
                self._light(lines[0], left, y + ABOVE * size, width - 2 * EDGE * size)
            else:
                group = line.kind is LineKind.GROUP and at == 0
                shift = line.level * INDENT * size if group else 0.0
                right = width - 2 * EDGE * size if column.right and not group else 0.0
                for number, text in enumerate(lines):
                    if text:
                        self._write(
                            letters, text, left + shift, y + (ABOVE + number * LEADING) * size, size, right=right
                        )
            x += width

    def _light(self, code: str, x: float, y: float, room: float) -> None:
        """Draw a light: its shape in its colour, its word in black."""
        laid = self.laid
        mark, size, letters = laid.listed.lights[code], laid.fit.size, laid.lettering.bold
        wide = letters.width(mark.shape + mark.word)
        size = min(size, room / max(wide, 0.1))
        if not laid.choice.grey:
            self._text.setFillColor(HexColor(f"#{mark.colour}"))
        self._write(letters, mark.shape, x, y, size)
        self._text.setFillColor(_BLACK)
        self._write(letters, mark.word, x + letters.width(mark.shape) * size, y, size)

    def _foot(self, number: int) -> None:
        laid = self.laid
        texts, letters, room = laid.listed.texts, laid.lettering.plain, laid.fit.room
        y = laid.fit.height - 2 * laid.fit.margin - FOOT_HEIGHT + (FOOT_HEIGHT - NOTE_SIZE)
        left = "　".join(filter(None, (texts.office, _("As of {day}", day=texts.as_of.isoformat()))))
        self._write(letters, left, 0, y, NOTE_SIZE)
        if laid.choice.foot:
            self._write(letters, laid.choice.foot, 0, y, NOTE_SIZE, centre=room)
        said = _("Page {number} of {count}", number=number + 1, count=len(laid.pages))
        self._write(letters, said, 0, y, NOTE_SIZE, right=room)

    def _write(
        self, letters: Letters, text: str, x: float, y: float, size: float, *, right: float = 0.0, centre: float = 0.0
    ) -> None:
        """Write *text* in a line of LEADING that begins at *y*, or against the right or in the middle of a width."""
        if right:
            x += max(0.0, right - letters.width(text) * size)
        elif centre:
            x += max(0.0, (centre - letters.width(text) * size) / 2)
        fit = self.laid.fit
        base = fit.height - fit.margin - y - (LEADING - 1) / 2 * size - _ASCENT * size
        self._text.put(self._codes[letters.role].runs(text), fit.margin + x, base, size)

    def _ground(self, x: float, y: float, width: float, height: float, tone: Color) -> None:
        fit = self.laid.fit
        self.canvas.setFillColor(tone)
        self.canvas.rect(fit.margin + x, fit.height - fit.margin - y - height, width, height, stroke=0, fill=1)
        self.canvas.setFillColor(_BLACK)

    def _lines(self, page: LaidPage, edges: Sequence[float], wide: float) -> None:
        fit, canvas = self.laid.fit, self.canvas
        left, base = fit.margin, fit.height - fit.margin
        canvas.setStrokeColor(_LINE)
        canvas.setLineWidth(_THIN)
        path = [(left, base - y, left + wide, base - y) for y in edges[1:-1]]
        x = left
        for at, (_place, width) in enumerate(fit.bands[page.band][:-1]):
            x += width
            spans = self._spans(page, edges, first=at == 0)
            path += [(x, base - first, x, base - last) for first, last in spans]
        canvas.lines(path)
        canvas.setStrokeColor(_BLACK)
        canvas.setLineWidth(_THICK)
        canvas.rect(left, base - edges[-1], wide, edges[-1] - edges[0], stroke=1, fill=0)

    def _spans(self, page: LaidPage, edges: Sequence[float], *, first: bool) -> list[tuple[float, float]]:
        """Return the stretches down the page that have lines between columns: the headers of groups have none.

        A text over all columns has the *first* line only, behind its label.
        """
        none = (LineKind.GROUP,) if first else (LineKind.GROUP, LineKind.TEXT)
        spans = [(edges[0], edges[1])]
        for place, part in enumerate(page.parts):
            if self.laid.listed.lines[part.line].kind in none:
                continue
            begin, last = edges[place + 1], edges[place + 2]
            if spans and spans[-1][1] == begin:
                spans[-1] = (spans[-1][0], last)
            else:
                spans.append((begin, last))
        return spans
