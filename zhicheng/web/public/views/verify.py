"""证书核验: by number and name, by file, by QR code, each with the same verdict; and what to verify with without us."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from zhicheng.documents.bundle.published import Published, published_bundle
from zhicheng.documents.file_verification import verdict_on, verify_file
from zhicheng.documents.handed import Handed
from zhicheng.documents.proof_key import BadFormerKeys
from zhicheng.documents.public_queries import certificate_by_handle, certificate_by_number
from zhicheng.documents.verification import UNAVAILABLE, Standing, Verdict, judge_code, judge_number
from zhicheng.domain.numbering import normalise_certificate_number
from zhicheng.domain.words import cn_datetime
from zhicheng.gateways.eseal import SealRefused, SealUnavailable, seal
from zhicheng.gateways.gmseal import makers_pem
from zhicheng.gateways.timestamp import authorities_pem
from zhicheng.web.acts import open_to_all
from zhicheng.web.public.flood import at_most, at_most_looked_up
from zhicheng.web.public.forms.verify import LONGEST_NUMBER, FileForm, NumberForm, is_too_long
from zhicheng.web.public.pages.finding import finding_of
from zhicheng.web.public.private import never_kept
from zhicheng.web.public.show import show
from zhicheng.web.public.upload import InMemoryOnly
from zhicheng.web.public.verdict import verdict_page
from zhicheng.web.request import Request

STATUS = {Standing.UNAVAILABLE: 503}
AWAY = (DatabaseError, SealRefused, SealUnavailable, BadFormerKeys, OSError)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@open_to_all
@require_safe
def verify(request: Request) -> HttpResponse:
    """The ways on one page; a number in the address, as a verdict's link to the new certificate has, is filled in."""
    number = normalise_certificate_number(request.GET.get("number", "")[:LONGEST_NUMBER])
    return _page(request, number=NumberForm(initial={"number": number}) if number else None)


@csrf_exempt  # it changes nothing, and another site that sends it cannot read the answer; so it needs no cookie
@open_to_all
@never_kept
@get_or_post
@at_most(30, seconds=60)
def by_number(request: Request) -> HttpResponse:
    """The verdict on a typed number and name; by POST, so that no name stands in an address or a log."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("public-verify"))
    if is_too_long(request.META):
        raise RequestDataTooBig
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _page(request, number=form)
    said = form.cleaned_data
    verdict = _or_unavailable(lambda: judge_number(certificate_by_number(said["number"]), said["name"]))
    if verdict.certificate is None:
        return _answer(request, verdict, number=form)
    return verdict_page(request, verdict)


@csrf_exempt
@open_to_all
@never_kept
@get_or_post
@at_most(20, seconds=60)
def by_file(request: Request) -> HttpResponse:
    """The verdict on a file; the upload's handler is chosen before the token is read, and then the token is checked."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("public-verify"))
    in_memory = InMemoryOnly(request)
    request.upload_handlers = [in_memory]
    return _by_file(request, in_memory)


@open_to_all
@never_kept
@require_safe
@at_most_looked_up(60, seconds=60)
def by_code(request: Request, handle: str) -> HttpResponse:
    """The verdict on the certificate whose QR code was scanned, or whose address was typed, be it in capitals."""
    verdict = _or_unavailable(lambda: judge_code(certificate_by_handle(handle.lower())))
    status = 404 if verdict.standing is Standing.UNKNOWN else STATUS.get(verdict.standing, 200)
    return verdict_page(request, verdict, status=status)


@open_to_all
@require_safe
@at_most_looked_up(60, seconds=60)
def bundle(request: Request) -> HttpResponse:
    """What one needs to verify without us, in one archive."""
    return _handed_out(request, lambda made: (made.archive, "zhicheng-bundle", "zip", "application/zip"))


@open_to_all
@require_safe
@at_most_looked_up(60, seconds=60)
def offline(request: Request) -> HttpResponse:
    """The page that verifies without network, to be kept: as a page of this site it could not run its script."""
    return _handed_out(request, lambda made: (made.page, "zhicheng-verify", "html", "text/html; charset=utf-8"))


def _handed_out(request: Request, part: Callable[[Published], tuple[bytes, str, str, str]]) -> HttpResponse:
    """The part as a file that bears the moment of the bundle in its name; 503 while it cannot be made."""
    try:
        made = published_bundle(
            now=request.now,
            seal_pem=seal().certificate_pem,
            authorities_pem=authorities_pem(),
            makers=makers_pem(),
        )
    except AWAY:
        return verdict_page(request, UNAVAILABLE, status=503)
    content, name, ending, kind = part(made)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}-{made.as_of:%Y%m%d-%H%M}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "public, max-age=300"
    return response


@csrf_protect
def _by_file(request: Any, in_memory: InMemoryOnly) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if in_memory.too_big:  # known once the files were read
        return _answer(request, verdict_on(Handed.TOO_BIG))
    if not form.is_valid():
        return _page(request, file=form)
    content = form.cleaned_data["file"]
    verdict = _or_unavailable(lambda: verify_file(content, trusted_pem=seal().certificate_pem))
    return verdict_page(request, verdict) if verdict.certificate else _answer(request, verdict)


def _or_unavailable(judge: Callable[[], Verdict]) -> Verdict:
    """A register or a seal that does not answer is no answer about the certificate."""
    try:
        return judge()
    except AWAY:
        return UNAVAILABLE


def _answer(request: Request, verdict: Verdict, number: NumberForm | None = None) -> HttpResponse:
    status = STATUS.get(verdict.standing, 200)
    asked_at = cn_datetime(request.now)
    return _page(request, number=number, status=status, finding=finding_of(verdict), asked_at=asked_at)


def _page(
    request: Request, *, number: NumberForm | None = None, file: FileForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "number_form": number or NumberForm(),
        "file_form": file or FileForm(),
        **more,
    }
    return show(request, "verify", status=status, **context)
