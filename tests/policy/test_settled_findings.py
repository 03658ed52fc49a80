"""What a pack keeps of one person's answer never changes another's."""

from dataclasses import replace

import pytest

from bench.people import people
from zhicheng.domain.eligibility import check
from zhicheng.policy.packs import load_pack


@pytest.mark.parametrize("pack_id", ["huzhou-2024", "jiande-2026", "guangdong-2020", "yancheng-2023"])
def test_a_pack_that_has_answered_others_answers_as_a_new_one(pack_id: str) -> None:
    used = load_pack(pack_id)
    for one in people(300, seed=7):
        check(one, used)
    assert used.settled
    for one in people(300, seed=8):
        assert check(one, used) == check(one, replace(used))


def test_what_is_kept_names_no_day() -> None:
    pack = replace(load_pack("huzhou-2024"))
    asked = list(people(300))
    for one in asked:
        check(one, pack)
    kept = [said.because for said in pack.settled.values()]
    assert len(kept) > 20
    assert not [said for said in kept if any(f"{one.as_of.year}-" in said for one in asked)]


def test_regions_elsewhere_are_not_kept() -> None:
    pack = replace(load_pack("huzhou-2024"))
    one = next(iter(people(1)))
    for region in ("110100", "310100", "440300"):
        check(replace(one, insurance=replace(one.insurance, source="uploaded", region=region)), pack)
    assert not [said for said in pack.settled.values() if "不在本市" in said.because]
