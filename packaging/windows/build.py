#!/usr/bin/env python3
"""Build the Windows installer and the portable archive, on Linux, from package registries alone.

    python3 packaging/windows/build.py          dist/SmartPlanner-<version>-setup.exe and -portable.zip
    python3 packaging/windows/build.py --pin    take over the versions of packaging/lock.txt with their sums

What is built is the last commit.  Two builds of one commit give the same bytes; every time in them is that of
the commit (SOURCE_DATE_EPOCH says otherwise).  On a Debian the tools that are missing are installed by apt.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import product
from sources import BuildError


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the Windows installer and the portable archive.")
    parser.add_argument("--pin", action="store_true", help="write wheels.txt from the lock file and stop")
    parser.add_argument("--into", type=Path, default=product.DIST, help="folder of the results (default: dist)")
    arguments = parser.parse_args()
    try:
        product.prepare()
        if arguments.pin:
            product.pin()
        else:
            product.build(arguments.into.resolve())
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"Failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
