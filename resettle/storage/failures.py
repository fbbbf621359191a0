"""Why a file cannot be written or read, in words: what an operating system calls it helps few people."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the space that you may use on this disk is used up",
    errno.EACCES: "you have no permission there",
    errno.EPERM: "you have no permission there",
    errno.EROFS: "the disk can only be read",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EISDIR: "there is a folder of that name",
    errno.EEXIST: "there is something of that name already",
    errno.ENOTEMPTY: "there is a folder of that name already",
    errno.ENOENT: "there is no such file or folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EFBIG: "the file would be too large for this disk",
    errno.EIO: "the disk reports a fault",
    errno.EMFILE: "too many files are open",
    errno.ENOLCK: "this disk cannot lock files, so that two programs could write at once",
}


def reason(trouble: OSError) -> str:
    """Why the operating system refused, for a sentence after a colon."""
    known = _REASONS.get(trouble.errno or 0)
    return known or (trouble.strerror or " ".join(str(trouble).split()) or "no reason was given")
