"""Flipped, cut, added to, taken apart, put together anew: nothing but the true file is accepted, by either verifier."""

import io
import json
import os
import random
import subprocess
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import which
from typing import Any

import pikepdf
import pytest

from tests.forgeries import (
    EARLIER,
    STRANGER,
    Forge,
    Stage,
    a_form_value,
    a_new_page,
    a_script,
    an_annotation,
    archived,
    attached,
    behind_the_seal,
    by_pikepdf,
    byte_range,
    code,
    code_by_stranger,
    code_changed,
    container,
    drawn,
    font_replaced,
    gap_widened,
    nothing_seen,
    other_content,
    other_metadata,
    other_pages,
    picture,
    put,
    sealed_again,
    strange_paper,
    swapped_code,
    text_over,
    unsealed,
    unsealed_without_link,
    updated,
    with_manifest,
)
from tests.specimen_bundle import SEALED_AT, specimen_world
from tests.trust_world import trust_world
from zhicheng.cli import main
from zhicheng.documents.bundle.judge_pdf import judge_pdf
from zhicheng.documents.bundle.keys import Term
from zhicheng.documents.bundle.samples import AS_OF, SITE
from zhicheng.documents.bundle.write import write_bundle
from zhicheng.documents.long_term.raising import raise_file
from zhicheng.documents.marks import mark_in
from zhicheng.documents.papers.verify import UNSIGNED
from zhicheng.documents.unfolded_pdf import unfolded_pdf
from zhicheng.documents.verification import FileFound, Standing, judge_file
from zhicheng.gateways.eseal.software import SoftwareSeal

VALID, REVOKED, REPLACED, ALTERED, UNKNOWN, UNAVAILABLE = 0, 3, 4, 5, 6, 7
FLIPS = int(os.environ.get("ZHICHENG_FLIPS", "500"))  # shared by the file as issued and the raised one
LATER = "2026-01-01T00:00:00+08:00"
LONG_AGO = EARLIER.replace(year=2024)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    world, home = specimen_world(), tmp_path_factory.mktemp("stage")
    with trust_world(world.folder / "seal", now=EARLIER.replace(year=2024, month=12, day=30, hour=9)) as trust:
        raised = raise_file(world.in_force.pdf, trust.services()).content
    first = world.in_force.issued
    listed = replace(first, digests=(*first.digests, sha256(raised).hexdigest()))
    world = replace(world, contents=replace(world.contents, issued=[listed, *(one.issued for one in world.made[1:])]))
    write_bundle(home / "bundle", world.files())
    return Stage(world, raised, SoftwareSeal(home / "impostor"), home / "bundle")


