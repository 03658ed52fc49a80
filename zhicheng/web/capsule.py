"""Hand out a case's capsule as a ZIP, to the bureau that handles the case and to the auditor."""

import tempfile
from typing import BinaryIO, cast

from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_POST

from zhicheng.documents.actions.hand_out_capsule import TAKERS, hand_out_capsule
from zhicheng.gateways.files import file_store
from zhicheng.web.acts import as_role
from zhicheng.web.request import Request

IN_MEMORY = 16 * 1024 * 1024


@require_POST
@as_role(*TAKERS)
def download(request: Request, handle: str) -> HttpResponse:
    """The capsule as the case stands now: made in the request and kept nowhere, since it can be made again."""
    out = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  (the response closes it)
    try:
        made = hand_out_capsule(handle, out, actor=request.actor, now=request.now, read=_read, kept=file_store().exists)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    response = FileResponse(out, as_attachment=True, filename=f"个案档案包 {made.number}.zip")
    response["Content-Type"] = "application/zip"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return cast(HttpResponse, response)


def _read(digest: str) -> bytes:
    with file_store().open(digest) as kept:
        return kept.read()
