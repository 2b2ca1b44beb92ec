"""The vocabulary that describes a field, and the readings of what people write into one.

``description`` has the facts (kind, label, limits); ``reading`` what comes out of a cell; ``dates``,
``money``, ``progress`` and ``units`` the grammars of a Chinese ledger; ``values`` parses, formats and
validates by kind.  Forms, paste, import and the meeting's sentence all read the same way.
"""
