"""How often a page asks the database: as often for twenty rows as for one, and never beyond a bound."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.test_matrix_rights import EXPECTED
from tests.web_crowd import crowd
from tests.web_world import World
from zhicheng.cases.bureau_queries import TABS
from zhicheng.cases.employer_queries import HEAPS
from zhicheng.outbox.queries import HEAPS as MESSAGE_HEAPS

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST = 25
BESIDES = 3  # the session, the person and the savepoint of the test itself are not the page's
QUERIES = {
    "bureau-queue": [f"?tab={code}" for code in TABS],
    "bureau-case": [f"?tab={code}" for code in ("new", "done")],
    "bureau-paper": ["", "?q=众人"],
    "bureau-posts": ["", "?state=all"],
    "employer-home": [f"?heap={code}" for code in HEAPS],
    "support-messages": [f"?heap={code}" for code in MESSAGE_HEAPS],
    "support-events": ["", "?act=submit"],
    "applicant-employer": ["", "?q=苕州"],
}
PICTURES = ("applicant-file-page", "employer-file-page", "bureau-file-page")


def pages(world: World) -> Iterator[tuple[str, str, str]]:
    """Every page that is got, as whoever may: role, row and address."""
    for row, (methods, insiders) in EXPECTED.items():
        if "GET" not in methods or row in PICTURES or (row.startswith("demo-") and not settings.DEMO):
            continue
        address = reverse(row.partition(":")[0], args=world.args.get(row, ()))
        roles = insiders.split()
        chosen = ["owner", "leader"] if row.startswith("public") else roles[:1] + roles[2:3]
        for role in dict.fromkeys(chosen):
            for query in QUERIES.get(row, [""]):
                yield role, row, address + query


def counted(world: World) -> dict[tuple[str, str, str], int]:
    counts = {}
    visits = {role: world.client(role) for role in world.people}
    for role, row, address in pages(world):
        visits[role].ask("GET", address)  # what is kept in the process is read at the first time
        with CaptureQueriesContext(connection) as asked:
            answer = visits[role].ask("GET", address)
        assert answer.status_code < 500, (role, address)
        counts[role, row, address] = sum("SAVEPOINT" not in one["sql"] for one in asked.captured_queries)
    return counts


def test_a_page_asks_as_often_for_twenty_rows_as_for_one_and_never_too_often(world: World) -> None:
    few = counted(world)
    crowd(world)
    many = counted(world)
    grown = {page: (few[page], many[page]) for page in few if many[page] > few[page]}
    excessive = {page: (few[page], many[page]) for page in few if many[page] > MOST}
    table = [
        f"{role:20} {row:28} {one:4} {twenty:4}  {address}"
        for (role, row, address), (one, twenty) in sorted((grown | excessive).items())
    ]
    assert not table, "\nrole                 page                         1 row  20 rows\n" + "\n".join(table)
    assert len(few) > 100
