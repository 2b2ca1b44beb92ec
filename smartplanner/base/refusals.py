"""Why the system refused a file, in the language of the window: what it says itself is mostly English."""

from __future__ import annotations

import errno

from smartplanner.base.i18n import N_, _

_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("nothing can be written there"),
    errno.EACCES: N_("another program has it open, or you have no right to it"),
    errno.EPERM: N_("another program has it open, or you have no right to it"),
    errno.ENOENT: N_("it is not there any more"),
    errno.EISDIR: N_("a folder has that name"),
    errno.ENOTDIR: N_("a file has the name of its folder"),
    errno.EEXIST: N_("something of that name is there already"),
    errno.ENAMETOOLONG: N_("its name with all folders is too long"),
    errno.EIO: N_("the disk or the network does not answer"),
}


def reason_of(error: OSError) -> str:
    """Return in a few words why the system refused, without a stop; what it says itself where we know no better."""
    reason = _REASONS.get(error.errno or 0)
    return _(reason) if reason else (error.strerror or str(error)).rstrip("。. ")
