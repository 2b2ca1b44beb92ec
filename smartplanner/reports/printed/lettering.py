"""The letters of a printed list: how wide a text is, where it is broken, and which font draws which part of it."""

from __future__ import annotations

from smartplanner.reports.document.clean import clean_text
from smartplanner.reports.page.linebreak import wrap
from smartplanner.reports.pdf.fonts import FontBook, load_fonts

_KEPT = 20_000


class _Advances(dict[str, float]):
    """The advance of each character for a size of 1, looked up once."""

    def __init__(self, fonts: FontBook, role: str) -> None:
        super().__init__()
        self._fonts, self._role = fonts, role

    def __missing__(self, character: str) -> float:
        advance = self[character] = self._fonts.glyph(character, self._role).advance
        return advance


class Letters:
    """One face.  Texts are broken once for as long as they come again."""

    def __init__(self, fonts: FontBook, role: str) -> None:
        self._fonts, self.role = fonts, role
        self._advances = _Advances(fonts, role)
        self._broken: dict[tuple[str, float, float], tuple[str, ...]] = {}

    def width(self, text: str) -> float:
        """Return the length of *text* for a size of 1."""
        return sum(map(self._advances.__getitem__, text))

    def broken(self, text: str, *, size: float, width: float) -> tuple[str, ...]:
        """Return the lines of *text* in a *width* in points; every character stands in one of them."""
        if not text:
            return ("",)
        known = self._broken.get((text, size, width))
        if known is None:
            if len(self._broken) > _KEPT:
                self._broken.clear()
            known = self._broken[text, size, width] = self._break(text, max(width, size) / size)
        return known

    def drawn(self, character: str) -> tuple[str, str]:
        """Return which font draws *character*, and what it draws."""
        glyph = self._fonts.glyph(character, self.role)
        return glyph.font, glyph.character

    def _break(self, text: str, room: float) -> tuple[str, ...]:
        text = clean_text(text)[0] if not text.isprintable() else text
        if "\n" not in text and self.width(text) <= room:
            return (text,)
        return tuple(line.text for line in wrap(text, measure=self._advances.__getitem__, width=room))


class Lettering:
    """The faces of a list: rows are plain, heads and sums bold."""

    def __init__(self) -> None:
        self.fonts = load_fonts()
        self.plain = Letters(self.fonts, "song")
        self.bold = Letters(self.fonts, "hei")
        self.title = Letters(self.fonts, "biaosong")
