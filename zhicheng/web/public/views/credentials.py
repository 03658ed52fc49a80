"""What wallets and checkers of credentials ask for: issuer and keys, the type in words, the list of states."""

from django.http import HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from zhicheng.documents.credential.of_certificate import issuer_metadata, type_metadata
from zhicheng.documents.credential.status_list import published_status
from zhicheng.web.acts import open_to_all
from zhicheng.web.public.flood import at_most_looked_up
from zhicheng.web.request import Request

FIVE_MINUTES = "public, max-age=300"
a_minutes_worth = at_most_looked_up(60, seconds=60)


@open_to_all
@require_safe
@a_minutes_worth
def issuer(request: Request) -> HttpResponse:
    """Issuer and keys (SD-JWT VC, JWT VC Issuer Metadata)."""
    return _readable_anywhere(JsonResponse(issuer_metadata()))


@open_to_all
@require_safe
@a_minutes_worth
def title_type(request: Request) -> HttpResponse:
    """The type's name and claims (SD-JWT VC Type Metadata)."""
    return _readable_anywhere(JsonResponse(type_metadata(), json_dumps_params={"ensure_ascii": False}))


@open_to_all
@require_safe
@a_minutes_worth
def status(request: Request) -> HttpResponse:
    """Which certificates were revoked or replaced (Token Status List): places in the log, no numbers, no names.

    Who names the list that he has (If-None-Match) is told 304 while it still holds.
    """
    made = published_status(now=request.now)
    response = HttpResponse(made.token, content_type="application/statuslist+jwt")
    response["ETag"] = f'"{made.tag}"'
    answer = get_conditional_response(request, etag=response["ETag"], response=response) or response
    return _readable_anywhere(answer)


def _readable_anywhere(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = FIVE_MINUTES
    return response
