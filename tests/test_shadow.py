"""The guard itself: it does see a write beside the journal."""

import pytest

from smartplanner.base.ids import new_id
from smartplanner.store.tables import table


def test_a_write_beside_the_journal_is_seen(journal):
    with pytest.raises(AssertionError, match="beside the journal"), journal.book.write() as connection:
        connection.execute(table("district").insert(), {"id": new_id(), "name": "x"})
