"""What a graduate reads: verdict, what to do, reasons with clause, office with telephone, window; no bare codes."""

import re
from datetime import date
from typing import Any

from eligibility_cast import PACK, TODAY, bachelor, master, teacher_in_school
from eligibility_profiles import profiles
from hypothesis import given

from zhicheng.domain.eligibility import check, explain, read_facts
from zhicheng.domain.eligibility.changes import smallest_change
from zhicheng.domain.eligibility.codes import LEVELS
from zhicheng.domain.eligibility.submitting import submit_by, window_for
from zhicheng.policy.calendars import load_calendar
from zhicheng.policy.packs import load_pack

BARE_CODE = re.compile(r"(?<![0-9])33[0-9]{4}(?![0-9])|nantaihu|[a-z]+_[a-z]+|(?<!规则)R[1-9]")


def told(facts: dict[str, Any], pack_id: str = "huzhou-2024") -> str:
    pack = load_pack(pack_id)
    known = read_facts(facts, today=TODAY, pack=pack)
    answer, change = check(known, pack), smallest_change(known, pack)
    last = submit_by(window_for(answer, change, pack), pack, load_calendar())
    return explain(answer, pack, as_of=known.as_of, change=change, submit_by=last)


def test_whom_time_is_lacking_reads_the_day_the_condition_and_what_is_wanting() -> None:
    facts = bachelor() | {"as_of": "2024-10-15", "assessments": []}
    facts["work"][0]["from"] = "2024-03-01"
    text = told(facts)
    assert text.startswith("目前不符合初定助理级的条件。")
    assert "自2025-03-01起可以申报，条件是现在的工作一直做下去；还缺：2024年度考核登记表。" in text
    assert "满1年须366天" in text
    assert "（通知第二条第3项）" in text
    assert "2025-03-01及以后的批次还没有公布" in text


def test_whose_file_is_unfinished_reads_what_to_bring() -> None:
    text = told(bachelor() | {"insurance": {"source": "none"}, "assessments": []})
    assert text.startswith("目前没有不符合的条件，还有事项要补齐，补齐以后可以申报初定助理级。")
    assert "补齐以后就可以申报；还缺：参保记录、2023年度考核登记表。" in text
    assert "1. 请下载社会保险参保证明并上传（通知第三条第3项）" in text
    assert text.count("缺2023年度考核登记表（") == 1


def test_who_may_apply_reads_the_rule_the_office_and_the_last_safe_day() -> None:
    text = told(master())
    assert text.startswith("您符合初定中级的条件，可以申报。依据的是通知第二条第5项（规则R5）。")
    assert "受理和审核部门：湖州市职业资格指导服务中心，电话2033099。" in text
    assert "申报时间：2024年第三批，2024-10-01至2024-12-20（首日、末日都算）。" in text
    assert "最晚提交：2024-12-12。" in text
    assert "接下来" not in text


def test_who_is_too_late_for_the_publicity_is_told() -> None:
    assert "2024-12-12以后提交，这一批就来不及了" in told(master() | {"as_of": "2024-12-18"})


def test_a_county_receives_what_the_city_decides() -> None:
    facts = master()
    facts["employer"]["affiliation"] = "330521"
    text = told(facts)
    assert "受理部门：德清县人社局专业技术人员管理科，电话8367490。" in text
    assert "审核部门：湖州市职业资格指导服务中心，电话2033099。" in text


def test_where_the_affiliation_is_not_known_the_city_is_asked() -> None:
    facts = master()
    del facts["employer"]["affiliation"]
    text = told(facts)
    assert "请先咨询湖州市职业资格指导服务中心，电话2033099。" in text
    assert "还缺：单位隶属。" in text


def test_where_no_telephone_is_known_it_is_said_whom_to_ask() -> None:
    facts = bachelor()
    facts["employer"]["affiliation"] = "440000"
    assert "相应系列（专业）的评审委员会办公室（各评审委员会的电话不同" in told(facts, "guangdong-2020")


def test_who_needs_a_reviewer_is_told_so() -> None:
    facts = teacher_in_school()
    facts["employer"]["staffing"] = "contract"
    facts["licences"] = []
    text = told(facts)
    assert "补齐以后就可以申报（还要由审核人认定）；还缺：教师资格证。" in text
    assert "须由审核人认定的：" in text


def test_who_may_submit_although_a_reviewer_decides_is_told_both() -> None:
    facts = bachelor()
    facts["assessments"][0]["grade"] = "none"
    assert told(facts).startswith("您可以申报初定助理级；有事项须由审核人认定，能否通过以审核为准。")


def test_whom_nothing_helps_is_promised_nothing() -> None:
    facts = bachelor()
    facts["target"]["speciality"] = "通信"
    text = told(facts)
    assert "起可以申报" not in text
    assert "最晚提交" not in text
    assert "有疑问的，请向上面的部门咨询。" in text
    assert "接下来" not in text


def test_another_level_that_is_met_is_named() -> None:
    facts = bachelor()
    facts["target"]["level"] = "intermediate"
    assert "您已经符合初定助理级的条件" in told(facts)


def test_where_insurance_is_paid_elsewhere_no_code_is_shown() -> None:
    text = told(bachelor() | {"insurance": {"source": "uploaded", "region": "330100"}})
    assert "参保地不在本市，由审核人核对" in text
    assert "330100" not in text


@given(profiles())
def test_no_code_stands_without_its_name(profile: dict[str, Any]) -> None:
    text = told(profile)
    assert not BARE_CODE.search(text.replace(f"政策包{PACK.id}", "")), text
    assert "None" not in text


def test_every_level_and_series_can_be_asked_for() -> None:
    for series in PACK.series:
        for level in LEVELS:
            assert told(bachelor() | {"target": {"level": level, "series": series}})


def test_the_last_safe_day_leaves_the_employer_its_publicity() -> None:
    batch = PACK.batches[-1]
    assert submit_by(batch, PACK, load_calendar()) == date(2024, 12, 12)
    assert submit_by(None, PACK, load_calendar()) is None
