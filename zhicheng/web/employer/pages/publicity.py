"""A unit's list as a page: its days, its people, and the opinion that is proposed for them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import segno
from django.conf import settings

from zhicheng.cases.unit_publicity_queries import ListedPerson, ObjectionShown, objections_on, people_on
from zhicheng.documents.queries import PaperCard, paper_by_key
from zhicheng.domain.periods import Period
from zhicheng.domain.permissions import Actor, Role
from zhicheng.domain.words import cn_period
from zhicheng.policy.deployment import calendar


@dataclass(frozen=True)
class PublicityPage:
    publicity: Any
    period: Period
    calendar: Any
    people: list[ListedPerson]
    eligible: list[ListedPerson]
    objections: list[ObjectionShown]
    over: bool
    is_head: bool
    paper: PaperCard | None
    public_url: str
    qr: str
    opinion: str


def publicity_page(actor: Actor, publicity: Any, now: datetime, opinion: str | None = None) -> PublicityPage:
    """Everything that the page of a list shows at `now`; `opinion` is what was typed, if anything was."""
    people = people_on(actor, publicity)
    eligible = [one for one in people if one.recommendable(publicity.ends_at, now)]
    address = f"{settings.PUBLIC_URL.rstrip('/')}/notice/unit/{publicity.handle}"
    return PublicityPage(
        publicity=publicity,
        period=period_of(publicity),
        calendar=calendar(),
        people=people,
        eligible=eligible,
        objections=objections_on(actor, publicity),
        over=now >= publicity.ends_at,
        is_head=actor.role is Role.EMPLOYER_HEAD,
        paper=paper_by_key(f"unit-notice:{publicity.handle}"),
        public_url=address,
        qr=segno.make_qr(address, error="m").svg_data_uri(scale=4, border=2, light="white"),
        opinion=proposed_opinion(publicity, eligible) if opinion is None else opinion,
    )


def period_of(publicity: Any) -> Period:
    """The period as it was counted when the list was opened."""
    days = tuple(date.fromisoformat(day) for day in publicity.counted_days)
    return Period(publicity.starts_on, days, publicity.ends_on, publicity.ends_at)


def proposed_opinion(publicity: Any, people: list[ListedPerson]) -> str:
    """Words for the opinion that are true of everybody among `people`; the head edits them."""
    days = [date.fromisoformat(day) for day in publicity.counted_days]
    span = cn_period(days[0], days[-1])
    heard = "公示期间收到的异议经核实不成立" if any(one.decided for one in people) else "公示期间无异议"
    return (
        "经逐项核实，申报内容和所附材料属实，从事本专业技术工作。"
        f"已在本单位公示 {len(days)} 个工作日（{span}），{heard}。同意推荐。"
    )
