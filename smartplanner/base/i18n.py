"""The user's language: English msgids, zh_CN complete and the default.

``_("… {n} …", n=3)`` translates first and fills in afterwards, so a translation can order its words
as it likes; what was quoted already is quoted by ‘…’ within “…”.  ``N_`` marks a text that is
translated later, where it is shown.  Chinese has no plural
forms, so the messages are written without them.
"""

from __future__ import annotations

import contextlib
import functools
import gettext
import io
import os
import struct
from collections.abc import Mapping
from pathlib import Path

from smartplanner.base.paths import i18n_dir
from smartplanner.base.quotes import nested

DOMAIN = "smartplanner"
DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = ("zh_CN", "en")

_active: gettext.NullTranslations | None = None
_language = DEFAULT_LANGUAGE


def N_(message: str) -> str:
    """Mark *message* for translation and return it unchanged."""
    return message


def _(message: str, /, **values: object) -> str:
    """Return *message* in the language in use, with ``{name}`` places filled from *values*."""
    text = _catalogue().gettext(message) if message else ""
    return _filled(text, values) if values else text


def translate(message: str, /, *, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """Return *message* in *language*, whatever the language in use: an official paper is Chinese in any window."""
    text = _catalogue_of(language).gettext(message) if message else ""
    return _filled(text, values) if values else text


def _filled(text: str, values: Mapping[str, object]) -> str:
    """Return *text* with its places filled; what is quoted within “…” has ‘…’ there."""
    made = text.format(**values)
    return nested(made) if "“" in text and made.count("“") > text.count("“") else made


def language() -> str:
    """Return the language in use, as a locale name such as ``zh_CN``."""
    return _language


def use_language(name: str) -> None:
    """Switch to *name*; texts translated from now on follow it.  An unknown name gives the msgids."""
    global _active, _language
    _language = name
    _active = _load(name)


def _catalogue() -> gettext.NullTranslations:
    if _active is None:
        use_language(os.environ.get("SMARTPLANNER_LANGUAGE", DEFAULT_LANGUAGE))
    assert _active is not None
    return _active


@functools.cache
def _catalogue_of(name: str) -> gettext.NullTranslations:
    return _load(name)


def _load(name: str) -> gettext.NullTranslations:
    """Load the compiled catalogue; compile it first where the source is newer (a fresh checkout)."""
    source = i18n_dir() / name / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = source.with_suffix(".mo")
    if compiled.exists() and not (source.exists() and source.stat().st_mtime > compiled.stat().st_mtime):
        # One that was cut off in mid-write or cannot be read is made again from its source.
        with contextlib.suppress(OSError, ValueError, struct.error), compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    if source.exists():
        return gettext.GNUTranslations(io.BytesIO(_compile(source, compiled)))
    return gettext.NullTranslations()


def _compile(source: Path, compiled: Path) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    memory = io.BytesIO()
    write_mo(memory, catalogue)
    scratch = compiled.with_suffix(f".{os.getpid()}.tmp")
    try:
        scratch.write_bytes(memory.getvalue())
        scratch.replace(compiled)
    except OSError:
        # A read-only installation: the catalogue in memory serves this run.
        scratch.unlink(missing_ok=True)
    return memory.getvalue()
