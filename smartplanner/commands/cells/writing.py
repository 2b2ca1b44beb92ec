"""Writing into cells: one step, all or nothing, named after what a person did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.base.telling import Tell, untold, within
from smartplanner.changes import Label, Step
from smartplanner.commands.cells.preview import Key, Preview, Text, preview_cells
from smartplanner.commands.cells.shown import cell_text
from smartplanner.commands.office import Office
from smartplanner.model import entity as described_entity

CHANGE = N_("Change {count} cells in {entity}")
PASTE = N_("Paste {count} cells into {entity}")
FILL = N_("Fill {count} cells in {entity}")
CLEAR = N_("Clear {count} cells in {entity}")
REPLACE = N_("Replace text in {count} cells of {entity}")
READ = 0.7
"""The part of the whole after which texts are read and only the writing is left."""
_LISTED = 5
"""Cells named in the sentence itself; the details hold all."""


def set_cells(
    office: Office,
    entity: str,
    cells: Mapping[Key, Text],
    *,
    as_of: date,
    doing: str = CHANGE,
    seen: Mapping[Key, str] | None = None,
    tell: Tell = untold,
) -> Step | None:
    """Write texts into cells as one step; None if nothing differs.

    *doing* names the step; *seen* is what the cells showed when the person began: where another hand changed one
    meanwhile, that is a Problem.  Raises one Problem that names every cell that cannot be written; then nothing is.
    *tell* hears how far it is; where it raises, nothing is written either.
    """
    if seen:
        _refuse(_changed_meanwhile(office, entity, seen), len(seen))
    preview = preview_cells(office, entity, cells, as_of=as_of, tell=within(tell, 0.0, READ))
    step = write_preview(office, preview, doing=doing, tell=within(tell, READ, 1.0))
    preview.forget()
    return step


def write_preview(
    office: Office, preview: Preview, *, doing: str = CHANGE, without_refused: bool = False, tell: Tell = untold
) -> Step | None:
    """Write what was previewed as one step; None if it changes nothing.

    Raises the Problem of refused cells unless they are to be left out, and that of a row that changed since.
    *tell* hears how far it is; where it raises, nothing is written.
    """
    if not without_refused:
        _refuse(preview.problems, len(preview.cells))
    return office.journal.commit(_label(office, preview, doing), preview.changes, tell=tell)


def _label(office: Office, preview: Preview, doing: str) -> Label:
    described = described_entity(preview.entity)
    written = preview.written
    rows = {cell.id for cell in written}
    if len(rows) == 1 and doing == CHANGE and not preview.added:
        names = "、".join(dict.fromkeys(cell.column for cell in written))
        return Label(N_("Change {fields} of “{title}”"), {"fields": names, "title": written[0].title})
    return Label(doing, {"count": str(len(written)), "entity": _(described.plural)})


def _changed_meanwhile(office: Office, entity: str, seen: Mapping[Key, str]) -> list[Problem]:
    described = described_entity(entity)
    rows = {row.id: row for row in office.reader.rows(entity, {id for id, _name in seen})}
    found = []
    for (id, name), before in seen.items():
        if id not in rows:
            continue  # writing says that the row is gone
        now = cell_text(described[name], rows[id], office.reader.name)
        if now != before:
            label = _(described[name].note.label)
            message = _("“{label}” was changed by another hand meanwhile; it is now “{value}”.", label=label, value=now)
            remedy = _("Look at it, then enter your value again.")
            found.append(Problem(code="conflict", message=message, remedy=remedy, field=name))
    return found


def _refuse(problems: Sequence[Problem], count: int) -> None:
    if not problems:
        return
    if len(problems) == 1:
        raise problems[0]
    message = _("{bad} of {count} cells cannot be written; nothing was changed.", bad=len(problems), count=count)
    lines = [problem.sentence() for problem in problems[:_LISTED]]
    if len(problems) > _LISTED:
        lines.append(_("… and {count} more", count=len(problems) - _LISTED))
    raise Problem(code="not_valid", message="\n".join([message, *lines]), details=tuple(problems))
