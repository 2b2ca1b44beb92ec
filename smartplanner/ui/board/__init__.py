"""The board: matters as cards in columns, with their lights, moved by dragging or by the keyboard.

``page`` puts it together: ``bar`` above, ``canvas`` below, ``notice`` over it.  ``layout`` and ``scene`` know
where things stand, ``words`` what is written on a card, ``painting`` how it looks, ``drag`` the card under way.
"""

from smartplanner.ui.board.page import BoardPage

__all__ = ["BoardPage"]
