"""Keys that we make ourselves, so that two copies of a book never give one key to two rows."""

from __future__ import annotations

import os
import time
import uuid

_last = 0


def new_id() -> str:
    """Return a new UUID (version 7 layout): unique everywhere, and sorted by the time it was made.

    Sorted keys keep the rows of one import together in the file.  Source of the layout: RFC 9562 §5.7,
    with the 12 bits of ``rand_a`` used as a fraction of the millisecond (method 3 of §6.2).
    """
    global _last
    moment = max(time.time_ns(), _last + 250)
    _last = moment
    millis, rest = divmod(moment, 1_000_000)
    fraction = rest * 4096 // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    number = (millis & ((1 << 48) - 1)) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random
    return str(uuid.UUID(int=number))
