"""The case capsule: whole, readable, silent about identity numbers, and checked in ten years by the script alone."""

import io
import json
import random
import zipfile
from argparse import Namespace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.capsule_acts import CERTIFICATE, SCAN, Kept, a_kept_case
from tests.capsule_script import SCRIPT, checked, opened, signed_anew
from tests.cast import a_bureau, a_unit, actor_of, staff
from tests.log_acts import corrected
from tests.stories import a_draft, in_public_notice, submitted
from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.models import PublicityEntry
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.capsule.members import made
from zhicheng.documents.capsule.zipped import zipped
from zhicheng.documents.log_key import log_verifier_key
from zhicheng.documents.models import LogHead
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.identity import invented_resident_id
from zhicheng.domain.permissions import ANYBODY, Role
from zhicheng.events.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"}
LACKING, OTHER_FILE, REWRITTEN, NOT_SIGNED, ALTERED = 2, 3, 6, 7, 10


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Any:
    """One case for all tests that only read its capsule."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield a_kept_case()
        transaction.set_rollback(True)


def test_an_auditor_needs_the_capsule_and_the_script_only(kept: Kept, tmp_path: Path) -> None:
    status, said = checked(tmp_path, kept.capsule(), "--key", log_verifier_key())
    assert status == 0, said
    assert "清单的签名有效" in said
    assert f"颁发 {kept.certificate.number}，在登记簿第 1 条" in said
    code = kept.story.case.snapshot.sha256[:8].upper()  # type: ignore[union-attr]
    assert f"版本码 {code}，请与存档纸质资格表上的版本码对照" in said
    assert "职称初定公布文件.pdf上印的 e3b0c442…一致：那时还没有登记。" in said
    assert f"校验值是 {bytes(LogHead.objects.get(size=1).root).hex(' ', 4)}。" in said
    assert said.rstrip().splitlines()[-1].startswith("核对无误")
    assert "公钥取自" not in said


def test_without_the_published_key_the_script_says_whose_word_it_takes(kept: Kept, tmp_path: Path) -> None:
    status, said = checked(tmp_path, kept.capsule())
    assert (status, said.count(f"公钥取自证明文件本身，请与机关公布的核对：{log_verifier_key()}")) == (0, 1)


def test_a_key_that_is_none_or_a_file_too_many_is_told_in_plain_words(kept: Kept, tmp_path: Path) -> None:
    status, said = checked(tmp_path, kept.capsule(), "--key", "机关公布的公钥")
    assert (status, "公钥写得不对" in said) == (LACKING, True)
    status, said = checked(tmp_path, kept.capsule(), "--key", f"'{log_verifier_key()}' ")
    assert (status, "核对无误" in said) == (0, True)
    status, said = checked(tmp_path, kept.capsule(), "another.zip")
    assert (status, "capsule 要一个文件" in said) == (LACKING, True)


def test_everything_is_in_it_as_it_was(kept: Kept) -> None:
    found = opened(kept.capsule())
    assert SCAN in found.values()
    assert CERTIFICATE in found.values()
    names = "\n".join(found)
    for title in ("职称初定申报提交回执", "初定专业技术职务任职资格表", "职称初定公布文件", "专业技术职务任职资格证书"):
        assert title in names
    assert json.loads(found["申报内容/第1次提交.json"]) == kept.story.case.snapshot.body  # type: ignore[union-attr]
    assert b"id: " in next(content for name, content in found.items() if name.endswith("pack.yaml"))
    readme = found["读我.txt"].decode()
    for told in (
        "三、凭什么相信",
        "+00:00 加八小时是北京时间",
        "not_met 不符合",
        "2.3 是第二条第3项",
        "--printed 印着的条数",
    ):
        assert told in readme


def test_the_decisions_say_who_when_and_why(kept: Kept) -> None:
    rows = json.loads(opened(kept.capsule())["办理决定.json"])
    by_word = {row["what"]: row for row in rows}
    assert [row["when"] for row in rows] == sorted(row["when"] for row in rows)
    assert any(what.startswith("核对“") and what.endswith("”：属实") for what in by_word)
    assert (by_word["提出通过意见"]["who"], by_word["批准"]["who"]) == ("周岚", "吴翀")
    assert by_word["单位推荐上报"]["reason"] == "同意推荐。"
    assert by_word["发文公布"]["who"] == "郑颖"
    assert len(by_word["人社部门公示"]["days"]) >= 5


def test_the_events_are_written_as_the_chain_digests_them(kept: Kept) -> None:
    from hashlib import sha256

    lines = opened(kept.capsule())["操作记录.jsonl"].splitlines()
    events = Event.objects.filter(subject=f"case:{kept.story.case.handle}").order_by("seq")
    assert [sha256(line).hexdigest() for line in lines] == list(events.values_list("digest", flat=True))


def test_the_same_state_gives_the_same_bytes_whoever_takes_it(kept: Kept) -> None:
    assert kept.capsule() == kept.capsule(actor_of(staff(Role.AUDITOR, a_bureau(), "邹明鉴")))


def test_that_it_was_taken_is_on_record_with_the_digest_of_its_manifest(kept: Kept) -> None:
    from hashlib import sha256

    manifest = opened(kept.capsule())["manifest.json"]
    event = Event.objects.filter(act="case_capsule").order_by("-seq")[0]
    assert event.details == {"manifest": sha256(manifest).hexdigest(), "missing": 0}
    assert event.subject == f"capsule:{kept.story.case.handle}"


def test_the_script_names_the_file_in_which_a_byte_was_flipped(kept: Kept, tmp_path: Path) -> None:
    capsule = kept.capsule()
    rng = random.Random(20261123)
    listed = [one for one in contents_in(capsule) if one[2] != "manifest.json"]  # which itself lists the others
    for first, end, name in rng.sample(listed, 6):
        changed = bytearray(capsule)
        changed[rng.randrange(first, end)] ^= 1 << rng.randrange(8)
        status, said = checked(tmp_path, bytes(changed))
        assert status == (NOT_SIGNED if name == "manifest.note" else ALTERED), said
        assert name == "manifest.note" or f"{name}：被改动过" in said


def test_every_byte_of_every_file_counts(kept: Kept, tmp_path: Path) -> None:
    """Those of headers may be otherwise, as another archive system writes them; then no file is."""
    capsule = kept.capsule()
    contents = contents_in(capsule)
    script = the_script()
    file, found = tmp_path / "capsule.zip", 0
    for spot in range(0, len(capsule), 211):
        changed = bytearray(capsule)
        changed[spot] ^= 0x10
        file.write_bytes(bytes(changed))
        inside, ended = any(first <= spot < end for first, end, _ in contents), 0
        try:
            script["check_capsule"](Namespace(key=log_verifier_key(), printed=None, between=None), file)
        except (SystemExit, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as fault:
            ended = getattr(fault, "code", LACKING)
        assert ended in (ALTERED, NOT_SIGNED) or not inside, spot
        found += inside
    assert found > 200


def contents_in(capsule: bytes) -> list[tuple[int, int, str]]:
    """Where the bytes of each file begin and end in the platform's own ZIP."""
    with zipfile.ZipFile(io.BytesIO(capsule)) as folder:
        starts = [(one.header_offset + 30 + len(one.filename.encode()), one) for one in folder.infolist()]
        return [(start, start + one.file_size, one.filename) for start, one in starts]


