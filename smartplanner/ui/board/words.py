"""What is written on a card: broken and elided once for a width, then kept until the card or the width changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTextLayout, QTextOption, QTransform

from smartplanner.base.i18n import _
from smartplanner.fields.dates import format_date
from smartplanner.fields.values import trim
from smartplanner.queries.board_names import BoardNames
from smartplanner.queries.marks import Mark
from smartplanner.queries.tasks import TaskLine
from smartplanner.rules.lights import LETTERS, Light, say_cause
from smartplanner.ui.board.details import Detail
from smartplanner.ui.signs import say_mark, signs_of, width_of

MOST_KEPT = 3000
"""Cards whose words are kept; more than any screen shows, few enough to weigh nothing."""

APART = 6
"""Pixels between the deadline and the reason beside it."""
PRESSING = frozenset({"red", "yellow"})
"""Lights whose reason must stand out."""
_LONGEST_REPORT = 200
"""Characters of a report that are looked at: no card has room for more."""


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


class Card(NamedTuple):
    """What is shown of one matter: its line, what was read beside it, how many co-operating units have not signed,
    and whether it has memos or attachments.
    """

    line: TaskLine
    detail: Detail | None = None
    unsigned: int = 0
    mark: Mark | None = None

    @property
    def signs(self) -> tuple[str, ...]:
        """The names of the signs of its memos and attachments."""
        return signs_of(self.mark) if self.mark is not None else ()


@dataclass(frozen=True, slots=True)
class CardWords:
    """The words of one card, laid out."""

    card: Card
    title: tuple[QStaticText, ...]
    origin: QStaticText
    unsigned: QStaticText
    due: QStaticText
    cause: QStaticText
    cause_font: QFont
    percent: QStaticText
    report: QStaticText


class CardWriter:
    """Lays out the words of cards, and remembers them; *title_lines* is how many lines a title may take."""

    def __init__(self, names: BoardNames, as_of: date, fonts: CardFonts, *, title_lines: int = 2) -> None:
        self._names = names
        self._as_of = as_of
        self._fonts = fonts
        self._title_lines = title_lines
        self._title_metrics = QFontMetrics(fonts.title)
        self._small_metrics = QFontMetrics(fonts.small)
        self._strong_metrics = QFontMetrics(fonts.strong)
        self._width = 0
        self._kept: dict[str, CardWords] = {}

    def words(self, card: Card, *, width: int, title_width: int) -> CardWords:
        """Return the words of a card whose text may be *width* wide, beside the light *title_width*."""
        if width != self._width or len(self._kept) > MOST_KEPT:
            self._kept.clear()
            self._width = width
        known = self._kept.get(card.line.id)
        if known is None or not _is_same(known.card, card):
            known = self._kept[card.line.id] = self._write(card, width, title_width)
        return known

    def _write(self, card: Card, width: int, title_width: int) -> CardWords:
        line, fonts, small = card.line, self._fonts, self._small_metrics
        percent = "—" if line.progress is None else trim(line.progress) + "%"
        pressing = line.signal.light in PRESSING
        metrics = self._strong_metrics if pressing else small
        cause, due = say_cause(line.signal), due_words(line, self._as_of)
        # A day fits into three fifths; words of a ledger in its place may take what the reason leaves.
        due_room = max(width * 3 // 5, width - metrics.horizontalAdvance(cause) - APART)
        due = small.elidedText(due, Qt.TextElideMode.ElideRight, due_room)
        compact = self._title_lines == 1
        cause_room = width // 2 if compact else width - small.horizontalAdvance(due) - APART
        cause = metrics.elidedText(cause, Qt.TextElideMode.ElideRight, cause_room)
        unsigned = unsigned_words(card.unsigned)
        origin_room = width - (self._strong_metrics.horizontalAdvance(unsigned) + APART if unsigned else 0)
        origin = origin_words(line, self._names)
        if compact:
            # A small card has one line for who leads, when and why; of these the name gives way first.
            origin_room -= metrics.horizontalAdvance(cause) + APART
            lead = lead_words(line, self._names)
            if unsigned and small.horizontalAdvance(f"{lead} · {due}") > origin_room:
                # Who leads is asked first; the tooltip has the signatures.
                origin_room += self._strong_metrics.horizontalAdvance(unsigned) + APART
                unsigned = ""
            lead = _elided(small, lead, origin_room - small.horizontalAdvance(f" · {due}")) if lead else ""
            origin = " · ".join(part for part in (lead.removeprefix("…"), due) if part)
        report = report_words(card.detail, self._as_of)
        titles = two_lines(line.title, self._title_metrics, fonts, title_width)
        if compact:
            titles = iter([_elided(self._title_metrics, " ".join(line.title.split()), title_width)])
        return CardWords(
            card,
            tuple(_static(part, fonts.title) for part in titles),
            _static(_elided(small, origin, origin_room), fonts.small),
            _static(unsigned, fonts.strong),
            _static(due, fonts.small),
            _static(cause, fonts.strong if pressing else fonts.small),
            fonts.strong if pressing else fonts.small,
            _static(percent, fonts.small),
            _static(_elided(small, report, width - (width_of(card.signs) + APART if card.signs else 0)), fonts.small),
        )


def _is_same(one: Card, other: Card) -> bool:
    return (
        one.line is other.line
        and one.detail is other.detail
        and one.unsigned == other.unsigned
        and one.mark == other.mark
    )


def _elided(metrics: QFontMetrics, text: str, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))


def lead_words(line: TaskLine, names: BoardNames) -> str:
    """Return the short name of the lead unit."""
    return names.short_units.get(line.lead, "") if line.lead else ""


def origin_words(line: TaskLine, names: BoardNames) -> str:
    """Return the lead unit and the code of a card, whichever there are."""
    return " · ".join(part for part in (lead_words(line, names), line.code) if part)


def unsigned_words(count: int) -> str:
    """Return how many co-operating units have not signed; nothing if all have."""
    return _("{count} unsigned", count=count) if count else ""


def report_words(detail: Detail | None, as_of: date) -> str:
    """Return the last report with its day; nothing while it is not known."""
    if detail is None:
        return ""
    if detail.report is None:
        return _("No report yet")
    day = detail.report.day
    when = "" if day is None else f"{day.month}-{day.day:02} " if day.year == as_of.year else f"{day.isoformat()} "
    return when + detail.report.text[:_LONGEST_REPORT]


def due_words(line: TaskLine, as_of: date) -> str:
    """Return the deadline as exactly as it was named, without its year if that is this year; else the words given."""
    precision = line.due_precision or "day"
    if line.due is None:
        given = " ".join((line.due_text or "").split())
        return given or (_("ongoing") if precision == "ongoing" else _("No deadline"))
    words = format_date(line.due, precision)
    return words if precision == "year" else words.removeprefix(f"{as_of.year}年")


def full_words(card: Card, names: BoardNames, as_of: date) -> str:
    """Return all about a card on a few lines: for its tooltip, and for who listens instead of looking."""
    line = card.line
    lead = names.units.get(line.lead, "") if line.lead else ""
    light = _("{light}: {cause}", light=_(Light.of(line.signal.light).label), cause=say_cause(line.signal))
    progress = "" if line.progress is None else _("Progress {percent}", percent=trim(line.progress) + "%")
    unsigned = _("{count} co-operating units have not signed", count=card.unsigned) if card.unsigned else ""
    report = report_words(card.detail, as_of) if card.detail and card.detail.report else ""
    parts = (
        line.title,
        " · ".join(part for part in (line.code, lead) if part),
        due_words(line, as_of),
        progress,
        light,
        _lights_words(card.detail),
        unsigned,
        _("Last report: {report}", report=report) if report else "",
        say_mark(card.mark) if card.mark is not None else "",
    )
    return "\n".join(part for part in parts if part)


def _lights_words(detail: Detail | None) -> str:
    """Return the past lights as letters, the oldest first; nothing if none of them is known."""
    if detail is None or not any(detail.lights):
        return ""
    letters = " ".join(_(LETTERS[light]) if light else "—" for light in detail.lights)
    return _("Lights of the last {count} months: {letters}", count=len(detail.lights), letters=letters)


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
