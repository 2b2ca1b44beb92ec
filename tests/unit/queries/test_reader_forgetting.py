"""What was read of a book goes when it is closed, without a search for garbage."""

import gc
import weakref

from smartplanner.commands.office import open_office
from smartplanner.queries.task_book import TaskBook


def test_what_was_read_of_a_book_goes_when_it_is_closed(book_path):
    office = open_office(book_path)
    watched = weakref.ref(office.reader.companion(TaskBook))
    assert watched() is not None
    gc.disable()
    try:
        office.close()
        assert watched() is None
    finally:
        gc.enable()
