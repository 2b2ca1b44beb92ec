"""The columns of a sheet as a person looks through them: head, some values, the field that each means, how surely."""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.base.i18n import _
from smartplanner.excel.apart.preview import SheetView
from smartplanner.excel.choices import TableChoice
from smartplanner.excel.proposal import SheetReading
from smartplanner.excel.reading.grid import column_letters, column_number
from smartplanner.fields.description import Entity
from smartplanner.ui.importing.lists import Shown

MEANS = 3
"""The place of the column that says what a column means."""
_SURE = 0.8
_SAMPLED_ROWS, _SAMPLES = 60, 3


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """One column of the sheet as the page shows it."""

    letter: str
    head: str
    samples: str
    field: str
    label: str
    score: float
    hidden: bool
    by_hand: bool


def shown_columns() -> list[Shown[ColumnEntry]]:
    """Return what is shown of each column."""
    return [
        Shown(
            _("Column"), 58, lambda entry: _("{letter} (hidden)", letter=entry.letter) if entry.hidden else entry.letter
        ),
        Shown(_("Head in the workbook"), 140, lambda entry: entry.head),
        Shown(_("Some of its values"), 200, lambda entry: entry.samples),
        Shown(
            _("Means"),
            160,
            lambda entry: entry.label or _("— leave the column out —"),
            value=lambda entry: entry.field,
        ),
        Shown(_("Certainty"), 100, _certainty),
    ]


def _certainty(entry: ColumnEntry) -> str:
    if entry.by_hand:
        return _("◆ chosen by you")
    if not entry.field:
        return _("○ left out")
    return _("● sure") if entry.score >= _SURE else _("▲ please check")


def column_entries(
    reading: SheetReading, view: SheetView | None, choice: TableChoice, described: Entity | None
) -> list[ColumnEntry]:
    """Return the columns of a sheet, with what a person chose for them."""
    found = []
    for letter, head, field, score, samples, hidden in _columns_of(reading, view):
        if letter in choice.columns:
            field, score = choice.columns[letter], 1.0
        label = _(described[field].note.label) if described is not None and field in described.by_name else ""
        by_hand = letter in choice.columns
        found.append(ColumnEntry(letter, head, "；".join(samples), field, label, score, hidden, by_hand))
    return found


def side_fields(described: Entity) -> frozenset[str]:
    """Return the fields that only go with others: words as given, precision."""
    words = {field.note.words for field in described.fields if field.note.words}
    return frozenset(words | {field.name for field in described.fields if field.name.endswith("_precision")})


def _columns_of(
    reading: SheetReading, view: SheetView | None
) -> list[tuple[str, str, str, float, tuple[str, ...], bool]]:
    if reading.details:
        return [(each.letter, each.head, each.field, each.score, each.samples, each.hidden) for each in reading.details]
    heads = dict(reading.heads) or {column_letters(place + 1): "" for place in range(view.width if view else 0)}
    found = []
    for letter in sorted(heads, key=column_number):
        score = 0.7 if letter in reading.guessed else 1.0
        samples = _samples(view, reading, column_number(letter) - 1)
        hidden = view is not None and column_number(letter) - 1 in view.hidden_columns
        found.append((letter, heads[letter], reading.columns.get(letter, ""), score, samples, hidden))
    return found


def _samples(view: SheetView | None, reading: SheetReading, column: int) -> tuple[str, ...]:
    start = reading.header_rows[1] if reading.header_rows else 0
    texts = (view.text(row, column) for row in range(start, start + _SAMPLED_ROWS)) if view is not None else ()
    return tuple(dict.fromkeys(text for text in texts if text))[:_SAMPLES]
