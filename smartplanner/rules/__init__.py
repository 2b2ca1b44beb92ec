"""Pure planning knowledge: lights, workdays.  Takes rows and a date, gives values; never reads the book."""
