"""A paper as text that lasts: Document ⇄ JSON, exact and versioned, whatever blocks a paper has.

Written by the dataclasses themselves and read by their type hints, so that a new kind of block needs nothing here.
A field that came later takes its default when an older text is read.  Figures are written likewise, to be compared,
and read as plain JSON.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import json
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.reports.document.blocks import Document

VERSION = 1
_KIND = "$"
"""Names the dataclass that an object was."""


def text_of(document: Document) -> str:
    """Return a document as JSON text."""
    return _dumped({"version": VERSION, "document": _plain(document)})


def figures_text(figures: Any) -> str:
    """Return the figures of a report as JSON text, to be compared with those of another issue."""
    return _dumped({"version": VERSION, "figures": _plain(figures)})


def document_of(text: str) -> Document:
    """Return the document that ``text_of`` wrote; a Problem when the text is damaged or of a newer program."""
    try:
        kept = json.loads(text)
        version, document = kept["version"], kept["document"]
        if version != VERSION:
            raise _unreadable(_("it was written by a newer version of the program"))
        read = _read(document, Document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable(_("its text is damaged")) from error
    assert isinstance(read, Document)
    return read


def figures_of(text: str | None) -> dict[str, Any]:
    """Return kept figures as plain JSON; an empty mapping where there are none or they cannot be read."""
    try:
        figures = json.loads(text or "{}").get("figures", {})
    except (ValueError, AttributeError):
        return {}
    return figures if isinstance(figures, dict) else {}


def options_kept(text: str | None) -> dict[str, Any]:
    """Return the options that an issue keeps as JSON; an empty mapping for none, or for what cannot be read."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _unreadable(reason: str) -> Problem:
    return Problem(
        code="frozen_unreadable",
        message=_("The issued paper cannot be read: {reason}.", reason=reason),
        remedy=_("Take it from a backup of the book, or from the file that was printed."),
    )


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)) or type(value) is str:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value) if field.init}
        return {_KIND: type(value).__name__, **fields} if _KIND not in fields else fields
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(one) for one in value), key=str)
    raise TypeError(f"{type(value).__name__} cannot be kept in a paper")


def _read(value: Any, hint: Any) -> Any:
    """Return a kept value as what its type hint says; ValueError or TypeError when it is nothing like that."""
    if hint is Any:
        return value
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _read_union(value, typing.get_args(hint))
    if origin is tuple:
        return _read_tuple(value, typing.get_args(hint))
    if origin is typing.Annotated:
        return _read(value, typing.get_args(hint)[0])
    if origin is typing.Literal:
        return _checked(value, fits=value in typing.get_args(hint))
    if origin is not None and issubclass(origin, Mapping):
        return {key: _read(one, typing.get_args(hint)[1]) for key, one in value.items()}
    if dataclasses.is_dataclass(hint):
        return _read_dataclass(value, hint)
    return _read_simple(value, hint)


def _read_simple(value: Any, hint: Any) -> Any:
    if hint is None or hint is type(None):
        return _checked(value, fits=value is None)
    if hint is float:
        return _checked(value, fits=isinstance(value, (int, float)) and not isinstance(value, bool))
    if hint is date:
        return date.fromisoformat(value)
    if hint is bytes:
        return base64.b64decode(value, validate=True)
    if issubclass(hint, Enum):
        return hint(value)
    return _checked(value, fits=type(value) is hint)


def _read_union(value: Any, hints: tuple[Any, ...]) -> Any:
    """Return the value as the dataclass that it names, or as the first of the hints that fits."""
    named = value.get(_KIND) if isinstance(value, dict) else None
    for hint in hints:
        if named is not None and getattr(hint, "__name__", "") != named:
            continue
        try:
            return _read(value, hint)
        except (ValueError, TypeError, KeyError, AttributeError):
            if named is not None:
                raise
    raise ValueError(f"no such value: {named or type(value).__name__}")


def _read_tuple(value: Any, hints: tuple[Any, ...]) -> tuple[Any, ...]:
    _checked(value, fits=isinstance(value, list))
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_read(one, hints[0]) for one in value)
    return tuple(_read(one, hint) for one, hint in zip(value, hints, strict=True))


def _read_dataclass(value: Any, kind: Any) -> Any:
    _checked(value, fits=isinstance(value, dict) and value.get(_KIND, kind.__name__) == kind.__name__)
    hints = _hints(kind)
    unknown = value.keys() - hints.keys() - {_KIND}
    if unknown:
        raise ValueError(f"unknown: {unknown}")
    return kind(**{name: _read(one, hints[name]) for name, one in value.items() if name in hints})


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    known = typing.get_type_hints(kind)
    return {field.name: known[field.name] for field in dataclasses.fields(kind) if field.init}


def _checked(value: Any, *, fits: bool) -> Any:
    if not fits:
        raise ValueError(f"unexpected: {type(value).__name__}")
    return value
