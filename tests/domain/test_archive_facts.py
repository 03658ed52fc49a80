from datetime import date

import pytest

from zhicheng.domain.archive import ArchiveEntry, cross_faults, entry_title, facts_from, proof_of

TODAY = date(2024, 12, 2)
BACHELOR = {
    "level": "bachelor",
    "school": "苕州学院",
    "speciality": "土木工程",
    "mode": "full_time",
    "date": "2021年6月30日",
    "conclusion": "graduated",
    "country": "CN",
}
FIRST_JOB = {
    "employer": "苕溪建设有限公司",
    "from": "2021-07-01",
    "to": "2023-06-30",
    "post": "技术员",
    "kind": "technical",
}
SECOND_JOB = {"employer": "南岸设计院", "from": "2023-06-01", "to": "", "post": "设计员", "kind": "technical"}


def job(entry: str, values: dict[str, str], **changes: str) -> ArchiveEntry:
    return ArchiveEntry(entry, "work", values | changes)


@pytest.mark.parametrize(
    ("source", "country", "files", "proof"),
    [
        ("pulled", "CN", {}, "pulled"),
        ("typed", "CN", {"certificate_file": "1", "filing_form_file": "2"}, "filing_form"),
        ("typed", "CN", {"certificate_file": "1"}, "certificate"),
        ("typed", "CN", {"filing_form_file": "2"}, "none"),
        ("typed", "CN", {}, "none"),
        ("typed", "GB", {"certificate_file": "1", "cscse_file": "3"}, "cscse"),
        ("typed", "HK", {"certificate_file": "1", "cscse_file": "3"}, "cscse"),
        ("typed", "GB", {"certificate_file": "1", "filing_form_file": "2"}, "certificate"),
        ("typed", "GB", {"certificate_file": "1"}, "certificate"),
    ],
)
def test_how_a_diploma_is_proved(source: str, country: str, files: dict[str, str], proof: str):
    assert proof_of(ArchiveEntry("1", "schooling", BACHELOR | {"country": country}, source, files)) == proof


def test_an_archive_becomes_the_lists_of_the_contract():
    entries = [
        ArchiveEntry("s", "schooling", BACHELOR, "pulled"),
        ArchiveEntry("d", "degree", {"level": "bachelor", "date": "2021-06-30", "country": "CN"}, "pulled"),
        job("w", SECOND_JOB),
        ArchiveEntry("a", "assessment", {"year": "2023", "grade": "qualified", "stamped": "true"}, files={"file": "9"}),
        ArchiveEntry("i", "insurance", {"region": "330521", "from": "2023-06", "to": "2024-11"}, "pulled"),
        ArchiveEntry("l", "licence", {"kind": "teacher"}, files={"file": "8"}),
        ArchiveEntry(
            "t",
            "title",
            {"level": "technician", "series": "engineering", "via": "determination", "date": "2022-1-1"},
        ),
    ]
    assert facts_from(entries, relations={"s": "same", "w": "related"}, today=TODAY) == {
        "diplomas": [
            {
                "level": "bachelor",
                "date": "2021-06-30",
                "conclusion": "graduated",
                "mode": "full_time",
                "country": "CN",
                "field": "same",
                "proof": "pulled",
            }
        ],
        "degrees": [{"level": "bachelor", "date": "2021-06-30", "country": "CN", "proof": "pulled"}],
        "work": [{"from": "2023-06-01", "to": None, "kind": "technical", "field": "related"}],
        "assessments": [{"year": 2023, "grade": "qualified", "stamped": True}],
        "insurance": {"source": "pulled", "region": "330521"},
        "licences": ["teacher"],
        "titles": [{"level": "technician", "series": "engineering", "via": "determination", "date": "2022-01-01"}],
    }


def test_an_empty_archive_leaves_schooling_and_work_unknown():
    assert facts_from([], relations={}, today=TODAY) == {
        "assessments": [],
        "insurance": {"source": "none"},
        "licences": [],
        "titles": [],
    }


