"""Conditions of the person: identity, in post, not barred."""

from __future__ import annotations

from datetime import date

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.conditions.findings import found
from zhicheng.domain.eligibility.facts import Person
from zhicheng.domain.eligibility.pack import Pack

MET, INCOMPLETE, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.NOT_MET


def identity(pack: Pack, id_kind: str | None, employed_in_city: bool | None) -> Finding:
    """The kinds of identity that the notice admits, some only with an employer in the city."""
    code, reading = "identity", pack.reading
    if id_kind is None:
        return found(pack, code, INCOMPLETE, "身份证件种类还不清楚")
    outcome, name = reading.identities[id_kind], words.ID_KIND[id_kind]
    if outcome is not MET:
        return found(pack, code, outcome, f"只凭{name}不能申报")
    if id_kind not in reading.identities_if_employed_here:
        return found(pack, code, MET, f"持{name}")
    if employed_in_city is None:
        return found(pack, code, INCOMPLETE, f"持{name}，是否在本市就业还不清楚")
    if employed_in_city:
        return found(pack, code, MET, f"持{name}，在本市就业")
    return found(pack, code, NOT_MET, f"持{name}，但不在本市就业")


def in_post(pack: Pack, status: str | None) -> Finding:
    """People in post; neither the retired nor civil servants."""
    if status is None:
        return found(pack, "in_post", INCOMPLETE, "是否在职还不清楚")
    return found(pack, "in_post", pack.reading.statuses[status], words.STATUS[status])


def not_barred(pack: Pack, person: Person, as_of: date) -> Finding:
    """No disciplinary period and no ban running, their last day included."""
    if person.punished_until or person.banned_until:
        running = [
            f"{name}到{last}为止（含当日）"
            for name, last in (("处分期", person.punished_until), ("禁止申报期", person.banned_until))
            if last is not None and last >= as_of
        ]
        if running:
            return found(pack, "not_barred", NOT_MET, "；".join(running))
    return found(pack, "not_barred", MET, f"{words.day(as_of)}没有在处分期或禁止申报期内")
