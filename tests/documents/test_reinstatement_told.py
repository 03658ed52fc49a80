"""What strangers read of a title that was revoked and reinstated: script, capsule, bundle, status list and pages."""

import base64
import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from tests.at_once import at_once
from tests.capsule_acts import CERTIFICATE, Kept, a_kept_case
from tests.capsule_script import checked, opened, run
from tests.cast import actor_of, staff
from tests.log_acts import an_issued_certificate, reinstated, reinstatement_proposed, revoked
from tests.web.public_visitor import Visitor, words
from zhicheng.commands.told import EXITS, in_words
from zhicheng.documents.actions.reinstate import reinstate
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.bundle.answer import Answer
from zhicheng.documents.bundle.judge_code import judge_code
from zhicheng.documents.bundle.read import open_bundle
from zhicheng.documents.changes import read_digest
from zhicheng.documents.credential.status_list import INVALID, REPLACED, VALID, status_token
from zhicheng.documents.log_check import faults
from zhicheng.documents.log_proof import proof_for
from zhicheng.documents.models import Certificate, LogEnd
from zhicheng.documents.verification import Standing
from zhicheng.domain.given import given
from zhicheng.domain.permissions import Role

NEW = b"%PDF-1.7 the reinstated one"


@pytest.fixture(autouse=True)
def _front_stamps_arrivals(settings: Any) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"


@pytest.fixture
def kept(db: None) -> Kept:
    """A title that was revoked and, a month later, reinstated."""
    kept = a_kept_case()
    revoked(kept.story)
    kept.story.pass_days(30)
    reinstated(kept.story, NEW)
    sign_log_head(now=kept.story.now)
    return kept


def newest(kept: Kept) -> Certificate:
    return Certificate.objects.filter(case=kept.story.case).order_by("-pk")[0]


def by_script(folder: Path, certificate: Certificate, content: bytes) -> tuple[int, str]:
    (folder / "证书.pdf").write_bytes(content)
    (folder / "proof.json").write_text(json.dumps(given(proof_for(certificate))))
    return run(folder, "certificate", "证书.pdf", "proof.json")


def test_the_script_sends_the_old_number_on_and_believes_no_proof_that_ends_with_the_revocation(
    kept: Kept, tmp_path: Path
) -> None:
    status, said = by_script(tmp_path, kept.certificate, CERTIFICATE)
    assert (status, f"已由 {newest(kept).number} 取代" in said) == (9, True)
    assert f"恢复 {kept.certificate.number}" in said
    assert by_script(tmp_path, newest(kept), NEW)[0] == 0
    proof = given(proof_for(kept.certificate))
    (tmp_path / "turned.json").write_text(json.dumps(proof | {"acts": proof["acts"][::-1]}))
    (tmp_path / "证书.pdf").write_bytes(CERTIFICATE)
    assert run(tmp_path, "certificate", "证书.pdf", "turned.json")[0] == 9
    revoked(kept.story)
    sign_log_head(now=kept.story.now)
    for certificate, content in ((kept.certificate, CERTIFICATE), (newest(kept), NEW)):
        assert by_script(tmp_path, certificate, content)[0] == 8


def test_the_capsule_holds_both_files_both_decisions_and_the_three_acts(kept: Kept, tmp_path: Path) -> None:
    capsule = kept.capsule()
    status, said = checked(tmp_path, capsule)
    assert status == 0, said
    assert [f"{act} {kept.certificate.number}" in said for act in ("颁发", "撤销", "恢复")] == [True] * 3
    found = opened(capsule)
    assert {CERTIFICATE, NEW} <= set(found.values())
    rows = {row["what"]: row for row in json.loads(found["办理决定.json"])}
    assert "撤销" not in rows  # how the case stands: it is revoked no longer
    assert rows["决定撤销证书"]["reason_code"] == "false_material"
    assert rows["决定恢复证书"]["clause"].startswith("苕州市人民政府行政复议决定书 苕政复〔2024〕3号（")


