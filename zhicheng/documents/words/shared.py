"""What several papers say alike: the target, the bureau to ask, a period, a line of a list."""

import re
from datetime import date
from typing import Any

from django.conf import settings

from zhicheng.cases.models import Case, Publicity
from zhicheng.documents.models import LogHead
from zhicheng.documents.papers import data
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import BUREAU_ZONE
from zhicheng.people.models import Organisation


def body_of(case: Case) -> dict[str, Any]:
    """The frozen copy."""
    return dict(given(case.snapshot).body)


def target_of(case: Case) -> data.Target:
    """The title asked for, from the frozen copy."""
    target = body_of(case)["target"]
    return data.Target(
        series=target["series_name"],
        speciality=target["speciality"],
        title=target["title"],
        level=target["level_name"],
    )


def contact_of(organisation: Organisation) -> data.Contact:
    return data.Contact(office=organisation.name, telephone=organisation.phone, address=organisation.address)


def period_of(publicity: Publicity) -> data.Period:
    counted = tuple(date.fromisoformat(day) for day in publicity.counted_days)
    return data.Period(starts_on=publicity.starts_on, ends_on=publicity.ends_on, counted_days=counted)


def row_of(serial: int, shown: dict[str, Any]) -> data.ListRow:
    return data.ListRow(
        serial=serial,
        name=shown["name"],
        employer=shown["employer"],
        series=shown["series"],
        speciality=shown["speciality"],
        title=shown["title"],
        level=shown["level"],
    )


def issue_log_head(head: LogHead) -> data.IssueLogHead:
    """A signed head of the issue log as papers print it."""
    signed_at = head.signed_at.astimezone(BUREAU_ZONE)
    return data.IssueLogHead(size=head.size, root=bytes(head.root).hex(), signed_at=signed_at)


def entries_in(case: Case, section: str) -> list[dict[str, Any]]:
    """The values of the frozen entries of one section, in the order in which they were frozen."""
    return [entry["values"] for entry in body_of(case)["entries"] if entry["section"] == section]


def address(path: str) -> str:
    """The public address of a page."""
    return f"{settings.PUBLIC_URL}{path}"


def cited(name: str) -> str:
    """The name of a rule or notice as papers cite it: in book-title marks, its number behind them."""
    number = re.search(r"（[^（）]*号）$", name)
    title = name[: number.start()] if number else name
    return name if "《" in title or "〔" in title else f"《{title}》{number[0] if number else ''}"


def code_of(digest: str) -> str:
    """The first twelve signs of a digest, grouped for reading aloud."""
    return "-".join(digest[start : start + 4].upper() for start in (0, 4, 8))
