"""The independent script finds every lie about the log and says which; it is run as a stranger would run it."""

import ast
import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cast import SHANGHAI_MORNING
from tests.log_acts import an_issued_certificate, corrected, fill_log, revoked
from zhicheng.documents.actions.raise_certificate import raise_certificate
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.log_key import log_verifier_key, signed_head
from zhicheng.documents.log_proof import proof_for
from zhicheng.documents.log_queries import consistency_of
from zhicheng.documents.models import LogHead
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.merkle import Frontier, consistency_proof, leaf_hash, root_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCRIPT = Path(__file__).parents[2] / "tools" / "check_log.py"
PDF = b"%PDF-1.7 a certificate"
FILE, LACKING, NOT_IN_LOG, BACK_DATED, REWRITTEN, NOT_SIGNED, REVOKED, REPLACED = 3, 2, 4, 5, 6, 7, 8, 9


def run(*words: Any) -> tuple[int, str]:
    """Exit status and words of the script, without our packages."""
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT, *map(str, words)], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@dataclass
class Papers:
    """What a holder keeps, in a folder."""

    folder: Path
    proof: dict[str, Any]
    story: Any

    def check(self, *more: Any, proof: dict[str, Any] | None = None, pdf: bytes = PDF) -> tuple[int, str]:
        file = self.write("证书.pdf", pdf)
        return run("certificate", file, self.write("proof.json", proof or self.proof), *more)

    def write(self, name: str, content: Any) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    def consistency(self, first: int) -> list[str]:
        second, hashes = consistency_of(first)
        told = {"first": first, "second": second, "hashes": [one.hex() for one in hashes]}
        return ["--between", str(self.write("between.json", told))]


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    """A certificate that was logged as the sixth act, a head having been signed and printed after the fourth."""
    fill_log(4)
    sign_log_head(now=SHANGHAI_MORNING)
    fill_log(1, start=4)
    story, certificate = an_issued_certificate(PDF)
    fill_log(5, start=6)
    sign_log_head(now=story.now)
    proof = proof_for(certificate)
    assert proof is not None
    return Papers(tmp_path, proof, story)


def printed(size: int) -> list[str]:
    """As it stands on the paper: the root in groups of eight."""
    root = bytes(LogHead.objects.get(size=size).root).hex()
    return ["--printed", str(size), " ".join(root[at : at + 8] for at in range(0, 64, 8))]


def changed(proof: dict[str, Any], **values: Any) -> dict[str, Any]:
    return proof | {"acts": [proof["acts"][0] | values]}


