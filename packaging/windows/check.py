#!/usr/bin/env python3
"""Build, install, try and remove the Windows program under wine, from an empty wine prefix; say what was seen.

    python3 packaging/windows/check.py                 build first
    python3 packaging/windows/check.py --built         take what lies in dist
    python3 packaging/windows/check.py --older SETUP   begin with that installer of an earlier version

Not part of the tests: it takes minutes.  Pictures and documents to look at are left in build/windows/seen.
Wine 8 is older than the Windows that the program is made for; what it lacks is put into the *prefix*, never into the
product: two small libraries (wine/*.c), an older numpy (its newer ones want crealf of a newer ucrtbase), no _wmi.pyd.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import looks
import product
from prefix import SEEN, Check, make_prefix
from start_time import measure_start

LOOKS = (
    looks.install,
    looks.look_at_registration,
    looks.run_program,
    looks.open_by_double_click,
    looks.update,
    looks.try_names,
    measure_start,
    looks.uninstall,
)


def main() -> int:
    parser = argparse.ArgumentParser(description="Try the installer under wine.")
    parser.add_argument("--built", action="store_true", help="take what lies in dist")
    parser.add_argument("--older", type=Path, help="installer of an earlier version, to be updated")
    arguments = parser.parse_args()
    if not arguments.built:
        product.prepare()
        product.build(product.DIST)
    version = product.project_version()
    installer = product.DIST / f"SmartPlanner-{version}-setup.exe"
    check = Check()
    make_prefix(check)
    if arguments.older:
        print("\n== an earlier version", flush=True)
        attempt(check, looks.install_older, arguments.older.resolve())
    for look in LOOKS:
        print(f"\n== {look.__name__.replace('_', ' ')}", flush=True)
        attempt(check, look, installer)
    looks.portable(check, product.DIST / f"SmartPlanner-{version}-portable.zip")
    print(f"\nTo look at: {SEEN}")
    print("All as it should be." if not check.failed else f"FAILED: {'; '.join(check.failed)}")
    return 1 if check.failed else 0


def attempt(check: Check, look: Callable[[Check, Path], None], installer: Path) -> None:
    """Carry out one group of looks; what it raises is a failure among others."""
    try:
        look(check, installer)
    except (OSError, subprocess.SubprocessError) as error:
        check.that(look.__name__, passed=False, detail=error)


if __name__ == "__main__":
    sys.exit(main())
