"""A pack in plain Chinese: sections of sentences, each with the clause of the notice on which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhicheng.domain.eligibility.pack import Batch, Clause, Decider, Pack, Region, Route
from zhicheng.domain.words import batch_words, cn_date, cn_period
from zhicheng.policy.form.parts import PARTS
from zhicheng.policy.words import labels as w
from zhicheng.policy.words.labels import listed
from zhicheng.policy.words.plain_reading import reading_groups

NO_CLAUSE_ASKED = ("title", "version", "place", "city", "notice", "legal_basis", "site")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that the pack says; `path` is the value's place in the pack, `clause` None where the notice is silent.

    `has_clause` is False for what needs none (the pack's name, a cell of a table); `uncertain`: not verified.
    """

    text: str
    clause: Clause
    path: str
    uncertain: bool = False
    has_clause: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences under one heading."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the pack, by the name that it has in the form."""

    slug: str
    title: str
    paragraphs: tuple[Paragraph, ...]


def plain(pack: Pack) -> tuple[Section, ...]:
    """The whole pack, section by section, in the order of the form; every value of it is said."""
    tell = {
        "basics": _basics,
        "rules": _rules,
        "reading": _reading,
        "batches": _batches,
        "places": _places,
        "procedure": _procedure,
        "checklist": _checklist,
        "reasons": _reasons,
        "tables": _tables,
    }
    return tuple(Section(part.slug, part.title, tuple(tell[part.slug](pack))) for part in PARTS)


def _ruled(pack: Pack, path: str, text: str) -> Sentence:
    return Sentence(text, pack.clauses.get(path), path, path in pack.uncertain)


def _bare(path: str, text: str) -> Sentence:
    return Sentence(text, None, path, has_clause=False)


def _basics(pack: Pack) -> Iterator[Paragraph]:
    said = {
        "title": f"这套政策叫“{pack.title}”。",
        "version": f"版本 {pack.version}。",
        "place": f"适用于{pack.place}。",
        "city": f"市级由{_region(pack, pack.city)}受理。",
        "notice": f"依据《{pack.notice.strip('《》')}》。",
        "legal_basis": f"法规依据：{'；'.join(pack.legal_basis) or '没有写'}。",
        "site": f"公告和公示在{pack.site}查看。",
    }
    yield Paragraph("名称和依据", tuple(_bare(path, text) for path, text in said.items()))
    yield Paragraph(
        "新旧衔接",
        (
            _ruled(
                pack,
                "transition",
                f"这套政策发布时，之前已经提交的申报{w.TRANSITION.get(pack.transition, pack.transition)}。",
            ),
        ),
    )


def _region(pack: Pack, code: str) -> str:
    found = pack.regions.get(code)
    return found.name if found else code


# -- rules ----------------------------------------------------------------------------------------------------------


def _rules(pack: Pack) -> Iterator[Paragraph]:
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


def span(years: int, months: int) -> str:
    """3 年, 6 个月, 1 年 6 个月; empty for nothing."""
    return " ".join(part for part in (f"{years} 年" if years else "", f"{months} 个月" if months else "") if part)


def _years(route: Route) -> str:
    whole, after = span(route.years, route.months), span(route.years_after, route.months_after)
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


# -- reading --------------------------------------------------------------------------------------------------------


def _reading(pack: Pack) -> Iterator[Paragraph]:
    for title, said in reading_groups(pack.reading):
        yield Paragraph(title, tuple(_ruled(pack, f"reading.{name}", text) for name, text in said.items()))
    yield Paragraph(
        "各项条件的依据",
        tuple(
            Sentence(f"{w.CONDITION.get(code, code)}。", clause, f"conditions.{code}")
            for code, clause in pack.conditions.items()
        ),
    )
    yield Paragraph(
        "各项材料的依据",
        tuple(
            Sentence(f"{w.MATERIAL.get(code, code)}。", clause, f"materials.{code}")
            for code, clause in pack.materials.items()
        ),
    )


# -- when and where ---------------------------------------------------------------------------------------------------


def _batches(pack: Pack) -> Iterator[Paragraph]:
    city = _windows(pack, pack.batches, "batches")
    yield Paragraph("市级批次", city or (_bare("batches", "市级的受理时间还没有公布。"),))
    for code, own in pack.own_batches.items():
        yield Paragraph(f"{_region(pack, code)}自己的批次", _windows(pack, own, f"own_batches.{code}"))
    if not pack.own_batches:
        yield Paragraph("区县自己的批次", (_bare("own_batches", "没有写明区县自己的时间。"),))


def _windows(pack: Pack, batches: Iterable[Batch], path: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(window_words(one), one.clause, f"{path}[{index}]", one.uncertain) for index, one in enumerate(batches)
    )


def window_words(batch: Batch) -> str:
    """One window in a sentence."""
    closes = batch.employer_closes
    return "".join(
        (
            f"{batch_words(batch.id)}：{cn_period(batch.opens, batch.closes)}受理，最后一天 24:00 截止。",
            f"单位在 {cn_date(closes)} 前推荐。" if closes != batch.closes else "",
            f"年限计算到 {cn_date(batch.years_counted_to)}。" if batch.years_counted_to else "",
        )
    )


