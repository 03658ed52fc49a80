"""A bundle is written whole, read strictly, and tells of nobody anything."""

import json
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.specimen_bundle import SpecimenWorld, specimen_world
from zhicheng.documents.bundle.contents import Change, Issued
from zhicheng.documents.bundle.issued import IssuedList, packed
from zhicheng.documents.bundle.note import statement
from zhicheng.documents.bundle.read import BadBundle, open_bundle, read_bundle
from zhicheng.documents.bundle.samples import LOG_KEY, ORIGIN, sign_specimen
from zhicheng.documents.bundle.write import bundle_files, replace_file, write_bundle, zipped
from zhicheng.documents.verification import Standing
from zhicheng.domain.issue_log import verifier_key
from zhicheng.domain.numbering import certificate_number


@pytest.fixture(scope="module")
def world() -> SpecimenWorld:
    return specimen_world()


def faults(files: dict[str, bytes]) -> list[str]:
    with pytest.raises(BadBundle) as bad:
        read_bundle(files)
    return bad.value.faults


def test_a_bundle_is_read_as_it_was_written_from_folder_and_archive(world: SpecimenWorld, tmp_path: Path) -> None:
    (tmp_path / "bundle.zip").write_bytes(zipped(world.files()))
    for path in (world.folder / "bundle", tmp_path / "bundle.zip"):
        bundle = open_bundle(path)
        assert bundle.as_of == world.contents.as_of
        assert bundle.log_size == 5
        assert set(bundle.changes) == {world.revoked.number, world.replaced.number}
        assert bundle.changes[world.replaced.number].by == world.in_force.number
        for one in world.made:
            listed = [bundle.issued.find(digest) for digest in one.issued.digests]
            assert {found.number for found in listed if found} == {one.number}


def test_the_same_contents_give_the_same_bytes(world: SpecimenWorld) -> None:
    assert world.files() == world.files()
    assert zipped(world.files()) == zipped(world.files())


def test_nobody_is_named_in_it(world: SpecimenWorld) -> None:
    everything = b"".join(world.files().values()).decode("utf-8", "replace")
    for name in ("沈翀", "施喆", "苕州市喆堃环境工程有限公司", "1999年"):
        assert name not in everything
    texts = b"".join(content for name, content in world.files().items() if name != "issued.bin").decode()
    by_chance = r"-----BEGIN [^-]+-----[^-]+-----END|[0-9a-f]{64}|[0-9A-Za-z+/]{40,}"  # may stand in digests and keys
    assert "1999" not in re.sub(by_chance, "", texts)


