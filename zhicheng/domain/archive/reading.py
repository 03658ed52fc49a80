"""An entry's raw texts become typed values, each fault said at its own field."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhicheng.domain.archive.certificate_numbers import certificate_warnings
from zhicheng.domain.archive.field_values import BadValue, TypedValue, read_value
from zhicheng.domain.archive.sections import Field, Section, section_of


@dataclass(frozen=True, slots=True)
class EntryReading:
    """What could be read, and by field name what could not (errors) or looks odd (warnings), in Chinese."""

    values: dict[str, TypedValue] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Nothing wrong and nothing missing."""
        return not self.errors


def read_entry(
    section: str,
    values: Mapping[str, str],
    *,
    today: date,
    source: str = "typed",
    files: Mapping[str, str] | None = None,
    lists: Mapping[str, Collection[str]] | None = None,
) -> EntryReading:
    """Read one entry of `section` (a code of `SECTIONS`) against the legal day `today`.

    `files` are the uploads by field; when it is None, missing uploads are not complained of (as while typing).
    `lists` are the deployment's closed lists by name ("regions", "series"); one that is absent is not checked.
    """
    shape = section_of(section)
    reading = EntryReading()
    for one in _asked(shape, source):
        _read_field(one, values, reading, today=today, files=files, lists=lists or {})
    _check_order(shape.code, reading)
    reading.warnings.update(certificate_warnings(shape.code, reading.values))
    return reading


def _asked(section: Section, source: str) -> list[Field]:
    return [one for one in section.fields if not (one.spared_when_pulled and source == "pulled")]


def _read_field(
    one: Field,
    values: Mapping[str, str],
    reading: EntryReading,
    *,
    today: date,
    files: Mapping[str, str] | None,
    lists: Mapping[str, Collection[str]],
) -> None:
    if one.kind == "file":
        if one.required and files is not None and not files.get(one.name):
            reading.errors[one.name] = f"请上传{one.label}。"
        return
    text = values.get(one.name, "").strip()
    if not text:
        if one.required:
            verb = "请选择" if one.kind == "choice" else "请填写"
            reading.errors[one.name] = f"{verb}{one.label}。"
        return
    try:
        reading.values[one.name] = read_value(one, text, today=today, allowed=lists.get(one.choices_from))
    except BadValue as fault:
        reading.errors[one.name] = str(fault)


# section: (earlier field, later field, may they be equal)
_ORDERS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "schooling": (("enrolled", "date", False),),
    "work": (("from", "to", True),),
    "insurance": (("from", "to", True),),
    "basics": (("birth_date", "work_start", False),),
}


def _check_order(code: str, reading: EntryReading) -> None:
    for earlier, later, may_equal in _ORDERS.get(code, ()):
        first, last = reading.values.get(earlier), reading.values.get(later)
        if first is None or last is None or str(first) < str(last) or (may_equal and first == last):
            continue
        section = section_of(code)
        reading.errors[later] = (
            f"{section.field(later).label}（{last}）早于{section.field(earlier).label}（{first}），请核对这两项。"
            if first != last
            else f"{section.field(later).label}与{section.field(earlier).label}不能是同一天，请核对这两项。"
        )
