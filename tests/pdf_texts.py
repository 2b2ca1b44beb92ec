"""What the pages of a PDF say, for tests; holds the lock of PDFium, for a window may draw in another thread."""

from __future__ import annotations

from contextlib import closing

from smartplanner.base.pdfium import reading


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page."""
    texts = []
    with reading(data) as pages:
        for number in range(len(pages)):
            with closing(pages[number]) as page, closing(page.get_textpage()) as text:
                texts.append(text.get_text_range())
    return texts
