"""The assessment forms a change may bring: for each run of years that can be asked for, what is wanting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from zhicheng.domain.eligibility.change_facts import APPEND, ChangeItem, Path, Put
from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.facts import Assessment, Facts
from zhicheng.domain.eligibility.pack import Pack

GRADE_SUPPOSED = "qualified"


class Forms(NamedTuple):
    """What is wanting of the forms on `day`; `had_by` is when the last of their years is over."""

    day: date
    items: tuple[ChangeItem, ...]
    had_by: date


def forms_from(facts: Facts, pack: Pack, today: date) -> list[Forms]:
    """From `as_of` on, the ways to have the years assessed, that day or a later New Year; the least wanting first.

    A day after `today` is one thing more that is asked: a wait.
    """
    asked = pack.reading.assessment_years.get(facts.target.level, 0)
    first = facts.as_of.year
    days = [facts.as_of, *(date(year, 1, 1) for year in range(first + 1, first + max(asked, 1) + 2))]
    ways = [way for day in days for way in _ways_on(day, today, facts, pack, asked)]
    return sorted(ways, key=lambda way: (len(way.items) + (way.day > today), way.had_by, len(way.items)))


def _ways_on(day: date, today: date, facts: Facts, pack: Pack, asked: int) -> Iterator[Forms]:
    for last in (day.year - 1, day.year) if pack.reading.same_year_serves else (day.year - 1,):
        years = range(last - max(asked, 1) + 1, last + 1)
        if any(_failed(form, pack) for form in facts.assessments or () if form.year in years):
            continue
        items = _wanting(facts, pack, years, day.year, today.year) if asked or last == day.year else ()
        there = last < day.year or any(form.year == last for form in facts.assessments or ())
        yield Forms(day, items, day if there else date(last + 1, 1, 1))


def _wanting(facts: Facts, pack: Pack, years: range, this_year: int, today_year: int) -> tuple[ChangeItem, ...]:
    """What is wanting for these years to be passed. An undated form held today may be of any year until then.

    One that serves no year asked for is supposed to be older than all that may be asked for from today on.
    """
    forms = list(enumerate(facts.assessments or ()))
    items: list[ChangeItem] = []
    stray = [at for at, form in forms if form.year is None and form.grade not in pack.reading.grades_passed]
    undated = [(at, form) for at, form in forms if form.year is None and not _failed(form, pack)]
    loose = sorted(undated, key=lambda one: (one[0] not in stray, one[1].grade == "none"))
    for year in years:
        held = [_gaps(pack, at, form) for at, form in forms if form.year == year]
        if held:
            items += sorted(held, key=len)[0]
        elif loose and year <= today_year:
            items.append(_dated(pack, *loose.pop(0), year))
        else:
            items.append(_new(pack, year, this_year))
    used = {put.path[1] for item in items for put in item.puts}
    return (*items, *(_elsewhere(pack, at, today_year - len(years) - 1) for at in stray if at not in used))


def _failed(form: Assessment, pack: Pack) -> bool:
    if form.grade is None or form.grade in pack.reading.grades_passed:
        return False
    return form.grade != "none" or pack.reading.grade_none is Outcome.NOT_MET


def _gaps(pack: Pack, at: int, form: Assessment) -> list[ChangeItem]:
    items = []
    if form.grade is None:
        said = f"请单位在{form.year}年度考核登记表上写明等次（合格以上才可以申报）"
        items.append(_item(pack, f"{form.year}年度考核登记表的等次", said, (Put((*_at(at), "grade"), GRADE_SUPPOSED),)))
    if not form.stamped:
        said = f"请单位在{form.year}年度考核登记表上盖章"
        items.append(_item(pack, f"{form.year}年度考核登记表的单位盖章", said, (Put((*_at(at), "stamped"), True),)))
    return items


def _new(pack: Pack, year: int, this_year: int) -> ChangeItem:
    later = f"（{year}年度考核以后才有）" if year >= this_year else ""
    said = f"请上传{year}年度考核登记表：单位盖章，写明等次，合格以上才可以{later}"
    row = Assessment(year, GRADE_SUPPOSED, True)
    return _item(pack, f"{year}年度考核登记表{later}", said, (Put(("assessments", APPEND), row),))


def _dated(pack: Pack, at: int, form: Assessment, year: int) -> ChangeItem:
    grade, stamp = "" if form.grade else "、等次", "" if form.stamped else "，并由单位盖章"
    said = f"请在没有写年度的考核登记表上写明年度（须有{year}年度的）{grade}{stamp}"
    done = (("year", year), ("grade", form.grade or GRADE_SUPPOSED), ("stamped", True))
    return _item(pack, f"{year}年度考核登记表的年度", said, tuple(Put((*_at(at), name), value) for name, value in done))


def _elsewhere(pack: Pack, at: int, year: int) -> ChangeItem:
    said = "请写明那份没有写年度的考核登记表是哪一年的"
    return _item(pack, "一份考核登记表的年度", said, (Put((*_at(at), "year"), year),))


def _at(at: int) -> Path:
    return ("assessments", at)


def _item(pack: Pack, wanting: str, said: str, puts: tuple[Put, ...]) -> ChangeItem:
    return ChangeItem("assessment", said, pack.materials["assessment"], wanting, puts)
