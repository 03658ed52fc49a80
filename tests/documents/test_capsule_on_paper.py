"""The capsule names the paper, printed after the certificate was entered, on which an auditor finds the root."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import DatabaseError, transaction

from tests.capsule_acts import Kept, a_kept_case
from tests.capsule_script import checked, opened, signed_anew
from tests.log_acts import fill_log, revoked
from tests.stories import a_draft, decided, in_public_notice
from zhicheng.cases.models import Publicity
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.log_key import log_verifier_key
from zhicheng.documents.log_prints import printed_heads
from zhicheng.documents.models import LogHead, LogPrint, OfficialDocument, Paper
from zhicheng.jobs.handlers.papers import bureau_notice

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LACKING, REWRITTEN = 2, 6


def a_notice_is_printed(days: int, name: str = "王小明") -> Publicity:
    """Somebody else's list is made public so many days later, and the worker draws its notice."""
    story = a_draft(name=name)
    story.pass_days(days)
    story = in_public_notice(story=story)
    publicity = Publicity.objects.get(kind="bureau", entries__case=story.case)
    bureau_notice({"publicity": publicity.pk}, story.now)
    return publicity


def grouped(head: LogHead) -> str:
    return bytes(head.root).hex(" ", 4)


def printed_in(kept: Kept) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    found = opened(kept.capsule())
    return found, json.loads(found["manifest.json"])["printed_later"]


@pytest.fixture
def shown() -> Kept:
    """A certificate that is the first of the log, ten more entries, and a notice that prints the head over eleven."""
    kept = a_kept_case()
    fill_log(10, start=1)
    a_notice_is_printed(2)
    return kept


def test_the_script_says_what_stands_on_which_later_paper(shown: Kept, tmp_path: Path) -> None:
    publicity = Publicity.objects.exclude(entries__case=shown.story.case).get(kind="bureau")
    capsule = shown.capsule()
    status, said = checked(tmp_path, capsule, "--key", log_verifier_key())
    assert status == 0, said
    line = f"职称初定人员名单公示《{publicity.title}》（2024年"
    assert line in said
    assert f"，{publicity.organisation.name}）上印的" in said
    assert "前 1 条原样保留在后来的 11 条里" in said
    head = LogHead.objects.get(size=11)
    told = f"请与纸面对照：11 条，校验值 {grouped(head)}。印出时已登记：颁发 {shown.certificate.number}。"
    assert told in said
    assert "还没有印出的文件" not in said
    readme = opened(capsule)["读我.txt"].decode()
    assert line in readme
    assert "，印着 11 条" in readme


def test_the_paper_bears_what_the_capsule_says_of_it(shown: Kept) -> None:
    _, (told,) = printed_in(shown)
    paper = Paper.objects.get(key=LogPrint.objects.get(kind="bureau_notice").key)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(bytes(paper.content)))
    assert told["root"] in "".join(text.split())
    assert told["paper"]["title"] in "".join(text.split())


def test_a_forged_root_or_proof_is_found_although_the_platform_signed_it(shown: Kept, tmp_path: Path) -> None:
    found, (told,) = printed_in(shown)
    for lie in (
        {"root": "11" * 32},
        {"hashes": [*told["hashes"][:-1], "22" * 32]},
        {"hashes": told["hashes"][1:]},
        {"hashes": []},
    ):
        status, said = checked(tmp_path, signed_anew(found, {}, printed_later=[told | lie]))
        assert (status, "登记簿被改写过" in said) == (REWRITTEN, True), lie
    for lie in ({"size": 12}, {"second": 12}, {"first": 2}):
        status, said = checked(tmp_path, signed_anew(found, {}, printed_later=[told | lie]))
        assert (status, "只增不改" in said) == (LACKING, True), lie


def test_a_paper_printed_before_the_certificate_cannot_be_passed_off_as_one_that_shows_it(
    shown: Kept, tmp_path: Path
) -> None:
    found, _ = printed_in(shown)
    told = json.loads(found["manifest.json"])
    before = [told["printed"][0] | {"name": "另一份文件"}]
    status, said = checked(tmp_path, signed_anew(found, {}, printed_later=before))
    assert status == 0
    assert "印出时已登记：本案的还没有" in said
    assert f"还没有印出的文件能证明已登记颁发 {shown.certificate.number}" in said


def test_where_no_paper_shows_it_yet_script_and_cover_say_what_to_do(tmp_path: Path) -> None:
    kept = a_kept_case()
    status, said = checked(tmp_path, kept.capsule())
    assert status == 0
    assert f"还没有印出的文件能证明已登记颁发 {kept.certificate.number}：怎么办，见 读我.txt" in said
    found, told = printed_in(kept)
    assert told == []
    assert "下一次公示名单或者公布文件之后，再取一次档案包" in found["读我.txt"].decode()
    assert "条数不少于 1 的任一份都可以" in found["读我.txt"].decode()


def test_the_first_paper_that_shows_it_is_named_and_stays_so(shown: Kept) -> None:
    before = shown.capsule()
    fill_log(3, start=11)
    a_notice_is_printed(3, "刘二")
    assert shown.capsule() == before


def test_a_head_entered_for_a_paper_that_is_not_drawn_is_not_named() -> None:
    kept = a_kept_case()
    decided(story=a_draft(name="王小明"))
    assert LogPrint.objects.filter(kind="official_document", head__size=1).count() == 1
    assert printed_in(kept)[1] == []


def test_a_revocation_that_no_paper_shows_yet_leaves_the_issue_proved(shown: Kept, tmp_path: Path) -> None:
    revoked(shown.story)
    sign_log_head(now=shown.story.now)
    status, said = checked(tmp_path, shown.capsule())
    assert status == 0, said
    assert "前 11 条原样保留在后来的 12 条里" in said
    assert f"印出时已登记：颁发 {shown.certificate.number}。" in said
    assert f"还没有印出的文件能证明已登记撤销 {shown.certificate.number}" in said
    a_notice_is_printed(4, "刘二")
    status, said = checked(tmp_path, shown.capsule())
    assert (status, "还没有印出的文件" in said) == (0, False)
    assert f"印出时已登记：撤销 {shown.certificate.number}。" in said


def test_a_document_is_entered_with_its_number_when_it_is_issued() -> None:
    story = decided()
    document = OfficialDocument.objects.get(entries__case=story.case)
    entered = LogPrint.objects.get(kind="official_document")
    told = (entered.number, entered.title, entered.authority, entered.head.size)
    assert told == (document.number, document.title, document.authority, 0)


def test_a_notice_drawn_again_after_a_failure_prints_the_head_that_was_entered() -> None:
    story = in_public_notice()
    publicity = Publicity.objects.get(kind="bureau", entries__case=story.case)
    bureau_notice({"publicity": publicity.pk}, story.now)
    Paper.objects.filter(publicity=publicity, kind="bureau_notice").delete()
    fill_log(2)
    bureau_notice({"publicity": publicity.pk}, story.now + timedelta(days=1))
    assert [one.size for one in printed_heads()[0]] == [0]
    assert Paper.objects.filter(publicity=publicity, kind="bureau_notice").count() == 1


def test_what_was_printed_stays_entered() -> None:
    decided()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LogPrint.objects.update(title="another")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LogPrint.objects.all().delete()
