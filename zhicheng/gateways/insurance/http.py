"""The social insurance register over HTTP."""

import re
from datetime import datetime
from typing import Any

from zhicheng.domain.archive.regions import is_region_code
from zhicheng.domain.legal_time import legal_day
from zhicheng.gateways.insurance import InsuranceAnswer, InsuredSpan
from zhicheng.gateways.register import Subject, Unavailable
from zhicheng.gateways.register.answer import shaped
from zhicheng.gateways.register.client import RegisterClient

PATH = "/insurance/v1/months"
_MONTH = dict.fromkeys(("month", "regionCode", "employer"), str)


class HttpInsuranceRecords:
    """Asks the register at `base_url`, each question signed with `secret`."""

    def __init__(
        self, base_url: str, secret: str, *, connect_seconds: float = 3.0, total_seconds: float = 10.0
    ) -> None:
        self._client = RegisterClient(
            "insurance", base_url, PATH, secret, connect_seconds=connect_seconds, total_seconds=total_seconds
        )

    def months_of(self, subject: Subject, *, now: datetime) -> InsuranceAnswer:
        """See InsuranceRecords."""
        answer, evidence = self._client.ask(subject, now=now)
        if not answer.found:
            return InsuranceAnswer(False, (), evidence)
        data = shaped(answer.data, {"months": list})
        months = sorted({_month(shaped(row, _MONTH), now) for row in data["months"]})
        return InsuranceAnswer(True, _spans(months), evidence)


def _month(row: dict[str, Any], now: datetime) -> tuple[str, str, str]:
    parts = re.fullmatch(r"([0-9]{4})(0[1-9]|1[0-2])", row["month"])
    if parts is None:
        raise Unavailable("unreadable", "a month is not written YYYYMM")
    if not is_region_code(row["regionCode"]):
        raise Unavailable("unreadable", "a region is not a code of GB/T 2260")
    month = f"{parts[1]}-{parts[2]}"
    if month > f"{legal_day(now):%Y-%m}":
        raise Unavailable("unreadable", "a month lies in the future")
    return row["regionCode"], row["employer"], month


def _spans(months: list[tuple[str, str, str]]) -> tuple[InsuredSpan, ...]:
    spans: list[InsuredSpan] = []
    for region, employer, month in months:
        last = spans[-1] if spans else None
        if last and (last.region, last.employer) == (region, employer) and _next(last.last_month) == month:
            spans[-1] = InsuredSpan(region, employer, last.first_month, month)
        else:
            spans.append(InsuredSpan(region, employer, month, month))
    return tuple(sorted(spans, key=lambda span: (span.first_month, span.last_month)))


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"
