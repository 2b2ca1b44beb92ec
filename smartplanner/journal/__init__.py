"""The only writer: commits lists of changes with their history, and takes them back.

From the one list of changes come undo and redo that survive a restart, the rollback of an import weeks
later, the history of a row, "what changed since", and the exact refresh of views.
"""

from smartplanner.journal.journal import Journal, Source, create_book, open_book
from smartplanner.store.book import remove_book

__all__ = ["Journal", "Source", "create_book", "open_book", "remove_book"]