def test_an_older_bundle_is_replaced_and_a_folder_of_other_things_is_not(world: SpecimenWorld, tmp_path: Path) -> None:
    write_bundle(tmp_path / "bundle", world.files())
    write_bundle(tmp_path / "bundle", world.files(changes=()))
    assert open_bundle(tmp_path / "bundle").changes == {}
    assert [one.name for one in tmp_path.iterdir()] == ["bundle"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write_bundle(tmp_path / "mine", world.files())
    assert (tmp_path / "mine" / "letter.txt").read_text() == "mine"


def test_a_file_is_put_in_the_place_of_the_old_one_in_one_step(tmp_path: Path) -> None:
    replace_file(tmp_path / "page.html", b"old")
    replace_file(tmp_path / "page.html", b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("page.html", b"new")]


def test_a_moment_without_a_time_zone_is_refused(world: SpecimenWorld) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        world.files(as_of=datetime(2025, 3, 3, 10))  # noqa: DTZ001


def test_a_changed_byte_anywhere_is_found(world: SpecimenWorld) -> None:
    chosen, files = random.Random(7), world.files()
    for name in files:
        for _ in range(8):
            changed = bytearray(files[name])
            changed[chosen.randrange(len(changed))] ^= 1 << chosen.randrange(8)
            assert len(faults({**files, name: bytes(changed)})) == 1, name


def test_lacking_files_and_files_too_many_are_told_each_in_a_line(world: SpecimenWorld) -> None:
    files = world.files()
    del files["status.jsonl"], files["issued.bin"]
    assert faults(files | {"virus.exe": b""}) == [
        "issued.bin：缺少这个文件",
        "status.jsonl：缺少这个文件",
        "virus.exe：不是核验包的文件",
    ]


def test_a_cut_status_list_is_told_with_both_lengths(world: SpecimenWorld) -> None:
    files = world.files()
    whole, cut = files["status.jsonl"], files["status.jsonl"].splitlines(keepends=True)[0]
    said = faults({**files, "status.jsonl": cut, "issued.bin": b""})
    assert said[0].startswith("issued.bin：应为")
    assert said[1] == f"status.jsonl：应为 {len(whole)} 字节，实为 {len(cut)} 字节，文件被截短或改动"


def resigned(files: dict[str, bytes], key: Ed25519PrivateKey) -> dict[str, bytes]:
    """The manifest made anew over the changed files, signed with some key of one's own."""
    manifest = json.loads(files["manifest.json"])
    for name, listed in manifest["files"].items():
        listed |= {"sha256": sha256(files[name]).hexdigest(), "bytes": len(files[name])}
    raw = json.dumps(manifest).encode()
    lines = [manifest["as_of"], sha256(raw).hexdigest()]
    return {**files, "manifest.json": raw, "manifest.note": statement(key, ORIGIN, "bundle", lines).encode()}


def test_a_list_changed_with_a_new_manifest_fails_by_the_signature(world: SpecimenWorld) -> None:
    stranger = Ed25519PrivateKey.generate()
    forged = resigned({**world.files(), "status.jsonl": b""}, stranger)
    assert faults(forged) == ["manifest.note：签名无效，核验包被改动过，或不是发证机关签发的"]


def test_a_bundle_of_a_strangers_own_is_refused_when_the_key_is_known(world: SpecimenWorld, tmp_path: Path) -> None:
    stranger = Ed25519PrivateKey.generate()
    files = world.files()
    line = verifier_key(ORIGIN, stranger.public_key().public_bytes_raw())
    keys = json.loads(files["keys.json"]) | {"log": line}
    files = resigned({**files, "keys.json": json.dumps(keys).encode(), "checkpoint.txt": b""}, stranger)
    assert read_bundle(files).log_key == line  # it holds together: so the key must be known from elsewhere
    with pytest.raises(BadBundle, match="不是用您指定的公钥签名的"):
        read_bundle(files, log_key=world.contents.log_key)
    assert read_bundle(world.files(), log_key=world.contents.log_key).log_size == 5


def test_a_signature_under_a_manifest_with_another_time_is_refused(world: SpecimenWorld) -> None:
    files = world.files()
    manifest = json.loads(files["manifest.json"]) | {"as_of": "2026-03-03T10:00:00+08:00"}
    assert faults({**files, "manifest.json": json.dumps(manifest).encode()}) == ["manifest.note：签名签的是另一份清单"]


WRONG_STATUS = [
    b"not json\n",
    b'{"number":"330502-2024-4-00018-X","kind":"revoked","since":"2025-02-14"}\n',
    b'{"number":"330502-2024-4-00018-W","kind":"valid","since":"2025-02-14"}\n',
    b'{"number":"330502-2024-4-00018-W","kind":"replaced","since":"2025-02-14"}\n',
    b'{"number":"330502-2024-4-00018-W","kind":"revoked","since":"yesterday"}\n',
    b'{"number":"330502-2024-4-00018-W","kind":"revoked","since":"2025-02-14"}\n' * 2,
    b'{"number":"330502-2024-4-00018-W","kind":"revoked"}\n',
    b'{"number":"330502-2024-4-00018-W","kind":"revoked","since":"2025-02-14","name":"x"}\n',
    b"[]\n",
    b"\xff\n",
]


@pytest.mark.parametrize("status", WRONG_STATUS)
def test_a_wrong_status_list_is_refused_though_it_be_signed(status: bytes, world: SpecimenWorld) -> None:
    said = faults(resigned({**world.files(), "status.jsonl": status}, LOG_KEY))
    assert len(said) == 1
    assert said[0].startswith("status.jsonl：")


@pytest.mark.parametrize(
    ("part", "spoil"),
    [
        ("manifest.json", lambda raw: raw.replace(b"bundle-1", b"bundle-9")),
        ("manifest.json", lambda raw: b"{}"),
        ("manifest.json", lambda raw: b""),
        ("keys.json", lambda raw: b"[]"),
        ("keys.json", lambda raw: raw.replace(b'"kid": "', b'"kid": "0')),
        ("keys.json", lambda raw: raw.replace(b'"last_position": null', b'"last_position": "all"')),
        ("keys.json", lambda raw: raw.replace(b"BEGIN CERT", b"BEGIN CURT")),
        ("checkpoint.txt", lambda raw: raw.replace(b"\n5\n", b"\n6\n")),
        ("issued.bin", lambda raw: raw + b"\0"),
    ],
)
def test_other_parts_that_are_wrong_are_told_by_their_name(
    part: str, spoil: Callable[[bytes], bytes], world: SpecimenWorld
) -> None:
    files = world.files()
    spoiled = {**files, part: spoil(files[part])}
    said = faults(spoiled if part == "manifest.json" else resigned(spoiled, LOG_KEY))
    assert len(said) == 1
    assert said[0].startswith(f"{part}：")


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 cut", b"%PDF-1.7"])
def test_what_is_no_bundle_is_told(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "bundle").write_bytes(content)
    with pytest.raises(BadBundle, match="不能读取核验包"):
        open_bundle(tmp_path / "bundle")


@pytest.mark.parametrize("folding", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_damaged_on_its_way_is_told_as_such(folding: int, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w", folding) as archive:
        archive.writestr("manifest.json", " ".join(map(str, range(400))))
    content = bytearray(path.read_bytes())
    content[60:80] = bytes(sign ^ 0xFF for sign in content[60:80])
    path.write_bytes(content)
    with pytest.raises(BadBundle, match="不能读取核验包"):
        open_bundle(path)


def test_a_digest_is_found_among_many_and_a_near_one_is_not() -> None:
    many = [
        Issued(certificate_number("330502", 2024, 4, serial), serial, (sha256(b"%d" % serial).hexdigest(),))
        for serial in range(1, 3000)
    ]
    listed = IssuedList(packed(many))
    assert len(listed) == 2999
    for one in many[::37]:
        found = listed.find(one.digests[0])
        assert found is not None
        assert (found.number, found.position) == (one.number, one.position)
        near = f"{int(one.digests[0], 16) ^ 1:064x}"
        assert listed.find(near) is None
    assert listed.find("0" * 64) is None
    assert listed.find("f" * 64) is None
    assert IssuedList(b"").find("0" * 64) is None


def test_a_digest_that_two_certificates_share_says_of_neither_which_it_is(world: SpecimenWorld) -> None:
    shared = [Issued(one.number, one.position, ("a" * 64, f"{one.position:064x}")) for one in world.made]
    listed = IssuedList(packed(shared))
    assert listed.find("a" * 64) is None
    assert len(listed) == len(world.made)
    assert len(IssuedList(packed([shared[0], shared[0]]))) == 2


def test_the_lines_of_the_status_list_are_in_order_whatever_order_they_came_in(world: SpecimenWorld) -> None:
    changes = tuple(
        Change(certificate_number("330502", 2024, 4, serial), Standing.REVOKED, date(2025, 1, 2))
        for serial in (9, 3, 100_001, 5)
    )
    told = read_bundle(bundle_files(replace(world.contents, changes=changes), sign=sign_specimen)).changes
    assert len(told) == 4
    assert list(told) == sorted(told)
