"""Which keys do what: the declared ones, and those that a person has put in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.base.settings import load_settings, save_settings
from smartplanner.commands.verbs import VERBS, Verb
from smartplanner.ui.menu_text import spoken

_STANDARD: Mapping[QKeySequence.StandardKey, str] = {
    QKeySequence.StandardKey.Find: N_("Find in this page"),
    QKeySequence.StandardKey.Copy: N_("Copy what is chosen"),
    QKeySequence.StandardKey.Paste: N_("Paste"),
    QKeySequence.StandardKey.Cut: N_("Cut"),
    QKeySequence.StandardKey.Delete: N_("Remove what is chosen"),
    QKeySequence.StandardKey.Print: N_("Print"),
    QKeySequence.StandardKey.SelectAll: N_("Choose everything"),
    QKeySequence.StandardKey.Replace: N_("Find and replace"),
}
"""What a key of the system means where the action of a page has no words of its own."""


@dataclass(frozen=True, slots=True)
class Key:
    """One shortcut as it is shown: its keys in the system's words, and what it does."""

    keys: str
    does: str


def keys_of(verb: Verb) -> str:
    """Return the keys of *verb* as Qt writes them: the person's own, else the declared ones."""
    return load_settings().shortcuts.get(verb.id, verb.shortcut)


def set_keys(verb: Verb, keys: str) -> None:
    """Let *keys* do *verb* from now on; the declared ones are forgotten, and kept again by asking for them."""
    settings = load_settings()
    shortcuts = {id: known for id, known in settings.shortcuts.items() if id != verb.id}
    if QKeySequence(keys) != QKeySequence(verb.shortcut):
        shortcuts[verb.id] = keys
    save_settings(replace(settings, shortcuts=shortcuts))


def reset_keys() -> None:
    """Give every verb its declared keys."""
    save_settings(replace(load_settings(), shortcuts={}))


def taken_by(keys: str, verb: Verb) -> Verb | None:
    """Return another verb that has the same keys; None where they are free."""
    wanted = QKeySequence(keys)
    if wanted.isEmpty():
        return None
    own = load_settings().shortcuts
    others = (other for other in VERBS if other.id != verb.id)
    return next((other for other in others if QKeySequence(own.get(other.id, other.shortcut)) == wanted), None)


def put_keys(actions: Mapping[str, QAction]) -> None:
    """Give the actions of the verbs the keys that hold now."""
    own = load_settings().shortcuts
    for verb in VERBS:
        if verb.id in actions:
            actions[verb.id].setShortcut(QKeySequence(own.get(verb.id, verb.shortcut)))


def keys_of_page(page: QWidget | None) -> list[Key]:
    """Return the keys that actions of a page have, each once."""
    found: dict[str, Key] = {}
    for action in page.findChildren(QAction) if page is not None else ():
        for sequence in action.shortcuts():
            shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
            words = spoken(action.text()).strip() or _standard_words(sequence)
            if shown and words and shown not in found:
                found[shown] = Key(shown, words)
    return list(found.values())


def _standard_words(sequence: QKeySequence) -> str:
    for standard, words in _STANDARD.items():
        if sequence in QKeySequence.keyBindings(standard):
            return _(words)
    return ""
