"""What stands beside every record: memos, attachments, links and related records, history; the same in all forms."""

from smartplanner.ui.beside.fold import Fold
from smartplanner.ui.beside.tabs import Beside

__all__ = ["Beside", "Fold"]
