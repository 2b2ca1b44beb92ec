"""Files dropped on a row, a line or a card become attachments of that record; beside them they are for the window.

``rows`` follows a drag over a view and shows where it would fall, ``surfaces`` knows which record is where on a page,
``asking`` asks where a file may mean two things.
"""

from smartplanner.ui.dropping.surfaces import accept_files as accept_files
