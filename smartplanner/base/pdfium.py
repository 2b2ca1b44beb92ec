"""The one way to PDFium, which is not thread safe, whatever the file: who calls it holds ``LIBRARY`` meanwhile.

Its objects would otherwise close themselves when they are let go of, in any thread and beside whoever draws; so what
is opened here is closed here, at the latest when the program ends.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
import weakref
from collections.abc import Iterator

import pypdfium2

LIBRARY = threading.RLock()
"""Held while anything of PDFium is at work; a thread that has it may ask for it again."""
_open: weakref.WeakSet[pypdfium2.PdfDocument] = weakref.WeakSet()


def open_document(data: bytes, *, owner: object) -> pypdfium2.PdfDocument:
    """Open a PDF that is closed when *owner* is let go of, if ``close`` was not called before.

    A ``PdfiumError`` if it is none.
    """
    with LIBRARY:
        document = pypdfium2.PdfDocument(data)
        _open.add(document)
    weakref.finalize(owner, close, document)
    return document


def close(document: pypdfium2.PdfDocument) -> None:
    """Close a PDF, with all that was taken from it; one that is closed already stays so."""
    with LIBRARY:
        document.close()
        _open.discard(document)


@contextlib.contextmanager
def reading(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for as long as the block runs, alone in the library.  A ``PdfiumError`` if it is none."""
    with LIBRARY, contextlib.closing(pypdfium2.PdfDocument(data)) as document:
        yield document


@atexit.register  # after the import above, so before the library closes itself and complains
def _close_all() -> None:
    for document in list(_open):
        close(document)
