"""The verbs of the window, each declared once: id, label, letter, shortcut, menu.  Menus and help derive from this.

What a verb does is one function of this package; the shell ties each id to it and to its dialogs.
"""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.base.i18n import N_


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb.  ``shortcut`` is written as Qt writes it; ``writes`` says that it needs a book that can be changed.

    ``letter`` chooses it in its open menu; ``parted``: a line stands above it there.
    """

    id: str
    label: str
    menu: str
    shortcut: str = ""
    writes: bool = False
    needs_book: bool = True
    letter: str = ""
    parted: bool = False


FILE, EDIT, VIEW, HELP = N_("File"), N_("Edit"), N_("View"), N_("Help")
MENU_LETTERS = {FILE: "F", EDIT: "E", VIEW: "V", HELP: "H"}
"""The letter that opens each menu, with Alt."""

VERBS: tuple[Verb, ...] = (
    Verb("new", N_("New book…"), FILE, "Ctrl+N", needs_book=False, letter="N"),
    Verb("open", N_("Open book…"), FILE, "Ctrl+O", needs_book=False, letter="O"),
    Verb("backup", N_("Make a backup…"), FILE, letter="B"),
    Verb("check_book", N_("Check the book"), FILE, letter="K"),
    Verb("import", N_("Import ledgers…"), FILE, "Ctrl+I", writes=True, letter="I", parted=True),
    Verb("minutes", N_("Matters from minutes…"), FILE, "Ctrl+M", writes=True, letter="M"),
    Verb("collect", N_("Ask the units for their progress…"), FILE, letter="A"),
    Verb("export", N_("Export this list to Excel…"), FILE, "Ctrl+E", letter="E"),
    Verb("report", N_("Papers"), FILE, "Ctrl+B", letter="P", parted=True),
    Verb("wording", N_("Templates of papers…"), FILE, letter="T"),
    Verb("check_document", N_("Check a document…"), FILE, letter="C"),
    Verb("print", N_("Print…"), FILE, "Ctrl+P", letter="R", parted=True),
    Verb("quit", N_("Quit"), FILE, "Ctrl+Q", needs_book=False, letter="Q", parted=True),
    Verb("undo", N_("Undo"), EDIT, "Ctrl+Z", writes=True, letter="U"),
    Verb("redo", N_("Redo"), EDIT, "Ctrl+Y", writes=True, letter="R"),
    Verb("add", N_("New task…"), EDIT, "Ctrl+T", writes=True, letter="T", parted=True),
    Verb("find", N_("Find anything…"), EDIT, "Ctrl+K", needs_book=False, letter="F"),
    Verb("preferences", N_("Preferences…"), EDIT, "Ctrl+,", needs_book=False, letter="P", parted=True),
    Verb("as_of", N_("As of another day…"), VIEW, "Ctrl+Alt+D", letter="D"),
    Verb("refresh", N_("Refresh"), VIEW, "F5", letter="R"),
    Verb("save_view", N_("Save as view…"), VIEW, "Ctrl+Shift+S", writes=True, letter="S", parted=True),
    Verb("briefing", N_("Views before the meeting"), VIEW, "Shift+F11", letter="V"),
    Verb("meeting", N_("Meeting mode…"), VIEW, "F11", writes=True, letter="M"),
    Verb("narrow", N_("Shrink or widen the navigation"), VIEW, "Ctrl+\\", letter="N", parted=True),
    Verb("toolbar", N_("Show or hide the toolbar"), VIEW, needs_book=False, letter="T"),
    Verb("help", N_("Manual"), HELP, "F1", needs_book=False, letter="M"),
    Verb("tour", N_("Quick start"), HELP, letter="Q"),
    Verb("shortcuts", N_("Shortcuts…"), HELP, "Ctrl+/", needs_book=False, letter="S"),
    Verb("news", N_("What is new"), HELP, needs_book=False, letter="W", parted=True),
    Verb("about", N_("About SmartPlanner"), HELP, "", needs_book=False, letter="A"),
)
