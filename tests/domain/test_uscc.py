import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.uscc import BadUscc, invented_uscc, read_uscc


def test_the_published_example_passes():
    assert read_uscc("91350100M000100Y43").registered_as == "企业"


def test_small_letters_spaces_and_full_width_are_put_right():
    assert read_uscc(" ９１350100 m000100y43").code == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [("12", "public_institution"), ("91", "enterprise"), ("92", "sole_trader"), ("11", "government"), ("31", None)],
)
def test_the_prefix_hints_at_the_kind_of_employer(prefix: str, kind: str | None):
    assert read_uscc(invented_uscc(7, prefix)).employer_kind == kind


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("9135010", "现在是 7 位"),
        ("91350100M000100Y44", "校验位"),
        ("9135O100M000100Y43", "第 5 位不会是“O”"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(text: str, says: str):
    with pytest.raises(BadUscc, match=says):
        read_uscc(text)


@given(st.integers(0, 99_999_999), st.sampled_from(["11", "12", "51", "52", "91", "92"]))
def test_invented_codes_are_read_back(serial: int, prefix: str):
    code = invented_uscc(serial, prefix)
    assert read_uscc(code).code == code
    assert code[2:8] == "000000"
