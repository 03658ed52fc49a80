"""A revocation that is set aside: by which document, from which day the title counts again, how everybody reads it."""

from datetime import date

from zhicheng.domain.certificate_changes import Reason
from zhicheng.domain.faults import Refused
from zhicheng.domain.words import cn_day
from zhicheng.domain.written import written


def deciding_document(
    reason: Reason, name: str, number: str, day: date | None, *, revoked_on: date, today: date
) -> str:
    """The document by which the revocation falls, in one line; the reason's own rule where the bureau needs no other.

    Days are legal days. Raises Refused where the document is named in part, or is of a day on which it could not be.
    """
    name, number = (" ".join(written(text, longest).split()) for text, longest in ((name, 100), (number, 60)))
    if reason.clause and not (name or number or day):
        return reason.clause
    if not (name and number and day):
        raise Refused("请写明所依据文书的名称、文号和日期。")
    if not revoked_on <= day <= today:
        raise Refused(f"文书的日期最早是撤销当日（{revoked_on}），最晚是今天（{today}）。")
    return f"{name} {number}（{cn_day(day)}）"


def counts_again_from(day: date | None, *, ended_on: date, today: date) -> date:
    """The legal day from which the title counts again: `day`, or when left open the day on which it had ended.

    Raises Refused for a day before that, or one to come.
    """
    if day is not None and not ended_on <= day <= today:
        raise Refused(f"恢复日期最早是撤销生效当日（{ended_on}），最晚是今天（{today}）。")
    return day or ended_on


def reinstated_words(reason: Reason, *, revoked_on: date, reinstated_on: date, counts_from: date) -> str:
    """What became of the old number, for everybody; not why it had been revoked, for that has fallen."""
    return (
        f"曾于{cn_day(revoked_on)}被撤销；已于{cn_day(reinstated_on)}{reason.public}恢复，"
        f"恢复自{cn_day(counts_from)}起生效"
    )
