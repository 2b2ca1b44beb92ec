"""Workbooks on their way to the units: a ledger with remarks back to its sender, a fill-in workbook to each unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.commands.supervision.naming import unit_named
from smartplanner.excel.proposal import Proposal
from smartplanner.excel.sending.annotate import Annotation, annotate
from smartplanner.excel.sending.collect import Assignment, write_fill_in
from smartplanner.excel.sending.forms import Form, form_of


def needs_return(proposal: Proposal) -> bool:
    """Return whether a ledger holds places that its sender should mend or check."""
    return proposal.refused is None and any(problem.level is not Level.NOTE for problem in proposal.problems)


def return_name(path: Path) -> str:
    """Return the name of the file in which a ledger goes back to its sender."""
    ending = _("-remarks")
    return f"{path.stem}{ending}.xlsx"


def return_to_sender(office: Office, path: Path, proposal: Proposal, target: Path) -> Annotation:
    """Write the sender's workbook *path* to *target* with the problems of its *proposal* marked.

    Raises a Problem where the workbook cannot be read or written, and where *target* is the original or the book.
    """
    if target.resolve() in (path.resolve(), office.path.resolve()):
        message = _("The remarks would be written over the original.")
        raise Problem(code="would_overwrite", message=message, remedy=_("Choose another place."), file=target.name)
    return annotate(path, proposal, target, author=city().office)


def return_into(office: Office, path: Path, proposal: Proposal, folder: Path) -> tuple[Path, Annotation]:
    """Write the workbook *path* with its remarks into *folder*, which is made if need be; returns where and what.

    A file that came from elsewhere under a name that is taken gets a number.  Raises a Problem as
    ``return_to_sender`` does.
    """
    make_folder(folder)
    target = free_path(folder / return_name(path))
    return target, return_to_sender(office, path, proposal, target)


def make_folder(folder: Path) -> None:
    """Make *folder* if it is not there; a Problem if it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message, remedy = _("The folder cannot be made."), _("Choose another place.")
        raise Problem(code="no_folder", file=str(folder), message=message, remedy=remedy) from error


def free_path(path: Path) -> Path:
    """Return *path*, or the first of its numbered relatives at which there is no file yet."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return found


@dataclass(frozen=True, slots=True)
class Collected:
    """One fill-in workbook that was written: its file, its unit's name, and how many rows it asks about."""

    path: Path
    unit: str
    rows: int


def collect(
    office: Office,
    folder: Path,
    *,
    as_of: date,
    entity: str = "task",
    unit: str = "",
    supporting: bool = False,
) -> list[Collected]:
    """Write one fill-in workbook per unit with open rows into *folder*; returns what was written, largest first.

    *unit* names just one unit, by its name or a short form; with *supporting* the units that co-operate are asked
    instead of those that lead.  An older file of the same name is replaced.  Raises a Problem for an entity that
    is not collected, a unit that is not known or has nothing open, and a folder that cannot be written.
    """
    form = form_of(entity)
    if supporting and not form.supporting:
        message = _("Nobody co-operates on “{entity}”.", entity=_(form.described.plural))
        raise Problem(code="no_supporting", message=message)
    by_unit = _open_rows(office, form, supporting=supporting)
    if unit:
        wanted = unit_named(office, unit)
        by_unit = {wanted: by_unit.get(wanted, [])}
    if not any(by_unit.values()):
        message = _("There is nothing open to ask about.")
        raise Problem(
            code="nothing_open", message=message, remedy=_("Check the unit's name and the states."), value=unit
        )
    make_folder(folder)
    steps = office.journal.steps(limit=1)
    written = []
    for id, rows in sorted(by_unit.items(), key=lambda item: -len(item[1])):
        name = office.reader.name("organisation", id)
        path = folder / _file_name(form, name, as_of, supporting=supporting)
        assignment = Assignment(
            form=form, unit=id, supporting=supporting, rows=rows, as_of=as_of,
            step=steps[0].number if steps else 0, office=city().office,
        )  # fmt: skip
        write_fill_in(path, assignment, office.reader)
        written.append(Collected(path, name, len(rows)))
    return written


def _open_rows(office: Office, form: Form, *, supporting: bool) -> dict[str, list[Any]]:
    """Return the rows that are not at their end, by the units to ask; a row without a unit is nobody's."""
    found: dict[str, list[Any]] = {}
    for row in office.reader.rows(form.entity):
        if str(getattr(row, "state", None) or "") in form.ended:
            continue
        asked = getattr(row, form.supporting) if supporting else (getattr(row, form.unit),)
        for id in filter(None, asked):
            found.setdefault(id, []).append(row)
    return found


def _file_name(form: Form, unit: str, as_of: date, *, supporting: bool) -> str:
    role = _("-co-operating") if supporting else ""
    plain = "".join("_" if sign in '<>:"/\\|?*' or sign < " " else sign for sign in unit).strip(" .")[:60]
    ending = _("-fill-in")
    return f"{_(form.described.plural)}{ending}-{plain}{role}-{as_of:%Y%m%d}.xlsx"
