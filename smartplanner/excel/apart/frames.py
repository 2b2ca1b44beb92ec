"""What the program and its reading process tell each other: pickled values, each behind its length in eight bytes.

The process that reads foreign files is not trusted: of what it sends only plain values and this program's own
classes are made again, so that whatever a file might do to it cannot make the program call a function.
"""

from __future__ import annotations

import io
import pickle
import struct
from typing import IO, Any

from smartplanner.base.memory import without_scans

_LENGTH = struct.Struct(">Q")
_PLAIN = {
    "builtins": {"set", "frozenset", "dict", "list", "tuple", "str", "int", "float", "bool", "bytes", "complex"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "uuid": {"UUID"},
    "pathlib": {"PurePosixPath", "PureWindowsPath", "PosixPath", "WindowsPath", "Path"},
    "collections": {"OrderedDict", "defaultdict", "Counter"},
}
_PLAIN["pathlib._local"] = _PLAIN["pathlib"]  # where Python 3.13 says that its paths come from
_REBUILDS = {("smartplanner.base.problems", "_rebuild")}


class _PlainUnpickler(pickle.Unpickler):
    """Makes values and classes of this program, nothing else."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        if global_name in _PLAIN.get(module_name, ()) or (module_name, global_name) in _REBUILDS:
            return super().find_class(module_name, global_name)
        if module_name.partition(".")[0] == "smartplanner" and "." not in global_name:
            found = super().find_class(module_name, global_name)
            if isinstance(found, type) and found.__module__.partition(".")[0] == "smartplanner":
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no plain value")


def write_frame(stream: IO[bytes], value: Any) -> None:
    """Send *value*; OSError if nobody listens any more."""
    content = pickle.dumps(value, protocol=5)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Any:
    """Return the next value; EOFError where the other side has ended, UnpicklingError for anything but plain values."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    content = _exactly(stream, length)
    with without_scans():
        return _PlainUnpickler(io.BytesIO(content)).load()


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) != size:
        raise EOFError
    return content
