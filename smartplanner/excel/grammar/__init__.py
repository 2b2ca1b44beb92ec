"""What a cell says to a field: the grammars of cells, scales of numbers, and the names around a ledger."""
