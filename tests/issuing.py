"""One certificate numbered and issued by itself, by what the worker uses for several."""

from datetime import datetime

from django.db import transaction

from zhicheng.documents.actions.certify import issue_together, reserve_together, still_reserved
from zhicheng.documents.models import Certificate, Paper
from zhicheng.domain.permissions import WORKER


def reserve_one(case_id: int, *, now: datetime) -> Certificate:
    """The case's first number."""
    return reserve_together([case_id], now=now)[0]


def issue_one(certificate_id: int, content: Paper, *, now: datetime) -> Certificate:
    """The certificate with this paper for its file; one that is issued stays as it is."""
    with transaction.atomic():
        if reserved := still_reserved([certificate_id]):
            issue_together(reserved, [content], actor=WORKER, now=now)
    return Certificate.objects.get(pk=certificate_id)
