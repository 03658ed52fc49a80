"""Whatever is handed in to be verified: an answer in words and its exit status, soon and without filling the memory."""

import io
import os
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.specimen_bundle import SpecimenWorld, specimen_world
from zhicheng.cli import main
from zhicheng.documents.bundle.read import BadBundle, open_bundle
from zhicheng.documents.handed import Handed
from zhicheng.documents.handed_in import strange_package
from zhicheng.documents.numbers_in_file import numbers_shown
from zhicheng.documents.ofd.reading import names_in, words_in

MEGABYTE = 1024 * 1024
UNKNOWN, UNAVAILABLE = 6, 7


@pytest.fixture(scope="module")
def world() -> SpecimenWorld:
    return specimen_world()


def verified(capsys: pytest.CaptureFixture[str], file: Path, bundle: Path) -> tuple[int, str]:
    status = main(["verify", str(file), "--bundle", str(bundle)])
    said = capsys.readouterr()
    return status, said.out + said.err


@pytest.mark.parametrize("kind", ["pipe", "endless", "socket"])
def test_what_is_no_plain_file_is_not_opened(
    kind: str, tmp_path: Path, world: SpecimenWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    strange = tmp_path / "strange"
    if kind == "pipe":
        os.mkfifo(strange)
    elif kind == "endless":
        strange.symlink_to("/dev/zero")
    else:
        os.mknod(strange, 0o140600)
    status, said = verified(capsys, strange, world.folder / "bundle")
    assert (status, "不是普通文件" in said) == (UNKNOWN, True)
    status, said = verified(capsys, world.folder / "certificate.pdf", strange)
    assert (status, "不是目录，也不是普通文件" in said) == (UNAVAILABLE, True)


def test_a_huge_file_without_content_is_refused_by_its_size(
    tmp_path: Path, world: SpecimenWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "sparse.pdf").open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(2048 * MEGABYTE)
    status, said = verified(capsys, tmp_path / "sparse.pdf", world.folder / "bundle")
    assert (status, "超过 10 MB" in said) == (UNKNOWN, True)


def a_package_that_lies(name: str, size: int) -> bytes:
    """One file of so many bytes, of which the table of contents says that it has ten."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, b"a" * size)
    made = bytearray(out.getvalue())
    at = made.rfind(b"PK\1\2") + 24
    made[at : at + 4] = struct.pack("<I", 10)
    return bytes(made)


def test_a_package_that_lies_about_its_size_is_not_unfolded_further(tmp_path: Path) -> None:
    lie = a_package_that_lies("OFD.xml", 64 * MEGABYTE)
    (tmp_path / "bundle.zip").write_bytes(a_package_that_lies("issued.bin", 64 * MEGABYTE))
    tracemalloc.start()
    try:
        assert words_in(lie) is not None
        with pytest.raises(BadBundle):
            open_bundle(tmp_path / "bundle.zip")
        assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_an_archive_of_many_names_is_refused_before_they_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number}", b"")
    with pytest.raises(BadBundle, match="不是核验包"):
        open_bundle(tmp_path / "many.zip")


def test_a_strangers_archive_of_very_many_names_is_not_parsed() -> None:
    row = struct.pack("<4s4B4HL2L5HLL", b"PK\1\2", 20, 0, 20, 0, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    few, many = (_listing(row, count) for count in (2, 50_000))
    assert [names_in(one) for one in (few, many)] == [["a", "a"], []]
    assert strange_package(few, sites=()) is Handed.ARCHIVE
    assert strange_package(many, sites=()) is Handed.BROKEN_PACKAGE


def _listing(row: bytes, count: int) -> bytes:
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(row) * count, 4, 0)
    return b"PK\3\4" + row * count + end


@pytest.mark.parametrize("text", [b")Tj", b"(a)Tj"])
def test_many_texts_and_many_alphabets_do_not_multiply(text: bytes) -> None:
    began = time.process_time()
    assert numbers_shown((text,) * 1999 + (b"beginbfchar",) * 2000) == frozenset()
    assert time.process_time() - began < 1


def test_a_table_of_contents_that_is_too_large_is_not_parsed(tmp_path: Path, world: SpecimenWorld) -> None:
    files = {one.name: one.read_bytes() for one in (world.folder / "bundle").iterdir()}
    for name, content in (files | {"manifest.json": b"[" * 100_000}).items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadBundle, match=r"manifest\.json：太大"):
        open_bundle(tmp_path)
