"""The conditions, one small function each, in a closed list; what a word leads to is the pack's."""

from __future__ import annotations

from collections.abc import Callable

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.candidates import Candidate, tell
from zhicheng.domain.eligibility.codes import LADDER, OTHER_AFFILIATION, Outcome, worst
from zhicheng.domain.eligibility.facts import Title
from zhicheng.domain.eligibility.pack import ExamOnly
from zhicheng.domain.eligibility.question import Question

MET, INCOMPLETE, MANUAL, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.MANUAL, Outcome.NOT_MET


def _find(question: Question, condition: str, outcome: Outcome, because: str) -> Finding:
    return Finding(condition, question.pack.conditions[condition], outcome, because)


def _own_reading(condition: str, outcome: Outcome, because: str) -> Finding:
    return Finding(condition, None, outcome, because)


def schooling_and_years(question: Question, candidate: Candidate | None) -> Finding:
    """The rule itself: this schooling, and this much work."""
    code = "schooling_and_years"
    if candidate is None:
        return _find(question, code, NOT_MET, f"没有可以初定{words.LEVEL[question.level]}的学历或学位")
    return Finding(code, candidate.route.clause, candidate.outcome, tell(question, candidate))


def field_of_work(question: Question, candidate: Candidate | None) -> Finding:
    """Work, and the schooling that carries the rule, in the speciality or a related one."""
    code, begun = "field_of_work", question.work.begun
    if begun is not MET:
        said = "没有本专业或相近专业的专业技术工作" if begun is NOT_MET else "专业技术工作经历还不清楚"
        return _find(question, code, begun, said)
    if candidate is None or candidate.held.field in question.pack.reading.schooling_fields:
        return _find(question, code, MET, "从事本专业或相近专业的专业技术工作")
    if candidate.held.field is None:
        return _find(question, code, INCOMPLETE, "所学专业与申报专业是否对口还不清楚")
    if question.work.same_field is MET:
        said = "所学专业与申报专业不相近，而工作就是申报的专业，须由审核人认定"
        return _own_reading(code, question.pack.reading.unrelated_schooling, said)
    return _find(question, code, question.work.same_field, "所学专业与申报专业不相近，工作也不是申报的专业")


def not_exam_only(question: Question, candidate: Candidate | None) -> Finding:
    """No determination where the title comes by national or provincial examination."""
    code, target = "not_exam_only", question.facts.target
    hits = [one for one in question.pack.exam_only if _in_force(one, question)]
    exam = next((one for one in hits if one.speciality in (None, target.speciality)), None)
    if exam:
        named = exam.speciality or question.pack.series[exam.series].name
        scope = "全国" if exam.scope == "national" else "全省"
        return _find(question, code, NOT_MET, f"{named}的{words.LEVEL[question.level]}实行{scope}统一考试，不再初定")
    if hits and target.speciality is None:
        return _find(question, code, INCOMPLETE, "申报专业还不清楚，无法判断是否以考代评")
    return _find(question, code, MET, "申报专业不在以考代评的范围内")


def _in_force(exam: ExamOnly, question: Question) -> bool:
    return (
        exam.series == question.facts.target.series
        and question.level in exam.levels
        and (exam.since is None or exam.since <= question.facts.as_of)
    )


def employer_not_self_evaluating(question: Question, candidate: Candidate | None) -> Finding:
    """A self-evaluating unit determines its own people's titles."""
    code, own = "employer_not_self_evaluating", question.facts.employer.self_evaluating
    if own is None:
        return _find(question, code, INCOMPLETE, "单位是否为职称自主评聘单位还不清楚")
    if own:
        return _find(question, code, NOT_MET, "单位是职称自主评聘单位，职称初定由单位自行负责")
    return _find(question, code, MET, "单位不是职称自主评聘单位")


def vacancy(question: Question, candidate: Candidate | None) -> Finding:
    """A public institution needs a free post at the level, and the person its competition."""
    code, employer, reading = "vacancy", question.facts.employer, question.pack.reading
    if employer.kind is None:
        return _find(question, code, INCOMPLETE, "单位性质还不清楚")
    if employer.kind not in reading.posts_needed:
        return _find(question, code, MET, "单位不是事业单位，不要求岗位空缺和竞聘")
    staffing = reading.staffing[employer.staffing] if employer.staffing else INCOMPLETE
    if employer.staffing and staffing is not MET:
        said = f"事业单位{words.STAFFING[employer.staffing]}，通知没有规定，须由审核人认定"
        return _own_reading(code, staffing, said)
    posts, place = _free_post(question)
    contest, won = _competition(employer.competition_passed)
    said = "；".join((place, won, "" if employer.staffing else "是否在编还不清楚")).rstrip("；")
    return _find(question, code, worst(staffing, posts, contest), said)


