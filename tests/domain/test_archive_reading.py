from datetime import date

import pytest

from zhicheng.domain.archive import SECTIONS, read_entry, section_of
from zhicheng.domain.archive.countries import COUNTRIES
from zhicheng.domain.uscc import invented_uscc

TODAY = date(2024, 12, 2)
BACHELOR = {
    "level": "bachelor",
    "school": "苕州学院",
    "speciality": "土木工程",
    "mode": "full_time",
    "date": "2021-06-30",
    "conclusion": "graduated",
    "country": "CN",
}
WORK = {
    "employer": "苕溪建设有限公司",
    "from": "2021-07-01",
    "post": "技术员",
    "kind": "technical",
    "content": "施工测量",
}


def errors(section: str, values: dict[str, str], **more: object) -> dict[str, str]:
    return read_entry(section, values, today=TODAY, **more).errors  # type: ignore[arg-type]


def test_a_well_filled_entry_is_read_whole():
    reading = read_entry("schooling", BACHELOR, today=TODAY)
    assert reading.complete
    assert reading.values["date"] == date(2021, 6, 30)


@pytest.mark.parametrize(
    "text",
    ["2021-6-30", "2021/06/30", "2021.6.30", "2021年6月30日", "20210630", " ２０２１-０６-３０ "],
)
def test_dates_are_read_however_they_are_written(text: str):
    assert read_entry("schooling", BACHELOR | {"date": text}, today=TODAY).values["date"] == date(2021, 6, 30)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2021-02-30", "“2021-02-30”不是一个存在的日期"),
        ("去年", "不是一个存在的日期"),
        ("2021--6-30", "不是一个存在的日期"),
        ("2024-12-03", "还没有到"),
        ("1021-06-30", "过早"),
        ("99999-01-01", "不是一个存在的日期"),
    ],
)
def test_a_wrong_date_says_so_at_its_field(text: str, says: str):
    assert says in errors("schooling", BACHELOR | {"date": text})["date"]


def test_today_is_not_the_future():
    assert errors("schooling", BACHELOR | {"date": "2024-12-02"}) == {}


def test_the_end_of_the_filing_form_may_lie_ahead():
    assert errors("schooling", BACHELOR | {"filing_form_until": "2025-03-01"}) == {}


@pytest.mark.parametrize("section", [section.code for section in SECTIONS])
def test_an_empty_entry_names_every_required_field_and_nothing_else(section: str):
    required = {field.name for field in section_of(section).fields if field.required}
    assert set(errors(section, {}, files={})) == required


def test_while_typing_no_upload_is_asked_for():
    assert "certificate_file" in errors("schooling", BACHELOR, files={})
    assert errors("schooling", BACHELOR) == {}


def test_what_a_register_gave_asks_for_no_upload():
    assert errors("schooling", BACHELOR, source="pulled", files={}) == {}


def test_an_end_before_its_beginning_is_refused():
    assert "早于开始日期" in errors("work", WORK | {"to": "2021-06-01"})["to"]
    assert errors("work", WORK | {"to": "2021-07-01"}) == {}
    assert "早于起始月份" in errors("insurance", {"from": "2024-05", "to": "2024-04"})["to"]


def test_graduation_on_the_day_of_enrolment_is_refused():
    assert "同一天" in errors("schooling", BACHELOR | {"enrolled": "2021-06-30"})["date"]


def test_an_unknown_code_is_refused():
    assert "重新选择" in errors("schooling", BACHELOR | {"level": "phd"})["level"]


def test_the_lists_of_the_deployment_are_closed_when_they_are_handed_in():
    values = {"region": "990000", "from": "2024-01", "to": "2024-02", "employer": "苕溪建设有限公司"}
    assert errors("insurance", values) == {}
    assert "重新选择" in errors("insurance", values, lists={"regions": {"330500"}})["region"]


@pytest.mark.parametrize(("text", "month"), [("2024-5", "2024-05"), ("2024年05月", "2024-05"), ("202405", "2024-05")])
def test_months_take_one_form(text: str, month: str):
    assert read_entry("insurance", {"from": text}, today=TODAY).values["from"] == month


@pytest.mark.parametrize("text", ["2024-13", "2025-01", "五月"])
def test_a_month_that_is_none_or_not_yet_is_refused(text: str):
    assert "from" in errors("insurance", {"from": text})


@pytest.mark.parametrize(("text", "says"), [("2025", "还没有到"), ("二三", "四位数字"), ("23", "四位数字")])
def test_a_wrong_year_of_assessment_is_refused(text: str, says: str):
    assert says in errors("assessment", {"year": text})["year"]


def test_shapes_are_checked_by_their_own_rules():
    code = invented_uscc(1)
    assert read_entry("work", WORK | {"uscc": code.lower()}, today=TODAY).values["uscc"] == code
    assert "校验位" in errors("work", WORK | {"uscc": code[:-1] + ("0" if code[-1] != "0" else "1")})["uscc"]
    assert "phone" in errors("basics", {"phone": "12345"})
    assert "email" in errors("basics", {"email": "not-an-address"})


def test_a_text_too_long_says_by_how_much():
    assert "最多 3000 个字，现在是 3001 个" in errors("summary", {"text": "字" * 3001})["text"]


def test_text_that_turns_its_direction_is_refused():
    assert "控制字符" in errors("work", WORK | {"post": "技术\u202e员"})["post"]


def test_a_certificate_number_that_says_another_level_or_year_is_only_a_warning():
    reading = read_entry("schooling", BACHELOR | {"certificate_number": "103351202106000001"}, today=TODAY)
    assert reading.complete
    assert "第 11、12 位" in reading.warnings["certificate_number"]
    reading = read_entry("schooling", BACHELOR | {"certificate_number": "103351202005000001"}, today=TODAY)
    assert "（2020）与毕业年份（2021）不同" in reading.warnings["certificate_number"]
    assert not read_entry("schooling", BACHELOR | {"certificate_number": "103351202105000001"}, today=TODAY).warnings


def test_countries_are_listed_once_with_china_first():
    codes = [country.code for country in COUNTRIES]
    assert codes[0] == "CN"
    assert len(codes) == len(set(codes)) == 249
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_field_names_are_unique_within_each_section():
    for section in SECTIONS:
        names = [field.name for field in section.fields]
        assert len(names) == len(set(names)), section.code


def test_a_region_elsewhere_in_the_country_stands_beside_the_deployments_own():
    values = {"region": "330100", "from": "2024-01", "to": "2024-02", "employer": "江干工程公司"}
    assert errors("insurance", values, lists={"regions": {"330500"}}) == {}
