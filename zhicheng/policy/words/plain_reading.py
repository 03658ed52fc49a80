"""How a pack reads what the notice leaves open, in plain Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from zhicheng.domain.eligibility.codes import MODES, Outcome
from zhicheng.domain.eligibility.pack import Reading
from zhicheng.policy.words import labels as w
from zhicheng.policy.words.labels import Words, listed

Said = dict[str, str]
_LEADS_TO = {Outcome.MET: "可以", Outcome.MANUAL: "由审核人认定", Outcome.NOT_MET: "不可以"}


def reading_groups(reading: Reading) -> tuple[tuple[str, Said], ...]:
    """The reading under headings: for each of its values, by name, one sentence."""
    return (
        ("学历和学位", _schooling(reading)),
        ("工作和专业", _work(reading)),
        ("申报人和单位", _people(reading)),
        ("级别和已有的职称", _titles(reading)),
        ("年度考核", _assessments(reading)),
        ("学历证明", _proofs(reading)),
    )


def _schooling(one: Reading) -> Said:
    modes = "不限学习形式。" if one.modes == MODES else f"学习形式只认{listed(one.modes, w.MODE)}；学位不分学习形式。"
    adds = one.unrelated_adds_years
    return {
        "conclusions": f"只有{listed(one.conclusions, w.CONCLUSION)}才算取得学历。",
        "modes": modes,
        "schooling_fields": f"所学专业与申报专业应为{listed(one.schooling_fields, w.FIELD, '或')}。",
        "unrelated_schooling": f"所学专业不相关、现从事的工作对口的，{_LEADS_TO[one.unrelated_schooling]}。",
        "unrelated_adds_years": f"所学专业不相关的，工作年限要多 {adds} 年。"
        if adds
        else "所学专业不相关的，不另加年限。",
    }


def _work(one: Reading) -> Said:
    return {
        "work_kinds": f"算年限的工作：{listed(one.work_kinds, w.WORK_KIND)}。",
        "work_fields": f"算年限的工作，专业应与申报专业为{listed(one.work_fields, w.FIELD, '或')}。",
    }


def _outcomes(found: Mapping[str, Outcome], labels: Words) -> str:
    """可以：…；由审核人认定：…；不可以：…"""
    groups = {
        word: listed([code for code, is_so in found.items() if is_so is outcome], labels)
        for outcome, word in _LEADS_TO.items()
    }
    return "；".join(f"{word}：{names}" for word, names in groups.items() if names)


def _people(one: Reading) -> Said:
    here = listed(one.identities_if_employed_here, w.ID_KIND)
    return {
        "identities": f"凭这些证件申报——{_outcomes(one.identities, w.ID_KIND)}。",
        "identities_if_employed_here": f"须在本市就业的证件：{here or '没有'}。",
        "statuses": f"在职状况——{_outcomes(one.statuses, w.STATUS)}。",
        "posts_needed": f"要有岗位空缺并经竞聘的单位：{listed(one.posts_needed, w.EMPLOYER_KIND) or '没有'}。",
        "staffing": f"事业单位人员——{_outcomes(one.staffing, w.STAFFING)}。",
        "affiliation_other": f"单位隶属不在受理部门名单上的，{_LEADS_TO[one.affiliation_other]}。",
    }


def _titles(one: Reading) -> Said:
    again = "可以" if one.low_title_redone else "不可以"
    return {
        "levels_by_determination": f"可以初定的级别：{listed(one.levels_by_determination, w.LEVEL)}。",
        "title_via": f"已有低一级职称、取得方式为下列的，再申报初定——{_outcomes(one.title_via, w.VIA)}。",
        "low_title_redone": f"按较低学历定了低级别的，{again}按现有学历重新初定。",
    }


def _assessments(one: Reading) -> Said:
    years = "，".join(
        f"{label} {one.assessment_years[level]} 个年度"
        for level, label in w.LEVEL.items()
        if level in one.assessment_years
    )
    return {
        "assessment_years": f"考核表要交最近几个年度的：{years or '不用交'}。",
        "grades_passed": f"考核合格的等次：{listed(one.grades_passed, w.GRADE)}。",
        "grade_none": f"未定等次的年度，{_LEADS_TO[one.grade_none]}。",
        "no_year_worked": f"还没有工作满一个考核年度的，{_LEADS_TO[one.no_year_worked]}。",
        "same_year_serves": f"申报当年的考核{'也可以' if one.same_year_serves else '不可以'}代替上一年度的。",
        "stamp_needed": f"考核表{'要' if one.stamp_needed else '不要求'}单位盖章。",
    }


def _proofs(one: Reading) -> Said:
    home = "中国" if one.home_country == "CN" else one.home_country
    return {
        "home_country": f"以{home}（{one.home_country}）的学历为国内学历，其余为国（境）外学历。",
        "home_proofs": f"国内学历——{_states(one.home_proofs)}。",
        "foreign_proofs": f"国（境）外学历——{_states(one.foreign_proofs)}。",
    }


def _states(found: Mapping[str, str]) -> str:
    return "；".join(
        f"{label}：{w.PROOF_STATE.get(found[code], found[code])}" for code, label in w.PROOF.items() if code in found
    )
