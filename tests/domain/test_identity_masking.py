"""Whoever types an identity number into free text: it is masked in every spelling, and other long numbers stay."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.identity import invented_resident_id, masking
from zhicheng.domain.identity.masking import DOT, without_numbers

NUMBER = "33050219920315020X"
WIDE = NUMBER.translate({ord(sign): ord(sign) + 0xFEE0 for sign in NUMBER})
SPELLINGS = (
    NUMBER,
    NUMBER.lower(),
    WIDE,
    WIDE.lower(),
    "330502 19920315 020X",
    "330502-19920315-020x",
    "３３０５０２　１９９２ ０３１５ ０２０Ｘ",
    "33 05 02 19 92 03 15 02 0X",
    "330502\n19920315\n020X",
    "330502\u200b19920315\u200b020X",
    "330502·1992·0315·020×",
    "3-3-0-5-0-2-1-9-9-2-0-3-1-5-0-2-0-X",
)
OTHERS = (
    "330502199203150200",  # the check character does not fit
    "330502199213150021",  # no such day
    "1330502199203150209",  # nineteen digits
    "330502199203150021234",
    "103351201505001234",  # a diploma of a university
    "91330500MA2B4A1X7Q",  # an organisation's social credit code
    "a3f05021992",
    "2024年12月20日 第 330500 号 公布，电话 0572-2890000、13800000000",
)


@pytest.mark.parametrize("typed", SPELLINGS)
@pytest.mark.parametrize("known", [(), (NUMBER,)], ids=["of somebody", "known"])
def test_every_spelling_is_masked_sign_by_sign(typed: str, known: tuple[str, ...]) -> None:
    found = without_numbers(f"本人（{typed}）的材料", *known)
    assert found.count(DOT) == 18
    assert not any(sign.isdecimal() for sign in found)
    assert found.startswith("本人（")
    assert found.endswith("）的材料")
    assert len(found) == len(f"本人（{typed}）的材料")


@pytest.mark.parametrize("typed", OTHERS)
def test_what_is_no_identity_number_stays(typed: str) -> None:
    assert without_numbers(f"编号{typed}。", NUMBER) == f"编号{typed}。"


def test_two_in_one_text_and_one_after_an_ordinal_are_both_masked() -> None:
    assert without_numbers(f"1 {NUMBER}，2、{NUMBER}") == f"1 {DOT * 18}，2、{DOT * 18}"


def test_the_old_form_of_fifteen_digits_is_masked_where_the_number_is_known() -> None:
    assert without_numbers("旧证330502920315020", NUMBER) == f"旧证{DOT * 15}"


@pytest.mark.parametrize("passport", ["E12345678", "e12345678", "Ｅ１２３４５６７８"])
def test_a_known_number_of_another_kind_is_masked(passport: str) -> None:
    assert without_numbers(f"护照{passport}号", "E12345678") == f"护照{DOT * 9}号"


def test_a_day_is_not_taken_for_a_short_known_number() -> None:
    assert without_numbers("2024-12-02 受理", "20241202") == "2024-12-02 受理"


@given(
    serial=st.integers(0, 499_999),
    born=st.dates(date(1940, 1, 1), date(2008, 12, 31)),
    gaps=st.lists(st.sampled_from(["", " ", "-", "　", "  "]), min_size=17, max_size=17),
)
def test_any_number_in_any_spacing_is_masked(serial: int, born: date, gaps: list[str]) -> None:
    number = invented_resident_id(serial, born, "female")
    typed = "".join(sign + gap for sign, gap in zip(number, [*gaps, ""], strict=True))
    assert without_numbers(f"见{typed}。").count(DOT) == 18


def test_the_numbers_of_few_people_are_remembered_however_many_were_masked() -> None:
    for serial in range(50):
        number = invented_resident_id(serial, date(1990, 1, 1), "female")
        assert DOT * 18 in without_numbers(number, number)
    assert masking._typed.cache_info().currsize <= masking.MOST_KEPT
