"""What a submission holds, as a person reads it; and what two of them differ in."""

from dataclasses import dataclass
from typing import Any

from zhicheng.domain.archive import SECTIONS, section_of, value_label
from zhicheng.domain.identity import ID_KINDS
from zhicheng.policy.deployment import closed_lists
from zhicheng.web.applicant.pages.apply import RELATIONS, STAFFINGS, STATUSES, kind_word
from zhicheng.web.applicant.pages.registers import REGISTERS

Body = dict[str, Any]
RELATION_WORDS = {code: label for code, label, _ in RELATIONS}
PULLED = "登记库核验"
SOURCE_OF_SECTION = {
    section: f"{register}_register" for register, (_, sections) in REGISTERS.items() for section in sections
}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its rows ({label, value, source?}); `section` names where it is edited, empty for the target."""

    title: str
    section: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs from what was submitted before."""

    label: str
    before: str
    after: str


def parts_of(body: Body) -> list[Part]:
    """The whole of a frozen copy, in the order of the form."""
    return [Part("申报内容", "", _target_rows(body)), *_entry_parts(body)]


def _target_rows(body: Body) -> list[dict[str, Any]]:
    person, target, employer, answers = body["person"], body["target"], body["employer"] or {}, body["answers"]
    paper = ID_KINDS.get(person["id_kind"])
    rows = [
        ("姓名", person["name"]),
        ("证件类型", paper.label if paper else person["id_kind"]),
        ("系列", target["series_name"]),
        ("级别", target["level_name"]),
        ("拟取得的资格", target["title"]),
        ("申报专业", target["speciality"]),
        ("用人单位", employer.get("name", "")),
        ("单位性质", kind_word(employer.get("kind", ""))),
        ("现在的状态", dict(STATUSES).get(answers.get("status", ""), "")),
    ]
    if employer.get("kind") == "public_institution":
        rows.append(("在本事业单位", dict(STAFFINGS).get(answers.get("staffing", ""), "")))
    return [{"label": label, "value": value} for label, value in rows]


def _entry_parts(body: Body) -> list[Part]:
    order = {section.code: place for place, section in enumerate(SECTIONS)}
    entries = sorted(body["entries"], key=lambda entry: order[entry["section"]])
    return [Part(_heading(entry), entry["section"], _entry_rows(body, entry)) for entry in entries]


def _heading(entry: dict[str, Any]) -> str:
    section = section_of(entry["section"])
    return f"{section.label}：{entry['title']}" if section.repeats else section.label


def _entry_rows(body: Body, entry: dict[str, Any]) -> list[dict[str, Any]]:
    section = section_of(entry["section"])
    rows: list[dict[str, Any]] = []
    for field in section.fields:
        if field.kind == "file":
            handle = entry["files"].get(field.name)
            if handle:
                rows.append({"label": field.label, "value": _file_words(body, handle)})
        elif entry["values"].get(field.name):
            shown = value_label(field, str(entry["values"][field.name]), lists=closed_lists())
            rows.append({"label": field.label, "value": shown})
    relation = body["answers"].get("relations", {}).get(entry["id"])
    if relation:
        rows.append({"label": "与申报专业的关系", "value": RELATION_WORDS.get(relation, relation)})
    if rows and entry["source"] != "typed":
        rows[0]["source"] = SOURCE_OF_SECTION.get(entry["section"], PULLED)
    return rows


def _file_words(body: Body, handle: str) -> str:
    file = body["files"].get(handle)
    return f"{file['name']}（{file['pages']} 页）" if file else "文件已不在"


def changes_between(before: Body, after: Body) -> list[Change]:
    """Everything that differs, field by field; entries are told apart by their own names."""
    changes = _row_changes("", _target_rows(before), _target_rows(after))
    old = {entry["id"]: entry for entry in before["entries"]}
    new = {entry["id"]: entry for entry in after["entries"]}
    for key, entry in new.items():
        if key not in old:
            changes.append(Change(f"{_heading(entry)}", "", "新添加"))
        else:
            changes += _row_changes(f"{_heading(entry)} · ", _entry_rows(before, old[key]), _entry_rows(after, entry))
    changes += [Change(_heading(entry), "原有", "已删除") for key, entry in old.items() if key not in new]
    return changes


def _row_changes(prefix: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Change]:
    old = {row["label"]: str(row["value"] or "") for row in before}
    new = {row["label"]: str(row["value"] or "") for row in after}
    labels = [*new, *(label for label in old if label not in new)]
    return [
        Change(f"{prefix}{label}", old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    ]
