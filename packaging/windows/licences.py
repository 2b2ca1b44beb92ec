"""The licences of all third parties, and the manifest of every part and file."""

from __future__ import annotations

import email.parser
import hashlib
import json
import re
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

from sources import PYTHON_VERSION, BuildError
from staging import HERE, put

LICENCE_NAME = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
QT_NOTICE = """Qt {version} and PySide6 {version} are used under the GNU LGPL, version 3 (LGPL-3.0.txt and
GPL-3.0.txt).
They are the unchanged libraries of The Qt Company. You may replace them: they are separate files (lib\\PySide6\\*.dll,
*.pyd and lib\\shiboken6), and another build of the same version in their place is used at the next start.
Their source is published by The Qt Company: download.qt.io and code.qt.io.
Qt itself contains third-party code under permissive licences: doc.qt.io/qt-6/licenses-used-in-qt.html.
"""
SQLCIPHER_NOTICE = """_sqlite3.pyd contains SQLCipher, Copyright (c) 2008-2025 Zetetic LLC (BSD 3-clause), SQLite
(public domain) and libcrypto of OpenSSL 3, Copyright The OpenSSL Project Authors (Apache License 2.0).
"""
# What a distribution's metadata says in words of its own, or not at all.
NAMED = {
    "chinesecalendar": "MIT",
    "colorama": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "markupsafe": "BSD-3-Clause",
    "mdurl": "MIT",
    "proces": "MIT",
    "psutil": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "sqlcipher3": "Zlib",
}


@dataclass(frozen=True)
class Part:
    """One third-party part of the product."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]


def take_licences(wheels: list[Path], python: dict[str, bytes], folder: Path) -> list[Part]:
    """Write the licences of all parts into *folder*, each in a folder of its own, and return the parts."""
    parts = [_take_python(python, folder), *(_take_wheel(wheel, folder) for wheel in wheels), *_fonts()]
    table = [f"{part.name} {part.version}: {part.licence}" for part in parts]
    head = ["第三方组件及其许可证（各组件的许可证原文在同名文件夹中）", ""]
    put(folder / "README.txt", ("\ufeff" + "\r\n".join([*head, *table, ""])).encode())
    return parts


def _take_python(python: dict[str, bytes], folder: Path) -> Part:
    name = f"CPython-{PYTHON_VERSION}"
    put(folder / name / "LICENSE.txt", python["LICENSE.txt"])
    return Part("CPython", PYTHON_VERSION, "PSF-2.0", (f"{name}/LICENSE.txt",))


def _take_wheel(wheel: Path, folder: Path) -> Part:
    with zipfile.ZipFile(wheel) as files:
        metadata_name = next(name for name in files.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        metadata = email.parser.Parser().parsestr(files.read(metadata_name).decode())
        name, version = metadata["Name"].lower().replace("_", "-"), metadata["Version"]
        texts = {_short(entry): files.read(entry) for entry in sorted(files.namelist()) if _is_licence(entry)}
    texts |= _further(name, version)
    if not texts:
        raise BuildError(f"{wheel.name} brings no licence; please put its text into {HERE / 'texts' / name}.")
    home = f"{name}-{version}"
    for short, text in texts.items():
        put(folder / home / short, text)
    licence = NAMED.get(name) or metadata["License-Expression"] or str(metadata["License"]).splitlines()[0]
    return Part(name, version, licence, tuple(f"{home}/{short}" for short in sorted(texts)))


def _is_licence(entry: str) -> bool:
    path = Path(entry)
    if entry.endswith("/") or path.suffix in (".py", ".pyi") or "Commercial" in entry or "DarkGarden" in entry:
        return False
    inside = path.parts[0].endswith(".dist-info")
    if inside and path.parts[1:2] == ("licenses",):
        return True  # PEP 639: whatever lies there, as freetype.txt among those of PDFium
    return bool(LICENCE_NAME.search(path.name)) and (inside or path.parts[0] in ("reportlab", "babel"))


def _short(entry: str) -> str:
    """Return the name of a licence below its part's folder."""
    rest = entry.split("/", 1)[1]
    return rest.removeprefix("licenses/").replace("/", "_")


def _further(name: str, version: str) -> dict[str, bytes]:
    """Return what a wheel does not bring itself: texts that lie beside this script, and notices."""
    qt = name in ("pyside6-essentials", "shiboken6")
    folder = HERE / "texts" / ("qt" if qt else name)
    texts = {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
    if qt:
        texts["NOTICE.txt"] = QT_NOTICE.format(version=version).encode()
    elif name == "sqlcipher3":
        texts["NOTICE.txt"] = SQLCIPHER_NOTICE.encode()
    return texts


def _fonts() -> list[Part]:
    where = "app/resources/fonts"
    return [
        Part("SmartHei, SmartSong, SmartBiaosong, SmartMasthead (Noto CJK)", "", "OFL-1.1", (f"../{where}",)),
        Part("SmartKai (LXGW WenKai)", "", "OFL-1.1", (f"../{where}/SmartKai-OFL.txt",)),
        Part("FandolFang TTF", "", "GPL-3.0 with font exception", (f"../{where}/FandolFangTTF-COPYING.txt",)),
    ]


def write_manifest(stage: Path, version: str, parts: list[Part]) -> None:
    """Write MANIFEST.json: every part with its version and licence, every file with its size and sha256."""
    files = []
    for path in sorted(stage.rglob("*"), key=lambda path: path.relative_to(stage).as_posix()):
        if path.is_file():
            content = path.read_bytes()
            name = path.relative_to(stage).as_posix()
            files.append({"path": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()})
    manifest = {"name": "SmartPlanner", "version": version, "parts": [asdict(part) for part in parts], "files": files}
    put(stage / "MANIFEST.json", (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
