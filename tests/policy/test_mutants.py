"""Small mistakes in a pack, one at a time: each is refused by the reader, told by a worked case, or by the proof."""

import pytest

from tests.policy_mutants import Judge, mutants
from zhicheng.policy.packs import read_content

ORIGINAL = read_content("huzhou-2024")
LONGEST_FOR_THE_PROOF = 80


def test_nothing_is_told_of_the_pack_itself() -> None:
    judge = Judge(ORIGINAL)
    assert judge.by_reader_or_cases(ORIGINAL) is None
    assert judge.by_proof(ORIGINAL) is None


@pytest.mark.once
def test_every_mistake_in_the_pack_is_told() -> None:
    judge = Judge(ORIGINAL)
    all_of_them = {one.name: one.content for one in mutants(ORIGINAL)}
    past = [name for name, content in all_of_them.items() if judge.by_reader_or_cases(content) is None]
    assert len(all_of_them) > 1500
    assert len(past) < LONGEST_FOR_THE_PROOF
    assert [name for name in past if judge.by_proof(all_of_them[name]) is None] == []


def test_the_mistakes_are_of_every_kind() -> None:
    names = [one.name for one in mutants(ORIGINAL)]
    kinds = (
        "years: ",
        "months_after: ",
        "outcome: ",
        "authority: ",
        "closes: ",
        "days: ",
        "copies: ",
        "clause",
        "dropped",
    )
    assert all(any(kind in name for name in names) for kind in (*kinds, "phone: ", "without ", "with ", " to False"))
    assert len(set(names)) == len(names)
