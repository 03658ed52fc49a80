"""Is this certificate true? The decision, without a table and without a page."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from zhicheng.documents.numbers_in_file import numbers_in_text
from zhicheng.documents.papers.verify import UNSIGNED, SignatureVerdict
from zhicheng.documents.verification import (
    Check,
    FileFound,
    Registered,
    Standing,
    judge_code,
    judge_file,
    judge_number,
    masked,
)
from zhicheng.domain.numbering import certificate_number

CERTIFICATE = Registered(
    number=certificate_number("330500", 2024, 4, 17),
    name="沈喆",
    series="工程",
    speciality="环境工程",
    title="助理工程师",
    level="助理级",
    obtained_on=date(2024, 12, 30),
    authority="苕州市人力资源和社会保障局",
    document_number="苕人社职〔2024〕12号",
)
REVOKED = replace(CERTIFICATE, revoked_on=date(2025, 3, 1))
SOUND = SignatureVerdict(True, True, True, True, "苕州市人社局", datetime(2024, 12, 30, tzinfo=UTC))
NOTHING = FileFound(
    certificate=None, is_official_document=False, is_kept=False, signature=UNSIGNED, bears_our_mark=False
)


def test_a_number_with_its_name_is_valid_and_shows_the_name_that_the_asker_typed() -> None:
    verdict = judge_number(CERTIFICATE, "沈喆")
    assert verdict.standing is Standing.VALID
    assert verdict.name == "沈喆"
    assert (verdict.whole_file, verdict.register, verdict.issuer) == (Check.NOT_MADE, Check.HOLDS, Check.HOLDS)


def test_a_wrong_name_and_a_wrong_number_get_the_very_same_answer() -> None:
    assert judge_number(CERTIFICATE, "沈哲") == judge_number(None, "沈喆")
    assert judge_number(CERTIFICATE, "沈哲").certificate is None
    assert judge_number(None, "") == judge_number(None, "沈喆")


def test_a_latin_name_is_the_same_in_small_letters() -> None:
    assert judge_number(replace(CERTIFICATE, name="Anna Maria Rossi"), "anna maria rossi").standing is Standing.VALID


def test_a_revoked_certificate_is_told_with_its_day_in_every_way_of_asking() -> None:
    by_file = judge_file(replace(NOTHING, certificate=REVOKED, is_kept=True, signature=SOUND))
    for verdict in (judge_number(REVOKED, "沈喆"), judge_code(REVOKED), by_file):
        assert verdict.standing is Standing.REVOKED
        assert verdict.certificate is not None
        assert verdict.certificate.revoked_on == date(2025, 3, 1)
        assert verdict.register is Check.FAILS


def test_a_code_shows_no_more_of_the_name_than_its_first_sign() -> None:
    assert judge_code(CERTIFICATE).name == "沈**"
    assert masked("沈小明") == masked("沈喆")
    assert judge_code(None).standing is Standing.UNKNOWN


def test_a_file_is_valid_when_the_register_has_its_digest_and_its_seal_holds() -> None:
    verdict = judge_file(replace(NOTHING, certificate=CERTIFICATE, is_kept=True, signature=SOUND))
    assert (verdict.standing, verdict.whole_file, verdict.name) == (Standing.VALID, Check.HOLDS, "沈**")


@pytest.mark.parametrize("part", ["signed", "intact", "trusted", "covers_whole_file"])
def test_a_seal_that_cannot_be_confirmed_is_never_called_valid(part: str) -> None:
    shaken = replace(SOUND, **{part: False})
    verdict = judge_file(replace(NOTHING, certificate=CERTIFICATE, is_kept=True, signature=shaken))
    assert verdict.standing is Standing.UNAVAILABLE
    assert verdict.certificate is None


def test_a_file_with_our_mark_that_is_not_in_the_register_was_altered() -> None:
    assert judge_file(replace(NOTHING, bears_our_mark=True)).standing is Standing.ALTERED


def test_a_file_without_a_trace_of_us_is_unknown() -> None:
    assert judge_file(NOTHING).standing is Standing.UNKNOWN


def test_a_paper_that_we_made_but_did_not_issue_is_unknown_and_not_called_forged() -> None:
    assert judge_file(replace(NOTHING, is_kept=True, bears_our_mark=True)).standing is Standing.UNKNOWN


def test_an_official_document_is_told_apart_from_a_certificate() -> None:
    verdict = judge_file(replace(NOTHING, is_official_document=True, is_kept=True, signature=SOUND))
    assert verdict.standing is Standing.DOCUMENT
    assert verdict.issuer is Check.HOLDS


def test_numbers_are_found_in_text_only_with_the_right_check_character() -> None:
    right = certificate_number("330500", 2024, 4, 17)
    wrong = right[:-1] + ("A" if right[-1] != "A" else "B")
    assert numbers_in_text(f"证书编号：{right}，另有 {wrong} 和 13900000001") == frozenset({right})
