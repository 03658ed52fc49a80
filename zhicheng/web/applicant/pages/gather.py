"""Collect what the pages of one case need beside its row."""

from datetime import datetime

from zhicheng.cases.applicant_queries import Case, held_by_objection, lists_of, open_correction
from zhicheng.documents.models import Certificate
from zhicheng.documents.queries import certificate_of
from zhicheng.domain.states import TWICE_SEEN, State
from zhicheng.web.applicant.pages.progress import Progress
from zhicheng.web.applicant.pages.window import window_of


def progress_of(case: Case, now: datetime) -> Progress:
    """Only what the case's state can have is asked for."""
    state = State(case.state)
    if state is State.DRAFT:
        return Progress(case, None, {}, held=False, window=window_of(case, now))
    certificate = certificate_of(case) if state in TWICE_SEEN else None
    return Progress(
        case=case,
        correction=open_correction(case) if state is State.RETURNED else None,
        lists=lists_of(case),
        held=held_by_objection(case),
        document_number=certificate.document.number if certificate else "",
        certificate_number=certificate.number if certificate and _stands(certificate, state) else "",
    )


def _stands(certificate: Certificate, state: State) -> bool:
    """Whether it is made; a reinstated title has none until the new one is, whatever the old one was."""
    fallen = state is State.CERTIFIED and certificate.state == Certificate.REVOKED
    return certificate.issued_at is not None and not fallen
