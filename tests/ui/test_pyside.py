"""The binding that we pin: PySide 6.12 on Python 3.11 loses references to None and True and ends the process."""

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal()
bell = Bell()
before = sys.getrefcount(True), sys.getrefcount(None)
for _ in range(5000):
    bell.rung.emit()
    bell.setObjectName("x")
after = sys.getrefcount(True), sys.getrefcount(None)
sys.exit(any(abs(new - old) > 1000 for new, old in zip(after, before)))
"""


def test_thousands_of_signals_and_calls_leave_none_and_true_alone():
    assert subprocess.run([sys.executable, "-c", PROGRAM]).returncode == 0
