"""Figures into Markdown through a template that an office may change without code.

The sandbox of Jinja2 with only the filters below.  An unknown or missing value stops the report instead
of printing nothing.  Every value is escaped for Markdown on its way out.
"""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.base.problems import Problem
from smartplanner.reports import markdown, numbers

FILTERS: Mapping[str, Callable[..., Any]] = {
    "money": numbers.money,
    "ten_thousands": numbers.ten_thousands,
    "percent": numbers.percent,
    "points": numbers.points,
    "change": numbers.change,
    "against_schedule": numbers.against_schedule,
    "date_cn": numbers.date_cn,
    "day_cn": numbers.day_cn,
    "units": numbers.units,
    "counted": numbers.counted,
    "numeral": numbers.numeral,
    "ordinal": numbers.ordinal_clause,
    "shares": numbers.shares,
}
_KEPT_FILTERS = (
    "abs", "batch", "count", "default", "first", "groupby", "join", "last", "length", "list", "map", "max", "min",
    "reject", "rejectattr", "replace", "round", "select", "selectattr", "slice", "sort", "sum", "trim", "unique",
)  # fmt: skip


Wordings = Mapping[str, str]
"""An office's own templates: their text by the name of the file that they stand in for."""
OURS: Wordings = {}
"""No own templates: ours serve."""


def render(name: str, values: Mapping[str, Any], *, wordings: Wordings = OURS) -> str:
    """Return the Markdown that template *name* makes of *values*.

    Of *wordings* those serve that have the name of a template; ours serve for the others.
    Raises ``Problem`` naming the template, the line and the reason.
    """
    environment = _environment(tuple(sorted(wordings.items())))
    try:
        return environment.get_template(name).render(values)
    except TemplateNotFound as error:
        raise Problem(
            code="no_template", file=str(error.name or name), message=_("The report template does not exist.")
        ) from error
    except TemplateSyntaxError as error:
        raise _problem(error.name or name, error.lineno, error) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise _problem(name, _line(error), error) from error


@functools.lru_cache(maxsize=8)
def _environment(wordings: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([DictLoader(dict(wordings)), FileSystemLoader(resources("templates"))]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # "safe", "escape" and the filters that make HTML would let data through as markup.
    environment.filters = {name: environment.filters[name] for name in _KEPT_FILTERS} | dict(FILTERS)
    environment.globals = {"range": environment.globals["range"]}
    return environment


def _finalize(value: Any) -> Markup:
    """Escape one value for Markdown; ``Markup`` (the output of a macro) has been through here before."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Undefined):
        return Markup(str(value))
    if value is None:
        raise ValueError("the value is empty (None)")
    return Markup(markdown.escape(str(value)))


def _line(error: BaseException) -> int | None:
    """Return the line of the template that *error* rose in; an own template has no file and is called as below."""
    ours = resources("templates")
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == "<template>" or Path(frame.filename).is_relative_to(ours):
            return frame.lineno
    return None


def _problem(name: str, line: int | None, error: BaseException) -> Problem:
    reason = str(error) or type(error).__name__
    message = (
        _("Line {line} of the template: {reason}.", line=line, reason=reason)
        if line
        else _("The template cannot be filled in: {reason}.", reason=reason)
    )
    return Problem(code="bad_template", file=name, message=message, remedy=_("Mend the template."))
