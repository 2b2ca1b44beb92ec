"""Lays the product out in a folder, as it will lie on the user's disk.

智城统筹.exe  smartplanner.exe     the launchers
python/      the embedded Python     lib/       the libraries      app/  our own code, resources, catalogues
LICENSES/    of all third parties    MANIFEST.json  every file, every part
"""

from __future__ import annotations

import functools
import io
import os
import subprocess
import tarfile
import zipfile
from pathlib import Path

from omitted import FROM_PROJECT, FROM_PYTHON, FROM_WHEELS, omitted
from sources import ROOT, BuildError

HERE = Path(__file__).resolve().parent
# Paths are relative to python313.dll; nothing else is searched, neither PYTHONPATH nor the registry.
SEARCH_PATH = "python313.zip\n.\n..\\lib\n..\\app\n"
PROJECT = ("smartplanner", "resources", "i18n", "LICENSE", "README.md")


def put(target: Path, content: bytes) -> None:
    """Write one file and the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def lay_python(files: dict[str, bytes], folder: Path) -> None:
    """Write the embedded Python with its search path."""
    for name, content in files.items():
        if not omitted(name, FROM_PYTHON):
            put(folder / name, content)
    put(folder / "python313._pth", SEARCH_PATH.encode())


def lay_wheel(wheel: Path, folder: Path) -> None:
    """Unpack what is used of a wheel."""
    with zipfile.ZipFile(wheel) as files:
        for name in sorted(files.namelist()):
            path = _installed_name(name)
            if path and not name.endswith("/") and not omitted(path, FROM_WHEELS):
                put(folder / path, files.read(name))


def _installed_name(name: str) -> str:
    """Return where pip would put an entry below site-packages; empty for scripts and the like."""
    first, _slash, rest = name.partition("/")
    if not first.endswith(".data"):
        return name
    kind, _slash, path = rest.partition("/")
    return path if kind in ("purelib", "platlib") else ""


def lay_project(folder: Path, fandol: bytes) -> None:
    """Write our own part as the last commit has it."""
    for name, content in committed(PROJECT).items():
        if not omitted(name, FROM_PROJECT):
            put(folder / name, content)
    put(folder / "smartplanner_start.py", (HERE / "launcher" / "smartplanner_start.py").read_bytes())
    source = folder / "resources" / "fonts" / "source"
    put(source / "FandolFang-Regular.otf", fandol)
    put(source / "fonts.py", (ROOT / "packaging" / "fonts.py").read_bytes())


@functools.cache
def commit() -> str:
    """Return the last commit; found once, so that one that is made meanwhile does not get in halfway."""
    command = ["git", "rev-parse", "HEAD"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def committed(paths: tuple[str, ...]) -> dict[str, bytes]:
    """Return the files of the last commit below *paths*: what else lies about in the folder is nobody's release."""
    command = ["git", "-c", "core.autocrlf=false", "archive", "--format=tar", commit(), *paths]
    archive = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    found = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files.getmembers():
            content = files.extractfile(member) if member.isfile() else None
            if content is not None:
                found[member.name] = content.read()
    return dict(sorted(found.items()))


def compile_catalogues(python: Path, folder: Path) -> None:
    """Compile the committed message catalogues into *folder*; the program reads only those."""
    script = "import sys; from babel.messages import mofile, pofile; f = sys.stdin.buffer; "
    script += "mofile.write_mo(sys.stdout.buffer, pofile.read_po(f))"
    for name, content in committed(("i18n",)).items():
        if name.endswith(".po"):
            made = subprocess.run([str(python), "-c", script], input=content, check=True, capture_output=True).stdout
            put(folder / Path(name).with_suffix(".mo"), made)


COMPILE = """
import pathlib, py_compile, sys
for top in ("lib", "app"):
    for path in sorted(pathlib.Path(top).rglob("*.py"), key=lambda path: path.as_posix()):
        py_compile.compile(str(path), dfile=str(path), doraise=False, quiet=2,
                           invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
"""


def compile_modules(stage: Path, environment: dict[str, str]) -> None:
    """Compile all modules with the very Python that will run them, so that the first start is as fast as the tenth.

    The compiled files carry no times (they are never compared with their sources), so they are the same each time.
    """
    command = ["wine", str(stage / "python" / "python.exe"), "-c", COMPILE]
    # Through pipes: under wine 8 this Python cannot write to a plain file.
    subprocess.run(command, cwd=stage, env=environment, check=True, input=b"", capture_output=True)
    if not list((stage / "app").rglob("*.pyc")):
        raise BuildError("The modules were not compiled; does wine work here?")


def settle_times(stage: Path, moment: int) -> None:
    """Give every file and folder the same time."""
    for path in [*stage.rglob("*"), stage]:
        os.utime(path, (moment, moment))
