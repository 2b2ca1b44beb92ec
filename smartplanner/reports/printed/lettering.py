"""The letters of a printed list: how wide a text is, where it is broken, and which font draws which part of it."""

from __future__ import annotations

from smartplanner.reports.clean import clean_text
from smartplanner.reports.linebreak import wrap
from smartplanner.reports.pdf_fonts import FontBook, load_fonts

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
    """One face.  Texts are broken and cut by font once for as long as they come again."""

    def __init__(self, fonts: FontBook, role: str) -> None:
        self._fonts, self.role = fonts, role
        self._advances = _Advances(fonts, role)
        self._pieces: dict[str, tuple[tuple[str, str], ...]] = {}

    def width(self, text: str) -> float:
        """Return the length of *text* for a size of 1."""
        return sum(map(self._advances.__getitem__, text))

    def broken(self, text: str, *, size: float, width: float) -> tuple[str, ...]:
        """Return the lines of *text* in a *width* in points; every character stands in one of them."""
        if not text:
            return ("",)
        text = clean_text(text)[0] if not text.isprintable() else text
        room = max(width, size) / size
        if "\n" not in text and self.width(text) <= room:
            return (text,)
        return tuple(line.text for line in wrap(text, measure=self._advances.__getitem__, width=room))

    def pieces(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return *text* as stretches of one font each: the font and what it draws."""
        known = self._pieces.get(text)
        if known is None:
            if len(self._pieces) > _KEPT:
                self._pieces.clear()
            known = self._pieces[text] = tuple(self._cut(text))
        return known

    def _cut(self, text: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for character in text:
            glyph = self._fonts.glyph(character, self.role)
            if found and found[-1][0] == glyph.font:
                found[-1] = (glyph.font, found[-1][1] + glyph.character)
            else:
                found.append((glyph.font, glyph.character))
        return found


class Lettering:
    """The faces of a list: rows are plain, heads and sums bold."""

    def __init__(self) -> None:
        self.fonts = load_fonts()
        self.plain = Letters(self.fonts, "song")
        self.bold = Letters(self.fonts, "hei")
        self.title = Letters(self.fonts, "biaosong")
