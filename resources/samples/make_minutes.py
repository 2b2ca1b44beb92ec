"""Make the sample minutes and its truth: ``python resources/samples/make_minutes.py [--out DIR]``.

What a reader must find stands in ``generator/minutes-truth.json``; it comes from what was meant, never from a parser.
``各区`` among the co-operating units stands for the governments of all districts.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generator.minutes import minutes, truth  # noqa: E402
from generator.word import write_docx  # noqa: E402

NAME = "08-会议纪要.docx"


def main() -> None:
    """Write both files into the folder that the command line names, or beside this program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    write_docx(out / NAME, minutes())
    words = json.dumps({"file": NAME, **truth()}, ensure_ascii=False, indent=1)
    kept = out / "generator"
    kept.mkdir(exist_ok=True)
    (kept / "minutes-truth.json").write_text(words + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