def _places(pack: Pack) -> Iterator[Paragraph]:
    yield Paragraph(
        "受理部门",
        tuple(
            Sentence(_office(pack, one), one.clause, f"regions[{index}]", one.uncertain)
            for index, one in enumerate(pack.regions.values())
        ),
    )
    yield Paragraph(
        "由谁审核决定",
        tuple(
            Sentence(_decider(pack, one), one.clause, f"jurisdiction[{index}]", one.uncertain)
            for index, one in enumerate(pack.deciders)
        ),
    )
    check = "市级审核之前，先由区县初核。" if pack.county_check else "市级审核之前，区县不另行初核。"
    yield Paragraph("区县初核", (_ruled(pack, "county_check", check),))


def _office(pack: Pack, region: Region) -> str:
    by = "" if region.bureau == region.code else f"由{_region(pack, region.bureau)}办理，"
    phone = f"电话 {region.phone}" if region.phone else "没有公布电话"
    note = f"（{region.note}）" if region.note else ""
    kind = w.REGION_KIND.get(region.kind, region.kind)
    return f"{region.name}{'' if kind in region.name else f'（{kind}）'}：{by}{region.office}，{phone}{note}。"


def _decider(pack: Pack, one: Decider) -> str:
    who = _region(pack, one.authority) if one.authority else "单位隶属的部门"
    how = w.DECIDED_BY[one.by].removeprefix("由人社部门")
    kinds, levels = listed(one.kinds, w.REGION_KIND), listed(one.levels, w.LEVEL)
    return f"隶属{kinds}的单位申报{levels}：{who}{how}，{w.BATCH_KIND[one.batches]}受理。"


# -- procedure --------------------------------------------------------------------------------------------------------


def _procedure(pack: Pack) -> Iterator[Paragraph]:
    both, paper = pack.publicity, pack.paper
    yield _said(
        pack,
        "两次公示",
        {
            "publicity.employer_days": f"单位公示 {both.employer_days} 个工作日。",
            "publicity.official_days": f"人社部门公示 {both.official_days} 个工作日。",
            "publicity.count_start": f"公示开始当天{'算' if both.count_start else '不算'}第一天。",
            "publicity.restart_on_changed_fact": "公示过的内容改了，单位要重新公示。"
            if both.restart_on_changed_fact
            else "公示过的内容改了，单位不用重新公示。",
        },
    )
    yield _said(
        pack,
        "纸质材料",
        {
            "paper.copies": f"纸质表一式 {paper.copies} 份。",
            "paper.due_days": f"公示结束后 {paper.due_days} 天内交。",
            "paper.gate": f"没有交齐纸质表的，{w.PAPER_GATE[paper.gate]}。",
        },
    )
    yield _said(
        pack, "退回补正", {"correction.working_days": f"退回后 {pack.correction.working_days} 个工作日内补正。"}
    )
    yield _said(pack, "公布文件", {"document.title_date": f"职称从{w.TITLE_DATE[pack.document.title_date]}起算。"})


def _said(pack: Pack, title: str, said: dict[str, str]) -> Paragraph:
    return Paragraph(title, tuple(_ruled(pack, path, text) for path, text in said.items()))


def _checklist(pack: Pack) -> Iterator[Paragraph]:
    said = []
    for index, item in enumerate(pack.checklist):
        series = [pack.series[code].name if code in pack.series else code for code in sorted(item.series)]
        only = [listed(item.levels, w.LEVEL), listed(item.employer_kinds, w.EMPLOYER_KIND), "、".join(series)]
        limits = "，".join(part for part in only if part)
        text = item.question + (f"（只问：{limits}）" if limits else "")
        said.append(Sentence(text, item.clause, f"checklist[{index}]"))
    yield Paragraph("审核人逐条回答", tuple(said))


def _reasons(pack: Pack) -> Iterator[Paragraph]:
    yield Paragraph(
        "不予通过的理由",
        tuple(
            Sentence(f"{one.wording}。", one.clause, f"refusal_reasons[{index}]")
            for index, one in enumerate(pack.refusal_reasons)
        ),
    )
    yield Paragraph(
        "退回补正的理由",
        tuple(
            Sentence(f"{one.wording}。{one.cure}。", one.clause, f"return_reasons[{index}]")
            for index, one in enumerate(pack.return_reasons)
        ),
    )


def _tables(pack: Pack) -> Iterator[Paragraph]:
    name = {code: series.name for code, series in pack.series.items()}
    yield Paragraph(
        "以考代评（只能考试取得，不进行初定）",
        tuple(
            _bare(
                f"exam_only[{index}]",
                f"{name[one.series]}：{one.speciality or '整个系列'}，{listed(one.levels, w.LEVEL)}，"
                f"{w.SCOPE[one.scope]}{f'，自 {cn_date(one.since)} 起' if one.since else ''}。",
            )
            for index, one in enumerate(pack.exam_only)
        ),
    )
    yield Paragraph(
        "要有职业资格的系列",
        tuple(
            _bare(
                f"licences[{index}]",
                f"{name[one.series]}：{w.LEVEL[one.from_level]}起，要有{listed(one.licences, w.LICENCE, '或')}"
                f"{f'（{one.note}）' if one.note else ''}。",
            )
            for index, one in enumerate(pack.licence_needs.values())
        ),
    )
    yield Paragraph(
        "系列和各级职称名称",
        tuple(
            _bare(
                f"series[{index}]",
                f"{one.name}："
                + "；".join(f"{w.LEVEL[level]} {'、'.join(titles)}" for level, titles in one.titles.items())
                + "。",
            )
            for index, one in enumerate(pack.series.values())
        ),
    )
