#!/usr/bin/env python3
"""Draw the Windows icons from their SVG: `.venv/bin/python packaging/windows/icons.py`.

The results are committed, so that a build needs no Qt.  Sizes below 256 are stored as bitmaps, since the shell of
older systems and some tools read no other; the largest one as PNG.
"""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {"smartplanner": ROOT / "resources/icons/smartplanner.svg", "book": ROOT / "packaging/windows/book.svg"}
SIZES = (16, 20, 24, 32, 40, 48, 64, 128)
LARGEST = 256
_HEADER = struct.Struct("<HHH")
_ENTRY = struct.Struct("<BBBBHHII")


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, source in SOURCES.items():
        images = [(size, _bitmap(draw(source, size))) for size in SIZES]
        target = ROOT / "resources/icons" / f"{name}.ico"
        target.write_bytes(pack([*images, (LARGEST, draw(source, LARGEST))]))
        print(target.relative_to(ROOT), target.stat().st_size)


def draw(source: Path, size: int) -> bytes:
    """Return *source* drawn *size* pixels wide and high, as PNG."""
    from PySide6.QtCore import QBuffer
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def pack(images: list[tuple[int, bytes]]) -> bytes:
    """Return an .ico file of *images*: (size, bytes of its entry)."""
    offset = _HEADER.size + _ENTRY.size * len(images)
    entries, contents = [], []
    for size, content in images:
        entries.append(_ENTRY.pack(size % 256, size % 256, 0, 0, 1, 32, len(content), offset))
        contents.append(content)
        offset += len(content)
    return b"".join([_HEADER.pack(0, 1, len(images)), *entries, *contents])


def _bitmap(png: bytes) -> bytes:
    """Return the bitmap entry that Pillow makes of one picture."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png))
    icon = io.BytesIO()
    picture.save(icon, format="ICO", sizes=[picture.size], bitmap_format="bmp")
    return icon.getvalue()[_HEADER.size + _ENTRY.size :]


if __name__ == "__main__":
    main()
