"""The book as a file: tables, engine and pragmas, read sessions, migrations, backup and the lock.

Only ``journal`` (writing) and ``queries`` (reading) look in here; nobody else knows that there is SQL.
"""
