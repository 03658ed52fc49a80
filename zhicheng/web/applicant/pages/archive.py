"""The archive as a task list: how far each section is, and what each entry still wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from zhicheng.domain.archive import SECTIONS, Field, Section, cross_faults, entry_title, section_of, value_label
from zhicheng.domain.legal_time import legal_day
from zhicheng.people.actions.keep_archive import reading_of
from zhicheng.people.archive_reading import as_entry
from zhicheng.people.models import ArchiveEntry, ArchiveFile
from zhicheng.policy.deployment import closed_lists

EXPECTED = ("basics", "schooling", "work", "summary")
LONG_SOURCE = {"education": "education_register", "insurance": "insurance_register"}


EXAMPLES = {"date": "如 2021-06-30", "month": "如 2021-06"}


@dataclass(frozen=True, slots=True)
class SectionState:
    """One line of the task list: word, tone, and where to go."""

    code: str
    label: str
    word: str
    tone: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Control:
    """One field of one entry, ready for the template."""

    field: Field
    id: str
    value: str
    error: str
    warning: str
    options: list[tuple[str, str]]
    file: "FileSlot | None" = None

    @property
    def hint(self) -> str:
        """What stands under the label; a date shows how it is written."""
        return self.field.hint or EXAMPLES.get(self.field.kind, "")

    @property
    def described_by(self) -> str:
        hint = f"{self.id}-hint " if self.hint else ""
        return f"{hint}{self.id}-error"


@dataclass(frozen=True, slots=True)
class FileSlot:
    """A place for one upload: the file that is there, or None."""

    name: str
    upload_url: str
    detach_url: str
    file: ArchiveFile | None


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One entry: its heading, state and fields; a pulled one has facts instead of controls."""

    handle: str
    title: str
    version: int
    pulled: bool
    wanting: int
    save_url: str
    remove_url: str
    controls: list[Control]
    uploads: list[Control]
    facts: list[dict[str, Any]]
    saved_at: datetime
    open: bool

    @property
    def wanting_words(self) -> str:
        return f"待补 {self.wanting} 处"


def section_states(entries: list[ArchiveEntry], now: datetime) -> list[SectionState]:
    """The task list in the order of the form."""
    wanting = faults_by_entry(entries, now)
    return [_state(section, [one for one in entries if one.section == section.code], wanting) for section in SECTIONS]


def faults_by_entry(entries: list[ArchiveEntry], now: datetime) -> dict[str, dict[str, str]]:
    """By entry's handle: message by field, clashes with other entries included."""
    found = {one.handle: dict(reading_of(one, now, closed_lists()).errors) for one in entries if one.source == "typed"}
    for fault in cross_faults([as_entry(one) for one in entries], today=legal_day(now)):
        if fault.blocks and fault.entry in found:
            found[fault.entry].setdefault(fault.field, fault.message)
    return found


def _state(section: Section, mine: list[ArchiveEntry], wanting: Mapping[str, dict[str, str]]) -> SectionState:
    url = reverse("applicant-section", args=[section.code])
    faults = sum(len(wanting.get(one.handle, {})) for one in mine)
    count = f"{len(mine)} 条" if section.repeats else ""
    if not mine:
        needed = section.code in EXPECTED
        return SectionState(
            section.code, section.label, "待填写" if needed else "没有", "wait" if needed else "quiet", "", url
        )
    if faults:
        return SectionState(section.code, section.label, f"待补 {faults} 处", "wait", count, f"{url}?check=1")
    if all(one.source == "pulled" for one in mine):
        return SectionState(section.code, section.label, "已核验", "good", count, url)
    return SectionState(section.code, section.label, "已填写", "good", count, url)


def entry_cards(
    section: Section,
    entries: list[ArchiveEntry],
    files: Mapping[str, ArchiveFile],
    now: datetime,
    *,
    opened: str = "",
    checking: bool = False,
) -> list[EntryCard]:
    """The entries of one section; the one asked for, the unfinished and a single form stand open.

    What is still empty is complained of only when the person came to check (`checking`), not while typing.
    """
    faults = faults_by_entry(entries, now)
    return [_card(section, one, faults.get(one.handle, {}), files, now, opened, checking) for one in entries]


def _card(
    section: Section,
    entry: ArchiveEntry,
    errors: dict[str, str],
    files: Mapping[str, ArchiveFile],
    now: datetime,
    opened: str,
    checking: bool,
) -> EntryCard:
    reading = reading_of(entry, now, closed_lists())
    shown = {name: said for name, said in errors.items() if checking or entry.values.get(name)}
    controls = [
        _control(entry, field, shown.get(field.name, ""), reading.warnings.get(field.name, ""), files)
        for field in section.fields
    ]
    pulled = entry.source != "typed"
    return EntryCard(
        handle=entry.handle,
        title=entry_title(section.code, entry.values, lists=closed_lists()),
        version=entry.version,
        pulled=pulled,
        wanting=len(errors),
        save_url=reverse("applicant-save", args=[entry.handle]),
        remove_url=reverse("applicant-remove", args=[entry.handle]),
        controls=[one for one in controls if one.field.kind != "file"],
        uploads=[one for one in controls if one.field.kind == "file"],
        facts=pulled_facts(section, entry) if pulled else [],
        saved_at=entry.saved_at,
        open=not section.repeats or bool(errors) or entry.handle == opened,
    )


def pulled_facts(section: Section, entry: ArchiveEntry) -> list[dict[str, Any]]:
    """What the register said, field by field; the first line carries where it comes from and when."""
    source = LONG_SOURCE.get(entry.evidence.register, "") if entry.evidence else ""
    rows: list[dict[str, Any]] = [
        {"label": field.label, "value": value_label(field, entry.values[field.name], lists=closed_lists())}
        for field in section.fields
        if field.kind != "file" and entry.values.get(field.name)
    ]
    if rows and source:
        rows[0] |= {"source": source, "at": entry.evidence.answered_at if entry.evidence else None}
    return rows


def _control(entry: ArchiveEntry, field: Field, error: str, warning: str, files: Mapping[str, ArchiveFile]) -> Control:
    value = str(entry.values.get(field.name, ""))
    slot = None
    if field.kind == "file":
        slot = FileSlot(
            name=f"file-{entry.handle}-{field.name}",
            upload_url=reverse("applicant-upload", args=[entry.handle, field.name]),
            detach_url=reverse("applicant-detach", args=[entry.handle, field.name]),
            file=files.get(value),
        )
    return Control(field, f"f-{entry.handle}-{field.name}", value, error, warning, _options(field, value), slot)


def _options(field: Field, value: str) -> list[tuple[str, str]]:
    if field.kind == "bool":
        return [("true", "是"), ("false", "否")]
    if field.kind != "choice":
        return []
    known = [(choice.code, choice.label) for choice in field.choices]
    known = known or list(closed_lists().get(field.choices_from, {}).items())
    if value and value not in {code for code, _ in known}:
        known.append((value, value_label(field, value, lists=closed_lists())))
    return known


def section_or_none(code: str) -> Section | None:
    """The section of this code, or None."""
    try:
        return section_of(code)
    except KeyError:
        return None
