"""What Qt says on a machine without a screen."""

from __future__ import annotations

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
