"""The read models: rows as frozen dataclasses, lists with their derived fields, the board, the overview, search.

Plain selects; nothing here writes.  Everything derived is computed as of a date that is handed in.
"""

from smartplanner.queries.reader import Reader

__all__ = ["Reader"]
