"""Takes the pictures of the manual and of the README anew, from a sample book that is made for them.

    python packaging/pictures.py [--out FOLDER] [--book BOOK]

Without a display; run it after the screens have changed.  Every picture that the manual names comes from here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Make the sample unless a book is given, and write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "pictures")
    parser.add_argument("--book", type=Path)
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        import os

        os.environ["SMARTPLANNER_HOME"] = scratch  # whatever the person has set
        from smartplanner.base.i18n import use_language
        from smartplanner.commands.sample import SAMPLE_DAY, make_sample
        from smartplanner.ui.application import make_application
        from smartplanner.ui.pictures import picture_manual

        make_application(("-platform", "offscreen"))
        use_language("zh_CN")
        book = parsed.book or make_sample(Path(scratch)).book
        for path in picture_manual(book, parsed.out, SAMPLE_DAY):
            sys.stdout.write(f"{path}\n")
    sys.stdout.flush()
    os._exit(0)  # nothing is left to do; the pages' threads need not be waited for


if __name__ == "__main__":
    main()
