"""What is written on a card: broken and elided once for a width, then kept until the card or the width changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTextLayout, QTextOption, QTransform

from smartplanner.base.i18n import _
from smartplanner.fields.dates import format_date
from smartplanner.fields.values import trim
from smartplanner.queries.board import BoardNames
from smartplanner.queries.tasks import TaskLine
from smartplanner.rules.lights import Light, say_cause

MOST_KEPT = 3000
"""Cards whose words are kept; more than any screen shows, few enough to weigh nothing."""

APART = 6
"""Pixels between the deadline and the reason beside it."""
PRESSING = frozenset({"red", "yellow"})
"""Lights whose reason must stand out."""


@dataclass(frozen=True, slots=True)
class CardFonts:
    """The fonts of a card, from the font of the widget: the title, the rest, and what must stand out in it."""

    title: QFont
    small: QFont
    strong: QFont

    @classmethod
    def of(cls, font: QFont) -> CardFonts:
        """Return the fonts that go with *font*."""
        title, small, strong = QFont(font), QFont(font), QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        strong.setPointSizeF(font.pointSizeF() * 0.9)
        strong.setBold(True)
        return cls(title, small, strong)


@dataclass(frozen=True, slots=True)
class CardWords:
    """The words of one card, laid out."""

    line: TaskLine
    title: tuple[QStaticText, ...]
    origin: QStaticText
    due: QStaticText
    cause: QStaticText
    cause_font: QFont
    percent: QStaticText


class CardWriter:
    """Lays out the words of cards, and remembers them."""

    def __init__(self, names: BoardNames, as_of: date, fonts: CardFonts) -> None:
        self._names = names
        self._as_of = as_of
        self._fonts = fonts
        self._title_metrics = QFontMetrics(fonts.title)
        self._small_metrics = QFontMetrics(fonts.small)
        self._strong_metrics = QFontMetrics(fonts.strong)
        self._width = 0
        self._kept: dict[str, CardWords] = {}

    def words(self, line: TaskLine, *, width: int, title_width: int) -> CardWords:
        """Return the words of a card whose text may be *width* wide, beside the light *title_width*."""
        if width != self._width or len(self._kept) > MOST_KEPT:
            self._kept.clear()
            self._width = width
        known = self._kept.get(line.id)
        if known is None or known.line is not line:
            known = self._kept[line.id] = self._write(line, width, title_width)
        return known

    def _write(self, line: TaskLine, width: int, title_width: int) -> CardWords:
        fonts, small = self._fonts, self._small_metrics
        percent = "—" if line.progress is None else trim(line.progress) + "%"
        pressing = line.signal.light in PRESSING
        metrics = self._strong_metrics if pressing else small
        cause, due = say_cause(line.signal), due_words(line, self._as_of)
        # A day fits into three fifths; words of a ledger in its place may take what the reason leaves.
        due_room = max(width * 3 // 5, width - metrics.horizontalAdvance(cause) - APART)
        due = small.elidedText(due, Qt.TextElideMode.ElideRight, due_room)
        cause_room = width - small.horizontalAdvance(due) - APART
        cause = metrics.elidedText(cause, Qt.TextElideMode.ElideRight, cause_room)
        origin = small.elidedText(origin_words(line, self._names), Qt.TextElideMode.ElideRight, width)
        return CardWords(
            line,
            tuple(
                _static(part, fonts.title) for part in two_lines(line.title, self._title_metrics, fonts, title_width)
            ),
            _static(origin, fonts.small),
            _static(due, fonts.small),
            _static(cause, fonts.strong if pressing else fonts.small),
            fonts.strong if pressing else fonts.small,
            _static(percent, fonts.small),
        )


def origin_words(line: TaskLine, names: BoardNames) -> str:
    """Return the code and the lead unit of a card, whichever there are."""
    lead = names.short_units.get(line.lead, "") if line.lead else ""
    return " · ".join(part for part in (line.code, lead) if part)


def due_words(line: TaskLine, as_of: date) -> str:
    """Return the deadline as exactly as it was named, without its year if that is this year; else the words given."""
    precision = line.due_precision or "day"
    if line.due is None:
        given = " ".join((line.due_text or "").split())
        return given or (_("ongoing") if precision == "ongoing" else _("No deadline"))
    words = format_date(line.due, precision)
    return words if precision == "year" else words.removeprefix(f"{as_of.year}年")


def full_words(line: TaskLine, names: BoardNames, as_of: date) -> str:
    """Return all about a card on a few lines: for its tooltip, and for who listens instead of looking."""
    lead = names.units.get(line.lead, "") if line.lead else ""
    light = _("{light}: {cause}", light=_(Light.of(line.signal.light).label), cause=say_cause(line.signal))
    progress = "" if line.progress is None else _("Progress {percent}", percent=trim(line.progress) + "%")
    parts = (
        line.title,
        " · ".join(part for part in (line.code, lead) if part),
        due_words(line, as_of),
        progress,
        light,
    )
    return "\n".join(part for part in parts if part)


def two_lines(text: str, metrics: QFontMetrics, fonts: CardFonts, width: int) -> Iterator[str]:
    """Yield *text* on at most two lines of *width* pixels, the second cut with … where it is too long."""
    line = " ".join(text.split())
    layout = QTextLayout(line, fonts.title)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    if not first.isValid():
        return
    first.setLineWidth(width)
    layout.endLayout()
    # Qt counts in UTF-16 units, of which a rare character takes two.
    units = line.encode("utf-16-le")
    cut = first.textLength() * 2
    yield units[:cut].decode("utf-16-le", "ignore").rstrip()
    if rest := units[cut:].decode("utf-16-le", "ignore"):
        yield metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)


def _static(text: str, font: QFont) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), font)
    return made
