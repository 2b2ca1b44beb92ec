"""Why a template cannot be filled in, in sentences for the person who wrote it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from smartplanner.base.i18n import N_, _
from smartplanner.reports.templates.bounds import Overrun

_NEAR = 3
_INSTRUCTIONS = ("for", "endfor", "if", "elif", "else", "endif", "set", "endset", "macro", "endmacro")

_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "end of template": N_("the end of the template"),
    "name": N_("a name"),
    "string": N_("a text in quotes"),
    "integer": N_("a number"),
    "identifier": N_("a name"),
}


def quoted(words: Iterable[str]) -> str:
    """Return words, each in quotes."""
    return "、".join(f"“{word}”" for word in words)


def near(word: str, known: Iterable[str]) -> str:
    """Return a clause that names what *word* may have been meant to be; empty if nothing is like it."""
    found = difflib.get_close_matches(word, list(known), n=_NEAR, cutoff=0.5)
    return _("; perhaps {names} was meant", names=quoted(found)) if found else ""


class NamedUndefined(StrictUndefined):
    """A value that is not there; what is said of it names values with nearly that name."""

    @property
    def _undefined_message(self) -> str:
        owner: Any = self._undefined_obj
        asked: Any = self._undefined_name
        name = str(asked)
        if self._undefined_exception is SecurityError:
            return _("“{name}” may not be used in a template", name=name)
        if owner is missing:
            return _("There is no value “{name}”", name=name) + near(name, ("figures", "loop", "range", "f"))
        if owner is None:
            return _("What stands before “.{name}” is empty", name=name)
        if isinstance(asked, int):
            return _("The list has no item {number}", number=name)
        return _("The figures have no “{name}” here", name=name) + near(name, names_of(owner))

    __slots__ = ()


def names_of(value: Any) -> list[str]:
    """Return what a template may ask of a value by name."""
    if isinstance(value, dict):
        return [str(key) for key in value]
    return names_of_kind(type(value))


def names_of_kind(kind: Any) -> list[str]:
    """Return what a template may ask of values of a class by name."""
    names = {*dir(kind), *getattr(kind, "__dataclass_fields__", ())}
    return sorted(name for name in names if not name.startswith("_"))


def syntax_reason(error: TemplateSyntaxError, *, filters: Iterable[str], tests: Iterable[str]) -> str:
    """Return what is wrong with how a template is written."""
    text = error.message or ""
    for pattern, say in _SYNTAX:
        found = re.search(pattern, text, re.DOTALL)
        if found:
            return say(found)
    found = re.search(r"No filter named '(.*?)'", text)
    if found:
        return _("There is no filter “{name}”", name=found[1]) + near(found[1], filters)
    found = re.search(r"No test named '(.*?)'", text)
    if found:
        return _("There is no test “{name}” after “is”", name=found[1]) + near(found[1], tests)
    return _("This cannot be read as a template ({words})", words=text.rstrip("."))


def _token(words: str) -> str:
    known = _TOKENS.get(words)
    return _(known) if known is not None else words


_SYNTAX: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (
        r"Encountered unknown tag 'end(\w+)'.*innermost block.*is '(\w+)'",
        lambda m: _("“end{end}” stands where “{open}” is still open: “end{open}” is missing", end=m[1], open=m[2]),
    ),
    (r"Encountered unknown tag 'end(\w+)'", lambda m: _("“end{end}” closes nothing: its “{end}” is missing", end=m[1])),
    (r"Encountered unknown tag '(el\w+)'", lambda m: _("“{tag}” stands outside of an “if”", tag=m[1])),
    (
        r"Encountered unknown tag '(.*?)'",
        lambda m: _("There is no instruction “{tag}”", tag=m[1]) + near(m[1], _INSTRUCTIONS),
    ),
    (
        r"Unexpected end of template.*innermost block.*is '(\w+)'",
        lambda m: _("“{open}” is not closed: “end{open}” is missing", open=m[1]),
    ),
    (r"Missing end of comment", lambda _m: _("The comment is not closed: its end mark is missing")),
    (r"Missing end of raw", lambda _m: _("“raw” is not closed: “endraw” is missing")),
    (r"Expected an expression, got '(.*)'", lambda m: _("A value is missing before “{token}”", token=_token(m[1]))),
    (
        r"expected token '(.*)', got '(.*)'",
        lambda m: _("“{wanted}” is expected here, but there is “{token}”", wanted=_token(m[1]), token=_token(m[2])),
    ),
    (
        r"unexpected '(.*?)', expected '(.*?)'",
        lambda m: _("“{wanted}” is expected here, but there is “{token}”", wanted=m[2], token=m[1]),
    ),
    (
        r"unexpected char '(.*?)'",
        lambda m: _("The sign “{sign}” cannot stand here; outside of quotes use half-width signs", sign=m[1]),
    ),
    (r"unexpected end of template", lambda _m: _("The template ends in the middle of an instruction")),
    (r"unexpected '\}'", lambda _m: _("“{token}” is not whole here", token="}}")),
    (r"unexpected '(.*)'", lambda m: _("“{token}” cannot stand here", token=_token(m[1]))),
    (
        r"Tag name expected",
        lambda _m: _("After “{percent}” an instruction is missing, such as if or for", percent="{%"),
    ),
    (r"can't assign|cannot assign", lambda _m: _("A value cannot be put there; “set” needs a name")),
    (r"block '(.*)' defined twice", lambda m: _("The block “{name}” is there twice", name=m[1])),
)


def filling_reason(error: BaseException) -> str:
    """Return why a template that can be read cannot be filled in."""
    text = str(error)
    if isinstance(error, Overrun):
        return text
    if isinstance(error, (RecursionError, MemoryError)) or "nested" in text:
        return _("The template is nested too deeply or calls itself without end")
    if isinstance(error, SecurityError) and text.isascii():
        return _("The template asks for something that is not open to templates")
    if isinstance(error, ZeroDivisionError):
        return _("It divides by zero; ask with “if” first")
    for pattern, say in _FILLING:
        found = re.search(pattern, text)
        if found:
            return say(found)
    if text and not text.isascii():
        return text
    return _("A value does not fit what is done with it ({words})", words=text or type(error).__name__)


_KINDS = {
    "NoneType": N_("an empty value"), "int": N_("a number"), "float": N_("a number"), "str": N_("a text"),
    "Markup": N_("a text"), "list": N_("a list"), "tuple": N_("a list"), "date": N_("a day"), "bool": N_("yes or no"),
}  # fmt: skip


def _kind(name: str) -> str:
    known = _KINDS.get(name.rpartition(".")[2])
    return _(known) if known is not None else _("a figure with parts")


_FILLING: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (
        r"unsupported operand type\(s\) for (\S+): '(.*?)' and '(.*?)'",
        lambda m: _(
            "{left} and {right} cannot be calculated with “{sign}”", left=_kind(m[2]), right=_kind(m[3]), sign=m[1]
        ),
    ),
    (
        r"'(\S+)' not supported between instances of '(.*?)' and '(.*?)'",
        lambda m: _(
            "{left} and {right} cannot be compared with “{sign}”", left=_kind(m[2]), right=_kind(m[3]), sign=m[1]
        ),
    ),
    (
        r"'(.*?)' object is not (iterable|subscriptable)",
        lambda m: _("A list is expected here, but there is {kind}", kind=_kind(m[1])),
    ),
    (
        r"object of type '(.*?)' has no len",
        lambda m: _("Only texts and lists have a length, but there is {kind}", kind=_kind(m[1])),
    ),
    (r"'(.*?)' object is not callable", lambda m: _("“(…)” follows {kind}, which cannot be called", kind=_kind(m[1]))),
    (
        r"can only concatenate (\w+) \(not \"(\w+)\"\)",
        lambda m: _(
            "{left} and {right} cannot be calculated with “{sign}”", left=_kind(m[1]), right=_kind(m[2]), sign="+"
        ),
    ),
    (r"missing \d+ required", lambda _m: _("Something is missing in the brackets")),
    (r"takes .* argument|unexpected keyword argument", lambda _m: _("There is too much in the brackets")),
    (r"NoneType", lambda _m: _('The value is empty; ask with “if” first, or write: or "—"')),
    (
        r"'(\w+)' object has no attribute|invalid literal|could not convert|ConversionSyntax|descriptor '.*' for"
        r"|must be real number|not 'str'",
        lambda _m: _("The value does not fit the filter: a number, a day or a list is needed"),
    ),
)
