"""What a corrected submission says otherwise than the one before it, told entry by entry."""

from typing import Any

from zhicheng.domain.claim_changes import ValueChange, all_changes, changes_between

OLD_SCAN, NEW_SCAN = ("扫描.pdf", "a" * 64), ("扫描2.pdf", "b" * 64)
TARGET = {"series_name": "工程", "speciality": "环境工程", "level_name": "助理级", "title": "助理工程师"}


def assessment(entry: str, year: str, file: str = "f1", **more: str) -> dict[str, Any]:
    values = {"year": year, "employer": "某单位", "grade": "qualified", "file": file} | more
    title = f"{year} · {values['employer']} · {values['grade']}"
    said = {"id": entry, "section": "assessment", "title": title, "source": "typed"}
    return said | {"values": values, "files": {"file": file} if file else {}}


def plain(section: str, entry: str, title: str, **values: str) -> dict[str, Any]:
    return {"id": entry, "section": section, "title": title, "source": "typed", "values": values, "files": {}}


def body(*entries: dict[str, Any], files: tuple[tuple[str, str], ...] = (OLD_SCAN, NEW_SCAN)) -> dict[str, Any]:
    known = {f"f{place}": {"name": name, "sha256": digest} for place, (name, digest) in enumerate(files, 1)}
    return {"target": TARGET, "employer": {"name": "某单位"}, "entries": list(entries), "files": known}


def told(before: dict[str, Any], after: dict[str, Any]) -> list[ValueChange]:
    return all_changes(before, after, lists={})


def test_another_scan_of_the_same_entry_is_a_file_that_was_changed() -> None:
    found = told(body(assessment("e1", "2023")), body(assessment("e1", "2023", "f2")))
    assert [one.label for one in found] == ["年度考核 · 换了年度考核登记表"]
    assert (found[0].before, found[0].after) == ("扫描.pdf（aaaaaaaa）", "扫描2.pdf（bbbbbbbb）")


def test_a_file_that_was_missing_before_is_not_called_changed() -> None:
    found = told(body(assessment("e1", "2023", "")), body(assessment("e1", "2023", "f2")))
    assert [(one.label, one.before) for one in found] == [("年度考核 · 年度考核登记表", "")]


def test_an_entry_made_anew_for_the_same_year_is_changed_and_neither_new_nor_gone() -> None:
    before = body(assessment("e1", "2022"), assessment("e2", "2023"))
    after = body(assessment("e1", "2022"), assessment("e9", "2023", "f2", grade="excellent"))
    changes, gone = changes_between(before, after, lists={})
    assert gone == []
    assert changes["assessment:e1"].same
    assert not changes["assessment:e9"].new
    assert [one.label for one in changes["assessment:e9"].values] == ["考核等次", "换了年度考核登记表"]


def test_the_same_scan_in_an_entry_made_anew_is_no_change() -> None:
    assert told(body(assessment("e1", "2023")), body(assessment("e9", "2023"))) == []


def test_another_year_is_new_and_the_former_one_gone() -> None:
    found = told(body(assessment("e1", "2022")), body(assessment("e9", "2023")))
    assert [one.label for one in found] == ["年度考核，新增", "年度考核，已删除"]


def test_two_that_could_be_meant_are_not_guessed_at() -> None:
    before = body(assessment("e1", "2023"), assessment("e2", "2023", employer="别的单位"))
    changes, gone = changes_between(before, body(assessment("e9", "2023", "f2")), lists={})
    assert changes["assessment:e9"].new
    assert [claim.key for claim in gone] == ["assessment:e1", "assessment:e2"]


def test_an_entry_with_the_same_title_stands_for_the_one_removed() -> None:
    before = body(plain("work", "w1", "2021-07 至今 · 某单位", content="设计"))
    found = told(before, body(plain("work", "w2", "2021-07 至今 · 某单位", content="施工")))
    assert [(one.before, one.after) for one in found] == [("设计", "施工")]


def test_a_section_with_one_entry_needs_no_title_to_be_known_again() -> None:
    found = told(body(plain("summary", "s1", "旧", text="旧")), body(plain("summary", "s2", "新", text="新")))
    assert [(one.label, one.before, one.after) for one in found] == [("个人专业技术工作小结 · 小结", "旧", "新")]
