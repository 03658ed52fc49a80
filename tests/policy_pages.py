"""The policy desk's pages in the tests: browsers of its people, and its forms as a browser sends them."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.cast import later, sign_in
from tests.policy_desk import Desk, a_desk
from zhicheng.domain.permissions import Actor
from zhicheng.people.models import Appointment, Person
from zhicheng.policy.form.controls import filled
from zhicheng.policy.form.parts import PART
from zhicheng.policy.form.tables import sheet_of
from zhicheng.policy.models import Draft, Edition

Posted = dict[str, Any]


@dataclass(frozen=True)
class Visitors:
    """The desk, and a browser for each of its people."""

    desk: Desk
    reviewer: Client
    leader: Client
    clerk: Client
    county: Client


def visitors() -> Visitors:
    desk = a_desk()
    return Visitors(desk, *(browser(one) for one in (desk.reviewer, desk.leader, desk.clerk, desk.county_leader)))


def browser(actor: Actor) -> Client:
    appointment = Appointment.objects.get(person_id=actor.person, organisation_id=actor.organisation)
    return sign_in(Client(), Person.objects.get(pk=actor.person), appointment)


def begun(visitor: Client) -> Draft:
    """A draft begun by the button."""
    visitor.post("/bureau/policy/start/", {"which": "same"})
    return Draft.objects.get()


def sent_by(draft: Draft, slug: str, **changes: Any) -> Posted:
    """The part of the draft as its form sends it, with `changes` typed by path; `__` in a name stands for a row."""
    groups = filled(PART[slug], sheet_of(draft.content()))
    held: Posted = {
        one.name: list(one.chosen) if one.kind in ("codes", "spaced") else one.text
        for group in groups
        for row in group.rows
        for one in row.controls
    }
    return held | {"seen": str(draft.version), "whole": "yes", "act": "save"} | changes


def page(answer: Any) -> str:
    return str(answer.content.decode())


def row_of(draft: Draft, schooling: str) -> int:
    """The place of the row that leads this schooling to 助理级."""
    rules = draft.content().content["rules"]
    return next(
        at for at, one in enumerate(rules) if one["level"] == "assistant" and one.get("diplomas") == [schooling]
    )


def kept_edition(number: int) -> Edition:
    """A pack that was kept when its first case was filed."""
    name = f"第 {number} 号"
    return Edition.objects.create(
        pack_id="huzhou-2020", version=str(number), title=name, sha256=f"{number:064d}", body="{}", kept_at=later()
    )
