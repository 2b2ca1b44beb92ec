"""``python -m smartplanner``: a book or nothing opens the window, a verb runs without one."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program with the arguments of the command line and exit with its status."""
    from smartplanner.app import main as run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
