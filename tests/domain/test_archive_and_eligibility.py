"""What the archive gives is what the eligibility check takes, whatever a person typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.archive import SECTIONS, ArchiveEntry, codes, cross_faults, entry_title, facts_from, read_entry
from zhicheng.domain.archive.countries import COUNTRIES
from zhicheng.domain.eligibility import codes as contract
from zhicheng.domain.eligibility import read_facts
from zhicheng.domain.identity import ID_KINDS
from zhicheng.policy.packs import load_pack

TODAY = date(2024, 12, 2)
PACK = load_pack("huzhou-2024")
LISTS = {"regions": PACK.affiliations, "series": set(PACK.series)}


@pytest.mark.parametrize(
    ("choices", "contract_words"),
    [
        (codes.DIPLOMA_LEVELS, contract.DIPLOMA_LEVELS),
        (codes.DEGREE_LEVELS, contract.DEGREE_LEVELS),
        (codes.CONCLUSIONS, contract.CONCLUSIONS),
        (codes.STUDY_MODES, contract.MODES),
        (codes.WORK_KINDS, contract.WORK_KINDS),
        (codes.GRADES, contract.GRADES),
        (codes.TITLE_LEVELS, contract.LEVELS),
        (codes.TITLE_ROUTES, contract.VIAS),
        (codes.LICENCES, PACK.licence_codes),
        (COUNTRIES, contract.COUNTRIES),
    ],
)
def test_both_use_the_same_closed_lists(choices: tuple[codes.Choice, ...], contract_words: frozenset[str]):
    assert {choice.code for choice in choices} == set(contract_words)


def test_both_know_the_same_kinds_of_identity_document():
    assert set(ID_KINDS) == contract.ID_KINDS


typed = st.one_of(
    st.text(max_size=30),
    st.dates(date(1900, 1, 1), date(2030, 1, 1)).map(date.isoformat),
    st.sampled_from(
        ["2023", "2024-05", "true", "330100", "330521", "other", "engineering", "teacher", "none", "CN", "GB", ""]
    ),
    st.sampled_from([choice.code for section in SECTIONS for one in section.fields for choice in one.choices]),
)


@st.composite
def entries(draw: st.DrawFn) -> ArchiveEntry:
    section = draw(st.sampled_from(SECTIONS))
    names = st.sampled_from([one.name for one in section.fields])
    return ArchiveEntry(
        id=draw(st.sampled_from("abcdef")),
        section=section.code,
        values=draw(st.dictionaries(names, typed)),
        source=draw(st.sampled_from(["typed", "pulled"])),
        files=draw(st.dictionaries(names, st.just("1"), max_size=3)),
    )


@given(st.lists(entries(), max_size=5))
def test_whatever_is_typed_the_facts_can_be_read(archive: list[ArchiveEntry]):
    facts = facts_from(archive, relations={"a": "same", "b": "unrelated"}, today=TODAY, lists=LISTS)
    facts["target"] = {"level": "assistant", "series": "engineering"}
    read = read_facts(facts, today=TODAY, pack=PACK)
    assert len(read.titles or ()) == sum(entry.section == "title" for entry in archive)


@given(st.lists(entries(), max_size=5))
def test_whatever_is_typed_is_answered_in_words_at_a_field_of_its_own(archive: list[ArchiveEntry]):
    names = {section.code: {one.name for one in section.fields} for section in SECTIONS}
    for entry in archive:
        reading = read_entry(entry.section, entry.values, today=TODAY, files=entry.files, lists=LISTS)
        assert set(reading.errors) | set(reading.warnings) | set(reading.values) <= names[entry.section]
        assert all(message.endswith("。") for message in reading.errors.values())
        assert entry_title(entry.section, entry.values)
    for fault in cross_faults(archive, today=TODAY):
        assert fault.field in names[fault.section]
