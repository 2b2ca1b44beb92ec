"""The first hour: the sample book, ledgers dropped before there is a book, and the first steps with a new one."""
