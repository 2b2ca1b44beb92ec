"""The button above a page that says which view is in sight, and its menu: choose, keep, change, rename, remove."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QLabel, QMenu, QPushButton, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.views import (
    ENTITY,
    find_view,
    found,
    missing_usual_views,
    read_content,
    remove_view,
    rename_view,
    save_view,
    take_usual_views,
    update_view,
    views_of,
)
from smartplanner.model.saved_view import SavedView
from smartplanner.ui.folding import FoldingRow, Slot
from smartplanner.ui.life.asking import AskDialog, question
from smartplanner.ui.session import Session, literally
from smartplanner.ui.views.places import Place, essence, place_of

if TYPE_CHECKING:
    from smartplanner.ui.views.managing import ViewsDialog

SHORTEST_WAIT = 50
"""Milliseconds after a change of the page before the mark is brought in line."""
KEYS = 9
"""Views of a page that Alt and a digit open."""
_SHOWN = 12
"""Characters of a view's name on the button."""


class ViewBar(QPushButton):
    """The views of one page.  ``current`` is the id of the one in sight; empty while the page is as at first."""

    def __init__(self, session: Session, name: str, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.page_name, self.place = session, name, place
        self.current = ""
        self._shown = ("", "")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(SHORTEST_WAIT)
        self._waiting.timeout.connect(self.tell)
        for signal in place.signals():
            signal.connect(self._wait)
        session.changed.connect(self._follow)
        self._add_keys(parent)
        self.tell()

    # -- what a person does

    def views(self) -> list[SavedView]:
        """Return the views of this page in their order."""
        return views_of(self.session.office.reader, self.page_name)

    def open(self, id: str) -> None:
        """Show a view; what had to be left out of it is said quietly."""
        row = self.session.perform(lambda: found(self.session.office.reader, id), window=self.window())
        if row is None:
            return
        content = self.session.perform(lambda: read_content(row.content), window=self.window())
        if content is None:
            return
        notes = self.place.show(content)
        self._note(id)
        if notes:
            self.session.said.emit(_("Left out of the view “{name}”: {what}.", name=row.name, what="；".join(notes)))

    def open_nth(self, number: int) -> None:
        """Show the view at a place, counted from 0; none if there are fewer."""
        views = self.views()
        if number < len(views):
            self.open(views[number].id)

    def reset(self) -> None:
        """Show the page as it is at first."""
        self.current = ""
        self.place.show(self.place.usual())
        self.tell()

    def save_as(self) -> AskDialog | None:
        """Ask for a name and keep what is in sight as a new view."""
        if not self.session.office.writable:
            return None
        content = self.place.read()
        questions = [question("name", "saved_view.name", needed=True), question("briefing", "saved_view.briefing")]

        def save(said: dict[str, Any]) -> object:
            name, briefing = str(said["name"] or ""), said["briefing"] is True
            step = save_view(self.session.office, self.page_name, name, content, briefing=briefing)
            self._note(find_view(self.session.office.reader, " ".join(name.split()), self.page_name).id)
            return step

        hint = _("A view is kept in the book and is there for everybody who opens it.")
        return self._ask(AskDialog(self.session, _("Save as view"), questions, save, self.window(), hint=hint))

    def update_current(self) -> None:
        """Let the view in sight keep how the page is set up now."""
        office, id, content = self.session.office, self.current, self.place.read()
        if self.session.perform(lambda: update_view(office, id, content), window=self.window()) is not None:
            self._note(id)

    def rename(self) -> AskDialog | None:
        """Ask for another name of the view in sight."""
        row = self._row()
        if row is None:
            return None
        asked = [question("name", "saved_view.name", needed=True, value=row.name)]
        office, id = self.session.office, row.id

        def rename(said: dict[str, Any]) -> object:
            return rename_view(office, id, str(said["name"] or ""))

        return self._ask(AskDialog(self.session, _("Rename the view"), asked, rename, self.window()))

    def remove(self) -> None:
        """Remove the view in sight; the page stays as it is, and it can be undone."""
        office, id = self.session.office, self.current
        if self.session.perform(lambda: remove_view(office, id), window=self.window()) is not None:
            self.session.said.emit(_("The view has been removed. It can be undone."))

    def take_usual(self, name: str) -> None:
        """Take an offered view into the book; one of this page is shown at once."""
        office = self.session.office
        self.session.perform(lambda: take_usual_views(office, [name]), window=self.window())
        for row in self.views():
            if row.name == name:
                self.open(row.id)

    def differs(self) -> bool:
        """Whether the page is set up otherwise than the view in sight."""
        row = self._row()
        if row is None:
            return False
        now = essence(self.place.read())
        text, shown = self._shown
        return now != (shown if text == row.content else _essence_of(row.content))

    def tell(self) -> None:
        """Say which view is in sight, and whether the page has been changed since."""
        row = self._row()
        if row is None:
            self.current = ""
            self.setText(_("View: {name}", name=_("As at first")))
            self.setToolTip(literally(_("Keep how this page is set up, and show it again (Ctrl+Shift+S)")))
            self.setAccessibleName(self.text())
            return
        short = row.name if len(row.name) <= _SHOWN else row.name[: _SHOWN - 1] + "…"
        changed = self.differs()
        said = _("View: {name}", name=short)
        text = _("{view} (changed)", view=said) if changed else said
        self.setText(text.replace("&", "&&"))
        tip = row.name + (f"\n{row.remark}" if row.remark else "")
        self.setToolTip(literally(tip + ("\n" + _("The page has been changed since.") if changed else "")))
        self.setAccessibleName(_("View: {name}", name=row.name))

    def menu_entries(self) -> QMenu:
        """Return the menu as it is now."""
        self._fill()
        return self._menu

    # -- inside

    def _note(self, id: str) -> None:
        """Note that the page shows the view *id* just now: what it says of itself is whole, a content may not be."""
        self.current = id
        row = self._row()
        self._shown = (row.content if row is not None else "", essence(self.place.read()))
        self.tell()

    def _row(self) -> SavedView | None:
        row = self.session.office.reader.row(ENTITY, self.current) if self.current else None
        return row if isinstance(row, SavedView) else None

    def _ask(self, dialog: AskDialog) -> AskDialog:
        dialog.open()
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _fill(self) -> None:
        menu, writable, row = self._menu, self.session.office.writable, self._row()
        menu.clear()
        for number, view in enumerate(self.views()):
            entry = menu.addAction(view.name.replace("&", "&&"), partial(self.open, view.id))
            entry.setCheckable(True)
            entry.setChecked(view.id == self.current)
            if number < KEYS:
                entry.setText(f"{entry.text()}\tAlt+{number + 1}")
        first = menu.addAction(_("As at first"), self.reset)
        first.setCheckable(True)
        first.setChecked(row is None)
        self._offer_usual(menu, enabled=writable)
        menu.addSeparator()
        menu.addAction(_("Save as view…") + "\tCtrl+Shift+S", self.save_as).setEnabled(writable)
        name = row.name.replace("&", "&&") if row is not None else ""
        for text, do in (
            (_("Change “{name}” to what is in sight", name=name), self.update_current),
            (_("Rename “{name}”…", name=name), self.rename),
            (_("Remove “{name}”", name=name), self.remove),
        ):
            if row is not None:
                menu.addAction(text, do).setEnabled(writable)
        menu.addSeparator()
        menu.addAction(_("All views, and those before a meeting…"), self.manage)

    def manage(self) -> ViewsDialog:
        """Open the list of all views."""
        from smartplanner.ui.views.managing import ViewsDialog

        dialog = ViewsDialog(self.session, self.window())
        dialog.open()
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _offer_usual(self, menu: QMenu, *, enabled: bool) -> None:
        offered = [one for one in missing_usual_views(self.session.office.reader) if one["page"] == self.page_name]
        if offered:
            usual = menu.addMenu(_("Usual views"))
            usual.setEnabled(enabled)
            for one in offered:
                entry = usual.addAction(one["name"], partial(self.take_usual, one["name"]))
                entry.setToolTip(one["remark"])

    def _add_keys(self, page: QWidget) -> None:
        for number in range(KEYS):
            action = QAction(page)
            if number == 0:  # said once in the list of shortcuts
                action.setText(_("Show the first nine views of the page (Alt+1 to Alt+9)"))
            action.setShortcut(QKeySequence(f"Alt+{number + 1}"))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self.open_nth, number))
            page.addAction(action)

    def _wait(self, *_told: object) -> None:
        self._waiting.start()

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if ENTITY in rows:
            self.tell()


def _essence_of(text: str) -> str:
    try:
        return essence(read_content(text))
    except Problem:
        return ""


def add_view_bar(session: Session, page: Any, name: str) -> None:
    """Put the views of the page *name* into its first line, behind heading and counts; a page without views stays."""
    place = place_of(page, name)
    if place is None:
        return
    line = getattr(page, "view_line", None) or _first_line(getattr(page, "bar", page))
    page.view_bar = ViewBar(session, name, place, page)
    line.insertWidget(_behind_heading(line), page.view_bar)


def _first_line(widget: QWidget) -> QBoxLayout:
    layout = widget.layout()
    item = layout.itemAt(0) if layout is not None else None
    row = item.widget() if item is not None else None
    line = row.line if isinstance(row, FoldingRow) else item.layout() if item is not None else None
    assert isinstance(line, QBoxLayout)
    return line


def _behind_heading(line: QBoxLayout) -> int:
    """Return the place before the first thing of a line that is no label: a control or the room between."""
    for place in range(line.count()):
        item = line.itemAt(place)
        shown = item.widget() if item is not None else None
        if not isinstance(shown.held if isinstance(shown, Slot) else shown, QLabel):
            return place
    return line.count()
