"""Unfold the files of a stranger's ZIP archive: never more than its table of contents says, nor a long table."""

import lzma
import zipfile
import zlib

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError)
UNREADABLE = (*BROKEN, ValueError, NotImplementedError, RuntimeError)
ARCHIVE_END, LONG_ARCHIVE, END_BYTES, MOST_NOTE = b"PK\5\6", b"PK\6\7", 22, 65535
TAIL = END_BYTES + MOST_NOTE  # bytes in which an archive says where its table of contents is


def has_long_directory(archive: bytes, most: int) -> bool:
    """Whether the end of an archive, at least TAIL bytes, says that its table of contents has more bytes than that.

    One in the form for more than four gigabytes counts as long: where it is read from stands elsewhere.
    """
    tail = archive[-TAIL:]
    end = tail[tail.rfind(ARCHIVE_END) :] if ARCHIVE_END in tail else b""
    return bool(end) and (LONG_ARCHIVE in tail or len(end) < END_BYTES or int.from_bytes(end[12:16], "little") > most)


def unfolded(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """What the archive says is there and not a byte more: read whole, a file that lies about its size unfolds first.

    Raises one of UNREADABLE, of which BROKEN are those for an archive that was damaged.
    """
    with archive.open(one) as folded:
        return folded.read(one.file_size)
