"""What falls away when a case leaves its way: open questions and its place on running lists."""

from datetime import datetime

from zhicheng.cases.models import Case, Inquiry, PublicityEntry


def leave_lists(case: Case, now: datetime) -> None:
    """Close what was asked and mark the case as taken off every list that still runs."""
    PublicityEntry.objects.filter(case=case, withdrawn_at=None).update(withdrawn_at=now)
    Inquiry.objects.filter(case=case, answered_at=None, expired_at=None).update(expired_at=now)
