"""Names in a template that no figure has, also in parts that are not printed with today's figures.

A template that is right today must not break next month, when a branch is taken for the first time.  What a value is
follows from the annotations of the figures; where those do not say it, nothing is held against the template.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import nodes

from smartplanner.base.i18n import _
from smartplanner.reports.templates.reasons import names_of_kind, near


def unknown_names(template: nodes.Template, figures: Any) -> Iterator[tuple[int, str]]:
    """Give line and reason of each name in a template that *figures* do not have."""
    yield from _Walk({"figures": type(figures)}).through(template)


def unknown_values(template: nodes.Template, given: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give line and reason of each value that is nowhere given or set in a template; *given* are those outside it.

    A name that is set anywhere is taken to be known everywhere: what is certain only.
    """
    known = {"figures", "charts", "sheet", "loop", "caller", "varargs", "kwargs", *given}
    for node in template.find_all(nodes.Name):
        if node.ctx in ("store", "param"):
            known.add(node.name)
    known.update(macro.name for macro in template.find_all(nodes.Macro))
    for asked in template.find_all((nodes.Test, nodes.Filter)):
        if asked.name in ("defined", "undefined", "default") and isinstance(asked.node, nodes.Name):
            known.add(asked.node.name)
    for node in template.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in known:
            yield node.lineno, _("There is no value “{name}”", name=node.name) + near(node.name, sorted(known))


class _Walk:
    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = dict(known)

    def through(self, node: nodes.Node) -> Iterator[tuple[int, str]]:
        """Walk a part of the template; what is set in it is known from there on."""
        if isinstance(node, nodes.Macro):
            inner = _Walk({name: kind for name, kind in self._known.items() if name not in _names(node.args)})
            for child in node.body:
                yield from inner.through(child)
            return
        if isinstance(node, nodes.For):
            yield from self.through(node.iter)
            inner = _Walk(self._known)
            inner._bind(node.target, _item(self._kind(node.iter)))
            for child in (*node.body, *([node.test] if node.test else [])):
                yield from inner.through(child)
            for child in node.else_:
                yield from self.through(child)
            return
        for child in node.iter_child_nodes():
            yield from self.through(child)
        if isinstance(node, nodes.Assign):
            self._bind(node.target, self._kind(node.node))
        if isinstance(node, nodes.Getattr):
            kind = self._kind(node.node)
            if dataclasses.is_dataclass(kind) and node.attr not in names_of_kind(kind):
                names = names_of_kind(kind)
                yield node.lineno, _("The figures have no “{name}” here", name=node.attr) + near(node.attr, names)

    def _bind(self, target: nodes.Node, kind: Any) -> None:
        if isinstance(target, nodes.Name):
            self._known[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            parts = typing.get_args(kind) if typing.get_origin(kind) is tuple else ()
            for place, one in enumerate(target.items):
                self._bind(one, parts[place] if len(parts) == len(target.items) else None)

    def _kind(self, node: nodes.Node) -> Any:
        """Return the type of an expression; None where that is not known."""
        if isinstance(node, nodes.Name):
            return self._known.get(node.name)
        if isinstance(node, nodes.Getattr):
            return _member(self._kind(node.node), node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
            return self._kind(node.node)
        return None


def _names(targets: list[nodes.Name]) -> set[str]:
    return {target.name for target in targets}


@functools.lru_cache(maxsize=4096)
def _member(kind: Any, name: str) -> Any:
    """Return the type of an attribute, without None; None where it is not known."""
    if not dataclasses.is_dataclass(kind):
        return None
    found = getattr(kind, name, None)
    try:
        if isinstance(found, property):
            return _present(typing.get_type_hints(found.fget).get("return"))
        return _present(typing.get_type_hints(kind).get(name))
    except NameError:  # an annotation of a name that is only there for the checker
        return None


def _present(kind: Any) -> Any:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        kinds = [one for one in typing.get_args(kind) if one is not type(None)]
        return kinds[0] if len(kinds) == 1 else None
    return kind


def _item(kind: Any) -> Any:
    """Return what a list of a type holds."""
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return arguments[0] if len(arguments) == 2 and arguments[1] is Ellipsis else None
    return arguments[0] if typing.get_origin(kind) is list and arguments else None
