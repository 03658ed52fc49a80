"""Rehearsal and publication: who is touched and why, a list to take along, two people, and files in and out."""

import csv
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import policy_desk
from tests.policy_pages import Visitors, begun, browser, page, row_of, sent_by, visitors
from tests.stories import submitted
from zhicheng.policy.deployment import deployed_pack
from zhicheng.policy.models import Draft, Flip, Rehearsal
from zhicheng.policy.packs import pack_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings: Any) -> Visitors:
    settings.ZHICHENG_CLOCK = "tests.page_clock.clock"
    return visitors()


def address(draft: Draft, then: str = "") -> str:
    return f"/bureau/policy/drafts/{draft.handle}/{then}"


def stricter(people: Visitors) -> Draft:
    """A draft that asks for nine years after a bachelor's diploma, proposed by the reviewer."""
    draft = begun(people.reviewer)
    change = {f"rules[{row_of(draft, 'bachelor')}].years": "9"}
    people.reviewer.post(address(draft, "edit/rules/"), sent_by(draft, "rules", **change))
    draft.refresh_from_db()
    people.reviewer.post(address(draft, "propose/"), {"seen": str(draft.version), "note": "省里的新规定"})
    draft.refresh_from_db()
    return draft


def rehearsed(people: Visitors, draft: Draft) -> Rehearsal:
    """The list as the worker leaves it; its examples and its proof, which take seconds, are taken as passed."""
    found = policy_desk.judged(people.desk, draft)
    Rehearsal.objects.filter(pk=found.pk).update(examined=True)
    return found


def flip(number: int, old: str, new: str, **more: Any) -> dict[str, Any]:
    row = {
        "case": f"h{number}",
        "number": f"N{number:04d}",
        "name": f"张{number}",
        "unit": "某厂",
        "level": "assistant",
    }
    row |= {"series": "engineering", "batch": "2024-3", "bureau": "某局", "in_flight": True, "pack": "x@y"}
    row |= {"from": old, "to": new, "rule_from": "R3", "rule_to": None, "trouble": [], "submitted_on": "2024-11-01"}
    why = {"condition": "schooling_and_years", "clause": "2.3", "from": old, "to": new, "because": "要满9年，现在2年"}
    return row | {"why": [why | {"because_before": "满1年，现在2年"}]} | more


def many(rehearsal: Rehearsal, count: int, **more: Any) -> None:
    rows = [flip(number, "met", "not_met", **more) for number in range(count)]
    Flip.objects.bulk_create(Flip(rehearsal=rehearsal, number=row["number"], row=row) for row in rows)


def test_the_rehearsal_names_who_comes_out_otherwise_and_why(people: Visitors) -> None:
    story = submitted(name="沈喆")
    draft = stricter(people)
    answer = people.reviewer.post(address(draft, "rehearse/"), follow=True)
    assert "正在等待开始" in page(answer)
    found = rehearsed(people, draft)
    told = page(people.reviewer.get(f"/bureau/policy/rehearsals/{found.handle}/"))
    assert "沈喆" in told
    assert story.case.number in told
    assert "学历和工作年限" in told
    assert "第二条第3项" in told
    assert "原来：" in told
    assert "变差" in told
    assert story.person.id_number()[10:] not in told
    for other in (people.clerk, people.county):
        assert other.get(f"/bureau/policy/rehearsals/{found.handle}/").status_code == 404
        assert other.get(f"/bureau/policy/rehearsals/{found.handle}/table/").status_code == 404
        assert "沈喆" not in page(other.get(address(draft)))


