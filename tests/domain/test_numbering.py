"""Numbers are written in one way, read however they were typed, and a slip in one is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.numbering import (
    ALPHABET,
    case_number,
    certificate_number,
    check_character,
    document_number,
    is_case_number,
    is_certificate_number,
    normalise_case_number,
    normalise_certificate_number,
    normalise_document_number,
)

numbers = st.builds(
    certificate_number,
    region=st.integers(110000, 829999).map(str),
    year=st.integers(1990, 2099),
    level=st.integers(1, 5),
    serial=st.integers(1, 9_999_999),
)


@pytest.mark.parametrize(
    ("text", "check"),
    [("A12425GABC1234002", "M"), ("079", "W")],
)
def test_the_check_character_is_the_one_of_the_standard(text: str, check: str) -> None:
    assert check_character(text) == check


def test_a_certificate_number_shows_region_year_level_and_serial() -> None:
    number = certificate_number("330500", 2024, 4, 17)
    assert number.startswith("330500-2024-4-00017-")
    assert is_certificate_number(number)


def test_a_serial_past_five_digits_is_written_out() -> None:
    assert certificate_number("330500", 2024, 4, 123456).startswith("330500-2024-4-123456-")


@pytest.mark.parametrize("serial", [0, -1, 10_000_000])
def test_a_serial_out_of_range_is_refused(serial: int) -> None:
    with pytest.raises(ValueError, match="serial"):
        certificate_number("330500", 2024, 4, serial)


@pytest.mark.parametrize(
    ("region", "year", "level"),
    [("33050", 2024, 4), ("３３０５００", 2024, 4), ("330500", 24, 4), ("330500", 2024, 12)],
)
def test_a_part_of_the_wrong_width_is_refused(region: str, year: int, level: int) -> None:
    with pytest.raises(ValueError, match="digits"):
        certificate_number(region, year, level, 1)


@given(numbers, st.data())
def test_every_slip_of_one_character_is_noticed(number: str, data: st.DataObject) -> None:
    places = [i for i, c in enumerate(number) if c != "-"]
    place = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != number[place]]))
    assert not is_certificate_number(number[:place] + wrong + number[place + 1 :])


@given(numbers)
def test_a_number_is_found_again_however_it_was_typed(number: str) -> None:
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in number.lower())
    for typed in (number.replace("-", ""), number.replace("-", " — "), f"  {number.lower()}\n", full_width):
        assert normalise_certificate_number(typed) == number


@pytest.mark.parametrize("text", ["", "-", "330500", "沈翀", "٣٣٠٥٠٠-2024-4-00017-M", "330500-2024-4-00017"])
def test_what_is_no_number_is_told_apart(text: str) -> None:
    assert not is_certificate_number(text)
    assert normalise_certificate_number(text) is None


def test_a_case_number_begins_with_the_letters_of_its_kind() -> None:
    number = case_number("330502", 2024, 127)
    assert number.startswith("CD-330502-2024-000127-")
    assert is_case_number(number)
    assert normalise_case_number(number.lower().replace("-", "")) == number


def test_a_case_number_is_no_certificate_number() -> None:
    assert not is_certificate_number(case_number("330502", 2024, 127))
    assert not is_case_number(certificate_number("330502", 2024, 4, 127))


def test_a_document_number_has_neither_leading_zero_nor_ordinal() -> None:
    assert document_number("苕人社职", 2024, 12) == "苕人社职〔2024〕12号"


@pytest.mark.parametrize(
    "typed",
    [
        "湖人社职〔2024〕12号",
        " 湖人社职 [2024] 第 012 号",
        "湖人社职（２０２４）１２号",
        "湖人社职【2024】12",
        "湖人社职［2024］12号",
    ],
)
def test_a_document_number_is_known_however_it_is_typed(typed: str) -> None:
    assert normalise_document_number(typed) == "湖人社职〔2024〕12号"


@pytest.mark.parametrize(
    "typed", ["", "湖人社职", "〔2024〕12号", "湖人社职〔24〕12号", "湖人社职〔2024〕0号", "case:ab〔2024〕"]
)
def test_what_is_no_document_number_is_none(typed: str) -> None:
    assert normalise_document_number(typed) is None
