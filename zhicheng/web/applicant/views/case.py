"""One application of one's own: where it is, what happened, what was submitted, which papers there are."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from zhicheng.cases.applicant_queries import frozen_before, history_of, own_case
from zhicheng.cases.queries import acts_open_to
from zhicheng.cases.readiness import what_is_missing
from zhicheng.documents.change_queries import certificate_history
from zhicheng.documents.file_kinds import OFD_KEY
from zhicheng.documents.log_proof import acts_in_log, proof_for
from zhicheng.documents.queries import certificate_of, paper_by_key, papers_of_case
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import TWICE_SEEN, Act, State
from zhicheng.policy.deployment import pack_of
from zhicheng.web.acts import as_role
from zhicheng.web.applicant.pages.content import parts_of
from zhicheng.web.applicant.pages.gather import progress_of
from zhicheng.web.applicant.pages.papers import files_of
from zhicheng.web.applicant.pages.progress import next_step, paper_awaited, steps
from zhicheng.web.applicant.pages.returned import returned_context
from zhicheng.web.applicant.pages.story import story_of
from zhicheng.web.request import Request


@as_role(Role.APPLICANT)
@require_GET
def case(request: Request, handle: str) -> HttpResponse:
    found = own_case(request.actor, handle)
    progress = progress_of(found, request.now)
    papers = papers_of_case(request.actor, found)
    certificate = certificate_of(found) if State(found.state) in TWICE_SEEN else None
    missing = len(what_is_missing(found, request.now)) if found.state == State.DRAFT else 0
    context: dict[str, Any] = {
        "case": found,
        "progress": progress,
        "next": next_step(progress, missing, request.now),
        "steps": steps(progress),
        "story": story_of(found, history_of(found)),
        "files": files_of(papers),
        "form": next((one for one in papers if one.kind == "determination_form"), None),
        "paper_awaited": paper_awaited(found),
        "certificate": certificate,
        "ofd": paper_by_key(f"{OFD_KEY}{certificate.handle}") if certificate else None,
        "certificates": certificate_history(found) if certificate else None,
        "logged": acts_in_log(certificate) if certificate else [],
        "can_withdraw": Act.WITHDRAW in acts_open_to(request.actor, found),
        "paper_rules": pack_of(found.policy_pack, found.policy_sha256).paper if found.policy_pack else None,
        **returned_context(request.actor, found),
    }
    return render(request, "applicant/case.html", context)


@as_role(Role.APPLICANT)
@require_GET
def content(request: Request, handle: str) -> HttpResponse:
    """The copy that the latest submission froze."""
    found = own_case(request.actor, handle)
    body = frozen_before(found)
    if body is None:
        raise NotYours
    return render(request, "applicant/content.html", {"case": found, "parts": parts_of(body), "truth": body["truth"]})


@as_role(Role.APPLICANT)
@require_GET
def log_proof(request: Request, handle: str) -> HttpResponse:
    """The proof that the acts on the person's certificate are in the public issue log."""
    certificate = certificate_of(own_case(request.actor, handle))
    proof = proof_for(certificate) if certificate else None
    if certificate is None or proof is None:
        raise NotYours
    response = JsonResponse(proof, json_dumps_params={"indent": 1})
    response["Content-Disposition"] = content_disposition_header(True, f"登记证明 {certificate.number}.json") or ""
    response["Cache-Control"] = "private, no-store"
    return response
