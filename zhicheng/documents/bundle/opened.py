"""Take the files of a bundle from a folder or an archive, without harm whatever somebody put there."""

import mmap
import zipfile
from pathlib import Path

from zhicheng.documents.bundle.write import CHECKPOINT, KEYS, MANIFEST, PARTS, SIGNATURE, STATUS
from zhicheng.documents.unfolding import BROKEN, TAIL, UNREADABLE, has_long_directory, unfolded

MOST_BYTES = 512 * 1024 * 1024
MOST_OF = {MANIFEST: 65536, SIGNATURE: 65536, CHECKPOINT: 65536, KEYS: 4 * 1024 * 1024, STATUS: 64 * 1024 * 1024}
DIRECTORY = 65536  # bytes of an archive's table of contents; ours have some four hundred
Data = bytes | mmap.mmap


def files_in(path: Path) -> dict[str, Data]:
    """All files by name; of an archive those are left empty that are none of ours or too large.

    Raises ValueError with the reason in Chinese.
    """
    try:
        return _files(path)
    except UNREADABLE as error:
        raise ValueError(_reason(error)) from error


def _files(path: Path) -> dict[str, Data]:
    if path.is_dir():
        if not (path / MANIFEST).is_file():
            raise ValueError(f"里面没有 {MANIFEST}，不是核验包的目录")
        return {one.name: _mapped(one) if one.is_file() else b"" for one in path.iterdir()}
    if path.exists() and not path.is_file():
        raise ValueError("不是目录，也不是普通文件")
    _require_short_directory(path)
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if sum(one.file_size for one in members) > MOST_BYTES or len({one.filename for one in members}) != len(members):
            raise ValueError("不是核验包")
        return {one.filename: unfolded(archive, one) if _is_ours(one) else b"" for one in members}


def _mapped(path: Path) -> Data:
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _require_short_directory(path: Path) -> None:
    """Look at the end of the archive before its table of contents is read. Raises ValueError for one of many names."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - TAIL))
        tail = file.read(TAIL)
    if has_long_directory(tail, DIRECTORY):
        raise ValueError("不是核验包")


def _is_ours(one: zipfile.ZipInfo) -> bool:
    return one.filename in {MANIFEST, SIGNATURE, *PARTS} and one.file_size <= MOST_OF.get(one.filename, MOST_BYTES)


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个目录或文件"
    if isinstance(error, zipfile.BadZipFile):
        return "不是目录，也不是 zip 文件"
    return "压缩包已损坏，请重新取得" if isinstance(error, BROKEN) and not isinstance(error, OSError) else str(error)
