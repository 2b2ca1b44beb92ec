"""What can be put into a template: the figures of this paper, filters, instructions, parts of a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QMenu

from smartplanner.base.i18n import _
from smartplanner.base.problems import shorten
from smartplanner.reports.templates.figure_names import FIGURE_NAMES
from smartplanner.reports.templates.offered import DIRECTIVES, FILTERS, INSTRUCTIONS

_MOST = 60
"""Figures of one menu."""


def fill_menu(menu: QMenu, figures: Any, put_in: Callable[[str], None]) -> None:
    """Fill the menu for one paper's figures (None: there is nothing in the book that tells them)."""
    menu.clear()
    if figures is not None:
        _add_figures(menu.addMenu(_("Figures of this paper")), figures, "f", put_in)
    filters = menu.addMenu(_("Filters"))
    for one in FILTERS:
        made = one.examples[0]
        text = f"{one.name}　{_(one.meaning)}（{_said(made[0])} → {made[2]}）"
        _add(filters, text, f" | {one.name}", put_in)
    instructions = menu.addMenu(_("Instructions"))
    for piece in INSTRUCTIONS:
        _add(instructions, f"{_(piece.meaning)}　{shorten(piece.text, 24)}", piece.text, put_in)
    parts = menu.addMenu(_("Parts of a paper"))
    for piece in DIRECTIVES:
        _add(parts, f"{_(piece.meaning)}　{shorten(piece.text, 24)}", piece.text, put_in)


def names_and_values(figures: Any) -> Iterator[tuple[str, Any]]:
    """Give the figures of a dataclass by name: its fields, then what is computed from them."""
    kind = type(figures)
    for one in fields(figures):
        yield one.name, getattr(figures, one.name)
    for name in dir(kind):
        if not name.startswith("_") and isinstance(getattr(kind, name), property):
            yield name, getattr(figures, name)


def _add_figures(menu: QMenu, figures: Any, path: str, put_in: Callable[[str], None]) -> None:
    for name, value in list(names_and_values(figures))[:_MOST]:
        if is_dataclass(value) and path == "f":
            _add_figures(menu.addMenu(_named(name)), value, f"{path}.{name}", put_in)
        elif isinstance(value, (list, tuple)) and value and is_dataclass(value[0]):
            _add_rows(
                menu.addMenu(_("{name}　list of {count}", name=_named(name), count=len(value))),
                value,
                f"{path}.{name}",
                put_in,
            )
        elif not callable(value):
            _add(menu, f"{_named(name)}　{_said(value)}", _expression(f"{path}.{name}", value), put_in)


def _add_rows(menu: QMenu, rows: Any, path: str, put_in: Callable[[str], None]) -> None:
    """Offer the loop over a list, and what its items have."""
    _add(menu, _("Repeat for each"), f"{{% for item in {path} %}}{{% endfor %}}", put_in)
    _add(menu, _("How many there are"), f"{{{{ {path} | length }}}}", put_in)
    menu.addSeparator()
    for name, value in list(names_and_values(rows[0]))[:_MOST]:
        if not callable(value):
            _add(menu, f"{_named(name)}　{_said(value)}", _expression(f"item.{name}", value), put_in)


def _named(name: str) -> str:
    """Return what a figure is called, with its name in the template; a name without words stands for itself."""
    words = FIGURE_NAMES.get(name)
    return f"{_(words)}（{name}）" if words is not None else name


def _expression(path: str, value: Any) -> str:
    if isinstance(value, date):
        return f"{{{{ {path} | date_cn }}}}"
    if isinstance(value, (list, tuple)):
        return (
            f"{{{{ {path} | units }}}}" if all(isinstance(one, str) for one in value) else f"{{{{ {path} | length }}}}"
        )
    if isinstance(value, float):
        return f"{{{{ {path} | percent }}}}"
    if isinstance(value, int) and path.endswith("_fen"):
        return f"{{{{ {path} | money }}}}"
    return f"{{{{ {path} }}}}"


def _said(value: Any) -> str:
    if value is None or value == "":
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return str(round(value, 1))
    if isinstance(value, (list, tuple)):
        plain = all(isinstance(one, (str, int, float)) for one in value)
        return shorten("、".join(map(str, value)), 24) if plain and value else _("list of {count}", count=len(value))
    return shorten(str(value), 24)


def _add(menu: QMenu, text: str, piece: str, put_in: Callable[[str], None]) -> None:
    # An ampersand of the data is no shortcut.
    menu.addAction(text.replace("&", "&&")).triggered.connect(lambda: put_in(piece))
