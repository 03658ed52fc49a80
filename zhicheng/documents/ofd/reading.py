"""What a stranger's OFD file says, as far as it can be read without harm: its words, for traces of ours."""

import io
import lzma
import zipfile
import zlib

ZIP = b"PK\x03\x04"
ROOT = "OFD.xml"
MOST_FILES, MOST_BYTES = 200, 8 * 1024 * 1024  # of ours a page has a quarter of one megabyte
MOST_READ = 400_000
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError)
UNREADABLE = (*BROKEN, ValueError, NotImplementedError, RuntimeError)


def words_in(ofd: bytes) -> str | None:
    """The beginning of the bytes as text, and of all XML that can be unfolded; None for what names no OFD package.

    Ours are not folded: so what stands in a broken one is found as well.
    """
    if ROOT.encode() not in ofd:
        return None
    plain, folded = ofd[:MOST_READ].decode("utf-8", "replace"), "\n".join(_unfolded(ofd))
    return f"{plain}\n{folded[:MOST_READ]}"


def _unfolded(ofd: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(ofd)) as package:
            listed = [one for one in package.infolist() if one.filename.lower().endswith(".xml")]
            if len(listed) > MOST_FILES or sum(one.file_size for one in listed) > MOST_BYTES:
                return []
            return [_taken(package, one).decode("utf-8", "replace") for one in listed]
    except UNREADABLE:
        return []


def _taken(package: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """What the package says is there and not a byte more: read whole, a file that lies about its size unfolds first."""
    with package.open(one) as folded:
        return folded.read(one.file_size)
