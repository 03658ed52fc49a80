"""Post tables of the unit."""

from django.http import HttpResponse

from zhicheng.domain.permissions import EMPLOYER_ROLES
from zhicheng.web.acts import as_role
from zhicheng.web.request import Request


@as_role(*EMPLOYER_ROLES)
def all_tables(request: Request) -> HttpResponse:
    return HttpResponse("")


start = show = edit = send = all_tables
