"""Walks all pages, forms and main dialogs on a small screen and prints how large each has to be, as JSON.

Its arguments are a folder to work in, and width and height of the screen.  A program of its own: the screen is chosen
when Qt starts.  Run by ``test_small_screen.py``.
"""

import json
import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTabWidget

from smartplanner.commands.meetings import open_meeting
from smartplanner.commands.office import new_office
from smartplanner.model import entities
from smartplanner.ui.application import make_application
from smartplanner.ui.collecting import CollectDialog
from smartplanner.ui.crash import FaultDialog
from smartplanner.ui.finder.palette import FinderPalette
from smartplanner.ui.help.news import NewsDialog
from smartplanner.ui.help.window import HelpWindow
from smartplanner.ui.importing import ImportDialog
from smartplanner.ui.meeting.setup import SetupDialog
from smartplanner.ui.meeting.window import MeetingWindow
from smartplanner.ui.minutes import MinutesDialog
from smartplanner.ui.operation.timeline import TimelineDialog
from smartplanner.ui.papers.asked import Asked
from smartplanner.ui.papers.batch import BatchDialog
from smartplanner.ui.preferences.dialog import PreferencesDialog
from smartplanner.ui.preferences.keys import ShortcutsDialog
from smartplanner.ui.preview.dialog import PreviewDialog
from smartplanner.ui.shell import Shell
from smartplanner.ui.views.managing import ViewsDialog
from smartplanner.ui.wording.window import WordingDialog

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)
SCREEN = {"name": "small", "x": 0, "y": 0, "dpr": 1}
SAMPLE = ROOT / "resources" / "samples" / "03-督办事项台账.xlsx"
DOTS = {"logicalDpi": 96, "logicalBaseDpi": 96}


def main(folder: Path, width: int, height: int) -> None:
    screens = folder / "screens.json"
    screens.write_text(json.dumps({"screens": [{**SCREEN, "width": width, "height": height, **DOTS}]}), "utf-8")
    make_application(("-platform", f"offscreen:configfile={screens}"))
    office = new_office(folder / "本市.splan")
    meeting = open_meeting(office, title="调度会", held_on=DAY).meeting
    office.close()
    window = Shell(as_of=DAY)
    window.show()
    assert window.open_book(folder / "本市.splan")
    found = {"window": sizes(window)}
    for name in page_names(window):
        page = window.go_to(name)
        found[f"page {name}"] = sizes(page)
    for name, shown in [*forms(window), *dialogs(window, meeting)]:
        shown.show()
        QApplication.processEvents()
        found[name] = sizes(shown)
        shown.hide()
    found["window after all pages"] = sizes(window)
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


def sizes(widget):
    """The least that a widget needs on each of its tabs, and what it has."""
    QApplication.processEvents()
    least = widget.minimumSizeHint().expandedTo(widget.minimumSize())
    for tabs in widget.findChildren(QTabWidget):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            QApplication.processEvents()
            least = least.expandedTo(widget.minimumSizeHint())
        tabs.setCurrentIndex(0)
    return {"least": [least.width(), least.height()], "size": [widget.width(), widget.height()]}


def page_names(window):
    navigation = window.navigation
    return [name for row in range(navigation.count()) if (name := navigation.name_at(row)) is not None]


def forms(window):
    return [(f"form {entity}", window.make_form(entity, "")) for entity in sorted(entities())]


def dialogs(window, meeting):
    session = window.session
    return [
        ("collect", CollectDialog(session, window)),
        ("preferences", PreferencesDialog(window)),
        ("shortcuts", ShortcutsDialog([], window)),
        ("views", ViewsDialog(session, window)),
        ("help", HelpWindow(window)),
        ("news", NewsDialog(window)),
        ("templates", WordingDialog(session, window)),
        ("import", ImportDialog(session, [SAMPLE], window)),
        ("minutes", MinutesDialog(session, None, window)),
        ("meeting setup", SetupDialog(session, window)),
        ("meeting", MeetingWindow(session, meeting)),
        ("finder", FinderPalette(window, window.finding)),
        ("fault", FaultDialog("Traceback\n" * 60, Path("report.txt"))),
        ("batch", BatchDialog(session, Asked("supervision-notice", DAY), window)),
        ("contract timeline", TimelineDialog(session, window)),
        ("preview", PreviewDialog(session, "红灯清单", lambda: b"", Path("a.pdf"), window)),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
