"""Of which modules of ours another one is made, so that they can be loaded one by one, each in a moment.

To import a page at once may take a tenth of a second; what it needs, each before what is made of it, takes a few
milliseconds a piece.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_OURS = __name__.partition(".")[0]
_ROOT = Path(__file__).resolve().parents[2]
_IMPORT = re.compile(
    rf"^(?:from\s+({_OURS}(?:\.\w+)*)\s+import\s+(\([^)]*\)|[^\n]*)|import\s+({_OURS}(?:\.\w+)*))", re.MULTILINE
)
"""What a module loads with itself: what is loaded in its functions, or for types only, stands further to the right."""
_NAME = re.compile(r"(\w+)(?:\s+as\s+\w+)?")


def in_loading_order(names: Sequence[str]) -> Iterator[str]:
    """Tell what to import one after the other so that *names* are loaded, without what is loaded already.

    A package whose own module loads its parts comes as one, after all that these need from elsewhere.
    """
    seen: set[str] = set()
    told: set[str] = set()
    for name in names:
        for needed in _with_needs(name, seen):
            told.add(needed)
            yield needed
    yield from (name for name in names if name not in sys.modules and name not in told)


def _with_needs(name: str, seen: set[str]) -> Iterator[str]:
    package = name.rpartition(".")[0]
    if package:
        yield from _with_needs(package, seen)
    if name in seen or name in sys.modules:
        return
    seen.add(name)
    for needed in _needs(name):
        yield from _with_needs(needed, seen)
    # A package on the way loads this part itself.
    if name not in sys.modules and (not package or package in sys.modules):
        yield name


def _needs(name: str) -> list[str]:
    """Return the modules of ours that the module *name* imports where it begins; none for one that is not ours."""
    source = _source(name)
    if source is None:
        return []
    needs: list[str] = []
    for package, imported, module in _IMPORT.findall(source.read_text("utf-8")):
        needs.append(package or module)
        # What is imported from a package may be a module itself.
        parts = [f"{package}.{part}" for part in _NAME.findall(imported)] if _is_package(package) else []
        needs += [part for part in parts if _source(part) is not None]
    return needs


def _is_package(name: str) -> bool:
    return bool(name) and (_ROOT.joinpath(*name.split(".")) / "__init__.py").exists()


def _source(name: str) -> Path | None:
    """Return the file of one of our modules; None where there is none."""
    if name.partition(".")[0] != _OURS:
        return None
    path = _ROOT.joinpath(*name.split("."))
    files = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in files if file.exists()), None)