def test_the_progress_tells_real_counts_and_then_shows_the_list(people: Visitors) -> None:
    draft = stricter(people)
    people.reviewer.post(address(draft, "rehearse/"))
    found = Rehearsal.objects.get()
    Rehearsal.objects.filter(pk=found.pk).update(state=Rehearsal.RUNNING, total=40, judged=10)
    part = f"/bureau/policy/rehearsals/{found.handle}/progress/"
    assert "10 / 40" in page(people.reviewer.get(part))
    rehearsed(people, draft)
    answer = people.reviewer.get(part)
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_the_list_is_filtered_paged_and_counted_and_costs_the_same_however_long(people: Visitors) -> None:
    found = rehearsed(people, stricter(people))
    where = f"/bureau/policy/rehearsals/{found.handle}/"
    many(found, 1)
    people.reviewer.get(where)
    with CaptureQueriesContext(connection) as few:
        people.reviewer.get(where)
    Flip.objects.all().delete()
    many(found, 60)
    with CaptureQueriesContext(connection) as long:
        told = page(people.reviewer.get(where))
    assert len(long) == len(few)
    assert ("张24" in told, "张25" in told) == (True, False)
    assert "after=N0024" in told
    assert "张25" in page(people.reviewer.get(f"{where}?direction=worse&after=N0024"))
    assert "没有这样的人" in page(people.reviewer.get(f"{where}?direction=better"))
    Flip.objects.create(rehearsal=found, number="N9001", row=flip(9001, "manual", "met", batch="2024-2", bureau="县局"))
    Flip.objects.create(rehearsal=found, number="N9002", row=flip(9002, "met", "unreadable", trouble=["没有这个代码"]))
    better = page(people.reviewer.get(f"{where}?direction=better"))
    assert "张9001" in better
    assert "张0<" not in better
    assert "2024年第二批" in better
    Flip.objects.create(rehearsal=found, number="N9003", row=flip(9003, "met", "manual", batch="330502-2024-3"))
    assert "霅溪区 2024年第三批" in page(people.reviewer.get(where))
    assert "县局" in better
    assert "没有这个代码" in page(people.reviewer.get(f"{where}?direction=unclear"))


