"""The social insurance register (社会保险): for which months, where and by whom contributions were paid."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhicheng.gateways.register import Evidence, Subject, Unavailable

__all__ = [
    "InsuranceAnswer",
    "InsuranceRecords",
    "InsuredSpan",
    "Subject",
    "Unavailable",
    "insurance_records",
]


@dataclass(frozen=True, slots=True)
class InsuredSpan:
    """Months without a gap, written "2024-05", first and last included, paid by one employer in one region."""

    region: str
    employer: str
    first_month: str
    last_month: str

    def as_entry(self) -> dict[str, str]:
        """The values of an archive entry in section `insurance`."""
        return {"region": self.region, "employer": self.employer, "from": self.first_month, "to": self.last_month}


@dataclass(frozen=True, slots=True)
class InsuranceAnswer:
    """All that the register knows; `on_record` is False when it answered that it knows nothing of this person."""

    on_record: bool
    spans: tuple[InsuredSpan, ...]
    evidence: Evidence


class InsuranceRecords(Protocol):
    def months_of(self, subject: Subject, *, now: datetime) -> InsuranceAnswer:
        """All insured months on record, as spans in order of time; empty when the register knows none.

        `now` carries its time zone. Raises Unavailable when the register cannot be asked now or its answer cannot
        be trusted: that is silence, and never "none".
        """


def insurance_records() -> InsuranceRecords:
    """The register of this deployment, as the settings name it."""
    adapter = import_string(settings.ZHICHENG_INSURANCE_RECORDS)
    return cast(InsuranceRecords, adapter(settings.ZHICHENG_INSURANCE_URL, settings.ZHICHENG_INSURANCE_SECRET))
