"""Finding any record by the words that a person remembers: its title, code, other names, pinyin or first letters."""

from smartplanner.queries.finder.index import Answer, Finder, Hit
from smartplanner.queries.finder.matching import Word, Words, fold, read_words

__all__ = ["Answer", "Finder", "Hit", "Word", "Words", "fold", "read_words"]