def test_what_cannot_be_read_is_left_out_not_guessed():
    entries = [job("w", FIRST_JOB, to="2023-02-30"), ArchiveEntry("s", "schooling", BACHELOR | {"date": "??"})]
    facts = facts_from(entries, relations={}, today=TODAY)
    assert facts["work"] == [{"from": "2021-07-01", "kind": "technical"}]
    assert "date" not in facts["diplomas"][0]


def test_an_assessment_without_its_form_is_no_form():
    facts = facts_from([ArchiveEntry("a", "assessment", {"year": "2023"})], relations={}, today=TODAY)
    assert facts["assessments"] == []


def test_insurance_uploaded_among_the_attachments_counts_as_uploaded():
    proof = ArchiveEntry("x", "attachment", {"kind": "insurance_proof"}, files={"file": "1"})
    assert facts_from([proof], relations={}, today=TODAY)["insurance"] == {"source": "uploaded"}


def test_the_region_is_that_of_the_latest_months():
    entries = [
        ArchiveEntry("1", "insurance", {"region": "330100", "from": "2021-07", "to": "2023-05"}, "pulled"),
        ArchiveEntry("2", "insurance", {"region": "330500", "from": "2023-06", "to": "2024-11"}, "pulled"),
    ]
    assert facts_from(entries, relations={}, today=TODAY)["insurance"]["region"] == "330500"


def test_overlapping_jobs_ask_to_explain_or_correct():
    (fault,) = cross_faults([job("1", FIRST_JOB), job("2", SECOND_JOB)], today=TODAY)
    assert (fault.entry, fault.field, fault.other, fault.blocks) == ("2", "from", "1", False)
    assert "2023-06-01 至 2023-06-30 与“2021-07-01 至 2023-06-30 · 苕溪建设有限公司 · 技术员”时间重叠" in fault.message


def test_an_explained_overlap_is_no_fault():
    entries = [job("1", FIRST_JOB), job("2", SECOND_JOB, explanation="交接期间两处任职")]
    assert cross_faults(entries, today=TODAY) == ()


def test_changing_jobs_on_one_day_is_no_overlap():
    entries = [job("1", FIRST_JOB), job("2", SECOND_JOB, **{"from": "2023-06-30"})]
    assert cross_faults(entries, today=TODAY) == ()


def test_an_unreadable_end_raises_no_false_overlap():
    assert cross_faults([job("1", FIRST_JOB, to="不记得"), job("2", SECOND_JOB)], today=TODAY) == ()


def test_the_same_entry_twice_is_refused_at_the_typed_one():
    typed, pulled = ArchiveEntry("t", "schooling", BACHELOR), ArchiveEntry("p", "schooling", BACHELOR, "pulled")
    (fault,) = cross_faults([typed, pulled], today=TODAY)
    assert (fault.entry, fault.other, fault.blocks) == ("t", "p", True)
    assert "系统已提取的" in fault.message


def test_two_empty_entries_are_not_called_duplicates():
    assert cross_faults([ArchiveEntry("1", "schooling", {}), ArchiveEntry("2", "schooling", {})], today=TODAY) == ()


def test_nothing_happened_before_birth():
    basics = ArchiveEntry("b", "basics", {"birth_date": "2022-01-01"})
    (fault,) = cross_faults([basics, job("1", FIRST_JOB)], today=TODAY)
    assert fault.entry == "1"
    assert "不晚于您的出生日期" in fault.message


@pytest.mark.parametrize(
    ("section", "values", "title"),
    [
        ("schooling", BACHELOR | {"date": "2021-06-30"}, "2021-06-30 · 本科 · 苕州学院 · 土木工程"),
        ("degree", {"level": "master", "school": "苕州大学"}, "硕士学位 · 苕州大学"),
        ("work", SECOND_JOB, "2023-06-01 至 今 · 南岸设计院 · 设计员"),
        ("assessment", {"year": "2023", "grade": "qualified"}, "2023 年度 · 合格"),
        ("insurance", {}, "社会保险（未填写）"),
        ("schooling", {"level": "不认识"}, "不认识"),
    ],
)
def test_a_list_shows_an_entry_in_one_line(section: str, values: dict[str, str], title: str):
    assert entry_title(section, values) == title
