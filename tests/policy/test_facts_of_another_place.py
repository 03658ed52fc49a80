"""Facts written for one place are read with the pack of any other: only the bureau is then a person's to find."""

from datetime import date

import pytest

from zhicheng.domain.eligibility import Outcome, UnreadableFacts, check, read_facts
from zhicheng.policy.packs import DEFAULT_PACK, affiliations_of_facts, load_pack, pack_ids

TODAY = date(2024, 10, 15)


def facts(affiliation: str) -> dict[str, object]:
    return {
        "target": {"level": "assistant", "series": "engineering", "speciality": "机械"},
        "employer": {"affiliation": affiliation},
        "insurance": {"source": "pulled", "region": affiliation},
    }


@pytest.mark.parametrize("pack_id", [one for one in pack_ids() if one != DEFAULT_PACK])
@pytest.mark.parametrize("affiliation", sorted(affiliations_of_facts()))
def test_an_affiliation_of_the_format_is_read_and_elsewhere_left_to_a_person(pack_id: str, affiliation: str) -> None:
    pack = load_pack(pack_id)
    answer = check(read_facts(facts(affiliation), today=TODAY, pack=pack), pack)
    jurisdiction = next(one for one in answer.findings if one.condition == "jurisdiction")
    if affiliation in pack.regions:
        assert (jurisdiction.outcome, answer.received_by is None) == (Outcome.MET, False)
    else:
        assert jurisdiction.outcome == Outcome.MANUAL
        assert (answer.authority, answer.received_by) == (None, None)


@pytest.mark.parametrize("pack_id", pack_ids())
def test_an_affiliation_of_neither_the_format_nor_the_pack_is_a_fault(pack_id: str) -> None:
    with pytest.raises(UnreadableFacts) as caught:
        read_facts(facts("999999"), today=TODAY, pack=load_pack(pack_id))
    assert [fault.path for fault in caught.value.faults] == ["employer.affiliation", "insurance.region"]


def test_the_default_pack_reads_no_affiliation_beyond_its_own() -> None:
    pack = load_pack(DEFAULT_PACK)
    assert pack.readable_affiliations == pack.affiliations
