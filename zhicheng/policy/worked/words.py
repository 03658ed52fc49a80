"""The facts of a worked case as an officer writes them, `工作1.起 = 2022-07-10`, and as the examples file has them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhicheng.domain.eligibility.words import LICENCE, PROOF
from zhicheng.policy.words import labels as w
from zhicheng.policy.words.labels import Words

NONE, UNKNOWN, STILL = "没有", "不清楚", "至今"
COUNTRY: Words = {"CN": "中国"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A name of the facts: its label, its words, or the names below it; `many` when it is a list of such."""

    label: str
    words: Words | None = None
    below: Mapping[str, Fact] | None = None
    many: bool = False


_SCHOOLING = {
    "date": Fact("取得日期"),
    "field": Fact("专业", w.FIELD),
    "country": Fact("国家", COUNTRY),
    "proof": Fact("证明", PROOF),
}
_LEVELS = {code: Fact(label) for code, label in w.LEVEL.items()}


def facts_of(names: Mapping[str, Words]) -> dict[str, Fact]:
    """The table of facts; `names` are the labels of this pack's own codes, `series` and `regions`."""
    series, regions = names.get("series", {}), {**names.get("regions", {}), "other": "其他地区"}
    target = {"level": Fact("级别", w.LEVEL), "series": Fact("系列", series), "speciality": Fact("专业")}
    title = {
        **target,
        "via": Fact("取得方式", w.VIA),
        "date": Fact("取得日期"),
        "basis": Fact("所用学历", w.DEGREE | w.DIPLOMA),
    }
    return {
        "as_of": Fact("计算日期"),
        "target": Fact("申报", below=target),
        "person": Fact(
            "本人",
            below={
                "id_kind": Fact("证件", w.ID_KIND),
                "employed_in_city": Fact("在本市就业", w.FLAG),
                "status": Fact("在职状况", w.STATUS),
                "punished_until": Fact("处分期至"),
                "banned_until": Fact("禁止申报至"),
            },
        ),
        "employer": Fact(
            "单位",
            below={
                "kind": Fact("性质", w.EMPLOYER_KIND),
                "affiliation": Fact("隶属", regions),
                "self_evaluating": Fact("自主评聘", w.FLAG),
                "vacancies": Fact("空缺岗位", below=_LEVELS),
                "staffing": Fact("编制", w.STAFFING),
                "competition_passed": Fact("竞聘通过", w.FLAG),
            },
        ),
        "diplomas": Fact(
            "学历",
            below={
                "level": Fact("层次", w.DIPLOMA),
                "conclusion": Fact("结论", w.CONCLUSION),
                "mode": Fact("学习形式", w.MODE),
                **_SCHOOLING,
            },
            many=True,
        ),
        "degrees": Fact("学位", below={"level": Fact("层次", w.DEGREE), **_SCHOOLING}, many=True),
        "work": Fact(
            "工作",
            below={
                "from": Fact("起"),
                "to": Fact("止"),
                "field": Fact("专业", w.FIELD),
                "kind": Fact("性质", w.WORK_KIND),
            },
            many=True,
        ),
        "assessments": Fact(
            "考核",
            below={"year": Fact("年度"), "grade": Fact("等次", w.GRADE), "stamped": Fact("盖章", w.FLAG)},
            many=True,
        ),
        "insurance": Fact(
            "参保",
            below={
                "source": Fact("来源", {"pulled": "系统提取", "uploaded": "上传", "none": "没有材料"}),
                "region": Fact("参保地", regions),
            },
        ),
        "licences": Fact("职业资格", LICENCE, many=True),
        "titles": Fact("已有职称", below=title, many=True),
        "post_table": Fact("岗位信息表", w.FLAG),
    }


# -- paths ------------------------------------------------------------------------------------------------------------


def path_words(path: str, facts: Mapping[str, Fact]) -> str:
    """`work.0.from` as 工作1.起; what is not known stays as it is."""
    said: list[str] = []
    below: Mapping[str, Fact] = facts
    for step in path.split("."):
        if step.isdigit() and said:
            said[-1] += str(int(step) + 1)
            continue
        one = below.get(step)
        said.append(one.label if one else step)
        below = (one.below if one else None) or {}
    return ".".join(said)


def path_of(text: str, facts: Mapping[str, Fact]) -> str:
    """工作1.起 as `work.0.from`; what is not known stays as it was typed, for the reader to name."""
    steps: list[str] = []
    below: Mapping[str, Fact] = facts
    for part in text.strip().split("."):
        label, number = re.match(r"(.*?)(\d*)\Z", part.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
        name = next((name for name, one in below.items() if one.label == label), "")
        steps.append(name or part.strip())
        if name and number:
            steps.append(str(int(number) - 1))
        below = (below[name].below if name else None) or {}
    return ".".join(steps)


def _fact_at(path: str, facts: Mapping[str, Fact]) -> tuple[Fact, bool]:
    """What stands at a path, and whether it is one of a list."""
    below: Mapping[str, Fact] = facts
    one, single = Fact(""), False
    for step in path.split("."):
        single = step.isdigit()
        if not single:
            one = below.get(step, Fact(step))
            below = one.below or {}
    return one, single


# -- values -----------------------------------------------------------------------------------------------------------


def value_words(path: str, value: Any, facts: Mapping[str, Fact]) -> str:
    """A value in words that `value_of` reads again; JSON where words would not be enough."""
    text = _said(*_fact_at(path, facts), value)
    return (
        text if _plain(value_of(path, text, facts)) == _plain(value) else json.dumps(_plain(value), ensure_ascii=False)
    )


def value_of(path: str, text: str, facts: Mapping[str, Fact]) -> Any:
    """What was typed as a value of the facts."""
    text = text.strip()
    if text[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return _meant(*_fact_at(path, facts), text)


def _said(one: Fact, single: bool, value: Any) -> str:
    if one.many and not single and isinstance(value, list):
        return "；".join(_said(one, True, item) for item in value) or NONE
    if isinstance(value, Mapping):
        below = one.below or {}
        pairs = (
            f"{below.get(str(k), Fact(str(k))).label}：{_said(below.get(str(k), Fact('')), False, v)}"
            for k, v in value.items()
        )
        return "，".join(pairs) or NONE
    if value is None:
        return STILL if one.label == "止" else UNKNOWN
    if isinstance(value, bool):
        return w.FLAG[str(value).lower()]
    return (one.words or {}).get(str(value), str(value))


def _meant(one: Fact, single: bool, text: str) -> Any:
    if one.many and not single:
        return [] if text == NONE else [_meant(one, True, item.strip()) for item in text.split("；")]
    if one.below is not None:
        return _mapping(one.below, text)
    if text in (UNKNOWN, STILL):
        return None
    code = next((code for code, label in (one.words or {}).items() if label == text), text)
    return {"true": True, "false": False}[code] if one.words is w.FLAG and code in w.FLAG else _typed(code, one)


def _mapping(below: Mapping[str, Fact], text: str) -> Any:
    if text == NONE:
        return {}
    found = {}
    for pair in text.split("，"):
        label, colon, said = pair.partition("：")
        if not colon:
            return text
        name = next((name for name, one in below.items() if one.label == label.strip()), label.strip())
        found[name] = _meant(below.get(name, Fact("")), False, said.strip())
    return found


def _typed(text: str, one: Fact) -> Any:
    if one.words is None and text.isascii() and text.isdigit() and len(text) <= 4:
        return int(text)
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text
    except ValueError:
        return text


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
