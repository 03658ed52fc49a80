"""The one line by which a list shows an entry."""

from collections.abc import Mapping

from zhicheng.domain.archive.regions import is_region_code
from zhicheng.domain.archive.sections import Field, section_of

_SHOWN: dict[str, tuple[str, ...]] = {
    "schooling": ("date", "level", "school", "speciality"),
    "degree": ("date", "level", "school", "speciality"),
    "work": ("span", "employer", "post"),
    "insurance": ("span", "region", "employer"),
    "assessment": ("year", "grade", "employer"),
    "licence": ("date", "kind", "subject"),
    "title": ("date", "level", "speciality", "via"),
    "summary": ("text",),
    "basics": ("gender", "birth_date", "speciality_now"),
    "attachment": ("kind", "title"),
}
_LONGEST = 30


def entry_title(
    section: str, values: Mapping[str, str], *, lists: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """A heading in Chinese such as "2021-06-30 · 本科 · 苕州学院 · 土木工程"; blanks are left out.

    `lists` gives the labels of the deployment's codes by list name ("regions", "series").
    """
    shape = section_of(section)
    parts = [_part(shape.code, name, values, lists or {}) for name in _SHOWN[section]]
    return " · ".join(part for part in parts if part) or f"{shape.label}（未填写）"


def value_label(field: Field, text: str, *, lists: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """What a person reads for a typed text: the label of a code, 是 or 否, else the text itself."""
    if field.kind == "bool":
        return {"true": "是", "false": "否"}.get(text, text)
    if field.choices_from:
        elsewhere = f"其他地区（{text}）" if field.choices_from == "regions" and is_region_code(text) else text
        return (lists or {}).get(field.choices_from, {}).get(text, elsewhere)
    return next((choice.label for choice in field.choices if choice.code == text), text)


def _part(section: str, name: str, values: Mapping[str, str], lists: Mapping[str, Mapping[str, str]]) -> str:
    if name == "span":
        return _span(values)
    text = values.get(name, "").strip()
    if not text:
        return ""
    if name == "year":
        return f"{text} 年度"
    field = section_of(section).field(name)
    label = " ".join(value_label(field, text, lists=lists).split())
    if section == "degree" and name == "level" and not label.endswith("学位"):
        label += "学位"
    return label if len(label) <= _LONGEST else label[:_LONGEST] + "…"


def _span(values: Mapping[str, str]) -> str:
    start, end = values.get("from", "").strip(), values.get("to", "").strip()
    return f"{start} 至 {end or '今'}" if start else ""
