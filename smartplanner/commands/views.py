"""Saved views: a list, board or chart as it was set up, kept in the book; each change is one step.

The content of a view is a JSON object.  What is in it only its page knows: an entry that a page does not know is left
out when the view is shown, so that a view of an older version never stands in the way.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.paths import resources
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, delete, insert, update
from smartplanner.commands.office import Office
from smartplanner.model.saved_view import SavedView
from smartplanner.queries.reader import Reader
from smartplanner.queries.spelling import spelled

ENTITY = "saved_view"
LONGEST_NAME = 40
"""Characters; a longer name fits no menu."""
LARGEST = 200_000
"""Characters of a setting; a real one has some thousands."""
Content = Mapping[str, Any]


def views_of(reader: Reader, page: str = "") -> list[SavedView]:
    """Return the views of a page (empty: of all pages) in the order of the office."""
    found = [row for row in reader.rows(ENTITY) if not page or row.page == page]
    return sorted(found, key=lambda row: (row.order is None, row.order or 0, spelled(row.name)))


def briefing_views(reader: Reader) -> list[SavedView]:
    """Return the views that are shown before a meeting, in their order."""
    return [row for row in views_of(reader) if row.briefing]


def read_content(text: str) -> Content:
    """Return the setting of a view; a Problem if it is none."""
    try:
        if len(text) > LARGEST:
            raise ValueError
        content = json.loads(text)
        json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise Problem(
            code="view_unreadable",
            message=_("The setting of this view cannot be read."),
            remedy=_("Set the page up again and save it as a new view."),
        )
    return content


def save_view(
    office: Office, page: str, name: str, content: Content, *, briefing: bool = False, remark: str = ""
) -> Step:
    """Keep *content* as a new view of *page*, behind the others; a Problem if the name is empty, long or taken."""
    known = views_of(office.reader)
    values: dict[str, Any] = {
        "name": _free_name(known, page, name), "page": page, "content": _written(content),
        "order": _next(known), "briefing": briefing or None, "remark": remark.strip() or None,
    }  # fmt: skip
    change = insert(ENTITY, new_id(), values)
    return _committed(office, Label(N_("Save the view “{name}”"), {"name": values["name"]}), [change])


def update_view(office: Office, id: str, content: Content) -> Step | None:
    """Let a view keep *content* from now on; None if it already does."""
    row = found(office.reader, id)
    change = update(ENTITY, id, {"content": row.content}, {"content": _written(content)})
    return _step(office, Label(N_("Change the view “{name}”"), {"name": row.name}), [change])


def rename_view(office: Office, id: str, name: str) -> Step | None:
    """Call a view otherwise; a Problem if the name is empty, long or taken."""
    row = found(office.reader, id)
    others = [one for one in views_of(office.reader) if one.id != id]
    change = update(ENTITY, id, {"name": row.name}, {"name": _free_name(others, row.page, name)})
    label = Label(N_("Rename the view “{name}” to “{new}”"), {"name": row.name, "new": name.strip()})
    return _step(office, label, [change])


def remove_view(office: Office, id: str) -> Step:
    """Remove a view."""
    row = found(office.reader, id)
    return _committed(office, Label(N_("Remove the view “{name}”"), {"name": row.name}), [delete(ENTITY, row)])


def arrange_views(office: Office, ids: Sequence[str], briefing: Collection[str]) -> Step | None:
    """Put the views in the order of *ids* and let those of *briefing* be shown before a meeting: one step."""
    rows = {row.id: row for row in views_of(office.reader)}
    order = [id for id in dict.fromkeys(ids) if id in rows] + [id for id in rows if id not in ids]
    changes = []
    for place, id in enumerate(order, 1):
        row = rows[id]
        before = {"order": row.order, "briefing": row.briefing}
        shown = id in briefing
        after = {"order": place, "briefing": shown or None} if shown or row.briefing else {"order": place}
        changes.append(update(ENTITY, id, before, after))
    return _step(office, Label(N_("Put the views in order")), changes)


def usual_views() -> list[Mapping[str, Any]]:
    """Return the views that are offered to every office: name, page, content."""
    kept: list[Mapping[str, Any]] = json.loads(resources("reference", "saved_views.json").read_text("utf-8"))
    return kept


def missing_usual_views(reader: Reader) -> list[Mapping[str, Any]]:
    """Return the offered views that the book does not have."""
    known = {(row.page, row.name) for row in reader.rows(ENTITY)}
    return [one for one in usual_views() if (one["page"], one["name"]) not in known]


def take_usual_views(office: Office, names: Collection[str] | None = None) -> Step | None:
    """Take the offered views of these names (None: all) into the book in one step; None if they are all there."""
    wanted = [one for one in missing_usual_views(office.reader) if names is None or one["name"] in names]
    first = _next(views_of(office.reader))
    changes = [
        insert(ENTITY, new_id(), {**one, "content": _written(one["content"]), "order": place})
        for place, one in enumerate(wanted, first)
    ]
    return _step(office, Label(N_("Take in {count} usual view(s)"), {"count": str(len(changes))}), changes)


def found(reader: Reader, id: str) -> SavedView:
    """Return a view; a Problem if it is gone."""
    row = reader.row(ENTITY, id)
    if row is None:
        raise Problem(code="view_gone", message=_("The view has been removed meanwhile."))
    assert isinstance(row, SavedView)
    return row


def find_view(reader: Reader, name: str, page: str = "") -> SavedView:
    """Return the view called *name*; a Problem if there is none, or several pages have one."""
    fitting = [row for row in views_of(reader, page) if row.name == name.strip()]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        pages = "、".join(row.page for row in fitting)
        raise Problem(
            code="view_unclear",
            message=_("Several pages have a view “{name}”: {pages}.", name=name, pages=pages),
            remedy=_("Name the page as well."),
        )
    raise Problem(code="no_view", message=_("There is no view “{name}”.", name=name))


def _written(content: Content) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    read_content(text)
    return text


def _free_name(known: Sequence[SavedView], page: str, name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Problem(code="name_needed", message=_("A view needs a name."), field="name")
    if len(name) > LONGEST_NAME:
        message = _("The name of a view has {most} characters at most.", most=LONGEST_NAME)
        raise Problem(code="name_long", message=message, field="name")
    if any(row.page == page and row.name == name for row in known):
        raise Problem(
            code="name_taken",
            message=_("This page already has a view “{name}”.", name=name),
            remedy=_("Take another name, or change that view."),
            field="name",
        )
    return name


def _next(known: Sequence[SavedView]) -> int:
    return max((row.order or 0 for row in known), default=0) + 1


def _step(office: Office, label: Label, changes: Sequence[Change | None]) -> Step | None:
    real = [change for change in changes if change is not None]
    return _committed(office, label, real) if real else None


def _committed(office: Office, label: Label, changes: Sequence[Change]) -> Step:
    step = office.journal.commit(label, changes)
    assert step is not None  # no caller comes without a change
    return step
