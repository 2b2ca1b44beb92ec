"""What is known and marked of the letters of a PDF: hits of a search, and what the mouse has chosen."""

from __future__ import annotations

from smartplanner.ui.preview import letters
from smartplanner.ui.preview.letters import Hit
from smartplanner.ui.preview.pdf import PageText

Letter = tuple[int, int]
"""Page and place of a letter on it."""


class Marks:
    """The hits, and one chosen stretch that may cross pages; *texts* are the letters of the pages, as far as read."""

    def __init__(self, texts: list[PageText]) -> None:
        self.texts = texts
        self.hits: list[Hit] = []
        self.hit = -1
        """The hit in view; -1: none."""
        self.chosen: tuple[Letter, Letter] | None = None
        """The first and the last letter chosen."""

    def find(self, wanted: str, *, page: int) -> None:
        """Find *wanted* everywhere; the hit in view is the first one on *page* or after."""
        self.hits = letters.find(self.texts, wanted)
        self.hit = next((place for place, hit in enumerate(self.hits) if hit.page >= page), 0) if self.hits else -1

    def step(self, step: int) -> None:
        """Take the next hit (1) or the one before (-1) in view; after the last comes the first."""
        if self.hits:
            self.hit = (self.hit + step) % len(self.hits)

    @property
    def current(self) -> Hit | None:
        """The hit in view."""
        return self.hits[self.hit] if 0 <= self.hit < len(self.hits) else None

    def choose(self, one: Letter, other: Letter) -> None:
        """Choose all letters between two."""
        self.chosen = (min(one, other), max(one, other))

    def choose_all(self) -> None:
        """Choose the letters of all pages."""
        if self.texts:
            self.chosen = ((0, 0), (len(self.texts) - 1, len(self.texts[-1].letters) - 1))

    def stretches(self) -> list[Hit]:
        """Return what is chosen, page by page."""
        if self.chosen is None:
            return []
        (first_page, first), (last_page, last) = self.chosen
        found = []
        for page in range(first_page, min(last_page, len(self.texts) - 1) + 1):
            end = last + 1 if page == last_page else len(self.texts[page].letters)
            found.append(Hit(page, first if page == first_page else 0, end))
        return found

    def copied(self) -> str:
        """Return the chosen text."""
        return "\n".join(letters.words(self.texts[page], first, end) for page, first, end in self.stretches())
