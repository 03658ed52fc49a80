from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.identity import ID_KINDS, BadIdNumber, invented_resident_id, read_id_number

TODAY = date(2024, 12, 2)


def refusal(kind: str, text: str) -> str:
    with pytest.raises(BadIdNumber) as caught:
        read_id_number(kind, text, today=TODAY)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "birth", "gender"),
    [
        ("11010519491231002X", date(1949, 12, 31), "female"),
        ("440524188001010014", None, None),
    ],
)
def test_published_examples_of_the_standard(text: str, birth: date | None, gender: str | None):
    if birth is None:
        assert "过早" in refusal("resident_id", text)
        return
    read = read_id_number("resident_id", text, today=TODAY)
    assert (read.number, read.birth_date, read.gender, read.warnings) == (text, birth, gender, ())


def test_full_width_spaces_dashes_and_a_small_x_are_put_right():
    assert read_id_number("resident_id", " １１０１０５-19491231 002ｘ ", today=TODAY).number == "11010519491231002X"


def test_fifteen_digits_are_refused_with_a_hint():
    assert "15 位旧号码" in refusal("resident_id", "110105491231002")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "请填写居民身份证号码"),
        ("1101051949123100", "现在是 16 位"),
        ("11010519491231002A", "最后一位只能是数字或 X"),
        ("1101O519491231002X", "第 5 位应为数字"),
        ("110105194902300021", "“1949年02月30日”不存在"),
        ("110105202412030028", "还没有到"),
        ("110105194912310021", "校验位不对"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "第 1 位应为数字"),
    ],
)
def test_a_wrong_resident_number_says_what_is_wrong_and_where(text: str, says: str):
    assert says in refusal("resident_id", text)


def test_born_today_is_not_in_the_future():
    number = invented_resident_id(0, TODAY, "female")
    assert read_id_number("resident_id", number, today=TODAY).birth_date == TODAY


def test_a_refusal_never_repeats_the_whole_number():
    assert "194912310021" not in refusal("resident_id", "110105194912310021")


def test_a_number_does_not_show_itself_in_a_log():
    assert "11010519491231002X" not in repr(read_id_number("resident_id", "11010519491231002X", today=TODAY))


@pytest.mark.parametrize("text", ["810000199001010019", "830000199001010020"])
def test_residents_of_hong_kong_and_taiwan_have_the_same_check(text: str):
    assert read_id_number("hmt_residence_permit", text, today=TODAY).birth_date == date(1990, 1, 1)


def test_a_mainland_area_is_no_residence_permit():
    assert "810000" in refusal("hmt_residence_permit", "11010519491231002X")


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("hk_macao_permit", "h12345678", "H12345678"),
        ("hk_macao_permit", "M1234567801", "M1234567801"),
        ("taiwan_permit", "12345678", "12345678"),
        ("taiwan_permit", "1234567801(b)", "1234567801B"),
        ("foreign_permanent_residence", "usa110075032301", "USA110075032301"),
        ("overseas_talent_residence", "浙海-2024 017", "浙海-2024017"),
        ("passport", "e 12345678", "E12345678"),
    ],
)
def test_other_papers_are_read_in_their_normal_form(kind: str, text: str, number: str):
    assert read_id_number(kind, text, today=TODAY).number == number


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("hk_macao_permit", "H123456789"),
        ("hk_macao_permit", "A12345678"),
        ("taiwan_permit", "1234567"),
        ("taiwan_permit", "1234567801"),
        ("foreign_permanent_residence", "810000199001010019"),
        ("foreign_permanent_residence", "900000199203150021"),
        ("overseas_talent_residence", "x" * 41),
        ("foreign_work_permit", "ABCDEFG"),
        ("passport", "E1"),
        ("driving_licence", "1"),
    ],
)
def test_other_papers_of_another_shape_are_refused(kind: str, text: str):
    assert refusal(kind, text).endswith("。")


@pytest.mark.parametrize("kind", list(ID_KINDS))
def test_the_example_of_every_kind_passes_its_own_rule(kind: str):
    assert read_id_number(kind, ID_KINDS[kind].example, today=TODAY).number == ID_KINDS[kind].example


def test_only_the_paper_without_a_published_format_needs_a_scan():
    assert [kind.code for kind in ID_KINDS.values() if kind.needs_scan] == ["overseas_talent_residence"]


@given(
    serial=st.integers(0, 499_999),
    birth=st.dates(date(1900, 1, 1), TODAY),
    gender=st.sampled_from(["male", "female"]),
)
def test_invented_numbers_are_read_back_and_known_as_nobodys(serial: int, birth: date, gender: str):
    read = read_id_number("resident_id", invented_resident_id(serial, birth, gender), today=TODAY)
    assert (read.birth_date, read.gender) == (birth, gender)
    assert "“00”" in read.warnings[0]


@given(place=st.integers(0, 17), shift=st.integers(1, 9))
def test_one_wrong_digit_never_passes(place: int, shift: int):
    number = invented_resident_id(7, date(1992, 3, 15), "female")
    digit = 10 if number[place] == "X" else int(number[place])
    wrong = number[:place] + str((digit + shift) % 10) + number[place + 1 :]
    if wrong != number:
        refusal("resident_id", wrong)