def _free_post(question: Question) -> tuple[Outcome, str]:
    level = words.LEVEL[question.level]
    free = (question.facts.employer.vacancies or {}).get(question.level)
    if free is None:
        return INCOMPLETE, f"{level}岗位有没有空缺还不清楚"
    return (MET if free > 0 else NOT_MET), f"{level}岗位空缺{free}个"


def _competition(passed: bool | None) -> tuple[Outcome, str]:
    if passed is None:
        return INCOMPLETE, "竞聘结果还不清楚"
    return (MET, "已通过竞聘") if passed else (NOT_MET, "没有通过竞聘")


def licence(question: Question, candidate: Candidate | None) -> Finding:
    """Where a profession may be entered only with a licence, one of its licences."""
    code, facts = "licence", question.facts
    need = question.pack.licence_needs.get(facts.target.series)
    if need is None or LADDER[question.level] < LADDER[need.from_level]:
        return _find(question, code, MET, "这一系列和级别不要求职业资格")
    wanted = "或".join(words.LICENCE.get(one, one) for one in need.licences)
    if facts.licences is None:
        return _find(question, code, INCOMPLETE, f"须有{wanted}，是否持有还不清楚")
    if facts.licences.intersection(need.licences):
        return _find(question, code, MET, f"持有{wanted}")
    return _find(question, code, NOT_MET, f"须有{wanted}，目前没有")


def identity(question: Question, candidate: Candidate | None) -> Finding:
    """The kinds of identity that the notice admits, some only with an employer in the city."""
    code, person, reading = "identity", question.facts.person, question.pack.reading
    if person.id_kind is None:
        return _find(question, code, INCOMPLETE, "身份证件种类还不清楚")
    outcome, name = reading.identities[person.id_kind], words.ID_KIND[person.id_kind]
    if outcome is not MET:
        return _find(question, code, outcome, f"只凭{name}不能申报")
    if person.id_kind not in reading.identities_if_employed_here:
        return _find(question, code, MET, f"持{name}")
    if person.employed_in_city is None:
        return _find(question, code, INCOMPLETE, f"持{name}，是否在本市就业还不清楚")
    if person.employed_in_city:
        return _find(question, code, MET, f"持{name}，在本市就业")
    return _find(question, code, NOT_MET, f"持{name}，但不在本市就业")


def in_post(question: Question, candidate: Candidate | None) -> Finding:
    """People in post; neither the retired nor civil servants."""
    status = question.facts.person.status
    if status is None:
        return _find(question, "in_post", INCOMPLETE, "是否在职还不清楚")
    return _find(question, "in_post", question.pack.reading.statuses[status], words.STATUS[status])


def not_barred(question: Question, candidate: Candidate | None) -> Finding:
    """No disciplinary period and no ban running, their last day included."""
    person, as_of = question.facts.person, question.facts.as_of
    running = [
        f"{name}到{last}为止（含当日）"
        for name, last in (("处分期", person.punished_until), ("禁止申报期", person.banned_until))
        if last is not None and last >= as_of
    ]
    if running:
        return _find(question, "not_barred", NOT_MET, "；".join(running))
    return _find(question, "not_barred", MET, f"{as_of}没有在处分期或禁止申报期内")


def level_by_determination(question: Question, candidate: Candidate | None) -> Finding:
    """The levels that can be had by determination at all."""
    open_levels = question.pack.reading.levels_by_determination
    if question.level in open_levels:
        return _find(question, "level_by_determination", MET, f"{words.LEVEL[question.level]}可以初定")
    return _find(question, "level_by_determination", NOT_MET, f"{words.LEVEL[question.level]}须经评审，不能初定")


