"""Makes what people download from the laid-out folder: launchers, portable archive, installer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

from sources import ROOT
from staging import HERE

COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCES = "x86_64-w64-mingw32-windres"
LAUNCHERS = {"智城统筹.exe": ("智城统筹", ["-DWINDOW", "-mwindows"]), "smartplanner.exe": ("智城统筹（命令行）", [])}


def make_launchers(stage: Path, work: Path, version: str) -> None:
    """Compile both launchers, with icon, version and manifest inside."""
    source = work / "launcher"
    shutil.copytree(HERE / "launcher", source, dirs_exist_ok=True)
    for icon in ("smartplanner.ico", "book.ico"):
        shutil.copy(ROOT / "resources" / "icons" / icon, source)
    for name, (description, flags) in LAUNCHERS.items():
        kind = "window" if flags else "console"
        defines = {"DESCRIPTION": quoted(description), "ORIGINAL": quoted(name), "VERSION_TEXT": quoted(version)}
        text = "".join(f"#define {key} {value}\n" for key, value in defines.items())
        text += f"#define VERSION_NUMBERS {numbers(version)}\n"
        resource = source / f"{kind}.rc"
        resource.write_text(text + (source / "launcher.rc").read_text("utf-8"), "utf-8")
        compiled = source / f"{kind}.o"
        subprocess.run([RESOURCES, "-c", "65001", resource.name, compiled.name], cwd=source, check=True)
        compiler = [COMPILER, "-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode", *flags]
        link = ["-Wl,--no-insert-timestamp", "-Wl,--dynamicbase,--nxcompat,--high-entropy-va", "-lshell32"]
        command = [*compiler, "launcher.c", compiled.name, "-o", f"{kind}.exe", *link]
        subprocess.run(command, cwd=source, check=True)
        shutil.copy(source / f"{kind}.exe", stage / name)


def quoted(text: str) -> str:
    """Return *text* as a string of a resource script."""
    return '"' + text.replace('"', '""') + '"'


def numbers(version: str) -> str:
    """Return a version as the four numbers of Windows: 0.1.0 as 0,1,0,0."""
    found = [int(number) for number in re.findall(r"\d+", version)][:4]
    return ",".join(str(number) for number in [*found, 0, 0, 0, 0][:4])


def files_of(stage: Path) -> list[Path]:
    """Return the files below *stage*, in an order that does not depend on the disk."""
    found = [path for path in stage.rglob("*") if path.is_file()]
    return sorted(found, key=lambda path: path.relative_to(stage).as_posix())


def make_archive(stage: Path, target: Path, *, top: str, moment: int) -> None:
    """Write the portable .zip; its entries are sorted and all of one time."""
    stamp = time.gmtime(moment)[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_of(stage):
            entry = zipfile.ZipInfo(f"{top}/{path.relative_to(stage).as_posix()}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # as if made on Windows: no file modes
            archive.writestr(entry, path.read_bytes())


def make_installer(stage: Path, work: Path, target: Path, *, version: str, moment: int) -> None:
    """Let makensis write the installer; the list of files is handed to it sorted."""
    lines, folder = [], None
    for path in files_of(stage):
        inside = path.relative_to(stage)
        if inside.parent != folder:
            folder = inside.parent
            lines.append(f'SetOutPath "$INSTDIR\\{_windows(folder)}"' if folder.parts else 'SetOutPath "$INSTDIR"')
        lines.append(f'File "{path}"')
    listing = work / "files.nsh"
    listing.write_text("\n".join([*lines, ""]), "utf-8")
    size = sum(path.stat().st_size for path in files_of(stage)) // 1024
    defines = {
        "VERSION": version,
        "VERSION_NUMBERS": numbers(version).replace(",", "."),
        "FILES": listing,
        "OUTPUT": target,
        "SIZE": size,
        "ICON": ROOT / "resources" / "icons" / "smartplanner.ico",
        "LICENCE": stage / "app" / "LICENSE",
    }
    flags = [f"-D{key}={value}" for key, value in defines.items()]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": str(moment), "TZ": "UTC"}
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *flags, str(HERE / "installer.nsi")]
    subprocess.run(command, check=True, env=environment)


def _windows(path: Path) -> str:
    return "\\".join(path.parts)
