"""Generated people: each of the cast bent at random, with gaps, bars, papers wanting and schooling of other kinds."""

import copy
from datetime import date
from typing import Any

from eligibility_cast import CAST
from hypothesis import strategies as st

DAYS = st.dates(date(2018, 1, 1), date(2025, 6, 30)).map(date.isoformat)
FIELDS = st.sampled_from(("same", "same", "same", "related", "unrelated"))
GRADES = st.sampled_from(("qualified", "qualified", "qualified", "excellent", "basically_qualified", "none"))
DIPLOMAS = st.sampled_from(
    ("secondary", "skilled_worker", "junior_college", "technician_class", "bachelor", "postgraduate", "doctoral")
)
DEGREES = st.sampled_from(("bachelor", "second_bachelor", "master", "doctor"))
PROOFS = st.sampled_from(("pulled", "pulled", "filing_form", "certificate", "none", "cscse"))
COUNTRIES = st.sampled_from(("CN", "CN", "CN", "GB"))
ALWAYS_THERE = {("target",), ("target", "level"), ("target", "series"), ("as_of",)}
Place = tuple[str | int, ...]


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, Any]:
    """Facts as JSON, of a person to whom several things may be wanting at once."""
    facts = draw(st.sampled_from(CAST))()
    facts["as_of"] = draw(st.dates(date(2023, 1, 1), date(2025, 6, 30))).isoformat()
    _schooling(draw, facts)
    _work(draw, facts)
    _papers(draw, facts)
    _standing(draw, facts)
    for place in draw(st.lists(st.sampled_from(list(places(facts))), max_size=4, unique=True)):
        _forget(facts, place)
    return facts


def _rarely(draw: st.DrawFn) -> bool:
    return draw(st.integers(0, 4)) == 0


def _schooling(draw: st.DrawFn, facts: dict[str, Any]) -> None:
    for kind, levels in (("diplomas", DIPLOMAS), ("degrees", DEGREES)):
        for row in facts[kind]:
            row |= {"date": draw(DAYS)}
            if _rarely(draw):
                row |= {"field": draw(FIELDS), "proof": draw(PROOFS), "country": draw(COUNTRIES)}
        if _rarely(draw):
            more = copy.deepcopy((facts[kind] or facts["diplomas"] or facts["degrees"])[0])
            more |= {"level": draw(levels), "date": draw(DAYS), "field": draw(FIELDS), "proof": draw(PROOFS)}
            if kind == "degrees":
                more.pop("conclusion", None)
            facts[kind].append(more)
        if _rarely(draw):
            facts[kind] = []
    if facts["diplomas"] and _rarely(draw):
        facts["diplomas"][0]["conclusion"] = draw(st.sampled_from(("completed", "incomplete")))


def _work(draw: st.DrawFn, facts: dict[str, Any]) -> None:
    facts["work"][0] |= {"from": draw(DAYS), "field": draw(FIELDS)}
    if _rarely(draw):
        end = date.fromisoformat(facts["work"][0]["from"]).toordinal() + draw(st.integers(0, 900))
        facts["work"][0]["to"] = date.fromordinal(end).isoformat()
    if _rarely(draw):
        kind = draw(st.sampled_from(("technical", "military")))
        facts["work"].append({"from": draw(DAYS), "to": None, "field": draw(FIELDS), "kind": kind})


def _papers(draw: st.DrawFn, facts: dict[str, Any]) -> None:
    years = draw(st.lists(st.integers(2020, 2025), max_size=5, unique=True))
    facts["assessments"] = [{"year": one, "grade": draw(GRADES), "stamped": not _rarely(draw)} for one in years]
    if _rarely(draw):
        facts["insurance"] = {"source": draw(st.sampled_from(("none", "uploaded")))}
    if _rarely(draw):
        facts["licences"] = []
    if _rarely(draw):
        facts["post_table"] = draw(st.booleans())


def _standing(draw: st.DrawFn, facts: dict[str, Any]) -> None:
    if _rarely(draw):
        facts["person"][draw(st.sampled_from(("punished_until", "banned_until")))] = draw(DAYS)
    if _rarely(draw):
        facts["person"]["id_kind"] = draw(st.sampled_from(("hk_macao_permit", "foreign_permanent_residence")))
    if _rarely(draw):
        level, via = (
            draw(st.sampled_from(("technician", "assistant"))),
            draw(st.sampled_from(("determination", "exam"))),
        )
        facts["titles"] = [{"level": level, "series": "engineering", "via": via}]
    if _rarely(draw) and "vacancies" in facts["employer"]:
        facts["employer"] |= {"competition_passed": draw(st.booleans()), "staffing": "contract"}


def places(value: Any, here: Place = ()) -> list[Place]:
    """The fields that can be left out; a row of a list cannot, since a list that is given is whole."""
    if isinstance(value, dict):
        inner = [place for key, one in value.items() for place in places(one, (*here, key))]
        return [(*here, key) for key in value if (*here, key) not in ALWAYS_THERE] + inner
    if isinstance(value, list):
        return [place for at, one in enumerate(value) for place in places(one, (*here, at))]
    return []


def _forget(facts: dict[str, Any], place: Place) -> None:
    owner: Any = facts
    for step in place[:-1]:
        if isinstance(owner, dict) and step not in owner:
            return
        owner = owner[step]
    if isinstance(owner, dict):
        owner.pop(place[-1], None)
