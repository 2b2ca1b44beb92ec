"""The wine prefix in which the installed program is tried: how it is made, and how programs are run in it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import outputs
import product
import sources
from staging import HERE

PREFIX = product.WORK / "check"
SEEN = product.WORK / "seen"
HOME = PREFIX / "drive_c" / "users" / pwd.getpwuid(os.getuid()).pw_name
INSTALLED = HOME / "AppData" / "Local" / "Programs" / "SmartPlanner"
START_MENU = HOME / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
BOOKS = HOME / "Documents" / "我的 台账"
OLDER = HOME / "Documents" / "旧版 台账"
# The newest numpy that wine 8 can load, in place of the one that is shipped.
NUMPY = ("numpy==2.1.3", "--hash=sha256:747641635d3d44bcb380d950679462fae44f54b131be347d5ec2bce47d3df9ed")


class Check:
    """Collects what was seen; a failure does not keep the rest from being tried."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.environment = product.wine_environment(PREFIX)

    def that(self, what: str, passed: object, detail: object = "") -> None:
        print(f"{'ok  ' if passed else 'FAIL'}  {what}{f': {detail}' if detail != '' else ''}", flush=True)
        if not passed:
            self.failed.append(what)

    def wine(
        self, *command: object, seconds: float = 600, setting: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program; always through pipes, since Python under wine 8 cannot write to a plain file."""
        line = ["wine", *map(str, command)]
        environment = self.environment | dict(setting or {})
        ended = subprocess.run(line, env=environment, input=b"", capture_output=True, timeout=seconds)
        decoded = [stream.decode("utf-8", "replace").replace("\r\n", "\n") for stream in (ended.stdout, ended.stderr)]
        return subprocess.CompletedProcess(line, ended.returncode, *decoded)

    def settle(self) -> None:
        """Wait until all programs in the prefix have ended."""
        subprocess.run(["wineserver", "-w"], env=self.environment, check=True)

    def program(self, *arguments: object, seconds: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a verb by the console launcher."""
        return self.wine(INSTALLED / "smartplanner.exe", *arguments, seconds=seconds)

    def registry(self, key: str) -> str:
        """Return what this user's registry says below *key*; empty if it is not there."""
        file = PREFIX / "drive_c" / "registry.reg"
        file.unlink(missing_ok=True)
        self.wine("regedit", "/E", windows(file), f"HKEY_CURRENT_USER\\{key}")
        return file.read_text("utf-16") if file.exists() else ""


def make_prefix(check: Check) -> None:
    """Make an empty wine prefix with what wine 8 lacks."""
    for folder in (PREFIX, SEEN):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    subprocess.run(["wine", "wineboot", "-i"], env=check.environment, check=True, capture_output=True)
    check.settle()
    # Wine links the user's folders into the home of whoever runs it: nothing is to be written there.
    for folder in [path for path in HOME.iterdir() if path.is_symlink()]:
        folder.unlink()
        folder.mkdir()
    for source in sorted((HERE / "wine").glob("*.c")):
        target = PREFIX / "drive_c" / "windows" / "system32" / f"{source.stem}.dll"
        command = [outputs.COMPILER, "-O2", "-s", "-shared", str(source), "-o", str(target), "-ladvapi32"]
        subprocess.run(command, check=True)


def fit_to_wine(folder: Path) -> None:
    """Change the installed program as far as wine 8 needs it."""
    (folder / "python" / "_wmi.pyd").unlink(missing_ok=True)
    cache = product.WORK / "cache" / "wine"
    if not list(cache.glob("numpy-*.whl")):
        cache.mkdir(parents=True, exist_ok=True)
        requirement = cache / "numpy.txt"
        requirement.write_text(" ".join(NUMPY), "utf-8")
        sources.download(product.dev.PYTHON, ["--require-hashes", "-r", str(requirement)], cache)
    for name in ("numpy", "numpy.libs"):
        shutil.rmtree(folder / "lib" / name)
    with zipfile.ZipFile(next(cache.glob("numpy-*.whl"))) as wheel:
        wheel.extractall(folder / "lib")


def windows(path: Path) -> str:
    """Return a path of the prefix as Windows names it."""
    return "C:\\" + "\\".join(path.relative_to(PREFIX / "drive_c").parts)