def the_script() -> dict[str, Any]:
    """Its functions; what it found of a signature it keeps, for that takes longest."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("the_script", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.signed = cache(module.signed)
    return vars(module)


def test_a_file_taken_out_or_exchanged_is_a_fault_by_name(kept: Kept, tmp_path: Path) -> None:
    found = opened(kept.capsule())
    scan, receipt = (next(name for name in found if start in name) for start in ("扫描件/", "回执"))
    for forged in (
        {name: content for name, content in found.items() if name != scan},
        found | {scan: SCAN[:-1] + b"!"},
        found | {scan: found[receipt], receipt: SCAN},
    ):
        status, said = checked(tmp_path, b"".join(zipped(made(name, content) for name, content in forged.items())))
        assert (status, f"{scan}：被改动过，或包里没有" in said or f"{receipt}：被改动过" in said) == (ALTERED, True), (
            said
        )


def test_a_forged_manifest_is_not_signed(kept: Kept, tmp_path: Path) -> None:
    found = opened(kept.capsule())
    told = json.loads(found["manifest.json"])
    told["case"] = "CD-330500-2024-999999"
    forged = found | {"manifest.json": json.dumps(told).encode()}
    status, said = checked(tmp_path, b"".join(zipped(made(name, content) for name, content in forged.items())))
    assert (status, "manifest.note：签名的不是这份清单" in said) == (NOT_SIGNED, True)
    name, key_id, _ = told["key"].split("+", 2)
    other = f"{name}+{key_id}+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
    assert checked(tmp_path, kept.capsule(), "--key", other)[0] == NOT_SIGNED


def test_a_signed_capsule_that_lies_about_certificate_or_print_is_told(kept: Kept, tmp_path: Path) -> None:
    """Even the platform itself cannot put another certificate in, or another printed head."""
    found = opened(kept.capsule())
    certificate = next(name for name in found if name.endswith("资格证书.pdf"))
    assert checked(tmp_path, signed_anew(found, {certificate: b"%PDF another"}))[0] == OTHER_FILE
    told = json.loads(found["manifest.json"])
    assert [(one["first"], one["second"]) for one in told["printed"]] == [(0, 1)]
    lied = [told["printed"][0] | {"root": "11" * 32}]
    assert checked(tmp_path, signed_anew(found, {}, printed=lied))[0] == REWRITTEN


def test_a_corrected_title_has_both_certificates_and_the_decision_in_it(tmp_path: Path) -> None:
    kept = a_kept_case()
    new = corrected(kept.story, b"%PDF-1.7 the corrected one")
    sign_log_head(now=kept.story.now)
    capsule = kept.capsule()
    status, said = checked(tmp_path, capsule, "--key", log_verifier_key())
    assert status == 0, said
    assert f"更正 {kept.certificate.number}" in said
    assert f"颁发 {new.number}" in said
    found = opened(capsule)
    assert {CERTIFICATE, b"%PDF-1.7 the corrected one"} <= set(found.values())
    rows = json.loads(found["办理决定.json"])
    change = next(row for row in rows if row["what"] == "决定更正证书")
    assert (change["who"], change["reason"]) == ("郑颖", "姓名用字录入有误")
    gone = next(name for name, content in found.items() if content == CERTIFICATE)
    assert checked(tmp_path, signed_anew(found, {gone: b"%PDF another"}))[0] == OTHER_FILE


def test_no_member_but_scans_and_papers_bears_the_identity_number() -> None:
    kept = a_kept_case()
    number = kept.story.person.id_number()
    for name, content in opened(kept.capsule()).items():
        if not name.startswith(("扫描件/", "文书/")):
            assert number.encode() not in content, name
            assert number[:6].encode() + number[6:14].encode() not in content, name


def test_a_number_typed_into_the_application_is_masked_and_the_script_says_so(tmp_path: Path) -> None:
    from zhicheng.people.models import ArchiveEntry

    draft = a_draft()
    number = draft.person.id_number()
    spaced, wide = f"{number[:6]} {number[6:14]} {number[14:]}", number.translate(FULL_WIDTH)
    other = invented_resident_id(77, date(1971, 6, 5), "male")
    for entry in ArchiveEntry.objects.filter(person=draft.person, section="summary"):
        entry.values = {"text": f"本人{number}，即{spaced}、{wide}，与同事{other}合作。" + "工作小结" * 20}
        entry.save()
    story = submitted(draft)
    kept = Kept(story, Any, {"0" * 64: b"x"})  # type: ignore[arg-type]
    auditor = actor_of(staff(Role.AUDITOR, a_bureau(), "邹明鉴"))
    kept.scans = {}
    capsule = kept.capsule(auditor)
    for typed in (number, spaced, wide, other):
        assert typed.encode() not in capsule
    assert f"本人{'●' * 18}，即●●●●●● ●●●●●●●● ●●●●、{'●' * 18}，与同事".encode() in capsule
    status, said = checked(tmp_path, capsule)
    assert (status, "不能重算（遮盖了证件号码）" in said) == (LACKING, True)


def test_a_scan_that_is_gone_is_said_to_be_missing(tmp_path: Path) -> None:
    kept = a_kept_case()
    kept.scans = {}
    status, said = checked(tmp_path, kept.capsule())
    assert (status, "取出时已缺少：扫描件/" in said) == (LACKING, True)


def test_a_scan_whose_bytes_were_changed_in_the_store_is_not_handed_out() -> None:
    kept = a_kept_case()
    kept.scans = dict.fromkeys(kept.scans, b"something else")
    with pytest.raises(Refused, match=r"扫描件/.*与收到时不是同一份"):
        kept.capsule()
    assert not Event.objects.filter(act="case_capsule").exists()


def test_who_objected_is_not_in_it() -> None:
    kept = a_kept_case()
    story = a_draft(name="王小明")
    story = in_public_notice(story=story)
    entry = PublicityEntry.objects.get(case=story.case, publicity__kind="bureau")
    words = {"ground": "该同志的学历与事实不符，请核实。", "name": "举报人甲", "contact": "13900009999"}
    raise_objection(entry.pk, actor=ANYBODY, now=story.now, **words)
    capsule = Kept(story, kept.certificate, {"0" * 64: b"x"})
    capsule.scans = {}
    content = capsule.capsule()
    assert Event.objects.filter(act="raise_objection").exists()
    for secret in ("举报人甲", "13900009999", "raise_objection"):
        assert secret.encode() not in content


def test_nobody_else_takes_it() -> None:
    kept = a_kept_case()
    elsewhere = a_bureau("330522", "某县人社局")
    for actor in (
        kept.story.me,
        kept.story.clerk,
        kept.story.counter,
        actor_of(staff(Role.BUREAU_LEADER, elsewhere)),
        actor_of(staff(Role.SYSTEM_ADMIN, a_bureau())),
        actor_of(staff(Role.EMPLOYER_HEAD, a_unit("别的单位"))),
    ):
        with pytest.raises(NotYours):
            kept.capsule(actor)
    assert not Event.objects.filter(act="case_capsule").exists()


def test_a_draft_has_none() -> None:
    story = a_draft()
    with pytest.raises((Refused, NotYours)):
        Kept(story, Any, {}).capsule(actor_of(staff(Role.AUDITOR, a_bureau())))  # type: ignore[arg-type]