def test_the_table_for_the_meeting_holds_no_formula(people: Visitors) -> None:
    found = rehearsed(people, stricter(people))
    Flip.objects.create(rehearsal=found, number="N1", row=flip(1, "met", "not_met", unit='=HYPERLINK("http://x")'))
    answer = people.reviewer.get(f"/bureau/policy/rehearsals/{found.handle}/table/")
    assert answer["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(page(answer).removeprefix("\ufeff"))))
    assert rows[0][:3] == ["编号", "姓名", "单位"]
    assert rows[1][2] == '\'=HYPERLINK("http://x")'
    assert rows[1][-1] == "第二条第3项"


def test_a_second_person_reads_ticks_and_publishes(people: Visitors) -> None:
    submitted()
    draft = stricter(people)
    found = rehearsed(people, draft)
    told = page(people.reviewer.get(address(draft, "publish/")))
    assert "须由另一位负责人核对" in told
    assert "签认名单并发布" not in told
    told = page(people.leader.get(address(draft, "publish/")))
    assert found.sha256 in told
    assert "名单共 <strong>1 件</strong>" in told
    assert "省里的新规定" in told
    assert "仍按提交时的政策办理" in told
    unticked = people.leader.post(address(draft, "publish/"), {"signed": found.sha256})
    assert unticked.status_code == 422
    assert "请勾选：我已核对上面的差异和名单" in page(unticked)
    refused = people.leader.post(address(draft, "publish/"), {"signed": "0" * 64, "read": "on"})
    assert refused.status_code == 422
    assert "不是最新的预演清单" in page(refused)
    assert deployed_pack().version == "1"
    done = people.leader.post(address(draft, "publish/"), {"signed": found.sha256, "read": "on"}, follow=True)
    assert "已发布。从现在起" in page(done)
    assert "郑颖发布" in page(done)
    assert deployed_pack().routes["assistant"][1].years == 9
    assert "签认的名单" in page(people.clerk.get("/bureau/policy/"))
    assert people.leader.post(address(draft, "publish/"), {"signed": found.sha256, "read": "on"}).status_code == 409


def test_a_list_that_is_no_longer_whole_is_not_signed(people: Visitors) -> None:
    draft = stricter(people)
    found = rehearsed(people, draft)
    submitted()
    told = page(people.leader.get(address(draft, "publish/")))
    assert "名单已不完整，请重新预演" in told
    assert "签认名单并发布" not in told
    answer = people.leader.post(address(draft, "publish/"), {"signed": found.sha256, "read": "on"})
    assert answer.status_code == 422
    assert deployed_pack().version == "1"


def test_what_the_proof_found_is_shown_and_stops_the_publication(people: Visitors) -> None:
    draft = stricter(people)
    found = rehearsed(people, draft)
    Rehearsal.objects.filter(pk=found.pk).update(faults=["学历更高反而更差：本科不如大专"])
    told = page(people.reviewer.get(address(draft)))
    assert "校验指出 1 处问题" in told
    assert "本科不如大专" in told
    told = page(people.leader.get(address(draft, "publish/")))
    assert "校验还指出 1 处问题" in told


def test_a_pack_goes_out_as_files_and_comes_in_as_a_draft_of_the_same_content(people: Visitors) -> None:
    answer = people.clerk.get("/bureau/policy/export/tiaozhou-2024/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        assert {"tiaozhou/2024/pack.yaml", "tiaozhou/2024/examples.yaml", "catalogue/series.csv"} <= set(
            folder.namelist()
        )
    file = SimpleUploadedFile("tiaozhou-2024.zip", answer.content, "application/zip")
    told = page(people.reviewer.post("/bureau/policy/import/", {"file": file}, follow=True))
    assert "已导入为一份草稿" in told
    assert pack_from(Draft.objects.get().content(), "").sha256 == deployed_pack().sha256


def test_a_file_with_faults_becomes_a_draft_that_names_them(people: Visitors) -> None:
    text = "base: huzhou-2024\nid: tiaozhou-2026\ncounty_check: {value: perhaps, clause: null}\n"
    file = SimpleUploadedFile("pack.yaml", text.encode(), "application/yaml")
    told = page(people.reviewer.post("/bureau/policy/import/", {"file": file}, follow=True))
    assert "受理部门和电话：应选“是”或“否”" in told
    assert "edit/places/#f-county-check" in told


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in files.items():
            folder.writestr(name, data)
    return packed.getvalue()


def with_spoilt_data(packed: bytes) -> bytes:
    """The zip with the first bytes of what is packed overwritten."""
    start = packed.index(b"pack.yaml") + len("pack.yaml")
    return packed[:start] + b"\xff" * 8 + packed[start + 8 :]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("pack.yaml", b"- just\n- a list\n", "文件读不出来"),
        ("pack.yaml", b"a: &x [1]\nb: *x\n", "pack.yaml：不能使用 YAML 的引用"),
        ("pack.yaml", b"id: nowhere\n", "编号要写成"),
        ("pack.yaml", b"x" * (1024 * 1024 + 1), "超过 1 MB"),
        ("pack.zip", zipped({"../pack.yaml": b"id: a-2024"}), "路径不对"),
        ("pack.zip", zipped({"pack.yaml": bytes(600 * 1024)}), "超过 512 KB"),
        ("pack.zip", zipped({f"{number}.csv": b"" for number in range(30)}), "超过 20 个"),
        ("pack.zip", zipped({"virus.exe": b"MZ"}), "文件读不出来"),
        ("pack.zip", b"PK\x03\x04 broken off", "文件读不出来"),
        ("pack.zip", with_spoilt_data(zipped({"pack.yaml": b"id: a-2024" * 99})), "压缩包打不开"),
        ("pack.yaml", b"id: [", "pack.yaml：第 2 行第 1 列附近的 YAML 写法有误"),
        ("pack.yaml", b"id: x-2024\nid: y-2024", "“id” 在第 1 行的一组里写了两次"),
        ("pack.yaml", b"id: huzhou-2026\nplace: !!binary aGk=", "内容里有不能保存的数据"),
    ],
)
def test_a_file_that_is_no_pack_is_refused_in_words(people: Visitors, name: str, data: bytes, why: str) -> None:
    file = SimpleUploadedFile(name, data, "application/octet-stream")
    answer = people.reviewer.post("/bureau/policy/import/", {"file": file})
    assert answer.status_code == 422
    assert why in page(answer)
    assert not Draft.objects.exists()


def test_who_edited_cannot_publish_even_as_a_leader(people: Visitors) -> None:
    draft = begun(people.reviewer)
    people.leader.post(address(draft, "edit/basics/"), sent_by(draft, "basics", site="负责人改的"))
    draft.refresh_from_db()
    people.reviewer.post(address(draft, "propose/"), {"seen": str(draft.version)})
    rehearsed(people, draft)
    assert "须由另一位负责人核对" in page(people.leader.get(address(draft, "publish/")))
    assert "签认名单并发布" in page(browser(people.desk.second_leader).get(address(draft, "publish/")))


def test_a_draft_with_faults_is_not_rehearsed_and_the_page_says_so(people: Visitors) -> None:
    draft = begun(people.reviewer)
    people.reviewer.post(address(draft, "edit/basics/"), sent_by(draft, "basics", title=""))
    told = page(people.reviewer.post(address(draft, "rehearse/"), follow=True))
    assert "草稿还有 1 处问题，改好后才能预演" in told
    assert not Rehearsal.objects.exists()
