"""What wallets and checkers of credentials ask for: issuer and keys, the type in words, the list of states."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from zhicheng.documents.credential.of_certificate import issuer_metadata, status_token, type_metadata
from zhicheng.web.acts import open_to_all
from zhicheng.web.request import Request

FIVE_MINUTES = "public, max-age=300"


@open_to_all
@require_safe
def issuer(request: Request) -> HttpResponse:
    """Issuer and keys (SD-JWT VC, JWT VC Issuer Metadata)."""
    return _readable_anywhere(JsonResponse(issuer_metadata()))


@open_to_all
@require_safe
def title_type(request: Request) -> HttpResponse:
    """The type's name and claims (SD-JWT VC Type Metadata)."""
    return _readable_anywhere(JsonResponse(type_metadata(), json_dumps_params={"ensure_ascii": False}))


@open_to_all
@require_safe
def status(request: Request) -> HttpResponse:
    """Which certificates were revoked or replaced (Token Status List): places in the log, no numbers, no names."""
    return _readable_anywhere(HttpResponse(status_token(now=request.now), content_type="application/statuslist+jwt"))


def _readable_anywhere(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = FIVE_MINUTES
    return response
