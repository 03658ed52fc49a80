"""Conditions of the title that is asked for: examination, licence, level and series."""

from __future__ import annotations

from datetime import date

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.codes import LADDER, Outcome
from zhicheng.domain.eligibility.conditions.findings import found
from zhicheng.domain.eligibility.facts import Target
from zhicheng.domain.eligibility.pack import LicenceNeed, Pack

MET, INCOMPLETE, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.NOT_MET


def by_exam_or_not(pack: Pack, target: Target, level: str, as_of: date) -> Finding:
    """No determination where the title comes by national or provincial examination."""
    code, listed = "not_exam_only", pack.exam_only_at.get((target.series, level), ())
    hits = [one for one in listed if one.since is None or one.since <= as_of]
    exam = next((one for one in hits if one.speciality in (None, target.speciality)), None)
    if exam:
        named = exam.speciality or pack.series[exam.series].name
        scope = "全国" if exam.scope == "national" else "全省"
        return found(pack, code, NOT_MET, f"{named}的{words.LEVEL[level]}实行{scope}统一考试，不再初定")
    if hits and target.speciality is None:
        return found(pack, code, INCOMPLETE, "申报专业还不清楚，无法判断是否以考代评")
    return never_by_exam(pack)


def never_by_exam(pack: Pack) -> Finding:
    """No examination is named for it."""
    return found(pack, "not_exam_only", MET, "申报专业不在以考代评的范围内")


def licence_needed(pack: Pack, series: str, level: str) -> LicenceNeed | None:
    """The licence that the profession asks for at this level, if any."""
    need = pack.licence_needs.get(series)
    return need if need and LADDER[level] >= LADDER[need.from_level] else None


def licence(pack: Pack, need: LicenceNeed | None, licences: frozenset[str] | None) -> Finding:
    """Where a profession may be entered only with a licence, one of its licences."""
    if need is None:
        return found(pack, "licence", MET, "这一系列和级别不要求职业资格")
    wanted = "或".join(words.LICENCE.get(one, one) for one in need.licences)
    if licences is None:
        return found(pack, "licence", INCOMPLETE, f"须有{wanted}，是否持有还不清楚")
    if licences.intersection(need.licences):
        return found(pack, "licence", MET, f"持有{wanted}")
    return found(pack, "licence", NOT_MET, f"须有{wanted}，目前没有")


def level_by_determination(pack: Pack, level: str) -> Finding:
    """The levels that can be had by determination at all."""
    code = "level_by_determination"
    if level in pack.reading.levels_by_determination:
        return found(pack, code, MET, f"{words.LEVEL[level]}可以初定")
    return found(pack, code, NOT_MET, f"{words.LEVEL[level]}须经评审，不能初定")


def series_has_level(pack: Pack, series: str, level: str) -> Finding:
    """The series has a title at the level."""
    name = pack.series[series].name if series in pack.series else series
    titles = pack.titles_of(series, level)
    if titles:
        return found(pack, "series_has_level", MET, f"{name}系列{words.LEVEL[level]}为{'、'.join(titles)}")
    return found(pack, "series_has_level", NOT_MET, f"{name}系列没有{words.LEVEL[level]}")