def not_already_held(question: Question, candidate: Candidate | None) -> Finding:
    """Nothing at this level or above is held, in any series; a lower title may be determined anew."""
    titles = question.facts.titles
    if titles is None:
        return _find(question, "not_already_held", INCOMPLETE, "已有职称还不清楚")
    if not titles:
        return _find(question, "not_already_held", MET, "还没有职称")
    judged = [_beside(title, question, candidate) for title in titles]
    outcome = worst(*(one for one, _ in judged))
    said = "；".join(dict.fromkeys(text for one, text in judged if one is outcome))
    if outcome is MANUAL:
        return _own_reading("not_already_held", outcome, said)
    return _find(question, "not_already_held", outcome, said)


def _beside(title: Title, question: Question, candidate: Candidate | None) -> tuple[Outcome, str]:
    if title.level is None:
        return INCOMPLETE, "已有职称的级别还不清楚"
    held = words.LEVEL[title.level]
    if LADDER[title.level] >= LADDER[question.level]:
        if title.series not in (None, question.facts.target.series):
            return NOT_MET, f"已有其他系列的{held}职称，换系列不属于初定，请咨询转评"
        return NOT_MET, f"已有{held}职称，同级或更低级别不再初定"
    if title.via is None:
        return INCOMPLETE, f"已有{held}职称，取得方式还不清楚"
    by_way = question.pack.reading.title_via[title.via]
    if by_way is not MET:
        return by_way, f"已有的{held}职称经{words.VIA[title.via]}取得，通知没有规定，须由审核人认定"
    if not question.pack.reading.low_title_redone and candidate and title.basis in (None, candidate.held.level):
        return (NOT_MET if title.basis else INCOMPLETE), f"已按同一学历（学位）初定{held}，不再重新确定"
    return MET, f"已有{held}职称，可按现有学历（学位）再次初定"


def series_has_level(question: Question, candidate: Candidate | None) -> Finding:
    """The series has a title at the level."""
    target = question.facts.target
    name = question.pack.series[target.series].name if target.series in question.pack.series else target.series
    titles = question.pack.titles_of(target.series, question.level)
    if titles:
        return _find(question, "series_has_level", MET, f"{name}系列{words.LEVEL[question.level]}为{'、'.join(titles)}")
    return _find(question, "series_has_level", NOT_MET, f"{name}系列没有{words.LEVEL[question.level]}")


def jurisdiction(question: Question, candidate: Candidate | None) -> Finding:
    """The employer's affiliation, and with the level the bureau that decides."""
    pack, affiliation = question.pack, question.facts.employer.affiliation
    if affiliation is None:
        return _find(question, "jurisdiction", INCOMPLETE, "单位隶属还不清楚")
    if affiliation == OTHER_AFFILIATION or affiliation not in pack.regions:
        return _own_reading("jurisdiction", pack.reading.affiliation_other, "单位不隶属本市各部门，须由审核人认定")
    region, authority = pack.regions[affiliation], pack.authority_for(affiliation, question.level)
    decider = pack.regions[authority].office if authority else "通知没有列明的部门"
    return _find(question, "jurisdiction", MET, f"单位隶属{region.name}，由{decider}审核")


Check = Callable[[Question, Candidate | None], Finding]

WHOEVER: dict[str, Check] = {
    "employer_not_self_evaluating": employer_not_self_evaluating,
    "identity": identity,
    "in_post": in_post,
    "not_barred": not_barred,
}
"""Conditions that are the same for every level."""

BY_LEVEL: dict[str, Check] = {
    "not_exam_only": not_exam_only,
    "vacancy": vacancy,
    "licence": licence,
    "level_by_determination": level_by_determination,
    "series_has_level": series_has_level,
    "jurisdiction": jurisdiction,
}
"""Conditions that the level decides."""

BY_SCHOOLING: dict[str, Check] = {
    "schooling_and_years": schooling_and_years,
    "field_of_work": field_of_work,
    "not_already_held": not_already_held,
}
"""Conditions that the diploma or degree decides, tried for each."""

ASSESSMENT = "assessment_passed"
"""Judged together with its material."""

ORDER = (
    "schooling_and_years",
    "field_of_work",
    "not_exam_only",
    "employer_not_self_evaluating",
    "vacancy",
    "licence",
    "identity",
    "in_post",
    "not_barred",
    "level_by_determination",
    "not_already_held",
    "series_has_level",
    ASSESSMENT,
    "jurisdiction",
)
