"""The ways to each level, in plain Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng.domain.eligibility.pack import Pack, Route
from zhicheng.policy.words import labels as w
from zhicheng.policy.words.labels import listed
from zhicheng.policy.words.sentence import Paragraph, Sentence


def rules(pack: Pack) -> Iterator[Paragraph]:
    """Each level with its ways, and what is accepted here beside them."""
    for level in w.LEVEL:
        routes = pack.routes.get(level, ())
        if routes:
            said = (
                Sentence(route_words(route, level), route.clause, f"rules.{level}[{index}]", route.uncertain)
                for index, route in enumerate(routes)
            )
            yield Paragraph(f"初定{w.LEVEL[level]}", tuple(said))
    if pack.accepted:
        yield Paragraph(
            "本地认可的例外",
            tuple(
                Sentence(
                    f"{w.LEVEL[one.level]}：{_schooling(one.higher)}的结果比{_schooling(one.lower)}差，本地规定如此"
                    f"{f'（{one.note}）' if one.note else ''}。",
                    one.clause,
                    f"accepted[{index}]",
                )
                for index, one in enumerate(pack.accepted)
            ),
        )


def _schooling(code: str) -> str:
    return w.DIPLOMA.get(code) or w.DEGREE.get(code) or code


def route_words(route: Route, level: str) -> str:
    """One way to a level in a sentence."""
    held = [listed(route.diplomas, w.DIPLOMA) and f"{listed(route.diplomas, w.DIPLOMA)}毕业"]
    held.append(listed(route.degrees, w.DEGREE) and f"取得{listed(route.degrees, w.DEGREE)}")
    return "".join(
        (
            f"{route.rule}：" if route.rule else "",
            "，或".join(part for part in held if part),
            _only(route),
            _years(route),
            _leads_to(route, level),
            "考核只看实际工作过的年度。" if route.only_years_worked_assessed else "",
            f"已有{listed(route.unless_diploma, w.DIPLOMA)}毕业证书的，不用这一条。" if route.unless_diploma else "",
            f"{route.note}。" if route.note else "",
        )
    )


def _only(route: Route) -> str:
    only = [listed(route.modes, w.MODE), listed(route.conclusions, w.CONCLUSION)]
    said = "、".join(part for part in only if part)
    return f"（只认{said}）" if said else ""


def _span(years: int, months: int) -> str:
    """3 年, 6 个月, 1 年 6 个月; empty for nothing."""
    return " ".join(part for part in (f"{years} 年" if years else "", f"{months} 个月" if months else "") if part)


def _years(route: Route) -> str:
    whole, after = _span(route.years, route.months), _span(route.years_after, route.months_after)
    if not whole and not after:
        return "，取得即可（不要求工作年限），"
    before = "取得之前的年限也相加" if route.before_counts else "只算取得之后的年限"
    if after and whole:
        return f"，合计从事专业技术工作满 {whole}（{before}），其中取得后满 {after}，"
    return f"，取得后从事专业技术工作满 {after}，" if after else f"，从事专业技术工作满 {whole}（{before}），"


def _leads_to(route: Route, level: str) -> str:
    name = w.LEVEL[level]
    return {
        "met": f"可以初定{name}。",
        "manual": f"申报{name}的，由审核人认定。",
        "not_met": f"不能初定{name}。",
    }[route.outcome.value]
