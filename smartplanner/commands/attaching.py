"""Several files attached to one record as one step: first they are copied beside the book, then noted together.

Copying takes as long as the files are large and may be done off the window's thread; noting is quick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step, insert
from smartplanner.commands.attachments import attachments_of, check_kind, check_may_attach, folder, keep_file
from smartplanner.commands.memos import record_title
from smartplanner.commands.office import Office


class Copied(NamedTuple):
    """A file that lies beside the book already: its name, the hash of its bytes, and how many they are."""

    name: str
    sha256: str
    size: int


class Attached(NamedTuple):
    """What came of attaching: the step, the names of the files, and how many were attached before."""

    step: Step
    names: tuple[str, ...]
    known: int


def copy_files(
    office: Office, entity: str, id: str, paths: Sequence[Path], *, tell: Callable[[float], object] = lambda _part: None
) -> tuple[Copied, ...]:
    """Copy files beside the book for a record; *tell* is told the part done and may raise to stop.

    Raises a Problem when one of them cannot be attached; then nothing is to be noted.
    """
    check_may_attach(office, entity, id)
    copied: list[Copied] = []
    refused: list[Problem] = []
    for number, path in enumerate(paths):
        tell(number / len(paths))
        try:
            copied.append(Copied(check_kind(path), *keep_file(folder(office), path)))
        except Problem as problem:
            refused.append(problem)
    if refused:
        raise _all_refused(refused, len(paths))
    return tuple(copied)


def note_files(office: Office, entity: str, id: str, copied: Sequence[Copied]) -> Attached:
    """Note copied files as belonging to a record, in one step; those that it has already are passed over.

    Raises a Problem when the record is gone or it has them all.
    """
    check_may_attach(office, entity, id)
    known = {row.sha256: row.name for row in attachments_of(office, entity, id)}
    fresh: dict[str, Copied] = {}
    for one in copied:
        if one.sha256 not in known:
            fresh.setdefault(one.sha256, one)
    if not fresh:
        name = known.get(copied[0].sha256, "") if copied else ""
        message = _("This very file is attached already, as “{name}”.", name=name)
        raise Problem(code="attached_already", file=copied[0].name if copied else "", message=message)
    plain = {"entity": entity, "of": id, "added_on": clock.today(), "remark": None}
    rows = [insert("attachment", new_id(), {**plain, **one._asdict()}) for one in fresh.values()]
    names = tuple(one.name for one in fresh.values())
    label = Label(N_("Attach “{name}”"), {"name": names[0]})
    if len(names) > 1:
        title = record_title(office, entity, id)
        label = Label(N_("Attach {count} files to “{title}”"), {"count": str(len(names)), "title": title})
    step = office.journal.commit(label, rows)
    assert step is not None
    return Attached(step, names, len(copied) - len(fresh))


def _all_refused(refused: Sequence[Problem], count: int) -> Problem:
    """Return why files were refused: the one Problem of a single file, else all of them in one."""
    if count == 1:
        return refused[0]
    message = _("{count} of {total} files cannot be attached, so none was.", count=len(refused), total=count)
    reasons = "\n".join(problem.sentence() for problem in refused[:_SAID])
    return Problem(
        code="not_attached",
        message=f"{message}\n{reasons}\n",
        remedy=_("Leave them out and drop the others again."),
        details=tuple(refused),
    )


_SAID = 3
"""Files whose reasons stand in the message itself."""
