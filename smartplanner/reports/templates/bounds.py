"""The sandbox of templates: what a wording may reach, and how much it may do before it is stopped.

An office's own template is text from outside: it may read the figures that it is given and nothing else, and it may
not keep the window waiting.  Loops, calls, printed letters and lists are charged to a budget; a template that spends
it is stopped.  Time is that of the thread's own work, so that a busy machine stops nothing that is honest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from smartplanner.base.i18n import _
from smartplanner.base.stopping import go_on
from smartplanner.reports.document import markdown

STEPS = 300_000
"""Rounds of loops and calls that an own template may take."""
LETTERS = 4_000_000
"""Letters and items of lists that it may make, those on the way included."""
SECONDS = 5.0
"""Work that it may cost."""
RANGE = 10_000
"""Numbers of one ``range``, rows of one ``batch``."""
_AT_ONCE = frozenset({"length", "count", "first", "default"})
"""Filters that do not go through what they are given."""
_DIGITS = 256
"""Bits of the largest whole number that calculating may give."""

_METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(
        {"startswith", "endswith", "removeprefix", "removesuffix", "strip", "lstrip", "rstrip", "split", "upper"}
        | {"lower", "title", "isdigit", "isalpha", "find", "count", "index"}
    ),
    dict: frozenset(["items", "keys", "values", "get"]),
    date: frozenset(["year", "month", "day", "weekday", "isoweekday", "isoformat"]),
    list: frozenset(["index", "count"]),
}
"""What may be asked of plain values; everything else of them is refused, since some of it makes text without end."""
_SIZED = (str, list, tuple, dict, range)
_PLAIN = (str, bytes, int, float, complex, dict, date, list, tuple, set, frozenset, range)


class Overrun(Exception):  # noqa: N818 - it is the name of what happened
    """A template did more than it may."""


@dataclass(slots=True)
class Budget:
    """What one rendering has left."""

    steps: int = STEPS
    letters: int = LETTERS
    until: float = field(default_factory=lambda: time.thread_time() + SECONDS)

    def step(self) -> None:
        """Take one round or call."""
        self.steps -= 1
        if self.steps < 0:
            raise Overrun(_("The template repeats too much: more than {count} rounds and calls", count=STEPS))
        if not self.steps % 64 and time.thread_time() > self.until:
            raise Overrun(_("The template takes too long: more than {seconds} seconds of work", seconds=SECONDS))

    def charge(self, letters: int) -> None:
        """Take letters or items before they are made."""
        self.letters -= letters
        if self.letters < 0:
            raise Overrun(_("The template makes too much text: more than {count} letters", count=LETTERS))


_spending: ContextVar[Budget | None] = ContextVar("spending", default=None)


def spending(budget: Budget | None, work: Callable[[], str]) -> str:
    """Do *work* on a budget; None: without limit, for wordings of our own."""
    token = _spending.set(budget)
    try:
        return work()
    finally:
        _spending.reset(token)


def _step() -> None:
    budget = _spending.get()
    if budget is not None:
        budget.step()


def charge(letters: int) -> None:
    """Charge letters or items to the rendering under way."""
    budget = _spending.get()
    if budget is not None:
        budget.charge(letters)


class BoundEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, with a budget for each rendering."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def call(self, context: Any, obj: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call what a template calls: one step of its budget."""
        go_on()
        _step()
        return super().call(context, obj, *arguments, **named)

    def wrap_str_format(self, value: Any) -> None:
        """Leave ``format`` of a text among what may not be asked: a width in it makes text before it can be charged."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may ask for *attr*: of plain values only what ends soon."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, _PLAIN) and not hasattr(obj, "__dataclass_fields__") and not hasattr(obj, "_fields"):
            return any(isinstance(obj, kind) and attr in names for kind, names in _METHODS.items())
        if hasattr(obj, "_fields"):
            return attr in obj._fields or not callable(value)
        return True

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate; what would grow beyond the budget is stopped before."""
        if operator == "%" and isinstance(left, (str, bytes)):
            raise SecurityError(_("“%” is only for numbers"))
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return joined(left, right)
        sizes = [len(one) for one in (left, right) if isinstance(one, (str, bytes, list, tuple))]
        if operator == "*" and sizes:
            times = [one for one in (left, right) if isinstance(one, int)]
            charge(sizes[0] * max(0, *times, 0) if times else 0)
        elif operator == "+":
            charge(sum(sizes))
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * abs(right) if operator == "**" else left.bit_length() + right.bit_length()
            if operator in ("*", "**") and bits > _DIGITS:
                raise Overrun(_("The template calculates with numbers that are too large"))
        return super().call_binop(context, operator, left, right)

    def rounds(self, items: Iterable[Any]) -> Iterator[Any]:
        """Give the items of a loop, each a step of the budget."""
        for item in items:
            _step()
            yield item

    def printed(self, letters: int) -> Markup:
        """Charge the fixed text that comes next; itself it prints nothing."""
        _step()
        charge(letters)
        return Markup("")

    def joined(self, *parts: Any) -> str:
        """Return what ``~`` makes of values."""
        return joined(*parts)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Metered().visit(super()._parse(source, name, filename))  # type: ignore[no-any-return]


