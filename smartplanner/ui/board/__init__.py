"""The board: matters as cards in columns and lanes, with their lights, moved by dragging or by the keyboard.

``page`` puts it together: ``bar`` with its ``chips`` above, ``canvas`` below, ``notice`` over it.  ``canvas`` takes
keys and pointer; ``sheet``, on which it stands, draws.  ``layout`` and ``scene`` know where things stand, ``steps``
which card comes next, ``words`` what is written on a card, ``details`` what is read for the cards in sight only,
``cards``, ``lamps`` and ``painting`` how it looks, ``drag`` the card under way, ``memory`` how it was last seen.
"""

from smartplanner.ui.board.page import BoardPage

__all__ = ["BoardPage"]