def test_the_script_is_short_and_needs_nothing_but_the_standard_library() -> None:
    text = SCRIPT.read_text("utf-8")
    assert len(text.splitlines()) < 200
    imported = {name.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module or "" for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    assert imported <= sys.stdlib_module_names


def test_a_true_certificate_holds_with_the_printed_head(papers: Papers) -> None:
    status, said = papers.check("--key", log_verifier_key(), *printed(4), "2024-11-04", *papers.consistency(4))
    assert status == 0, said
    assert "在登记簿第 6 条" in said
    assert "前 4 条原样保留在后来的 11 条里" in said
    assert "公钥取自证明文件本身" not in said
    status, said = papers.check(*printed(11))
    assert status == 0
    assert f"公钥取自证明文件本身，请与机关公布的核对：{log_verifier_key()}" in said


def test_a_changed_file_is_found(papers: Papers) -> None:
    status, said = papers.check(pdf=PDF + b"\n")
    assert (status, "文件与登记的不是同一份" in said) == (FILE, True)


def test_a_changed_entry_is_found(papers: Papers) -> None:
    act = papers.proof["acts"][0]
    changes: list[dict[str, Any]] = [
        {"entry": act["entry"].replace('"day":"2', '"day":"1')},
        {"salt": "00" * 32},
        {"index": act["index"] + 1},
        {"inclusion": act["inclusion"][:-1]},
        {"inclusion": [act["inclusion"][0]] + act["inclusion"]},
        {"index": 11},
    ]
    for change in changes:
        status, said = papers.check(proof=changed(papers.proof, **change))
        assert (status, "登记簿里没有这样的登记" in said) == (NOT_IN_LOG, True), change


def test_a_back_dated_entry_is_found(papers: Papers) -> None:
    day = legal_day(papers.story.now)
    later = day.replace(day=day.day + 1)
    status, said = papers.check(*printed(4), later, *papers.consistency(4))
    assert (status, f"倒签：登记日写作 {day}" in said) == (BACK_DATED, True)
    assert papers.check(*printed(4), day, *papers.consistency(4))[0] == 0
    assert papers.check(*printed(11), later)[0] == 0  # it was in the log by then


def test_a_log_from_which_an_entry_was_removed_or_changed_after_the_print_is_found(papers: Papers) -> None:
    kept = [leaf_hash(b"%d" % index) for index in range(4)]
    for forged in (kept[:2] + kept[3:], [*kept[:2], leaf_hash(b"!"), kept[3]]):
        others = [leaf_hash(b"%d" % index) for index in range(20, 27)]
        act = papers.proof["acts"][0]
        own = leaf_hash(bytes.fromhex(act["salt"]) + act["entry"].encode())
        proof, leaves = rewritten(papers.proof, [*forged, own, *others])
        first, second = 4, len(leaves)
        hashes = consistency_proof(first, second, reader(leaves))
        told = {"first": first, "second": second, "hashes": [one.hex() for one in hashes]}
        between = papers.write("between.json", told)
        assert papers.check(proof=proof)[0] == 0  # by itself it cannot be seen
        status, said = papers.check(*printed(4), "--between", between, proof=proof)
        assert (status, "登记簿被改写过" in said) == (REWRITTEN, True)


def rewritten(proof: dict[str, Any], leaves: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """The proof from another log over these leaves, which the same key signed."""
    from zhicheng.domain.merkle import inclusion_proof

    act = proof["acts"][0]
    own = leaves.index(leaf_hash(bytes.fromhex(act["salt"]) + act["entry"].encode()))
    path = [one.hex() for one in inclusion_proof(own, len(leaves), reader(leaves))]
    note = signed_head(len(leaves), root_of(leaves))
    return changed(proof, index=own, inclusion=path) | {"checkpoint": note}, leaves


def reader(leaves: list[bytes]) -> Any:
    return lambda nodes: [
        Frontier().grown_by(leaves[index << level : (index + 1) << level]).root() for level, index in nodes
    ]


def test_two_heads_are_held_against_each_other(papers: Papers) -> None:
    old, new = (papers.write(f"{size}.txt", LogHead.objects.get(size=size).note.encode()) for size in (4, 11))
    key = ["--key", log_verifier_key()]
    between = papers.consistency(4)
    assert run("heads", old, new, *key, *between)[0] == 0
    status, said = run("heads", old, new, *key)
    assert (status, "/api/v1/log/consistency?first=4&second=11" in said) == (LACKING, True)
    forged = papers.write("forged.txt", signed_head(4, b"\1" * 32).encode())
    status, said = run("heads", forged, new, *key, *between)
    assert (status, "登记簿被改写过" in said) == (REWRITTEN, True)
    status, said = run("heads", forged, old, *key)
    assert (status, "登记簿被改写过" in said) == (REWRITTEN, True)
    assert run("heads", old, new, "--between", papers.consistency(5)[1], *key)[0] == LACKING


def test_a_head_that_the_key_did_not_sign_is_found(papers: Papers) -> None:
    note = papers.proof["checkpoint"]
    raw = base64.b64decode(note.split()[-1])
    for forged in (
        note.replace("\n11\n", "\n12\n"),
        note.replace(note.split()[-1], base64.b64encode(raw[:-1] + bytes([raw[-1] ^ 1])).decode()),
        note.replace(note.split()[-1], base64.b64encode(raw[:4] + bytes(64)).decode()),
        note.partition("\n\n")[0] + "\n\n— another.example/log " + note.split()[-1] + "\n",
    ):
        status, said = papers.check(proof=papers.proof | {"checkpoint": forged})
        assert (status, "没有所给公钥的有效签名" in said) == (NOT_SIGNED, True)
    name, key_id, _ = log_verifier_key().split("+", 2)
    other = base64.b64encode(b"\1" + bytes(31) + b"\1").decode()
    assert papers.check("--key", f"{name}+{key_id}+{other}")[0] == NOT_SIGNED


def test_a_revoked_certificate_is_called_revoked(papers: Papers) -> None:
    revoked(papers.story)
    sign_log_head(now=papers.story.now)
    proof = proof_for(papers.story.fresh().certificates.get())
    assert proof is not None
    status, said = papers.check(proof=proof)
    assert (status, "已被撤销" in said) == (REVOKED, True)


def test_a_certificate_whose_place_another_took_is_sent_on_to_that_one(papers: Papers) -> None:
    new = corrected(papers.story, PDF + b" corrected")
    sign_log_head(now=papers.story.now)
    old = new.replaces
    assert old
    before, after = proof_for(old), proof_for(new)
    assert before
    assert after
    status, said = papers.check(proof=before)
    assert (status, f"已由 {new.number} 取代" in said) == (REPLACED, True)
    assert f"更正 {old.number}" in said
    assert papers.check(proof=after, pdf=PDF + b" corrected")[0] == 0
    act = before["acts"][1]
    lied = act | {"entry": act["entry"].replace(new.number, old.number)}
    assert papers.check(proof=before | {"acts": [before["acts"][0], lied]})[0] == NOT_IN_LOG


def test_the_file_as_issued_and_the_file_with_its_time_stamp_are_both_known(papers: Papers) -> None:
    certificate = papers.story.fresh().certificates.get()
    raised = PDF + b" and a time stamp"
    when = papers.story.now + timedelta(days=900)
    raise_certificate(certificate.pk, raised, made_from=certificate.paper, renew_on=when, now=papers.story.now)
    sign_log_head(now=papers.story.now)
    proof = proof_for(certificate)
    assert proof
    for pdf in (PDF, raised):
        status, said = papers.check(proof=proof, pdf=pdf)
        assert (status, "加盖时间戳" in said) == (0, True)
    assert papers.check(proof=proof, pdf=raised + b".")[0] == FILE
    assert papers.check(proof=proof | {"acts": proof["acts"][1:]}, pdf=PDF)[0] == FILE


def test_what_cannot_be_read_is_said_to_be_so(papers: Papers) -> None:
    file = papers.write("x.pdf", PDF)
    for content in (b"", b"[]", b"{}", b'{"checkpoint": 7, "key": "a+b+c", "acts": []}', b"\xff"):
        status, said = run("certificate", file, papers.write("x.json", content))
        assert (status, "不能读取" in said) == (LACKING, True), content
    assert run("certificate", papers.folder / "none.pdf", papers.write("p.json", papers.proof))[0] == LACKING
