"""What a person can do about a finding or a material: the table of repairs, by its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.change_facts import ChangeItem, Path, Put
from zhicheng.domain.eligibility.codes import EMPLOYER_KINDS, LADDER, STAFFINGS, STATUSES, Level, Outcome
from zhicheng.domain.eligibility.facts import Facts
from zhicheng.domain.eligibility.pack import Pack

Repair = Callable[[Facts, Pack], Iterator[ChangeItem]]
OTHER_SPECIALITY = "其他专业"
"""Stands for a speciality of the series that has no examination."""


def repairs(facts: Facts, pack: Pack, codes: Iterator[str]) -> Iterator[ChangeItem]:
    """What can be done about these conditions and materials, each once."""
    done: set[Put] = set()
    for code in codes:
        for item in REPAIRS[code](facts, pack) if code in REPAIRS else ():
            if not done.intersection(item.puts):
                done.update(item.puts)
                yield item


def _condition(pack: Pack, code: str, path: Path, value: object, wanting: str, said: str) -> ChangeItem:
    return ChangeItem(code, said, pack.conditions[code], wanting, (Put(path, value),))


def _material(pack: Pack, code: str, path: Path, value: object, wanting: str, said: str) -> ChangeItem:
    return ChangeItem(code, said, pack.materials[code], wanting, (Put(path, value),))


def _met(outcomes: Mapping[str, Outcome], usual: str) -> str:
    fine = sorted(code for code, outcome in outcomes.items() if outcome is Outcome.MET)
    return usual if usual in fine or not fine else fine[0]


def _identity(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    person, code = facts.person, "identity"
    kind = person.id_kind or _met(pack.reading.identities, "resident_id")
    if person.id_kind is None:
        said = f"请写明身份证件种类；{words.ID_KIND[kind]}就可以"
        yield _condition(pack, code, ("person", "id_kind"), kind, "身份证件种类", said)
    if person.employed_in_city is None and kind in pack.reading.identities_if_employed_here:
        said = "请写明是否在本市就业；在本市就业的可以申报"
        yield _condition(pack, code, ("person", "employed_in_city"), True, "是否在本市就业", said)


def _in_post(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    if facts.person.status is None:
        status = _met({code: pack.reading.statuses[code] for code in STATUSES}, "in_post")
        yield _condition(pack, "in_post", ("person", "status"), status, "是否在职", "请写明是否在职；在职的可以申报")


def _self_evaluating(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    if facts.employer.self_evaluating is None:
        code, said = "employer_not_self_evaluating", "请向单位问清是不是职称自主评聘单位；不是的，在本平台申报"
        yield _condition(pack, code, ("employer", "self_evaluating"), False, "单位是否自主评聘", said)


def _vacancy(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    employer, code, level = facts.employer, "vacancy", facts.target.level
    if employer.kind is None:
        free = sorted(EMPLOYER_KINDS - pack.reading.posts_needed)
        kind = "enterprise" if "enterprise" in free or not free else free[0]
        said = "请写明单位性质；不是事业单位的，不要求岗位空缺和岗位信息表"
        yield _condition(pack, code, ("employer", "kind"), kind, "单位性质", said)
        return
    if employer.staffing is None:
        staffing = _met({one: pack.reading.staffing[one] for one in STAFFINGS}, "established")
        said = "请写明是否在编；在编人员可以申报"
        yield _condition(pack, code, ("employer", "staffing"), staffing, "是否在编", said)
    if (employer.vacancies or {}).get(level) is None:
        path, name = ("employer", "vacancies", level), f"{words.LEVEL[level]}岗位空缺数"
        yield _condition(pack, code, path, 1, name, f"请单位填报{name}；有空缺才能申报")
    if employer.competition_passed is None:
        said = "请单位填报竞聘结果；通过竞聘才能申报"
        yield _condition(pack, code, ("employer", "competition_passed"), True, "竞聘结果", said)


def _licence(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    need = pack.licence_needs.get(facts.target.series)
    if need and not (facts.licences or frozenset()).intersection(need.licences):
        wanted = "或".join(words.LICENCE.get(one, one) for one in need.licences)
        held = (facts.licences or frozenset()) | {need.licences[0]}
        yield _material(pack, "licence", ("licences",), held, wanted, f"请上传{wanted}；还没有的，须先取得")


def _exam_only(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    if facts.target.speciality is None:
        said = "请写明申报专业；不属于以考代评的专业可以申报"
        path = ("target", "speciality")
        yield _condition(pack, "not_exam_only", path, OTHER_SPECIALITY, "申报专业", said)


def _titles(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    code, below = "not_already_held", LADDER[facts.target.level] - 1
    if facts.titles is None:
        said = "请写明已有的职称；没有的，写明没有"
        yield _condition(pack, code, ("titles",), (), "已有职称", said)
    for index, title in enumerate(facts.titles or ()):
        if title.level is None and below >= 0:
            said = f"请写明已有职称的级别；低于{words.LEVEL[facts.target.level]}的，可以再次初定"
            yield _condition(pack, code, ("titles", index, "level"), list(Level)[below].value, "已有职称的级别", said)
        if title.via is None:
            via = _met(pack.reading.title_via, "determination")
            said = "请写明已有职称的取得方式（初定、评审或考试）"
            yield _condition(pack, code, ("titles", index, "via"), via, "已有职称的取得方式", said)
        if title.basis is None:
            said = "请写明已有职称是按哪一学历（学位）初定的；不是按现在的学历（学位）的，可以再次初定"
            yield _condition(pack, code, ("titles", index, "basis"), "senior_high", "已有职称依据的学历（学位）", said)


def _jurisdiction(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    if facts.employer.affiliation is None:
        said = "请向单位问清隶属哪一级、哪个区县的人社部门"
        yield _condition(pack, "jurisdiction", ("employer", "affiliation"), pack.city, "单位隶属", said)


def _insurance(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    said = "请下载社会保险参保证明并上传"
    yield _material(pack, "insurance", ("insurance", "source"), "uploaded", "参保记录", said)


def _post_table(facts: Facts, pack: Pack) -> Iterator[ChangeItem]:
    if facts.employer.kind is None:
        yield from _vacancy(facts, pack)
        return
    said = "请单位提供盖好章的事业单位岗位信息表"
    yield _material(pack, "post_table", ("post_table",), True, "事业单位岗位信息表", said)


REPAIRS: Mapping[str, Repair] = {
    "identity": _identity,
    "in_post": _in_post,
    "employer_not_self_evaluating": _self_evaluating,
    "vacancy": _vacancy,
    "licence": _licence,
    "not_exam_only": _exam_only,
    "not_already_held": _titles,
    "jurisdiction": _jurisdiction,
    "insurance": _insurance,
    "post_table": _post_table,
}
"""Schooling and its proof are filled in `change_schooling`, work in `change_work`, the forms in `change_forms`.

No repair is there for what is known and not the person's to change: examination, levels, a self-evaluating unit, posts.
"""
