"""A capsule that an archive system unpacked and packed again holds by its contents; whatever was put in is told."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.capsule_acts import Kept, a_kept_case
from tests.capsule_script import checked, opened, run
from zhicheng.documents.log_key import log_verifier_key

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LACKING, ALTERED = 2, 10
PACKED_ANEW = "压缩包重新打包过"
NOT_TRUSTED = "多出清单里没有的文件，没有核对，不能采信"


@pytest.fixture(scope="module")
def capsule(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The bytes of one capsule for all tests here."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        kept: Kept = a_kept_case()
        yield kept.capsule()
        transaction.set_rollback(True)


def packed(
    files: list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED, name: Callable[[str], str] = lambda name: name
) -> bytes:
    """A ZIP of these, in this order, as another program writes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as folder:
        for one, content in files:
            folder.writestr(name(one), content)
    return out.getvalue()


def unmarked(capsule: bytes, code: str) -> bytes:
    """A ZIP whose names are in this code without the mark of UTF-8, with directories, as old programs write it."""
    body, directory, count = b"", b"", 0
    for name, content in [("文书/", b""), *opened(capsule).items()]:
        raw = name.encode(code)
        about = struct.pack("<4H3L2H", 0, 0, 0, 22_000, zlib.crc32(content), len(content), len(content), len(raw), 0)
        directory += b"PK\1\2\x14\0\x14\0" + about + struct.pack("<10xL", len(body)) + raw
        body += b"PK\3\4\x14\0" + about + raw + content
        count += 1
    return body + directory + struct.pack("<4s4x2H2L2x", b"PK\5\6", count, count, len(directory), len(body))


def in_a_folder(name: str) -> str:
    return f"2024年度/CD-330500/{name}"


def as_windows_writes_it(name: str) -> str:
    return name.replace("/", "\\")


@pytest.mark.parametrize(
    "again",
    [
        lambda whole: packed(list(opened(whole).items())),
        lambda whole: packed(list(opened(whole).items()), zipfile.ZIP_DEFLATED),
        lambda whole: packed(sorted(opened(whole).items(), reverse=True)),
        lambda whole: packed([("文书/", b""), *opened(whole).items()]),
        lambda whole: packed(list(opened(whole).items()), name=in_a_folder),
        lambda whole: packed(list(opened(whole).items()), name=as_windows_writes_it),
        lambda whole: unmarked(whole, "gb18030"),
        lambda whole: unmarked(whole, "utf-8"),
    ],
)
def test_it_holds_and_is_said_to_be_packed_again(capsule: bytes, tmp_path: Path, again: Any) -> None:
    status, said = checked(tmp_path, again(capsule), "--key", log_verifier_key())
    assert (status, PACKED_ANEW in said, NOT_TRUSTED in said) == (0, True, False), said
    assert said.rstrip().splitlines()[-1].startswith("核对无误")


def test_of_the_file_that_the_platform_gave_nothing_is_said(capsule: bytes, tmp_path: Path) -> None:
    status, said = checked(tmp_path, capsule, "--key", log_verifier_key())
    assert (status, "注意" in said) == (0, False), said


def unpacked(capsule: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(capsule)) as whole:
        whole.extractall(folder / "个案")
    return folder / "个案"


def test_an_unpacked_folder_is_checked_in_the_same_way(capsule: bytes, tmp_path: Path) -> None:
    folder = unpacked(capsule, tmp_path)
    for place in ("个案", "."):  # or the folder around it, in which the script lies too
        status, said = run(tmp_path, "capsule", place, "--key", log_verifier_key())
        assert (status, PACKED_ANEW in said, NOT_TRUSTED in said) == (0, False, place == "."), said
    paper = next(one for one in folder.rglob("*.pdf") if "回执" in one.name)
    paper.rename(paper.with_name("another.pdf"))
    assert run(tmp_path, "capsule", "个案", "--key", log_verifier_key())[0] == 0
    paper.with_name("another.pdf").write_bytes(b"%PDF another")
    status, said = run(tmp_path, "capsule", "个案")
    assert (status, f"{paper.name}：被改动过，或包里没有" in said) == (ALTERED, True)


def test_what_was_put_in_is_named_and_not_trusted(capsule: bytes, tmp_path: Path) -> None:
    more = {"文书/99 another.pdf": b"%PDF", "../outside.txt": b"x", "__MACOSX/._manifest.json": b"y", "a\x1b[2J": b"z"}
    status, said = checked(tmp_path, packed(list((opened(capsule) | more).items())))
    assert (status, NOT_TRUSTED in said, "\x1b" in said) == (0, True, False)
    for name in ("文书/99 another.pdf", "../outside.txt", "__MACOSX/._manifest.json"):
        assert name in said
    assert sorted(one.name for one in tmp_path.iterdir()) == ["capsule.zip", "check_log.py"]


def test_two_of_one_name_are_a_fault_whichever_is_true(capsule: bytes, tmp_path: Path) -> None:
    files = list(opened(capsule).items())
    name = next(one for one, _ in files if "资格证书" in one)
    for forged in ([(name, b"%PDF forged"), *files], [*files, (name, b"%PDF forged")]):
        with pytest.warns(UserWarning, match="Duplicate name"):
            raw = packed(forged)
        status, said = checked(tmp_path, raw)
        assert (status, f"{name}'：有两份同名的" in said) == (ALTERED, True), said


def test_what_would_swell_is_not_unpacked(capsule: bytes, tmp_path: Path) -> None:
    """A member that says too much, one that says too little, and a way of packing whose swelling cannot be bounded."""
    files = list(opened(capsule).items())
    zeros = bytes(100_000_000)
    raw = bytearray(packed([*files, ("zeros", zeros)], zipfile.ZIP_DEFLATED))
    at = raw.rindex(b"PK\1\2") + 24
    for said_size, expected in ((2**31, LACKING), (10, 0)):
        raw[at : at + 4] = struct.pack("<L", said_size)
        begun = time.monotonic()
        assert checked(tmp_path, bytes(raw))[0] == expected
        assert time.monotonic() - begun < 20
    status, said = checked(tmp_path, packed(files, zipfile.ZIP_LZMA))
    assert (status, "再核对解开的文件夹" in said) == (LACKING, True)


def test_a_torn_archive_is_said_to_be_unreadable(capsule: bytes, tmp_path: Path) -> None:
    for torn in (capsule[:-30], capsule[: len(capsule) // 2], b"", b"PK"):
        status, said = checked(tmp_path, torn)
        assert (status, "不能读取" in said) == (LACKING, True), said
