"""The second line of what was found: who leads it, where, until when; and its light."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from smartplanner.fields.dates import format_date
from smartplanner.fields.description import Kind
from smartplanner.fields.values import show
from smartplanner.model import entities
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import TaskLine, task_lines_of

_TELLING = ("code", "contract", "operator", "organisation", "plan", "pilot", "district", "lead", "group", "meeting")
_TELLING_LAST = ("kind", "stage", "state", "due", "end", "signed_on", "held_on", "period_end", "as_of", "number")
_MOST = 3
_LONGEST = 24
"""Characters of one part: the title above says the most."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands below a title: its parts, and the name of a light (empty: it has none)."""

    parts: tuple[str, ...]
    light: str = ""


def contexts(reader: Reader, places: Iterable[tuple[str, str]], *, as_of: date) -> dict[tuple[str, str], Context]:
    """Return what to say below each of these records (entity, id), as of a day; meant for a screenful."""
    wanted: dict[str, list[str]] = {}
    for entity, id in places:
        wanted.setdefault(entity, []).append(id)
    found: dict[tuple[str, str], Context] = {}
    for entity, ids in wanted.items():
        if entity == "task":
            for line in task_lines_of(reader, ids, as_of=as_of):
                found[entity, line.id] = _of_matter(reader, line)
        else:
            found |= {(entity, id): Context(parts) for id, parts in _of_others(reader, entity, ids)}
    return found


def _of_matter(reader: Reader, line: TaskLine) -> Context:
    due = format_date(line.due) if line.due else line.due_text or ""
    lead = reader.name("organisation", line.lead) if line.lead else ""
    district = reader.name("district", line.district) if line.district else ""
    return Context(
        tuple(_short(part) for part in (line.code or "", lead, district, due) if part), str(line.signal.light)
    )


def _of_others(reader: Reader, entity: str, ids: list[str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    described = entities()[entity]
    fields = [
        described[name] for name in (*_TELLING, *_TELLING_LAST) if name in described.by_name and name != described.title
    ]
    for row in reader.rows(entity, ids):
        texts = ((field.kind, show(field, getattr(row, field.name), reader.name)) for field in fields)
        parts = [text if kind is Kind.DATE else _short(text) for kind, text in texts if text]
        yield row.id, tuple(parts[:_MOST])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
