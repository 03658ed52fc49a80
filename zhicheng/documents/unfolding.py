"""Unfold the files of a stranger's ZIP archive: never more than its table of contents says."""

import lzma
import zipfile
import zlib

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError)
UNREADABLE = (*BROKEN, ValueError, NotImplementedError, RuntimeError)


def unfolded(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """What the archive says is there and not a byte more: read whole, a file that lies about its size unfolds first.

    Raises one of UNREADABLE, of which BROKEN are those for an archive that was damaged.
    """
    with archive.open(one) as folded:
        return folded.read(one.file_size)
