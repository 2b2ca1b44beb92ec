"""Started by the launchers: makes the embedded Python behave like an installed one, then runs the program."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Name the interpreter for child processes (the launcher itself is none) and run the program."""
    interpreter = Path(sys.executable).parent / "python" / "python.exe"
    if interpreter.exists():
        sys.executable = str(interpreter)
    from smartplanner.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
