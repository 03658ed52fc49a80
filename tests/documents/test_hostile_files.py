"""Whatever is handed in to be verified: an answer in words and its exit status, soon and without filling the memory."""

import io
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.specimen_bundle import SpecimenWorld, specimen_world
from zhicheng.cli import main
from zhicheng.documents.bundle.read import BadBundle, open_bundle
from zhicheng.documents.ofd.reading import words_in

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


def test_a_table_of_contents_that_is_too_large_is_not_parsed(tmp_path: Path, world: SpecimenWorld) -> None:
    files = {one.name: one.read_bytes() for one in (world.folder / "bundle").iterdir()}
    for name, content in (files | {"manifest.json": b"[" * 100_000}).items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadBundle, match=r"manifest\.json：太大"):
        open_bundle(tmp_path)