def bounded_range(*numbers: int) -> range:
    """Return a range as Python does, but no long one."""
    made = range(*numbers)
    if len(made) > RANGE:
        raise Overrun(_("“range” may give {count} numbers at most", count=RANGE))
    return made


def joined(*parts: Any) -> str:
    """Return the parts as one text; where one is finished Markdown, the others are escaped."""
    texts = [part if isinstance(part, str) else str(part) for part in parts]
    charge(sum(map(len, texts)))
    if not any(isinstance(text, Markup) for text in texts):
        return "".join(texts)
    return Markup("".join(text if isinstance(text, Markup) else markdown.escape(text) for text in texts))


def bounded_filter(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter whose calls are steps of the budget; what it goes through and what it makes is charged to it."""
    at_once = name in _AT_ONCE

    def bounded(*arguments: Any, **named: Any) -> Any:
        _step()
        if not at_once:
            charge(sum(len(one) for one in arguments if isinstance(one, _SIZED)))
        made = work(*arguments, **named)
        if isinstance(made, _SIZED) and not at_once:
            charge(len(made))
        return made

    if hasattr(work, "jinja_pass_arg"):  # what Jinja hands to it besides the value
        bounded.jinja_pass_arg = work.jinja_pass_arg  # type: ignore[attr-defined]
    return bounded


def replaced(text: str, old: str, new: str, count: int | None = None) -> str:
    """Return *text* with *new* for *old*, the first *count* times if that is said."""
    text, old, new = str(text), str(old), str(new)
    times = text.count(old) if count is None else min(count, text.count(old))
    charge(len(text) + max(0, times) * len(new))
    return text.replace(old, new, -1 if count is None else count)


def joined_list(items: Iterable[Any], between: str = "") -> str:
    """Return the items with *between* between them."""
    texts = list(items)
    parts: list[Any] = []
    for place, text in enumerate(texts):
        parts += [between, text] if place else [text]
    return joined(*parts)


def rounded(value: float, digits: int = 0) -> float:
    """Return a number with so many digits after the point, half up as people round."""
    from decimal import ROUND_HALF_UP, Decimal

    if abs(digits) > 10:
        raise Overrun(_("The template calculates with numbers that are too large"))
    made = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return float(made) if digits > 0 else int(made)


def batches(items: Iterable[Any], size: int) -> list[list[Any]]:
    """Return the items in lists of *size*."""
    if not 0 < size <= RANGE:
        raise ValueError("size of batch")
    listed = list(items)
    return [listed[start : start + size] for start in range(0, len(listed), size)]


class _Metered(NodeTransformer):
    """Puts the meter into a template: at each loop, before each printed text, at ``~``."""

    def visit_Template(self, node: nodes.Template) -> nodes.Node:
        self.generic_visit(node)
        node.body.insert(0, _output(0, node.lineno))
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = _call("rounds", [node.iter], node.lineno)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        self.generic_visit(node)
        node.body.insert(0, _output(0, node.lineno))
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        self.generic_visit(node)
        letters = sum(len(part.data) for part in node.nodes if isinstance(part, nodes.TemplateData))
        if letters:
            node.nodes.insert(0, _call("printed", [nodes.Const(letters)], node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _call("joined", list(node.nodes), node.lineno)


def _output(letters: int, line: int) -> nodes.Output:
    return nodes.Output([_call("printed", [nodes.Const(letters)], line)], lineno=line)


def _call(name: str, arguments: Sequence[nodes.Node], line: int) -> nodes.Call:
    called = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(called, list(arguments), [], None, None, lineno=line)
