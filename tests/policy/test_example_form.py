"""Worked cases go into the officer's words and back, and lose nothing on the way."""

from datetime import date
from typing import Any

import pytest

from zhicheng.policy.form.tables import names_of, sheet_of
from zhicheng.policy.packs import pack_ids, read_content
from zhicheng.policy.worked.form import PLACE, cases_from, people_in_words, rows_of_cases, vocabulary
from zhicheng.policy.worked.words import facts_of, path_of, path_words, value_of, value_words

FACTS = facts_of({"series": {"engineering": "工程技术"}, "regions": {"330500": "湖州市（市直）"}})
IN_THE_FORM = {"name", "person", "change", "without", "expect", "reading"}


def plain(value: Any) -> Any:
    """As JSON has it, dates as texts."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_worked_case_is_read_again_from_its_words_alone(pack_id: str) -> None:
    content = read_content(pack_id)
    names = names_of(sheet_of(content))
    typed = [{k: v for k, v in row.items() if k != PLACE} for row in rows_of_cases(content.examples, names)]
    again = cases_from(typed, {}, names)["cases"]
    written = [{k: v for k, v in case.items() if k in IN_THE_FORM} for case in content.examples["cases"]]
    assert plain(again) == plain(written)


@pytest.mark.parametrize("pack_id", pack_ids())
def test_no_code_stands_in_the_words_but_numbers_of_batches_and_countries(pack_id: str) -> None:
    content = read_content(pack_id)
    rows = rows_of_cases(content.examples, names_of(sheet_of(content)))
    told = "\n".join(row[name] for row in rows for name in ("change", "without", "more"))
    assert not [word for word in ("_", "null", "None", "{", "diplomas", "employer") if word in told]


def test_a_case_that_nobody_touched_stays_as_it_was_written() -> None:
    examples = read_content("huzhou-2024").examples
    names = names_of(sheet_of(read_content("huzhou-2024")))
    rows = rows_of_cases(examples, names)
    again = cases_from([*rows[1:], rows[0] | {"verdict": "manual"}], examples, names)["cases"]
    assert again[:-1] == examples["cases"][1:]
    assert again[-1]["expect"]["verdict"] == "manual"
    assert {k: v for k, v in again[-1].items() if k != "expect"} == {
        k: v for k, v in examples["cases"][0].items() if k != "expect"
    }


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("work.0.from", date(2022, 7, 10), "工作1.起 = 2022-07-10"),
        ("work.1.to", None, "工作2.止 = 至今"),
        ("diplomas", [], "学历 = 没有"),
        ("employer.vacancies.assistant", 0, "单位.空缺岗位.助理级 = 0"),
        ("person.employed_in_city", False, "本人.在本市就业 = 否"),
        ("licences", ["teacher", "lawyer"], "职业资格 = 教师资格证；律师执业证"),
        ("person.id_kind", None, "本人.证件 = 不清楚"),
        ("target.speciality", "机械，和：别的", "申报.专业 = 机械，和：别的"),
    ],
)
def test_a_change_is_written_in_words(path: str, value: Any, words: str) -> None:
    assert f"{path_words(path, FACTS)} = {value_words(path, value, FACTS)}" == words
    label, _, said = words.partition(" = ")
    assert (path_of(label, FACTS), value_of(path, said, FACTS)) == (path, value)


def test_what_words_cannot_say_is_said_as_json() -> None:
    odd = [{"speciality": "机械，自动化；其他", "level": "assistant"}]
    assert value_of("titles", value_words("titles", odd, FACTS), FACTS) == odd


def test_what_is_not_known_stays_as_it_was_typed() -> None:
    assert path_of("奖状1.年度", FACTS) == "奖状1.年度"
    assert value_of("person.status", "学生", FACTS) == "学生"


def test_people_and_what_can_be_written_are_there_to_look_up() -> None:
    content = read_content("huzhou-2024")
    names = names_of(sheet_of(content))
    people = dict(people_in_words(content.examples, names))
    assert "学历1 = 层次：大学本科" in "\n".join(people["本科"])
    items = dict(item for _, group in vocabulary(names) for item in group)
    assert "毕业、结业、肄业" in items["学历1.结论"]
