"""What a person may set, each described once: the dialog, the stored settings and their checks derive from here.

A preference is a field of ``Preferences``; its description is beside its default.  Nothing here knows Qt.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from smartplanner.base.i18n import DEFAULT_LANGUAGE, N_


class Kind(enum.StrEnum):
    """What a preference holds, and with that how it is asked for."""

    CHOICE = "choice"
    """One of its choices."""
    PERCENT = "percent"
    """A whole number between two bounds."""
    SWITCH = "switch"
    """On or off."""
    FOLDER = "folder"
    """The path of a folder; empty for none."""
    RECORD = "record"
    """The name of a record of the open book; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One thing that a person may set.

    ``choices`` are the labels by value of a CHOICE, ``lowest`` and ``highest`` the bounds of a PERCENT,
    ``entity`` is where a RECORD is chosen from.
    """

    key: str
    label: str
    kind: Kind
    default: Any
    section: str
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    lowest: int = 0
    highest: int = 0
    entity: str = ""

    def checked(self, value: Any) -> Any:
        """Return *value* where this preference can hold it, else the default: a damaged file is no reason to stop."""
        match self.kind:
            case Kind.SWITCH:
                fits = isinstance(value, bool)
            case Kind.PERCENT:
                fits = isinstance(value, int) and not isinstance(value, bool) and self.lowest <= value <= self.highest
            case Kind.CHOICE:
                fits = isinstance(value, str) and value in self.choices
            case _:
                fits = isinstance(value, str) and "\0" not in value and len(value) <= _LONGEST
        return value if fits else self.default


_LONGEST = 4096
"""Letters of the longest text that is taken for a name or path."""

LOOKS = {
    "system": N_("As the system"),
    "light": N_("Light look"),
    "dark": N_("Dark look"),
    "contrast": N_("High contrast"),
}
LANGUAGE_NAMES = {"zh_CN": "中文", "en": "English"}
"""A language is called as those who speak it call it."""
ROLES = {"office": N_("The office"), "convener": N_("Convener of a working group"), "leader": N_("Leader")}
STARTS = {"overview": N_("The overview"), "last": N_("The page of last time")}

APPEARANCE, WORK, WINDOW = N_("Appearance"), N_("My work"), N_("Window")


def _asked(label: str, kind: Kind, default: Any, /, **about: Any) -> Any:
    return field(default=default, metadata={"label": label, "kind": kind, "default": default, **about})


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person may set.  Each takes effect at once."""

    look: str = _asked(
        N_("Look"),
        Kind.CHOICE,
        "system",
        section=APPEARANCE,
        choices=LOOKS,
        help=N_("Papers and prints are always black on white."),
    )
    language: str = _asked(
        N_("Language"),
        Kind.CHOICE,
        DEFAULT_LANGUAGE,
        section=APPEARANCE,
        choices=LANGUAGE_NAMES,
        help=N_("Of the window; official papers are always Chinese."),
    )
    text_size: int = _asked(N_("Text size"), Kind.PERCENT, 100, section=APPEARANCE, lowest=90, highest=150)
    role: str = _asked(
        N_("Role"),
        Kind.CHOICE,
        "office",
        section=WORK,
        choices=ROLES,
        help=N_("Which sections of the navigation are open, and what the overview puts first."),
    )
    own_group: str = _asked(
        N_("Own working group"),
        Kind.RECORD,
        "",
        section=WORK,
        entity="group",
        help=N_("Its matters come first for a convener."),
    )
    own_district: str = _asked(N_("Own district"), Kind.RECORD, "", section=WORK, entity="district")
    papers_folder: str = _asked(
        N_("Folder of papers"),
        Kind.FOLDER,
        "",
        section=WORK,
        help=N_("Where papers and exports are suggested to be put; empty: beside the book."),
    )
    toolbar: bool = _asked(N_("Show the toolbar"), Kind.SWITCH, True, section=WINDOW)
    narrow: bool = _asked(N_("Show the navigation as icons only"), Kind.SWITCH, False, section=WINDOW)
    start_with: str = _asked(N_("A book opens with"), Kind.CHOICE, "overview", section=WINDOW, choices=STARTS)


PREFERENCES: tuple[Preference, ...] = tuple(Preference(key=one.name, **one.metadata) for one in fields(Preferences))
"""The description of each, in the order of the dialog."""
SECTIONS: tuple[str, ...] = tuple(dict.fromkeys(one.section for one in PREFERENCES))
"""The headings of the dialog, in order."""


def preference(key: str) -> Preference:
    """Return the description of one preference; an unknown key is a bug."""
    return next(one for one in PREFERENCES if one.key == key)
