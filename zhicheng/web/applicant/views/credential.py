"""The title as a verifiable credential: the holder picks what it shows and takes the file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from zhicheng.cases.applicant_queries import own_case
from zhicheng.documents.credential.claims import ALWAYS, BY_CHOICE
from zhicheng.documents.credential.of_certificate import credential_of
from zhicheng.documents.queries import certificate_of
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import Role
from zhicheng.web.acts import as_role
from zhicheng.web.request import Request

FIRST_OFFERED = ("name", "number", "series", "speciality")


@as_role(Role.APPLICANT)
@require_http_methods(["GET", "HEAD", "POST"])
def credential(request: Request, handle: str) -> HttpResponse:
    """What the credential always shows, what it may keep back, and the file with what was picked."""
    case = own_case(request.actor, handle)
    certificate = certificate_of(case)
    if certificate is None or certificate.issued_at is None:
        raise NotYours
    issued = credential_of(certificate)
    if request.method == "POST":
        picked = set(request.POST.getlist("show")) & issued.disclosures.keys()
        response = HttpResponse(issued.shown(picked), content_type="application/dc+sd-jwt")
        name = content_disposition_header(True, f"职称可验证凭证 {certificate.number}.sdjwt")
        response["Content-Disposition"] = name or "attachment"
        response["Cache-Control"] = "private, no-store"
        return response
    stated = certificate.stated
    context = {
        "case": case,
        "always": [(word, stated[name]) for name, word in ALWAYS.items() if stated.get(name)],
        "choices": [
            (name, word, stated[name], name in FIRST_OFFERED)
            for name, word in BY_CHOICE.items()
            if name in issued.disclosures
        ],
    }
    return render(request, "applicant/credential.html", context)
