"""What a stranger's OFD file says, as far as it can be read without harm: its words, for traces of ours."""

import io
import zipfile

from zhicheng.documents.unfolding import UNREADABLE, has_long_directory, unfolded

ZIP = b"PK\x03\x04"
ROOT = "OFD.xml"
MOST_FILES, MOST_BYTES = 200, 8 * 1024 * 1024  # of ours a page has a quarter of one megabyte
MOST_READ = 400_000
MOST_DIRECTORY = 1024 * 1024  # bytes of the table of contents; ours have two thousand


def words_in(ofd: bytes) -> str | None:
    """The beginning of the bytes as text, and of all XML that can be unfolded; None for what names no OFD package.

    Ours are not folded: so what stands in a broken one is found as well.
    """
    if ROOT.encode() not in ofd:
        return None
    plain, folded = ofd[:MOST_READ].decode("utf-8", "replace"), "\n".join(_xml_in(ofd))
    return f"{plain}\n{folded[:MOST_READ]}"


def names_in(package: bytes) -> list[str]:
    """The names of the files in a package; none where its table of contents is broken or too long to be read."""
    if has_long_directory(package, MOST_DIRECTORY):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            return opened.namelist()
    except UNREADABLE:
        return []


def _xml_in(ofd: bytes) -> list[str]:
    if has_long_directory(ofd, MOST_DIRECTORY):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(ofd)) as package:
            listed = [one for one in package.infolist() if one.filename.lower().endswith(".xml")]
            if len(listed) > MOST_FILES or sum(one.file_size for one in listed) > MOST_BYTES:
                return []
            return [unfolded(package, one).decode("utf-8", "replace") for one in listed]
    except UNREADABLE:
        return []