def by_bundle(folder: Path, kept: Kept, certificate: Certificate) -> Answer:
    path = folder / "bundle.zip"
    path.write_bytes(Visitor(kept.story.now).get("/verify/bundle.zip").content)
    return judge_code(certificate.stated["proof_url"], open_bundle(path))


def states(kept: Kept) -> list[int]:
    """Of each certificate of the case, the oldest first, by the list that wallets read."""
    payload = status_token(LogEnd.objects.get().size, now=kept.story.now).split(".")[1]
    listed = json.loads(base64.urlsafe_b64decode(payload + "=="))["status_list"]["lst"]
    bits = zlib.decompress(base64.urlsafe_b64decode(listed + "=="))
    chain = Certificate.objects.filter(case=kept.story.case).order_by("pk")
    places = [one.log_entries.get(kind="issue").leaf_id for one in chain]
    return [bits[place * 2 // 8] >> (place * 2 % 8) & 3 for place in places]


def test_page_bundle_and_status_list_send_the_old_number_on_and_none_makes_it_valid_again(
    kept: Kept, tmp_path: Path
) -> None:
    old, visitor = kept.certificate, Visitor(kept.story.now)
    for response in (visitor.post("/verify/number", number=old.number, name="沈喆"), visitor.get(f"/v/{old.handle}")):
        page = words(response)
        assert 'class="finding is-replaced"' in page
        for told in (newest(kept).number, "撤销日期", "恢复日期", "依行政复议决定恢复", "恢复记在第"):
            assert told in page
        for hidden in ("以不正当手段取得", "学历证书", "苕政复"):
            assert hidden not in page
    assert "真实有效" in words(visitor.post("/verify/number", number=newest(kept).number, name="沈喆"))
    answer = by_bundle(tmp_path, kept, kept.certificate)
    assert (answer.standing, EXITS[answer.standing], answer.replaced_by) == (Standing.REPLACED, 4, newest(kept).number)
    assert "原因：曾于" in in_words(answer)
    assert "依行政复议决定恢复" in in_words(answer)
    assert by_bundle(tmp_path, kept, newest(kept)).standing is Standing.VALID
    assert states(kept) == [REPLACED, VALID]
    revoked(kept.story)
    for certificate in (kept.certificate, newest(kept)):
        assert by_bundle(tmp_path, kept, certificate).standing is Standing.REVOKED
    assert states(kept) == [INVALID, INVALID]


def test_a_bundle_of_before_says_what_was_true_of_the_old_number_and_leaves_the_new_one_open(
    db: None, tmp_path: Path
) -> None:
    kept = a_kept_case()
    revoked(kept.story)
    path = tmp_path / "before.zip"
    path.write_bytes(Visitor(kept.story.now).get("/verify/bundle.zip").content)
    before = open_bundle(path)
    new = reinstated(kept.story, NEW)
    old, later = (judge_code(one.stated["proof_url"], before) for one in (kept.certificate, new))
    assert (old.standing, old.words) == (Standing.REVOKED, "以不正当手段取得")
    assert (later.standing, "它可能在核验包之后才颁发" in later.because) == (Standing.UNAVAILABLE, True)


@pytest.mark.django_db(transaction=True)
def test_of_several_leaders_at_the_same_instant_one_decides() -> None:
    story, _ = an_issued_certificate()
    revoked(story)
    other = actor_of(staff(Role.BUREAU_LEADER, story.bureau, "何田田"))
    read = read_digest(reinstatement_proposed(story))
    leaders = [story.leader, other, story.leader]
    ends = at_once([lambda one=one: reinstate(story.case.pk, actor=one, now=story.now, read=read) for one in leaders])
    assert sorted(type(end).__name__ for end in ends) == ["CertificateChange", "NotNow", "NotNow"]
    assert Certificate.objects.filter(case=story.case).count() == 2
    assert list(faults()) == []
