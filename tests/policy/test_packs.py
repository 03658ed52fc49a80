"""A pack is whole, strict, typed and hashed; a fault is named with its place, all at once."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from zhicheng.domain.eligibility import Outcome
from zhicheng.policy.files.strict import LARGEST_FILE, BadPack
from zhicheng.policy.packs import NoSuchPack, load_pack, pack_ids, policies_dir

PACK = load_pack("huzhou-2024")
Edit = Callable[[str], str]


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str], Path]:
    """A copy of the policies with one text of the pack replaced."""

    def edit(old: str, new: str) -> Path:
        root = tmp_path / "policies"
        shutil.copytree(policies_dir(), root, dirs_exist_ok=True)
        path = root / "huzhou" / "2024" / "pack.yaml"
        content = path.read_text("utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), "utf-8")
        return root

    return edit


def faults(root: Path) -> list[str]:
    with pytest.raises(BadPack) as caught:
        load_pack("huzhou-2024", root)
    return caught.value.faults


def test_the_pack_gives_its_settings_with_their_clauses() -> None:
    assert (PACK.publicity.employer_days, PACK.clause_of("publicity.employer_days")) == (5, "4.2")
    assert (PACK.publicity.official_days, PACK.clause_of("publicity.official_days")) == (5, "4.3")
    assert (PACK.paper.copies, PACK.paper.due_days, PACK.paper.gate) == (2, 14, "none")
    assert (PACK.correction.working_days, PACK.clause_of("correction.working_days")) == (10, None)
    assert PACK.document.title_date == "document"
    assert PACK.county_check is False
    assert PACK.reading.assessment_years == {"technician": 0, "assistant": 1, "intermediate": 3}


def test_authority_and_receiver_follow_the_affiliation_and_the_level() -> None:
    assert [PACK.authority_for("330523", level) for level in ("assistant", "intermediate", "senior")] == [
        "330523",
        "330500",
        None,
    ]
    assert (PACK.authority_for("nantaihu", "assistant"), PACK.received_by("nantaihu")) == ("330500", "330500")
    assert (PACK.authority_for("other", "assistant"), PACK.received_by("other")) == (None, None)


def test_the_checklist_is_put_by_level_employer_and_series() -> None:
    school = [
        item.code
        for item in PACK.checklist
        if item.applies_to(level="assistant", employer_kind="public_institution", series="school_teacher")
    ]
    firm = [
        item.code
        for item in PACK.checklist
        if item.applies_to(level="technician", employer_kind="enterprise", series="engineering")
    ]
    assert {"post_table", "teacher_licence", "assessment_forms"} <= set(school)
    assert {"post_table", "teacher_licence", "assessment_forms"}.isdisjoint(firm)
    assert "work_fits" in firm


def test_every_reason_has_words_and_a_clause_or_none() -> None:
    clause = re.compile(r"[1-5](\.[1-6])?\Z")
    told = [*PACK.refusal_reasons, *PACK.return_reasons, *PACK.checklist, *PACK.batches]
    assert all(one.clause is None or clause.match(one.clause) for one in told)
    assert all(clause.match(one) for one in PACK.clauses.values() if one is not None)
    assert all(reason.cure for reason in PACK.return_reasons)


def test_a_pack_based_on_another_changes_only_what_it_writes() -> None:
    invented = load_pack("tiaozhou-2024")
    assert invented.routes == PACK.routes
    assert invented.reading == PACK.reading
    assert invented.batches == PACK.batches
    assert invented.regions.keys() == PACK.regions.keys()
    assert all(region.phone != PACK.regions[code].phone for code, region in invented.regions.items())
    assert all("虚构" in region.note for region in invented.regions.values())
    third = invented.batch_on(date(2024, 12, 2), "330502", "assistant")
    assert third is not None
    assert (third.opens, third.closes) == (date(2024, 10, 8), date(2024, 12, 13))
    assert invented.batch_on(date(2024, 12, 2), "330522", "assistant") is None


def test_the_hash_is_of_the_content_and_not_of_its_layout(edited: Callable[[str, str], Path]) -> None:
    same = edited("id: huzhou-2024", "# a remark\nid:   huzhou-2024")
    assert load_pack("huzhou-2024", same).sha256 == PACK.sha256


@pytest.mark.parametrize(("old", "new"), [("value: 14", "value: 15"), ("2024-12-20", "2024-12-19")])
def test_another_value_is_another_hash(edited: Callable[[str, str], Path], old: str, new: str) -> None:
    assert load_pack("huzhou-2024", edited(old, new)).sha256 != PACK.sha256


def test_another_table_is_another_hash(edited: Callable[[str, str], Path]) -> None:
    root = edited("id: huzhou-2024", "id: huzhou-2024")
    table = root / "catalogue" / "exam_only.csv"
    table.write_text(table.read_text("utf-8") + "engineering,船舶,assistant,national,\n", "utf-8")
    assert load_pack("huzhou-2024", root).sha256 != PACK.sha256


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('clause: "2.1"}', "note: x}", "rules[0].clause: is missing"),
        ("diplomas: [secondary]", "diplomas: [kindergarten]", "rules[0].diplomas: 'kindergarten' is none of"),
        ("outcome: manual", "outcome: maybe", "outcome: must be one of"),
        ("years: 1, clause", "years: one, clause", "rules[0].years: must be a whole number"),
        ('{value: 14, clause: "4.4"}', "14", "paper.due_days: must be a mapping"),
        ("resident_id: met", "library_card: met", "reading.identities.value.resident_id: is missing"),
        ("resident_id: met", "library_card: met", "reading.identities.value.library_card: is not a name"),
        ("closes: 2024-12-20", "closes: 2024-09-30", "batches[2].closes: is before 2024-10-01"),
        ("opens: 2024-10-01", "opens: 2024-09-30", "batches: '2024-3' opens before '2024-2' has closed"),
        ('id: "2024-2"', 'id: "2024-1"', "batches: '2024-1' is there twice"),
        ('code: "330503"', 'code: "330502"', "regions: '330502' is there twice"),
        ("code: years_short", "code: exam_only", "refusal_reasons: 'exam_only' is there twice"),
        ('jurisdiction: "5.4"', 'jurisdictions: "5.4"', "conditions.jurisdiction: is missing"),
        ('phone: "2289377"', "phone: 2289377", "regions[2].phone: must be a text"),
        ("site: ", "sight: ", "sight: is not a name of this section"),
        ("id: huzhou-2024", "id: wuzhou-2024", "id: must be 'huzhou-2024'"),
        ("id: huzhou-2024", "base: huzhou-1999\nid: huzhou-2024", "base: no policy pack 'huzhou-1999'"),
        ("id: huzhou-2024", "base: huzhou-2024\nid: huzhou-2024", "at most 4 deep"),
        ("id: huzhou-2024", "id: huzhou-2024\nid: huzhou-2024", "'id' is written twice"),
        ("legal_basis: [", "legal_basis: &here [*here, ", "aliases are not used"),
        ("version: ", "version: !!python/object/apply:os.getcwd [] #", "could not determine a constructor"),
    ],
)
def test_a_fault_is_named_with_its_place(edited: Callable[[str, str], Path], old: str, new: str, fault: str) -> None:
    named = faults(edited(old, new))
    assert any(fault in one for one in named), named


def test_all_faults_are_named_at_once(edited: Callable[[str, str], Path]) -> None:
    named = faults(edited('{value: 14, clause: "4.4"}', "14\n  colour: red"))
    assert len([one for one in named if one.startswith("paper.")]) >= 2


def test_a_file_too_large_is_not_read(edited: Callable[[str, str], Path]) -> None:
    assert "larger than" in faults(edited("id: huzhou-2024", "#" * LARGEST_FILE + "\nid: huzhou-2024"))[0]


@pytest.mark.parametrize("pack_id", ["huzhou-1999", "../huzhou-2024", "huzhou", "", "HUZHOU-2024"])
def test_an_unknown_id_names_the_packs_there_are(pack_id: str) -> None:
    with pytest.raises(NoSuchPack, match=r"there are: fujian-2021, .*huzhou-2024, .*yancheng-2023"):
        load_pack(pack_id)


def test_the_packs_are_listed() -> None:
    assert pack_ids() == [
        "fujian-2021",
        "guangdong-2020",
        "hangzhou-2023",
        "huzhou-2024",
        "huzhou-2025",
        "jiande-2026",
        "tiaozhou-2024",
        "yancheng-2023",
    ]


def test_what_the_notice_does_not_name_is_never_automatic() -> None:
    ways = [route for routes in PACK.routes.values() for route in routes]
    assert all((route.outcome is Outcome.MANUAL) == (route.clause is None) for route in ways)
