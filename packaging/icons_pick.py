#!/usr/bin/env python3
"""Bring the pictures that the program uses from the package of Tabler icons: `packaging/icons_pick.py`.

Which ones is said by ``ICONS`` in ``smartplanner/ui/icons.py``; the package is fetched by npm, at the version below.
The results are committed, so that neither a build nor a run needs npm.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources/icons/tabler"
PACKAGE = "@tabler/icons"
VERSION = "3.51.0"
_INSIDE = "package/icons/outline"


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from smartplanner.ui.icons import ICONS

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            pictures = {name: read(package, f"{_INSIDE}/{name}.svg") for name in sorted(set(ICONS.values()))}
            licence = read(package, "package/LICENSE")
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.svg"):
        old.unlink()
    for name, text in pictures.items():
        (TARGET / f"{name}.svg").write_text(shortened(text), "utf-8")
    (TARGET / "LICENSE").write_text(licence, "utf-8")
    print(len(pictures), "pictures of", PACKAGE, VERSION)


def read(package: tarfile.TarFile, name: str) -> str:
    """Return a file of the package; one that is not there ends the work with its name."""
    try:
        file = package.extractfile(name)
    except KeyError:
        raise SystemExit(f"{PACKAGE} {VERSION} has no {name}") from None
    assert file is not None
    return file.read().decode("utf-8")


def shortened(text: str) -> str:
    """Return a picture without what nobody draws: its empty ground, its class, its line breaks."""
    text = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>', "", text)
    text = re.sub(r'\s+class="[^"]*"', "", text)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", text)).replace(" >", ">").strip() + "\n"


if __name__ == "__main__":
    main()
