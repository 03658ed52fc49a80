"""The policy desk: whoever must change three years to two reads, edits, checks, and hands it to a second person."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import policy_pages as policy_desk
from tests.policy_pages import Visitors, begun, page, row_of, sent_by, visitors
from zhicheng.policy.models import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings: Any) -> Visitors:
    settings.ZHICHENG_CLOCK = "tests.page_clock.clock"
    return visitors()


def address(draft: Draft, then: str = "") -> str:
    return f"/bureau/policy/drafts/{draft.handle}/{then}"


def test_the_desk_names_the_pack_in_force_and_one_next_step(people: Visitors) -> None:
    told = page(people.reviewer.get("/bureau/policy/"))
    assert "苕州市2024年度职称初定（虚构，演示用）" in told
    assert "平台启用时" in told
    assert "要改政策，先起草一份" in told
    assert told.count("btn-primary") == 1
    assert "现在没有草稿" in told


def test_who_only_reads_sees_no_button_to_edit_and_the_forms_are_not_there(people: Visitors) -> None:
    draft = begun(people.reviewer)
    for reader in (people.clerk, people.county):
        told = page(reader.get("/bureau/policy/"))
        assert "您可以阅读现用的政策" in told
        assert "起草修改" not in told
        told = page(reader.get(address(draft)))
        assert "改了" in told or "还没有改动" in told
        assert "edit/rules" not in told
        for then in ("edit/rules/", "propose/", "drop/", "publish/"):
            assert reader.get(address(draft, then)).status_code == 404
            assert reader.post(address(draft, then), {"seen": "1"}).status_code == 404
        assert reader.post(address(draft, "rehearse/")).status_code == 404


def test_the_pack_is_read_beside_its_clauses(people: Visitors) -> None:
    told = page(people.county.get("/bureau/policy/read/tiaozhou-2024/"))
    assert "R2：大学专科毕业，从事专业技术工作满 3 年" in told
    assert "第二条第2项" in told
    assert "通知未写明，本地理解" in told
    assert "修改这一部分" not in told
    assert people.county.get("/bureau/policy/read/no-such-pack/").status_code == 404
    assert people.county.get("/bureau/policy/read/abcdefgh/").status_code == 404


def test_three_years_become_two_and_the_check_page_says_so(people: Visitors) -> None:
    draft = begun(people.reviewer)
    assert "选一部分来改" in page(people.reviewer.get(address(draft)))
    years = f"rules[{row_of(draft, 'junior_college')}].years"
    answer = people.reviewer.post(address(draft, "edit/rules/"), sent_by(draft, "rules", **{years: "2"}), follow=True)
    told = page(answer)
    assert answer.redirect_chain[-1][0] == address(draft)
    assert "条件R2（大学专科→助理级） · 合计工作满几年" in told
    assert "<del>3</del>" in told
    assert "<ins>2</ins>" in told
    assert "1 个没有通过" in told
    assert "大专毕业后工作差一天满三年" in told
    draft.refresh_from_db()
    (place,) = [at for at, one in enumerate(draft.content().examples["cases"]) if "差一天" in one["name"]]
    mended = sent_by(draft, "examples", **{f"cases[{place}].verdict": "met"})
    told = page(people.reviewer.post(address(draft, "edit/examples/"), mended, follow=True))
    assert "个全部通过" in told
    assert "预演，看影响到谁" in told
    assert "满 2 年" in page(people.reviewer.get(f"/bureau/policy/read/{draft.handle}/"))


def test_what_was_typed_wrong_is_saved_and_told_at_its_field(people: Visitors) -> None:
    draft = begun(people.reviewer)
    years = f"rules[{row_of(draft, 'junior_college')}].years"
    answer = people.reviewer.post(address(draft, "edit/rules/"), sent_by(draft, "rules", **{years: "两年"}))
    told = page(answer)
    assert answer.status_code == 422
    assert 'value="两年"' in told
    assert "应为 0 或大于 0 的整数，现在是 “两年”" in told
    assert "已保存" in told
    draft.refresh_from_db()
    assert draft.version == 3 - 1
    told = page(people.reviewer.get(address(draft)))
    assert "改好 1 处" in told
    assert "edit/rules/#f-rules-" in told
    assert 'value="两年"' in page(people.reviewer.get(address(draft, "edit/rules/")))


def test_a_page_that_another_overtook_saves_nothing_and_keeps_what_was_typed(people: Visitors) -> None:
    draft = begun(people.reviewer)
    old = sent_by(draft, "basics", site="我的网站")
    people.leader.post(address(draft, "edit/basics/"), sent_by(draft, "basics", site="别人的网站"))
    answer = people.reviewer.post(address(draft, "edit/basics/"), old)
    assert answer.status_code == 409
    assert "这次没有保存" in page(answer)
    assert "我的网站" in page(answer)
    draft.refresh_from_db()
    assert draft.content().content["site"] == "别人的网站"


def test_a_form_that_broke_off_on_its_way_saves_nothing(people: Visitors) -> None:
    draft = begun(people.reviewer)
    sent = sent_by(draft, "rules")
    del sent["whole"]
    answer = people.reviewer.post(address(draft, "edit/rules/"), {"seen": sent["seen"], "rules[0].years": "9"})
    assert answer.status_code == 422
    assert "没有传完整" in page(answer)
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_blank_row_is_offered_without_losing_what_was_typed(people: Visitors) -> None:
    draft = begun(people.reviewer)
    count = len(draft.content().content["rules"])
    sent = sent_by(draft, "rules", **{"rules[0].note": "还没有保存的说明", "act": "add:rules"})
    told = page(people.reviewer.post(address(draft, "edit/rules/"), sent))
    assert "还没有保存的说明" in told
    assert f'name="rules[{count}].years"' in told
    assert "新的条件" in told
    draft.refresh_from_db()
    assert draft.version == 1


def test_an_example_written_in_words_fails_with_what_was_wanted_and_what_came(people: Visitors) -> None:
    draft = begun(people.reviewer)
    count = len(draft.content().examples["cases"])
    new = f"cases[{count}]"
    typed = {f"{new}.name": "大专满两年还不够", f"{new}.person": "本科", f"{new}.verdict": "met"}
    typed[f"{new}.change"] = (
        "学历1.层次 = 大学专科\r\n学历1.取得日期 = 2022-06-30\r\n工作1.起 = 2022-07-10\r\n学位 = 没有"
    )
    told = page(
        people.reviewer.post(address(draft, "edit/examples/"), sent_by(draft, "examples", **typed), follow=True)
    )
    assert "1 个没有通过" in told
    assert "大专满两年还不够" in told
    assert "不符合" in told
    draft.refresh_from_db()
    assert "结论应得“符合”，实得“不符合”" in page(people.reviewer.get(address(draft, "edit/examples/")))
    fixed = sent_by(draft, "examples", **{f"{new}.verdict": "not_met"})
    told = page(people.reviewer.post(address(draft, "edit/examples/"), fixed, follow=True))
    assert "没有通过" not in told
    assert f"{count + 1} 个全部通过" in told


def test_an_example_that_names_what_nobody_has_is_told_at_its_row(people: Visitors) -> None:
    draft = begun(people.reviewer)
    typed = {"cases[0].change": "奖状9.年度 = 2020"}
    answer = people.reviewer.post(address(draft, "edit/examples/"), sent_by(draft, "examples", **typed))
    assert answer.status_code == 422
    assert "这个人没有这一项" in page(answer)
    assert "奖状9.年度 = 2020" in page(answer)


def test_a_draft_with_faults_is_not_proposed_and_every_reason_is_told(people: Visitors) -> None:
    draft = begun(people.reviewer)
    people.reviewer.post(address(draft, "edit/basics/"), sent_by(draft, "basics", title=""))
    draft.refresh_from_db()
    answer = people.reviewer.post(address(draft, "propose/"), {"seen": str(draft.version), "note": "请看"})
    assert answer.status_code == 422
    assert "草稿还有 1 处问题" in page(answer)
    assert "没有填写" in page(answer)
    assert "请看" in page(answer)


def test_proposed_taken_back_and_dropped(people: Visitors) -> None:
    draft = begun(people.reviewer)
    people.reviewer.post(address(draft, "edit/basics/"), sent_by(draft, "basics", site="新网站"))
    for then, note, state in (
        ("propose/", "网站换了", Draft.PROPOSED),
        ("take-back/", "再想想", Draft.OPEN),
        ("drop/", "不改了", Draft.DROPPED),
    ):
        draft.refresh_from_db()
        people.reviewer.post(address(draft, then), {"seen": str(draft.version), "note": note})
        draft.refresh_from_db()
        assert draft.state == state
        assert note in page(people.clerk.get(address(draft)))
    assert people.reviewer.get(address(draft, "edit/basics/")).status_code == 302
    assert "现在没有草稿" in page(people.reviewer.get("/bureau/policy/"))


def test_two_versions_are_compared_part_by_part(people: Visitors) -> None:
    told = page(people.clerk.get("/bureau/policy/compare/?old=huzhou-2024&new=tiaozhou-2024"))
    assert "受理部门和电话" in told
    assert "<ins>苕州市</ins>" in told
    assert people.clerk.get("/bureau/policy/compare/?old=huzhou-2024&new=nothing").status_code == 404
    assert "选两个版本" in page(people.clerk.get("/bureau/policy/compare/"))


def test_a_new_year_begins_under_its_own_id(people: Visitors) -> None:
    answer = people.reviewer.post("/bureau/policy/start/", {"which": "new", "new_id": "苕州"})
    assert answer.status_code == 422
    assert "编号要写成" in page(answer)
    assert 'value="苕州"' in page(answer)
    people.reviewer.post("/bureau/policy/start/", {"which": "new", "new_id": "tiaozhou-2025"})
    assert Draft.objects.get().pack_id == "tiaozhou-2025"


def test_the_list_of_drafts_says_whose_turn_it_is(people: Visitors) -> None:
    draft = begun(people.reviewer)
    assert "吴翀继续修改，或提请发布" in page(people.clerk.get("/bureau/policy/"))
    people.reviewer.post(address(draft, "edit/basics/"), sent_by(draft, "basics", site="新网站"))
    draft.refresh_from_db()
    people.reviewer.post(address(draft, "propose/"), {"seen": str(draft.version)})
    assert "没有参与起草、提请的" in page(people.clerk.get("/bureau/policy/"))
    assert "核对一份提请发布的政策" in page(people.leader.get("/bureau/policy/"))
    assert "核对一份提请发布的政策" not in page(people.reviewer.get("/bureau/policy/"))


def test_nobody_without_an_account_reads_the_desk() -> None:
    answer = Client().get("/bureau/policy/")
    assert answer.status_code == 302
    assert "/account/login" in answer["Location"]


def test_the_desk_asks_as_often_for_twenty_drafts_and_versions_as_for_one(people: Visitors) -> None:
    def add(number: int) -> None:
        people.reviewer.post("/bureau/policy/start/", {"which": "new", "new_id": f"tiaozhou-{2025 + number}"})
        policy_desk.kept_edition(number)

    add(0)
    people.clerk.get("/bureau/policy/")
    with CaptureQueriesContext(connection) as few:
        people.clerk.get("/bureau/policy/")
    for number in range(1, 21):
        add(number)
    with CaptureQueriesContext(connection) as many:
        told = page(people.clerk.get("/bureau/policy/"))
    assert len(many) == len(few)
    assert told.count('"row-link"') == 42


def test_versions_go_on_another_page(people: Visitors) -> None:
    for number in range(27):
        policy_desk.kept_edition(number)
    told = page(people.clerk.get("/bureau/policy/"))
    assert "下一页" in told
    rest = page(people.clerk.get("/bureau/policy/" + re.search(r"\?before=\d+", told)[0]))  # type: ignore[index]
    assert "第 26 号" in told
    assert "第 0 号" in rest
    assert "第 26 号" not in rest
