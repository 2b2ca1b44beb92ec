"""The rows of a recognised table to changes of the book: read, filled, matched and proposed."""
