"""Files in a folder of this machine, each under its own digest: written whole or not at all."""

import hashlib
import io
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from zhicheng.gateways.files import FileMissing

_CHUNK = 1024 * 1024


class LocalFileStore:
    """Keeps bytes below `root`; the same bytes are kept once. Files are readable by this user only."""

    def __init__(self, root: Path | str) -> None:
        self._root = Path(root)

    def put(self, data: bytes | BinaryIO) -> str:
        """See FileStore."""
        stream = io.BytesIO(data) if isinstance(data, bytes) else data
        self._root.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self._root)
        incoming = Path(name)
        try:
            with os.fdopen(handle, "wb") as written:
                digest = _copy(stream, written)
                written.flush()
                os.fsync(written.fileno())
            self._settle(incoming, self._place(digest))
        finally:
            incoming.unlink(missing_ok=True)
        return digest

    def open(self, digest: str) -> BinaryIO:
        """See FileStore."""
        try:
            return self._place(digest).open("rb")
        except FileNotFoundError:
            raise FileMissing(digest) from None

    def exists(self, digest: str) -> bool:
        """See FileStore."""
        return self._place(digest).is_file()

    def _place(self, digest: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise FileMissing(f"{digest!r} is not a SHA-256 digest")
        return self._root / digest[:2] / digest[2:4] / digest

    def _settle(self, incoming: Path, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        incoming.replace(place)
        for folder in (place.parent, place.parent.parent, self._root):
            _sync_folder(folder)


def _copy(stream: BinaryIO, written: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        written.write(chunk)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
