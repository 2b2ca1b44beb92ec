"""智城统筹 (SmartPlanner): the desktop workbench of a smart-city leading-group office.

The packages, from the bottom up: ``base`` knows nothing of planning, ``fields`` is the vocabulary
that describes a field, ``model`` describes the entities, ``changes`` are plain values, ``rules`` is
pure planning knowledge, ``store`` is the file, ``journal`` the only writer, ``queries`` the read
models, ``excel`` and ``reports`` the documents, ``commands`` the verbs, ``cli`` and ``ui`` the two
faces, and ``app`` puts them together.
"""

__version__ = "0.1.0"
