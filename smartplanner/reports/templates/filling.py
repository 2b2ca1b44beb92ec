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
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_eval_context,
)
from markupsafe import Markup

from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.base.problems import Problem
from smartplanner.reports.document import markdown
from smartplanner.reports.templates.bounds import (
    BoundEnvironment,
    Budget,
    Overrun,
    batches,
    bounded_filter,
    bounded_range,
    charge,
    joined_list,
    replaced,
    rounded,
    spending,
)
from smartplanner.reports.templates.mistakes import mistakes
from smartplanner.reports.templates.offered import FILTERS
from smartplanner.reports.templates.reasons import NamedUndefined, filling_reason, syntax_reason

_KEPT_FILTERS = (
    "abs", "count", "default", "first", "groupby", "last", "length", "list", "map", "max", "min", "reject",
    "rejectattr", "select", "selectattr", "sort", "sum", "trim", "unique",
)  # fmt: skip
_BOUNDED_FILTERS: Mapping[str, Callable[..., Any]] = {
    "batch": batches,
    "join": joined_list,
    "replace": replaced,
    "round": rounded,
}
LONGEST = 200_000
"""Letters of an own template at most."""


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
    if len(wordings.get(name, "")) > LONGEST:
        raise Problem(
            code="bad_template",
            file=name,
            message=_("The template is longer than {count} letters.", count=LONGEST),
            remedy=_("Mend the template."),
        )
    # Only wordings from outside are on a budget: ours end, and a large book may need its time.
    budget = Budget() if wordings else None
    try:
        return spending(budget, lambda: _filled(environment.get_template(name), values))
    except TemplateNotFound as error:
        raise Problem(
            code="no_template", file=str(error.name or name), message=_("The report template does not exist.")
        ) from error
    except TemplateSyntaxError as error:
        reason = syntax_reason(error, filters=environment.filters, tests=environment.tests)
        raise _problem(error.name or name, error.lineno, reason) from error
    except _FAULTS as error:
        raise _problem(name, _line(error), filling_reason(error)) from error


def _filled(template: Template, values: Mapping[str, Any]) -> str:
    """Return what ``template.render`` does, and leave nothing behind: macros and what they know hold one another."""
    context = template.new_context(dict(values))
    try:
        return template.environment.concat(template.root_render_func(context))
    except Exception:
        template.environment.handle_exception()
    finally:
        context.vars.clear()


_FAULTS = (
    TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, Overrun, RecursionError,
    MemoryError, SyntaxError,
)  # fmt: skip


def mistakes_in(name: str, text: str, figures: Any = None) -> list[Problem]:
    """Return all that is certainly wrong with *text* as the template *name*, in the order of its lines.

    With *figures* also what it asks of them that they do not have, in parts not printed today as well.
    """
    environment = _environment(((name, text),))
    try:
        found = [_problem(name, line, reason) for line, reason in mistakes(environment, text, figures)]
        if not found:
            environment.get_template(name)
    except TemplateSyntaxError as error:
        reason = syntax_reason(error, filters=environment.filters, tests=environment.tests)
        return [_problem(name, error.lineno, reason)]
    except (RecursionError, MemoryError, SyntaxError) as error:
        return [_problem(name, None, filling_reason(error))]
    return found


def our_text(name: str) -> str:
    """Return the text of our template *name*; a Problem when there is none."""
    folder = resources("templates")
    path = folder / name
    if path.parent != folder or not path.is_file():
        raise Problem(code="no_template", file=name, message=_("The report template does not exist."))
    return path.read_text(encoding="utf-8")


@functools.lru_cache(maxsize=8)
def _environment(wordings: tuple[tuple[str, str], ...]) -> BoundEnvironment:
    environment = BoundEnvironment(
        loader=ChoiceLoader([DictLoader(dict(wordings)), FileSystemLoader(resources("templates"))]),
        undefined=NamedUndefined,
        optimized=False,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # "safe", "escape" and the filters that make HTML would let data through as markup.
    kept = {name: environment.filters[name] for name in _KEPT_FILTERS}
    ours = {one.name: one.work for one in FILTERS}
    environment.filters = {
        name: bounded_filter(name, work) for name, work in (kept | dict(_BOUNDED_FILTERS) | ours).items()
    }  # fmt: skip
    environment.globals = {"range": bounded_range}
    return environment


@pass_eval_context  # so that Jinja calculates nothing while it only reads the template
def _finalize(_context: Any, value: Any) -> Markup:
    """Escape one value for Markdown; ``Markup`` (the output of a macro) has been through here before."""
    if isinstance(value, Markup):
        charge(len(value))
        return value
    if value is None:
        raise ValueError(_('The value is empty; ask with “if” first, or write: or "—"'))
    text = str(value)
    charge(len(text))
    return Markup(markdown.escape(text))


def _line(error: BaseException) -> int | None:
    """Return the line of the template that *error* rose in; an own template has no file and is called as below."""
    ours = resources("templates")
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == "<template>" or Path(frame.filename).is_relative_to(ours):
            return frame.lineno
    return None


def _problem(name: str, line: int | None, reason: str) -> Problem:
    message = (
        _("Line {line} of the template: {reason}.", line=line, reason=reason)
        if line
        else _("The template cannot be filled in: {reason}.", reason=reason)
    )
    # The place is also in ``field``, for an editor that goes to the line.
    return Problem(
        code="bad_template", file=name, message=message, remedy=_("Mend the template."), field=f"line {line or 0}"
    )
