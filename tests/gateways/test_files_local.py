import hashlib
import io
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from zhicheng.gateways.files import FileMissing
from zhicheng.gateways.files.local import LocalFileStore


@pytest.fixture
def store(tmp_path: Path) -> LocalFileStore:
    return LocalFileStore(tmp_path / "files")


def test_bytes_come_back_by_their_digest(store: LocalFileStore):
    digest = store.put(b"scan")
    assert digest == hashlib.sha256(b"scan").hexdigest()
    with store.open(digest) as kept:
        assert kept.read() == b"scan"


def test_a_stream_is_kept_like_bytes(store: LocalFileStore):
    assert store.put(io.BytesIO(b"x" * 3_000_000)) == store.put(b"x" * 3_000_000)


def test_the_same_bytes_are_kept_once(store: LocalFileStore, tmp_path: Path):
    store.put(b"scan")
    store.put(b"scan")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_what_was_never_kept_is_missing(store: LocalFileStore):
    assert not store.exists("0" * 64)
    with pytest.raises(FileMissing):
        store.open("0" * 64)


@pytest.mark.parametrize("digest", ["../../etc/passwd", "", "A" * 64, "0" * 63 + "\n"])
def test_a_name_that_is_no_digest_reaches_no_file(store: LocalFileStore, digest: str):
    with pytest.raises(FileMissing):
        store.open(digest)


def test_a_write_that_breaks_off_leaves_nothing_behind(store: LocalFileStore, tmp_path: Path):
    class Broken(io.RawIOBase, BinaryIO):  # type: ignore[misc]
        def read(self, size: int = -1) -> bytes:
            raise OSError("the line went dead")

    with pytest.raises(OSError, match="line went dead"):
        store.put(Broken())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_others_on_the_machine_cannot_read_a_scan(store: LocalFileStore, tmp_path: Path):
    store.put(b"scan")
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert os.stat(kept).st_mode & 0o077 == 0
