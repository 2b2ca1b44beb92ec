"""The window: Qt, and only here.

``application`` starts Qt with fonts and language, ``shell`` is the window with its navigation and menus,
``session`` the open office as Qt objects see it; each page is a module: ``overview``, ``tasks``, ``board``,
``records`` (any plain entity), ``history``; ``task_form`` and ``record_form`` edit; ``importing`` and
``papers`` are the ways in and out.  Screens never import each other: the shell puts them together.
"""
