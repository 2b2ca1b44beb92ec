"""Walks all pages, forms and main dialogs and prints what has no name or is not reached by Tab, as JSON.

A program of its own: it holds on to parts that Qt makes and throws away itself, which does no harm only where nothing
is ever thrown away.  Run by ``test_accessibility.py``.
"""

import json
import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from smartplanner.commands.office import new_office
from smartplanner.model import entities
from smartplanner.ui.application import make_application
from smartplanner.ui.collecting import CollectDialog
from smartplanner.ui.navigation import Navigation
from smartplanner.ui.preferences.dialog import PreferencesDialog
from smartplanner.ui.preferences.keys import ShortcutsDialog
from smartplanner.ui.shell import Shell

DAY = date(2026, 11, 23)
FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
CONTROLS = (QAbstractButton, QAbstractItemView, *FIELDS)


def main(folder: Path) -> None:
    make_application()
    new_office(folder / "本市.splan").close()
    window = Shell(as_of=DAY)
    window.show()
    assert window.open_book(folder / "本市.splan")
    found = {}
    for name in page_names(window):
        found[f"page {name}"] = wrong_with(window.go_to(name))
    found["side"], found["tools"] = wrong_with(window.side), wrong_with(window.tools)
    forms = [(f"form {entity}", window.make_form(entity, "")) for entity in sorted(entities())]
    dialogs = [
        ("collect", CollectDialog(window.session, window)),
        ("preferences", PreferencesDialog(window)),
        ("shortcuts", ShortcutsDialog([], window)),
    ]
    for name, shown in forms + dialogs:
        shown.show()
        found[name] = wrong_with(shown)
        shown.hide()
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


def wrong_with(root):
    return {"nameless": nameless(root), "unreachable": unreachable(root)}


def page_names(window):
    navigation: Navigation = window.navigation
    return [name for row in range(navigation.count()) if (name := navigation.name_at(row)) is not None]


def parts(root, kinds):
    """The controls of *root* that a person can see, without the inner parts of Qt's own compound ones."""
    found = [widget for kind in kinds for widget in root.findChildren(kind) if widget.isVisibleTo(root)]
    return [widget for widget in dict.fromkeys(found) if not _inner(widget, root)]


def _inner(widget, root):
    if isinstance(widget, QHeaderView | QScrollBar | QTabBar):
        return True
    # pyqtgraph draws its own axes and buttons, by mouse only; the numbers of its charts stand in lists beside them.
    if type(widget).__module__.startswith("pyqtgraph"):
        return True
    above = widget.parentWidget()
    if isinstance(above, QHeaderView | QScrollBar | QTabBar):
        return True
    if type(widget) is QAbstractButton:  # the corner of a table, which chooses all of it
        return True
    while above is not None and above is not root:
        if isinstance(above, QComboBox | QAbstractSpinBox | QCalendarWidget | QTabBar | QHeaderView):
            return True
        above = above.parentWidget()
    return False


def says(widget):
    """What a screen reader says of a control: its words, its given name, or the label whose buddy it is."""
    words = [widget.accessibleName()]
    if isinstance(widget, QAbstractButton):
        words.append(widget.text())
    if isinstance(widget, QToolButton) and widget.defaultAction() is not None:
        words.append(widget.defaultAction().text())
    labels = widget.window().findChildren(QLabel)
    words += [label.text() for label in labels if label.buddy() in (widget, widget.parentWidget())]
    return "".join(words).strip()


def nameless(root):
    return [describe(widget, root) for widget in parts(root, CONTROLS) if not says(widget)]


def describe(widget, root):
    path = [f"{type(widget).__name__}#{widget.objectName()}"]
    above = widget.parentWidget()
    while above is not None and above is not root:
        path.append(type(above).__name__)
        above = above.parentWidget()
    return " < ".join(path)


def reached(start: QWidget):
    """All that Tab comes by, from *start* round to it again."""
    chain, widget = set(), start
    for _step in range(5000):
        widget = widget.nextInFocusChain()
        chain.add(widget)
        if widget is start:
            break
    return chain


def unreachable(root):
    chain = reached(root.window())
    # Of buttons that exclude one another the arrow keys reach the others.
    return [
        describe(widget, root)
        for widget in parts(root, CONTROLS)
        if widget.isEnabled()
        and (widget not in chain or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not (widget.focusProxy() is not None and widget.focusProxy() in chain)
        and not isinstance(widget.parentWidget(), QDialogButtonBox)
        and not (isinstance(widget, QAbstractButton) and widget.group() is not None and widget.group().exclusive())
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
