"""Limits of the reading process: memory by the system, and no doors to the network, to programs or to files.

The readers of workbooks can be driven to take gigabytes or to end the process by a file of 2 KB.  They run in
a process of their own, which these limits keep small; the program outside lives on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

MEMORY = 1 << 30
"""Bytes that a reading process may take.  No file of the bad-input catalogue needs half of it."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_DOORS = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "shutil.rmtree", "shutil.unpack_archive", "urllib.Request",
)  # fmt: skip


def limit_memory(limit: int = MEMORY) -> None:
    """Bound the memory of this process where the system can (POSIX), and leave no core behind when it dies."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            # Elsewhere this limit counts the heap only, which no allocator uses any more.
            resource.setrlimit(resource.RLIMIT_DATA, (limit + (limit >> 2), limit + (limit >> 2)))


def close_doors() -> None:
    """From now on this process opens no connection, starts no program and writes no file of its own.

    A second line: nothing in the readers does any of this.  It cannot be undone.
    """
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: Sequence[Any]) -> None:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = not set(mode).isdisjoint("wax+") if isinstance(mode, str) else bool(flags & _WRITING)
        if writes:
            raise PermissionError("the reading process writes no file")
    elif event in _DOORS:
        raise PermissionError(f"{event} is closed to the reading process")


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_MEMORY, _KILL_ON_CLOSE, _EXTENDED_LIMITS = 0x100, 0x2000, 9

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    class _Job:
        """A job object; when its handle is closed, by us or by our end, the process in it ends."""

        def __init__(self, kernel: Any, handle: Any) -> None:
            self._kernel, self._handle = kernel, handle

        def __del__(self) -> None:
            self._kernel.CloseHandle(self._handle)

    def _make_job(process: subprocess.Popen[bytes]) -> object:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        handle = kernel.CreateJobObjectW(None, None)
        if not handle:
            return None
        limits = _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY | _KILL_ON_CLOSE
        limits.ProcessMemoryLimit = MEMORY + (MEMORY >> 2)
        kernel.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        # Refused inside of a job that allows no other: the watch over the memory from outside remains.
        kernel.AssignProcessToJobObject(handle, int(process._handle))  # type: ignore[attr-defined]  # noqa: SLF001
        return _Job(kernel, handle)


def hold(process: subprocess.Popen[bytes]) -> object:
    """Put *process* under the system's own limits (Windows: a job); the answer is to be kept as long as it runs."""
    if sys.platform == "win32":
        return _make_job(process)
    else:  # noqa: RET505 - only so do type checkers see one of the two
        return None
