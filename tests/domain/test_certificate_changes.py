"""What may be changed of a certificate: closed reasons, values that can be so, and words for the holder and for all."""

from datetime import date

import pytest

from zhicheng.domain.certificate_changes import (
    ChangeKind,
    barred_until,
    fact_words,
    public_words,
    read_facts,
    reason_of,
    reasons_for,
)
from zhicheng.domain.faults import Refused

STATED = {"name": "沈喆", "gender": "female", "birth_month": "1999-03", "employer": "某单位", "speciality": "环境工程"}


def test_only_what_differs_is_put_right_and_an_empty_value_means_as_it_is() -> None:
    right = {"name": " 沈哲 ", "gender": "female", "birth_month": "", "employer": "某　单位", "speciality": "环境工程"}
    assert read_facts(STATED, right) == {
        "name": {"before": "沈喆", "after": "沈哲"},
        "employer": {"before": "某单位", "after": "某 单位"},
    }


def test_a_fact_that_the_certificate_left_out_can_be_added() -> None:
    assert read_facts(STATED | {"birth_month": None}, {"birth_month": "1999-06"}) == {
        "birth_month": {"before": "", "after": "1999-06"}
    }


@pytest.mark.parametrize(
    ("right", "told"),
    [
        ({"name": "沈喆"}, "没有填写与原证书不同的内容"),
        ({}, "没有填写与原证书不同的内容"),
        ({"title": "高级工程师"}, "没有填写与原证书不同的内容"),
    ],
)
def test_a_correction_that_changes_nothing_is_refused_and_title_and_level_are_nothing_to_correct(
    right: dict[str, str], told: str
) -> None:
    with pytest.raises(Refused, match=told):
        read_facts(STATED, right)


def test_every_value_that_cannot_be_so_is_told_with_its_field() -> None:
    wrong = {"name": "沈1", "gender": "x", "birth_month": "1999-13", "employer": "长" * 101, "speciality": "给排水"}
    with pytest.raises(Refused) as refused:
        read_facts(STATED, wrong)
    assert [defect.where for defect in refused.value.defects] == ["name", "gender", "birth_month", "employer"]
    assert refused.value.defects[0].what.startswith("姓名：姓名第 2 个字符是数字")


@pytest.mark.parametrize("kind", ChangeKind)
def test_each_kind_has_its_own_closed_list_of_reasons(kind: ChangeKind) -> None:
    reasons = reasons_for(kind)
    assert len({reason.code for reason in reasons}) == len(reasons) >= 3
    assert [reason_of(kind, reason.code) for reason in reasons] == list(reasons)
    with pytest.raises(Refused, match="请从清单中选择理由"):
        reason_of(kind, "because")
    other = ChangeKind.REVOCATION if kind is not ChangeKind.REVOCATION else ChangeKind.CORRECTION
    with pytest.raises(Refused):
        reason_of(other, reasons[0].code)


def test_false_material_bars_for_three_years_and_nothing_else_does() -> None:
    reasons = {reason.code: reason for reason in reasons_for(ChangeKind.REVOCATION)}
    assert barred_until(reasons["false_material"], date(2024, 12, 2)) == date(2027, 12, 2)
    assert barred_until(reasons["false_material"], date(2024, 2, 29)) == date(2027, 2, 28)
    assert barred_until(reasons["not_eligible"], date(2024, 12, 2)) is None


def test_the_public_learns_which_fact_was_wrong_and_why_but_no_value() -> None:
    facts = {"employer": {"before": "某单位", "after": "他单位"}, "name": {"before": "沈喆", "after": "沈哲"}}
    told = public_words(ChangeKind.CORRECTION, reason_of("correction", "entry_error"), facts)
    assert told == "更正姓名、工作单位：原证书记载有误"
    assert public_words(ChangeKind.REVOCATION, reason_of("revocation", "not_eligible"), {}) == "认定有误"


def test_a_fact_is_shown_as_the_certificate_prints_it() -> None:
    assert fact_words("gender", "female") == "女"
    assert fact_words("birth_month", "1999-06") == "1999年6月"
    assert fact_words("birth_month", "") == ""
    assert fact_words("name", "沈哲") == "沈哲"
