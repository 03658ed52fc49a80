"""The sections of the form in which a pack is edited, each with its groups of fields."""

from __future__ import annotations

from zhicheng.policy.form.field import REGIONS, Field, Group, Kind, Part, Shape
from zhicheng.policy.form.fields import (
    ACCEPTED,
    BASICS,
    BATCH,
    CALENDAR_YEAR,
    CHECK_ITEM,
    CONDITIONS,
    CORRECTION,
    COUNTY_CHECK,
    DECIDER,
    DOCUMENT,
    EXAM_ONLY,
    EXAMPLE,
    HOLIDAY,
    LICENCES,
    MAKE_UP_DAYS,
    MATERIALS,
    PAPER,
    PUBLICITY,
    READING,
    REFUSAL,
    REGION,
    RETURN,
    RULE,
    TRANSITION,
)

S = Shape
PARTS: tuple[Part, ...] = (
    Part(
        "basics",
        "基本信息",
        "这套政策叫什么，依据什么，已经提交的申报怎么办。",
        (
            Group("名称和依据", "", S.VALUES, BASICS),
            Group("新旧衔接", "", S.RULED, TRANSITION, "这套政策发布时，之前已经提交的申报按哪一套办理。"),
        ),
    ),
    Part(
        "rules",
        "初定条件",
        "什么学历、工作几年，可以初定哪一级。年限在这里改。",
        (
            Group(
                "条件",
                "rules",
                S.ROWS,
                RULE,
                "一条写一类学历（学位）到一个级别；同一学历到同一级别只写一条。",
                "条件",
                ("level", "rule", "diplomas", "degrees", "years", "outcome"),
            ),
            Group(
                "本地认可的例外",
                "accepted",
                S.ROWS,
                ACCEPTED,
                "学历较高、结果反而较差，而本地确实如此规定的，在这里写明，校验时不再指出。",
                "例外",
                ("level", "from", "to"),
                optional=True,
            ),
        ),
    ),
    Part(
        "reading",
        "认定口径",
        "通知没有写细的地方，本地怎样理解；每一项写明依据，通知没有写的依据留空。",
        (
            Group("口径", "reading", S.RULED, READING),
            Group("各项条件的依据", "conditions", S.CLAUSES, CONDITIONS),
            Group("各项材料的依据", "materials", S.CLAUSES, MATERIALS),
        ),
    ),
    Part(
        "batches",
        "批次和各区县时间",
        "什么时候受理。首日和末日都算在内；截止日不因周末顺延。",
        (
            Group("市级批次", "batches", S.ROWS, BATCH, "", "批次", ("id", "opens", "closes")),
            Group(
                "区县自己的批次",
                "own_batches",
                S.BY_REGION,
                (Field("region", "区县", Kind.CODE, REGIONS), *BATCH),
                "只写初级时间与市级不同的区县。",
                "批次",
                ("region", "id", "opens", "closes"),
            ),
        ),
    ),
    Part(
        "places",
        "受理部门和电话",
        "单位隶属哪里，就由哪里受理；谁审核决定，按级别分。",
        (
            Group("受理部门", "regions", S.ROWS, REGION, "", "部门", ("name", "office", "phone")),
            Group("由谁审核决定", "jurisdiction", S.ROWS, DECIDER, "", "分工", ("kinds", "levels", "authority")),
            Group("区县初核", "", S.RULED, COUNTY_CHECK),
        ),
    ),
    Part(
        "procedure",
        "公示与纸质材料",
        "公示几天，退回后几天内补正，纸质表交几份。",
        (
            Group("两次公示", "publicity", S.RULED, PUBLICITY),
            Group("纸质材料", "paper", S.RULED, PAPER),
            Group("退回补正", "correction", S.RULED, CORRECTION),
            Group("公布文件", "document", S.RULED, DOCUMENT),
        ),
    ),
    Part(
        "checklist",
        "审核要点",
        "审核人逐条回答的问题。",
        (Group("问题", "checklist", S.ROWS, CHECK_ITEM, "级别、单位、系列都不选：每件都问。", "问题", ("question",)),),
    ),
    Part(
        "reasons",
        "退回与不予通过理由",
        "退回补正和不予通过时选用的理由，连同条款写进告知书。",
        (
            Group("不予通过的理由", "refusal_reasons", S.ROWS, REFUSAL, "", "理由", ("wording",)),
            Group("退回补正的理由", "return_reasons", S.ROWS, RETURN, "", "理由", ("wording",)),
        ),
    ),
    Part(
        "tables",
        "以考代评和职业资格",
        "哪些专业只能考试取得，哪些系列要有职业资格。",
        (
            Group("以考代评", "exam_only", S.TABLE, EXAM_ONLY, "", "专业", ("series", "speciality", "levels")),
            Group("职业资格", "licences", S.TABLE, LICENCES, "", "系列", ("series", "licences", "from_level")),
        ),
    ),
)
CALENDAR = Part(
    "calendar",
    "工作日历",
    "照国务院办公厅的通知录入一年的放假和调休。",
    (
        Group("年份和通知", "", S.VALUES, CALENDAR_YEAR),
        Group(
            "放假",
            "holidays",
            S.ROWS,
            HOLIDAY,
            "照通知写每个假期的起止，周末也写在内。",
            "假期",
            ("name", "from", "to"),
        ),
        Group("调休上班的周末", "", S.VALUES, MAKE_UP_DAYS),
    ),
)
EXAMPLES = Part(
    "examples",
    "算例",
    "写明什么样的人应得什么结果；每次保存都会重新测算，有一个不通过就不能发布。",
    (
        Group(
            "算例",
            "cases",
            S.TABLE,
            EXAMPLE,
            "从一个人的基本情况改起，写明改动和应得的结果。",
            "算例",
            ("name",),
        ),
    ),
)
EDITED = (*PARTS, EXAMPLES)
PART: dict[str, Part] = {part.slug: part for part in EDITED}


_ELSEWHERE = {"series": "tables", "catalogue": "tables", "people": "examples", "outside": "examples", "id": "basics"}


def part_of(path: str) -> str:
    """The slug of the part to which a path of the reader's belongs, `rules[3].level`; empty when none does."""
    top = path.replace("[", ".").partition(".")[0]
    if top in _ELSEWHERE:
        return _ELSEWHERE[top]
    for part in EDITED:
        for group in part.groups:
            if top == group.path or (not group.path and top in {field.name for field in group.fields}):
                return part.slug
    return ""
