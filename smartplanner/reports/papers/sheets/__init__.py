"""Papers of one sheet, fitted to it: the board, and the one page for a leader."""
