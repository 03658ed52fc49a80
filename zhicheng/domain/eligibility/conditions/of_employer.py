"""Conditions of the employer: who decides, who has posts, who evaluates itself."""

from __future__ import annotations

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.codes import OTHER_AFFILIATION, Outcome, worst
from zhicheng.domain.eligibility.conditions.findings import by_own_reading, found
from zhicheng.domain.eligibility.facts import Employer
from zhicheng.domain.eligibility.pack import Pack

MET, INCOMPLETE, MANUAL, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.MANUAL, Outcome.NOT_MET


def employer_not_self_evaluating(pack: Pack, own: bool | None) -> Finding:
    """A self-evaluating unit determines its own people's titles."""
    code = "employer_not_self_evaluating"
    if own is None:
        return found(pack, code, INCOMPLETE, "单位是否为职称自主评聘单位还不清楚")
    if own:
        return found(pack, code, NOT_MET, "单位是职称自主评聘单位，职称初定由单位自行负责")
    return found(pack, code, MET, "单位不是职称自主评聘单位")


def vacancy_by_kind(pack: Pack, kind: str | None) -> Finding | None:
    """What the kind of employer alone says of posts; None of one that needs them."""
    if kind is None:
        return found(pack, "vacancy", INCOMPLETE, "单位性质还不清楚")
    if kind not in pack.reading.posts_needed:
        return found(pack, "vacancy", MET, "单位不是事业单位，不要求岗位空缺和竞聘")
    return None


def vacancy(pack: Pack, level: str, employer: Employer) -> Finding:
    """A public institution needs a free post at the level, and the person its competition."""
    staffing = pack.reading.staffing[employer.staffing] if employer.staffing else INCOMPLETE
    if employer.staffing and staffing is not MET:
        said = f"事业单位{words.STAFFING[employer.staffing]}，通知没有规定，须由审核人认定"
        return by_own_reading("vacancy", staffing, said)
    posts, place = _free_post(level, (employer.vacancies or {}).get(level))
    contest, won = _competition(employer.competition_passed)
    said = "；".join((place, won, "" if employer.staffing else "是否在编还不清楚")).rstrip("；")
    return found(pack, "vacancy", worst(staffing, posts, contest), said)


def _free_post(level: str, free: int | None) -> tuple[Outcome, str]:
    if free is None:
        return INCOMPLETE, f"{words.LEVEL[level]}岗位有没有空缺还不清楚"
    return (MET if free > 0 else NOT_MET), f"{words.LEVEL[level]}岗位空缺{free}个"


def _competition(passed: bool | None) -> tuple[Outcome, str]:
    if passed is None:
        return INCOMPLETE, "竞聘结果还不清楚"
    return (MET, "已通过竞聘") if passed else (NOT_MET, "没有通过竞聘")


def jurisdiction(pack: Pack, affiliation: str | None, level: str) -> Finding:
    """The employer's affiliation, and with the level the bureau that decides."""
    code = "jurisdiction"
    if affiliation is None:
        return found(pack, code, INCOMPLETE, "单位隶属还不清楚")
    if affiliation == OTHER_AFFILIATION or affiliation not in pack.regions:
        return by_own_reading(code, pack.reading.affiliation_other, "单位不隶属本市各部门，须由审核人认定")
    region, decider = pack.regions[affiliation], pack.decider_for(affiliation, level)
    if decider is None:
        return found(pack, code, MET, f"单位隶属{region.name}，由通知没有列明的部门审核")
    office = pack.regions[decider.authority or affiliation].office
    way = f"由{office}审核" if decider.by == "bureau" else f"由{office}组织评审委员会，经委员表决认定"
    return found(pack, code, MET, f"单位隶属{region.name}，{way}")
