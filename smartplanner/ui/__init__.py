"""The window: Qt, and only here.

``application`` starts Qt with fonts and language, ``shell`` is the window with its navigation and menus,
``session`` the open office as Qt objects see it; each page is a module: ``overview``, ``tasks``, ``board``,
``records`` (any plain entity), ``history``; ``task_form`` and ``record_form`` edit; ``importing`` and
``reporting`` are the ways in and out.  Screens never import each other: the shell puts them together.
"""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide 6.12 gives back one reference to True too many with every signal that Python emits.  From 3.12 on
    # True cannot be freed; before, some thousand signals would end the process ("deallocating True or False").
    # A store of references that no session can use up keeps it alive; ``test_signals`` shows the need.
    ctypes.c_ssize_t.from_address(id(True)).value += 1 << 40