def verified(what: str, bundle: Path, *more: str) -> tuple[int, dict[str, Any]]:
    """Exit status and JSON answer of the command."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        status = main(["verify", what, "--bundle", str(bundle), "--json", *more])
    return status, json.loads(out.getvalue())


def verdict_on(forged: bytes | str, stage: Stage, folder: Path) -> tuple[int, dict[str, Any]]:
    if isinstance(forged, str):
        return verified(forged, stage.bundle)
    path = folder / "证书.pdf"
    path.write_bytes(forged)
    return verified(str(path), stage.bundle)


FORGERIES: list[tuple[str, int, Forge]] = [
    ("the true file", VALID, lambda stage: stage.genuine),
    ("the true file, raised", VALID, lambda stage: stage.raised),
    ("the revoked one", REVOKED, lambda stage: stage.world.revoked.pdf),
    ("the replaced one", REPLACED, lambda stage: stage.world.replaced.pdf),
    # updates behind the seal
    ("annotation added", ALTERED, behind_the_seal(an_annotation)),
    ("text laid over", ALTERED, behind_the_seal(text_over)),
    ("content replaced", ALTERED, behind_the_seal(other_content)),
    ("page added", ALTERED, behind_the_seal(a_new_page)),
    ("form value added", ALTERED, behind_the_seal(a_form_value)),
    ("metadata replaced", ALTERED, behind_the_seal(other_metadata)),
    ("script added", ALTERED, behind_the_seal(a_script)),
    ("shadow: hidden", ALTERED, behind_the_seal(nothing_seen)),
    ("shadow: replaced", ALTERED, behind_the_seal(font_replaced)),
    ("shadow: hidden and replaced", ALTERED, behind_the_seal(other_pages)),
    ("annotation added to the raised file", ALTERED, lambda stage: updated(stage.raised, an_annotation)),
    ("pages replaced in the raised file", ALTERED, lambda stage: updated(stage.raised, other_pages)),
    ("raised file, its last stamp cut off", ALTERED, lambda stage: stage.raised[: -len(stage.raised) // 9]),
    ("update of the revoked one", ALTERED, lambda stage: updated(stage.world.revoked.pdf, other_metadata)),
    # the seal
    ("seal taken off", ALTERED, lambda stage: by_pikepdf(stage.genuine, unsealed)),
    ("seal and link taken off", ALTERED, lambda stage: by_pikepdf(stage.genuine, unsealed_without_link)),
    ("never sealed", ALTERED, lambda stage: drawn(stage, None)),
    ("same page, sealed by one of the same name", ALTERED, lambda stage: drawn(stage, stage.impostor)),
    ("higher title, sealed by one of the same name", ALTERED, lambda stage: drawn(stage, stage.impostor, name="伪造")),
    ("higher title, our seal, never listed", ALTERED, lambda stage: drawn(stage, stage.world.seal, name="伪造")),
    ("second seal on top", ALTERED, sealed_again),
    ("signature wrapped: gap widened", ALTERED, gap_widened),
    ("range: first part alone", ALTERED, byte_range(0, -2, 0, 0)),
    ("range: nothing", ALTERED, byte_range(0, 0, 0, 0)),
    ("range: not from the beginning", ALTERED, byte_range(9, -2, -3, -4)),
    ("range: second part shorter", ALTERED, byte_range(0, -2, -3, 9)),
    ("range: parts overlap", ALTERED, byte_range(0, -2, 0, -4)),
    ("signature in small letters", ALTERED, lambda stage: container(stage, bytes.lower)),
    (
        "signature: its filling written on",
        ALTERED,
        lambda stage: container(stage, lambda code: code[:-8] + b"DEADBEEF"),
    ),
    ("signature: all zeros", ALTERED, lambda stage: container(stage, lambda code: b"0" * len(code))),
    (
        "signature of the revoked one",
        ALTERED,
        lambda stage: container(stage, lambda code: code[:200] + code[200:][::-1]),
    ),
    # whole files
    ("cut in half", ALTERED, lambda stage: stage.genuine[: len(stage.genuine) // 2 + 30_000]),
    ("last byte cut off", ALTERED, lambda stage: stage.genuine[:-1]),
    ("line added", ALTERED, lambda stage: stage.genuine + b"\n"),
    ("zeros added", ALTERED, lambda stage: stage.genuine + bytes(512)),
    ("twice in a row", ALTERED, lambda stage: stage.genuine * 2),
    ("two certificates in a row", ALTERED, lambda stage: stage.world.revoked.pdf + stage.genuine),
    ("within another PDF", ALTERED, attached),
    ("saved again", ALTERED, lambda stage: by_pikepdf(stage.genuine)),
    ("saved again, for the web", ALTERED, lambda stage: by_pikepdf(stage.genuine, linearize=True)),
    ("saved again, decoded", ALTERED, lambda stage: by_pikepdf(stage.genuine, qdf=True)),
    (
        "saved again, packed",
        ALTERED,
        lambda stage: by_pikepdf(stage.genuine, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    ),
    (
        "saved again, locked",
        ALTERED,
        lambda stage: by_pikepdf(stage.genuine, encryption=pikepdf.Encryption(owner="o", user="")),
    ),
    ("head of another version", ALTERED, lambda stage: b"%PDF-2.0" + stage.genuine[8:]),
    ("code swapped in the file", ALTERED, swapped_code),
    ("line before it", UNKNOWN, lambda stage: b"\n" + stage.genuine),
    ("printed and scanned", UNKNOWN, lambda stage: picture(stage, "PDF")),
    ("photograph", UNKNOWN, lambda stage: picture(stage, "JPEG")),
    ("screenshot", UNKNOWN, lambda stage: picture(stage, "PNG")),
    ("in an archive", UNKNOWN, archived),
    ("another paper", UNKNOWN, strange_paper),
    ("words alone", UNKNOWN, lambda stage: b"330502-2024-4-00017-Y"),
    ("nothing", UNKNOWN, lambda stage: b""),
    ("eleven megabytes", UNKNOWN, lambda stage: stage.genuine + bytes(11 * 1024 * 1024)),
    # the text of the code
    ("true code", VALID, lambda stage: stage.world.in_force.code),
    ("true code without its address", VALID, lambda stage: stage.world.in_force.code.partition("#")[2]),
    ("code of the revoked one, replayed", REVOKED, lambda stage: stage.world.revoked.code),
    ("code of the replaced one, replayed", REPLACED, lambda stage: stage.world.replaced.code),
    ("code at another address", ALTERED, lambda stage: stage.world.in_force.code.replace(SITE, "https://evil.example")),
    ("code at a look-alike", ALTERED, lambda stage: stage.world.in_force.code.replace("tiaozhou", "tiаozhou")),
    (
        "code at an address that begins as ours",
        ALTERED,
        lambda stage: stage.world.in_force.code.replace(SITE, SITE + ".x"),
    ),
    ("code by a stranger", UNKNOWN, code_by_stranger),
    ("code by a stranger in our name", ALTERED, lambda stage: code(stage, key=STRANGER)),
    ("code by our own key, never issued", UNAVAILABLE, lambda stage: code(stage)),
    (
        "our number, other facts, our own key",
        UNAVAILABLE,
        lambda stage: code(stage, number=stage.world.in_force.number),
    ),
    (
        "code with its first sign changed",
        ALTERED,
        lambda stage: code_changed(stage, stage.world.in_force.code.index("#") + 1),
    ),
    ("code with its last sign changed", ALTERED, lambda stage: code_changed(stage, -2)),
    ("code cut", ALTERED, lambda stage: stage.world.in_force.code[:-40]),
    ("code with a tail", ALTERED, lambda stage: stage.world.in_force.code + "AAAA"),
    ("address alone", UNAVAILABLE, lambda stage: stage.world.in_force.code.partition("#")[0]),
    ("address with nothing behind", UNAVAILABLE, lambda stage: stage.world.in_force.code.partition("#")[0] + "#"),
    ("another address", UNKNOWN, lambda stage: "https://example.com/"),
]


@pytest.mark.parametrize(("wanted", "forge"), [row[1:] for row in FORGERIES], ids=[row[0] for row in FORGERIES])
def test_each_forgery_has_its_own_verdict(wanted: int, forge: Forge, stage: Stage, tmp_path: Path) -> None:
    status, told = verdict_on(forge(stage), stage, tmp_path)
    assert (status, told["exit"]) == (wanted, wanted), told["words"]
    if wanted in (ALTERED, UNKNOWN, UNAVAILABLE):
        assert told["number"] is None
        assert told["facts"] is None
    assert told["words"]["meaning"]
    assert told["words"]["advice"] or "请" in told["words"]["meaning"]


def test_there_are_more_than_fifty_of_them_each_with_a_name_of_its_own() -> None:
    assert len({name for name, _, _ in FORGERIES}) == len(FORGERIES) > 70


def test_another_mans_code_gives_another_mans_facts_to_be_compared(stage: Stage) -> None:
    _, told = verified(stage.world.in_force.code, stage.bundle)
    assert (told["number"], told["facts"]["name"]) == (stage.world.in_force.number, "沈翀")
    assert "没有核对文件" in told["words"]["meaning"]
    assert told["checks"]["whole_file"] == told["checks"]["seal"] == "not_made"


def test_a_true_file_is_known_under_any_name(stage: Stage, tmp_path: Path) -> None:
    for name in ("证书.txt", "-certificate", "https:", "a b"):
        (tmp_path / name).write_bytes(stage.genuine)
        assert verified(str(tmp_path / name), stage.bundle)[0] == VALID


Files = dict[str, bytes]
Spoil = Callable[[Stage], Files]


def of_another(part: str, **changed: Any) -> Spoil:
    """The bundle with one part of a bundle that says otherwise."""
    return lambda stage: {**stage.world.files(), part: stage.world.files(**changed)[part]}


def ended(keys: Any, last: int | None = 1, until: date | None = None) -> Any:
    return tuple(replace(key, term=Term(until, last)) for key in keys)


def keys_ended(last: int | None = 1, until: date | None = None) -> Spoil:
    return lambda stage: stage.world.files(proof_keys=ended(stage.world.contents.proof_keys, last, until))


BUNDLES: list[tuple[str, int, Spoil, tuple[str, ...]]] = [
    ("as it is", VALID, lambda stage: stage.world.files(), ()),
    ("with its key named", VALID, lambda stage: stage.world.files(), ("--key", "KEY")),
    ("older than wanted", UNAVAILABLE, lambda stage: stage.world.files(as_of=EARLIER), ("--not-before", "2025-03-01")),
    ("later day written in", UNAVAILABLE, lambda stage: with_manifest(stage.world.files(), as_of=LATER), ()),
    ("status list cut", UNAVAILABLE, lambda stage: {**stage.world.files(), "status.jsonl": b""}, ()),
    ("status list of another", UNAVAILABLE, of_another("status.jsonl", changes=()), ()),
    ("digests of another", UNAVAILABLE, of_another("issued.bin", issued=[]), ()),
    ("signature of another", UNAVAILABLE, of_another("manifest.note", changes=()), ()),
    ("without its signature", UNAVAILABLE, lambda stage: {**stage.world.files(), "manifest.note": b""}, ()),
    ("another key wanted", UNAVAILABLE, lambda stage: stage.world.files(), ("--key", "other+00000000+AAAA")),
    ("empty", UNAVAILABLE, lambda stage: {}, ()),
    ("seal given up before", UNAVAILABLE, lambda stage: stage.world.files(seals=ended(stage.world.contents.seals)), ()),
    ("key of codes given up before", ALTERED, keys_ended(), ()),
    ("key of codes over before that day", ALTERED, keys_ended(None, date(2024, 12, 1)), ()),
    ("key of codes given up later", VALID, keys_ended(2), ()),
    ("from before the issue", UNAVAILABLE, lambda stage: stage.world.files(issued=[], as_of=LONG_AGO), ()),
]


@pytest.mark.parametrize(("wanted", "files", "more"), [row[1:] for row in BUNDLES], ids=[row[0] for row in BUNDLES])
def test_each_bundle_has_its_own_answer(
    wanted: int, files: Spoil, more: tuple[str, ...], stage: Stage, tmp_path: Path
) -> None:
    folder = put(tmp_path / "bundle", files(stage))
    given = [stage.world.contents.log_key if word == "KEY" else word for word in more]
    assert verified(str(stage.world.folder / "certificate.pdf"), folder, *given)[0] == wanted


def test_a_stolen_key_signs_no_code_that_is_accepted(stage: Stage, tmp_path: Path) -> None:
    contents = stage.world.contents
    folder = put(tmp_path / "bundle", stage.world.files(proof_keys=ended(contents.proof_keys, last=0)))
    assert verified(stage.world.in_force.code, folder)[0] == ALTERED


def test_another_paper_of_ours_is_told_as_such_and_not_called_forged(stage: Stage, tmp_path: Path) -> None:
    notice = strange_paper(stage)
    digest = sha256(notice).hexdigest()
    (tmp_path / "notice.pdf").write_bytes(notice)
    folder = put(tmp_path / "bundle", stage.world.files(other_papers=(digest,)))
    status, told = verified(str(tmp_path / "notice.pdf"), folder)
    assert (status, told["verdict"], told["words"]["verdict"]) == (UNKNOWN, "document", "是公文，不是证书")
    assert (told["number"], told["checks"]["whole_file"]) == (None, "holds")


def test_a_file_with_our_seal_that_the_bundle_does_not_know_cannot_be_told_now(stage: Stage, tmp_path: Path) -> None:
    folder = put(tmp_path / "bundle", stage.world.files(issued=[], as_of=SEALED_AT - timedelta(minutes=5)))
    status, told = verified(str(stage.world.folder / "certificate.pdf"), folder)
    assert (status, told["checks"]["seal"]) == (UNAVAILABLE, "holds")
    (tmp_path / "raised.pdf").write_bytes(stage.raised)
    folder = put(tmp_path / "between", stage.world.files(as_of=SEALED_AT + timedelta(hours=1), issued=[]))
    assert verified(str(tmp_path / "raised.pdf"), folder)[0] == UNAVAILABLE
    assert verified(str(stage.world.folder / "certificate.pdf"), folder)[0] == UNAVAILABLE  # sealed, not yet issued


def test_as_of_is_always_told_and_rollback_is_seen_by_it(stage: Stage, tmp_path: Path) -> None:
    old = put(tmp_path / "old", stage.world.files(as_of=EARLIER, changes=()))
    status, told = verified(str(stage.world.folder / "certificate-revoked.pdf"), old)
    assert (status, told["as_of"]) == (VALID, "2025-01-01T08:00:00+08:00")
    assert (
        verified(str(stage.world.folder / "certificate-revoked.pdf"), old, "--not-before", "2025-02-14")[0]
        == UNAVAILABLE
    )
    assert verified(str(stage.world.folder / "certificate-revoked.pdf"), stage.bundle)[1]["as_of"] == AS_OF.isoformat()


def test_no_flip_of_a_bit_is_accepted_and_each_is_called_altered(stage: Stage) -> None:
    bundle, chosen = stage.world.bundle(), random.Random(20241230)
    pinned = stage.world.seal.certificate_pem
    for whole in (stage.genuine, stage.raised):
        for _ in range(FLIPS // 2):
            place = chosen.randrange(8, len(whole))
            changed = bytearray(whole)
            changed[place] ^= 1 << chosen.randrange(8)
            flipped = bytes(changed)
            assert judge_pdf(flipped, bundle).standing is Standing.ALTERED, place
            known = bundle.issued.find(sha256(flipped).hexdigest())
            mark = mark_in(flipped, unfolded_pdf(flipped), trusted_pem=pinned, sites=bundle.sites)
            found = FileFound(None, False, known is not None, UNSIGNED, mark is not None)
            assert judge_file(found).standing is Standing.ALTERED, place


@pytest.mark.skipif(which("pdfsig") is None or which("qpdf") is None, reason="poppler-utils or qpdf is not installed")
def test_two_other_programs_agree_on_the_true_files(stage: Stage, tmp_path: Path) -> None:
    for name, content in (("issued.pdf", stage.genuine), ("raised.pdf", stage.raised)):
        path = tmp_path / name
        path.write_bytes(content)
        said = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in said
        assert "Signature is Invalid" not in said
        assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False).returncode == 0
        assert verified(str(path), stage.bundle)[0] == VALID
