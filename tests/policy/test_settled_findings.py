"""What a pack keeps of one person's answer never changes another's."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from bench.people import people
from zhicheng.domain.eligibility import Finding, Material, Pack, check
from zhicheng.domain.eligibility.settled import Kept
from zhicheng.domain.eligibility.tables import Tables, tables_of
from zhicheng.policy.packs import load_pack


def kept(pack: Pack) -> Iterator[Kept]:
    """The pack's tables."""
    held = (getattr(tables_of(pack), name) for name in Tables.__slots__)
    return (one for one in held if isinstance(one, Kept))


def texts(told: object) -> Iterator[str]:
    """All that is said in what a table holds."""
    if isinstance(told, Finding | Material):
        yield told.because
    elif isinstance(told, str):
        yield told
    elif isinstance(told, tuple):
        for one in told:
            yield from texts(one)
    elif is_dataclass(told):
        for field in fields(told):
            yield from texts(getattr(told, field.name))


@pytest.mark.parametrize("pack_id", ["huzhou-2024", "jiande-2026", "guangdong-2020", "yancheng-2023"])
def test_a_pack_that_has_answered_others_answers_as_a_new_one(pack_id: str) -> None:
    used = load_pack(pack_id)
    for one in people(300, seed=7):
        check(one, used)
    assert all(kept(used))
    for one in people(300, seed=8):
        assert check(one, used) == check(one, replace(used))


def test_what_is_kept_names_no_day() -> None:
    pack = replace(load_pack("huzhou-2024"))
    for one in people(300):
        check(one, pack)
    said = [text for table in kept(pack) for told in table.values() for text in texts(told)]
    assert len(said) > 200
    assert not [text for text in said if re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)]


def test_as_much_is_kept_of_many_regions_and_countries_as_of_few() -> None:
    pack = replace(load_pack("huzhou-2024"))
    one = next(one for one in people(50) if one.degrees and check(one, pack).rule)
    sizes = []
    for region, country in (("110100", "AU"), ("310100", "JP"), ("440300", "FR")):
        degrees = tuple(replace(degree, country=country) for degree in one.degrees or ())
        told = replace(one, insurance=replace(one.insurance, source="uploaded", region=region), degrees=degrees)
        check(told, pack)
        sizes.append(sum(map(len, kept(pack))))
    assert sizes[0] == sizes[1] == sizes[2]
