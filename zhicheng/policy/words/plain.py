"""A pack in plain Chinese: sections of sentences, each with the clause of the notice on which it stands."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng.domain.eligibility.pack import Pack
from zhicheng.domain.words import cn_date
from zhicheng.policy.form.parts import PARTS
from zhicheng.policy.words import labels as w
from zhicheng.policy.words.labels import listed
from zhicheng.policy.words.plain_offices import batches, places
from zhicheng.policy.words.plain_reading import reading_groups
from zhicheng.policy.words.plain_rules import rules
from zhicheng.policy.words.sentence import Paragraph, Section, Sentence, bare, region_name, ruled, ruled_ones


def plain(pack: Pack) -> tuple[Section, ...]:
    """The whole pack, section by section, in the order of the form; every value of it is said."""
    tell = {
        "basics": _basics,
        "rules": rules,
        "reading": _reading,
        "batches": batches,
        "places": places,
        "procedure": _procedure,
        "checklist": _checklist,
        "reasons": _reasons,
        "tables": _tables,
    }
    return tuple(Section(part.slug, part.title, tuple(tell[part.slug](pack))) for part in PARTS)


def _basics(pack: Pack) -> Iterator[Paragraph]:
    said = {
        "title": f"这套政策叫“{pack.title}”。",
        "version": f"版本 {pack.version}。",
        "place": f"适用于{pack.place}。",
        "city": f"市级由{region_name(pack, pack.city)}受理。",
        "notice": f"依据《{pack.notice.strip('《》')}》。",
        "legal_basis": f"法规依据：{'；'.join(pack.legal_basis) or '没有写'}。",
        "site": f"公告和公示在{pack.site}查看。",
    }
    yield Paragraph("名称和依据", tuple(bare(path, text) for path, text in said.items()))
    yield Paragraph(
        "新旧衔接",
        (
            ruled(
                pack,
                "transition",
                f"这套政策发布时，之前已经提交的申报{w.TRANSITION.get(pack.transition, pack.transition)}。",
            ),
        ),
    )


def _reading(pack: Pack) -> Iterator[Paragraph]:
    for title, said in reading_groups(pack.reading):
        yield Paragraph(title, tuple(ruled(pack, f"reading.{name}", text) for name, text in said.items()))
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


def _procedure(pack: Pack) -> Iterator[Paragraph]:
    both, paper = pack.publicity, pack.paper
    yield ruled_ones(
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
    yield ruled_ones(
        pack,
        "纸质材料",
        {
            "paper.copies": f"纸质表一式 {paper.copies} 份。",
            "paper.due_days": f"公示结束后 {paper.due_days} 天内交。",
            "paper.gate": f"没有交齐纸质表的，{w.PAPER_GATE[paper.gate]}。",
        },
    )
    yield ruled_ones(
        pack, "退回补正", {"correction.working_days": f"退回后 {pack.correction.working_days} 个工作日内补正。"}
    )
    yield ruled_ones(pack, "公布文件", {"document.title_date": f"职称从{w.TITLE_DATE[pack.document.title_date]}起算。"})


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
            bare(
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
            bare(
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
            bare(
                f"series[{index}]",
                f"{one.name}："
                + "；".join(f"{w.LEVEL[level]} {'、'.join(titles)}" for level, titles in one.titles.items())
                + "。",
            )
            for index, one in enumerate(pack.series.values())
        ),
    )
