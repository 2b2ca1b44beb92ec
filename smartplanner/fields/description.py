"""How an entity is described once: facts about its fields, from which everything generic derives.

An entity is a frozen dataclass whose fields carry a ``note``; the same class is the row that queries
hand out.  Notes hold facts only: no conditions, no callbacks, no layout language, no widget names.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Annotated, Any, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints


class Kind(StrEnum):
    """What sort of value a field holds; editors, formats, columns and encodings follow from it."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    MONEY = "money"
    """An integer number of 分."""
    PERCENT = "percent"
    """0 to 100, one decimal."""
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    REFERENCE = "reference"
    MANY = "many"
    """Several references in a meant order; a tuple of ids."""


class Choice(str, Enum):  # noqa: UP042 - a StrEnum's members take no label beside their value
    """A closed list of values: the English name is stored, the label is shown, the heads are read as well.

    ``class Light(Choice): RED = "red", N_("Red"), "红灯 红"``
    """

    label: str
    heads: tuple[str, ...]

    def __new__(cls, value: str, label: str, heads: str = "") -> Choice:
        """Make a member from its stored name, its label (a msgid) and other spellings met in workbooks."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.heads = tuple(heads.split())
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def of(cls, value: str) -> Choice:
        """Return the member of a stored name; an unknown name is a ValueError."""
        for member in cls:
            if member.value == value:
                return member
        raise ValueError(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The facts about one field.  Labels, helps and groups are msgids, translated where they are shown."""

    label: str
    help: str = ""
    unit: str = ""
    kind: Kind | None = None
    minimum: float | None = None
    maximum: float | None = None
    longest: int | None = None
    target: str = ""
    part_of: bool = False
    heads: tuple[str, ...] = ()
    column: int | None = None
    group: str = ""
    words: str = ""


def note(
    label: str,
    *,
    help: str = "",
    unit: str = "",
    kind: Kind | None = None,
    minimum: float | None = None,
    maximum: float | None = None,
    longest: int | None = None,
    target: str = "",
    part_of: bool = False,
    heads: str = "",
    column: int | None = None,
    group: str = "",
    words: str = "",
) -> Note:
    """Describe a field.

    ``target`` names the entity that a reference points at, ``part_of`` says that the row belongs to that
    target and goes with it; ``heads`` are other header spellings met in workbooks, with blanks between;
    ``column`` is its width in lists, in characters (None: not shown at first); ``group`` its section in forms;
    ``words`` the field that keeps the text a ledger gave for this one; ``longest`` a text's limit.
    """
    return Note(
        label=label,
        help=help,
        unit=unit,
        kind=kind,
        minimum=minimum,
        maximum=maximum,
        longest=longest,
        target=target,
        part_of=part_of,
        heads=tuple(heads.split()),
        column=column,
        group=group,
        words=words,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every entity has: a key that we made (a UUID)."""

    id: str


@dataclass(frozen=True, slots=True)
class Field:
    """One described field of an entity: its name, kind and note, whether it must be filled, its choices."""

    name: str
    kind: Kind
    note: Note
    required: bool
    choices: type[Choice] | None
    default: Any

    @property
    def target(self) -> str:
        """The entity that a reference or many-reference points at."""
        return self.note.target


@dataclass(frozen=True, slots=True)
class About:
    """The facts about an entity as a whole, before its fields are known."""

    label: str
    plural: str
    key: tuple[str, ...]
    title: str
    sort: tuple[str, ...]
    icon: str
    section: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A described entity.

    ``key`` names the fields by which a ledger's row is matched with the book's when it has no code;
    ``title`` the field that people know a row by; ``sort`` the usual order; ``section`` its place in the
    navigation (empty: reached from its owner only).
    """

    name: str
    row: type[Row]
    label: str
    plural: str
    key: tuple[str, ...]
    title: str
    sort: tuple[str, ...]
    icon: str
    section: str
    fields: tuple[Field, ...]
    by_name: Mapping[str, Field]

    def __getitem__(self, name: str) -> Field:
        return self.by_name[name]


R = TypeVar("R", bound=Row)
_ABOUT = "__about__"


@dataclass_transform(frozen_default=True, kw_only_default=True)
def entity(
    label: str,
    plural: str,
    *,
    key: tuple[str, ...],
    title: str = "title",
    sort: tuple[str, ...] = (),
    icon: str = "list",
    section: str = "",
) -> Callable[[type[R]], type[R]]:
    """Make the class below an entity: a frozen dataclass with the facts that ``Entity`` documents."""

    def decorate(cls: type[R]) -> type[R]:
        made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        setattr(made, _ABOUT, About(label, plural, key, title, sort or (title,), icon, section))
        return made

    return decorate


@functools.cache
def describe(row: type[Row]) -> Entity:
    """Return the description of an entity class; a class with an undescribed field is a bug."""
    about: About = getattr(row, _ABOUT)
    hints = get_type_hints(row, include_extras=True)
    fields = tuple(_field(row, name, hint) for name, hint in hints.items() if name != "id")
    return Entity(
        name=_snake(row.__name__),
        row=row,
        label=about.label,
        plural=about.plural,
        key=about.key,
        title=about.title,
        sort=about.sort,
        icon=about.icon,
        section=about.section,
        fields=fields,
        by_name=types.MappingProxyType({field.name: field for field in fields}),
    )


def _field(row: type[Row], name: str, hint: Any) -> Field:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{row.__name__}.{name} has no note")
    inner, facts = get_args(hint)[:2]
    plain, optional = _without_none(inner)
    choices = plain if isinstance(plain, type) and issubclass(plain, Choice) else None
    default = row.__dataclass_fields__[name].default if hasattr(row, "__dataclass_fields__") else None
    kind = facts.kind or _default_kind(plain, facts)
    many = kind is Kind.MANY
    return Field(name, kind, facts, not optional and not many, choices, () if many else _plain_default(default))


def _plain_default(default: Any) -> Any:
    from dataclasses import MISSING

    return None if default is MISSING else default


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        return parts[0], len(parts) < len(get_args(hint))
    return hint, False


def _default_kind(plain: Any, facts: Note) -> Kind:
    if facts.target:
        return Kind.MANY if get_origin(plain) is tuple else Kind.REFERENCE
    if isinstance(plain, type) and issubclass(plain, Choice):
        return Kind.CHOICE
    kinds = {str: Kind.TEXT, date: Kind.DATE, bool: Kind.FLAG, int: Kind.INTEGER, float: Kind.NUMBER}
    return kinds[plain]


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
