"""The verbs of the window, each declared once: id, label, shortcut, menu.  Menus and help derive from this list.

What a verb does is one function of this package; the shell ties each id to it and to its dialogs.
"""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.base.i18n import N_


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb.  ``shortcut`` is written as Qt writes it; ``writes`` says that it needs a book that can be changed."""

    id: str
    label: str
    menu: str
    shortcut: str = ""
    writes: bool = False
    needs_book: bool = True


FILE, EDIT, VIEW, HELP = N_("File"), N_("Edit"), N_("View"), N_("Help")
SEPARATOR = Verb("", "", "")

VERBS: tuple[Verb, ...] = (
    Verb("new", N_("New book…"), FILE, "Ctrl+N", needs_book=False),
    Verb("open", N_("Open book…"), FILE, "Ctrl+O", needs_book=False),
    Verb("import", N_("Import ledgers…"), FILE, "Ctrl+I", writes=True),
    Verb("minutes", N_("Matters from minutes…"), FILE, "Ctrl+M", writes=True),
    Verb("export", N_("Export this list to Excel…"), FILE, "Ctrl+E"),
    Verb("collect", N_("Ask the units for their progress…"), FILE),
    Verb("report", N_("Papers"), FILE, "Ctrl+B"),
    Verb("wording", N_("Templates of papers…"), FILE),
    Verb("check_document", N_("Check a document…"), FILE),
    Verb("print", N_("Print…"), FILE, "Ctrl+P"),
    Verb("backup", N_("Make a backup…"), FILE),
    Verb("quit", N_("Quit"), FILE, "Ctrl+Q", needs_book=False),
    Verb("undo", N_("Undo"), EDIT, "Ctrl+Z", writes=True),
    Verb("redo", N_("Redo"), EDIT, "Ctrl+Y", writes=True),
    Verb("add", N_("New task…"), EDIT, "Ctrl+T", writes=True),
    Verb("find", N_("Find anything…"), EDIT, "Ctrl+K", needs_book=False),
    Verb("preferences", N_("Preferences…"), EDIT, "Ctrl+,", needs_book=False),
    Verb("as_of", N_("As of another day…"), VIEW, "Ctrl+Alt+D"),
    Verb("refresh", N_("Refresh"), VIEW, "F5"),
    Verb("narrow", N_("Shrink or widen the navigation"), VIEW, "Ctrl+\\"),
    Verb("toolbar", N_("Show or hide the toolbar"), VIEW, needs_book=False),
    Verb("save_view", N_("Save as view…"), VIEW, "Ctrl+Shift+S", writes=True),
    Verb("briefing", N_("Views before the meeting"), VIEW, "Shift+F11"),
    Verb("meeting", N_("Meeting mode…"), VIEW, "F11", writes=True),
    Verb("help", N_("Manual"), HELP, "F1", needs_book=False),
    Verb("tour", N_("Quick start"), HELP),
    Verb("news", N_("What is new"), HELP, needs_book=False),
    Verb("shortcuts", N_("Shortcuts…"), HELP, "Ctrl+/", needs_book=False),
    Verb("about", N_("About SmartPlanner"), HELP, "", needs_book=False),
)
