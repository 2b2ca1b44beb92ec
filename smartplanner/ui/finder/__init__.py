"""Finding anything from anywhere (Ctrl+K): records, commands, pages, papers, lists filtered."""

from smartplanner.ui.finder.finding import Finding

__all__ = ["Finding"]
