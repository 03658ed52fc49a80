import unicodedata

import pytest

from zhicheng.domain.identity import BadName, BadPhone, read_mobile, read_name


@pytest.mark.parametrize(
    "name",
    ["沈喆", "王堃", "李昇", "赵翀", "钱𬭛", "孙䶮", "㛃", "阿依古丽·买买提", "Jean-Luc d'Écôte", "Ā", "〇一", "𰻞"],
)
def test_names_as_people_bear_them(name: str):
    assert read_name(f"  {name}　") == unicodedata.normalize("NFC", name)


def test_dots_and_spaces_take_one_form():
    assert read_name("阿依古丽•买买提") == "阿依古丽·买买提"
    assert read_name("MARIA  DEL　CARMEN") == "MARIA DEL CARMEN"


def test_a_long_latin_name_fits():
    assert len(read_name("Wolfeschlegelsteinhausen " * 3 + "Bergerdorff")) == 86


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "请填写姓名"),
        (" ", "请填写姓名"),
        ("王3", "第 2 个字符是数字"),
        ("王\u200b五", "控制字符"),
        ("王\x00五", "控制字符"),
        ("王\ue123", "自造字"),
        ("王😀", "不能用于姓名"),
        ("王<b>", "不能用于姓名"),
        ("··", "没有文字"),
        ("王" * 101, "现在是 101 个"),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason(text: str, says: str):
    with pytest.raises(BadName, match=says):
        read_name(text)


@pytest.mark.parametrize("text", ["13812345678", "+86 138 1234 5678", "008613812345678", "１３８-1234-5678"])
def test_a_mobile_number_takes_one_form(text: str):
    assert read_mobile(text) == "13812345678"


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "请填写"), ("1381234567", "10 位"), ("05722033099", "13 至 19"), ("1381234567a", "只能是数字")],
)
def test_what_is_no_mobile_number_is_refused_with_its_reason(text: str, says: str):
    with pytest.raises(BadPhone, match=says):
        read_mobile(text)
