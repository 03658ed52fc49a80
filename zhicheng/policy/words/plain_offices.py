"""When and where to apply and who decides, in plain Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhicheng.domain.eligibility.pack import Batch, Decider, Pack, Region
from zhicheng.domain.words import batch_words, cn_date, cn_period
from zhicheng.policy.words import labels as w
from zhicheng.policy.words.labels import listed
from zhicheng.policy.words.sentence import Paragraph, Sentence, bare, region_name, ruled


def batches(pack: Pack) -> Iterator[Paragraph]:
    """When applications are taken, by the city and by regions of their own time."""
    city = _windows(pack, pack.batches, "batches")
    yield Paragraph("市级批次", city or (bare("batches", "市级的受理时间还没有公布。"),))
    for code, own in pack.own_batches.items():
        yield Paragraph(f"{region_name(pack, code)}自己的批次", _windows(pack, own, f"own_batches.{code}"))
    if not pack.own_batches:
        yield Paragraph("区县自己的批次", (bare("own_batches", "没有写明区县自己的时间。"),))


def _windows(pack: Pack, windows: Iterable[Batch], path: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(_window_words(one), one.clause, f"{path}[{index}]", one.uncertain) for index, one in enumerate(windows)
    )


def _window_words(batch: Batch) -> str:
    """One window in a sentence."""
    closes = batch.employer_closes
    return "".join(
        (
            f"{batch_words(batch.id)}：{cn_period(batch.opens, batch.closes)}受理，最后一天 24:00 截止。",
            f"单位在 {cn_date(closes)} 前推荐。" if closes != batch.closes else "",
            f"年限计算到 {cn_date(batch.years_counted_to)}。" if batch.years_counted_to else "",
        )
    )


def places(pack: Pack) -> Iterator[Paragraph]:
    """Which bureau takes and decides what, and how to reach it."""
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
    yield Paragraph("区县初核", (ruled(pack, "county_check", check),))


def _office(pack: Pack, region: Region) -> str:
    by = "" if region.bureau == region.code else f"由{region_name(pack, region.bureau)}办理，"
    phone = f"电话 {region.phone}" if region.phone else "没有公布电话"
    note = f"（{region.note}）" if region.note else ""
    kind = w.REGION_KIND.get(region.kind, region.kind)
    return f"{region.name}{'' if kind in region.name else f'（{kind}）'}：{by}{region.office}，{phone}{note}。"


def _decider(pack: Pack, one: Decider) -> str:
    who = region_name(pack, one.authority) if one.authority else "单位隶属的部门"
    how = w.DECIDED_BY[one.by].removeprefix("由人社部门")
    kinds, levels = listed(one.kinds, w.REGION_KIND), listed(one.levels, w.LEVEL)
    return f"隶属{kinds}的单位申报{levels}：{who}{how}，{w.BATCH_KIND[one.batches]}受理。"
