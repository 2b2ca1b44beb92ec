"""What Qt says on a machine without a screen."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import qInstallMessageHandler, qWarning

from smartplanner.ui.offscreen import quiet_offscreen


def test_only_what_a_missing_screen_cannot_do_is_left_out():
    heard = []
    before = qInstallMessageHandler(lambda _kind, _context, text: heard.append(text))
    try:
        with quiet_offscreen():
            qWarning("This plugin does not support propagateSizeHints()")
            qWarning("something is wrong")
        qWarning("afterwards")
    finally:
        qInstallMessageHandler(before)
    assert heard == ["something is wrong", "afterwards"]


def test_a_program_that_ends_with_its_own_cells_on_the_clipboard_ends_well():
    code = (
        "from smartplanner.ui.application import make_application\n"
        "application = make_application(('-platform', 'offscreen'))\n"
        "from PySide6.QtCore import QMimeData\n"
        "data = QMimeData()\n"
        "data.setText('a')\n"
        "application.clipboard().setMimeData(data)\n"
        "del data\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=600).returncode == 0
