"""Whether this process can serve: for the front and for whoever watches the machine."""

from django.db import DatabaseError, connection
from django.http import HttpResponse

from zhicheng.web.acts import open_to_all
from zhicheng.web.request import Request

PLAIN = "text/plain; charset=utf-8"


@open_to_all
def healthz(request: Request) -> HttpResponse:
    """`ok` when the database answers a query, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return _never_kept(HttpResponse("the database does not answer\n", status=503, content_type=PLAIN))
    return _never_kept(HttpResponse("ok\n", content_type=PLAIN))


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
