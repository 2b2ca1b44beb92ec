"""The import of ledgers in the window: files and sheets at the left, the chosen sheet in three pages at the right.

``dialog`` ties the parts together, ``work`` reads in the background, each page shows one thing and tells what a
person chose through signals.
"""

from smartplanner.ui.importing.dialog import ImportDialog

__all__ = ["ImportDialog"]
