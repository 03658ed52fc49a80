"""The body of a request, read once, as far as it may be long."""

from django.http import HttpRequest, HttpResponse, UnreadablePostError

from zhicheng.api.reply import JSON, refuse

MOST_BYTES = 64 * 1024
TOO_LONG = f"$: 内容超过 {MOST_BYTES // 1024} kB"
_ENCODINGS = {"", "utf-8", "utf8"}


class Refusal(Exception):
    """The body is not taken; `response` says why."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(response.status_code)
        self.response = response


def json_body(request: HttpRequest) -> bytes:
    """The bytes sent as application/json. Raises Refusal: 415 for another kind, 413 for too many, 400 for too few.

    What comes in chunks, without a length, never reaches us by WSGI: 411.
    """
    encoding = (request.content_params or {}).get("charset", "").lower()
    if request.content_type != JSON or encoding not in _ENCODINGS:
        raise Refusal(refuse(415, [f"$: 请用 Content-Type: {JSON}（UTF-8）发送"]))
    if "chunked" in request.headers.get("Transfer-Encoding", ""):
        raise Refusal(refuse(411, ["$: 请写明 Content-Length，不要分块发送"]))
    if _announced(request) > MOST_BYTES:
        raise Refusal(refuse(413, [TOO_LONG]))
    try:
        body: bytes = request.read(MOST_BYTES + 1)
    except (UnreadablePostError, OSError) as broken:
        raise Refusal(refuse(400, ["$: 内容没有传完"])) from broken
    if len(body) > MOST_BYTES:
        raise Refusal(refuse(413, [TOO_LONG]))
    return body


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
