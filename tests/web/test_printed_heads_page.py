"""Anybody finds on the page of the keys which papers bear a head of the log, page by page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import SHANGHAI_MORNING
from tests.log_acts import fill_log
from tests.web.public_visitor import Visitor, words
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.models import LogPrint
from zhicheng.domain.legal_time import legal_day

pytestmark = pytest.mark.django_db


def printed(serial: int) -> None:
    """A document of this number with the head of as many entries, kept as a paper."""
    fill_log(1, start=serial - 1)
    key = f"document:{serial}"
    told = {
        "authority": "苕州市人力资源和社会保障局",
        "title": "关于公布任职资格的通知",
        "number": f"苕人社职〔2024〕{serial}号",
    }
    head = sign_log_head(now=SHANGHAI_MORNING)
    LogPrint.objects.create(key=key, kind="official_document", head=head, day=legal_day(SHANGHAI_MORNING), **told)
    keep_paper("official_document", key, b"%PDF", now=SHANGHAI_MORNING, edition="1")


def numbers(page: str) -> list[int]:
    return [int(found) for found in re.findall(r"〔2024〕(\d+)号", page)]


def test_the_papers_are_listed_newest_first_with_size_and_root_and_paged() -> None:
    visitor = Visitor(SHANGHAI_MORNING)
    assert "印有校验值的文件" not in words(visitor.get("/keys/"))
    printed(1)
    with CaptureQueriesContext(connection) as few:
        visitor.get("/keys/")
    for serial in range(2, 24):
        printed(serial)
    with CaptureQueriesContext(connection) as many:
        first = words(visitor.get("/keys/"))
    assert len(many) == len(few)
    assert numbers(first) == list(range(23, 3, -1))
    root = bytes(LogPrint.objects.get(key="document:23").head.root).hex(" ", 4)
    assert first.count(root) == 2
    assert "职称初定公布文件《关于公布任职资格的通知》（苕人社职〔2024〕23号，2024年11月4日，苕州市人力资源" in first
    more = re.search(r'href="\?before=(\d+)#printed-title"', first)
    assert more
    second = words(visitor.get("/keys/", before=more[1]))
    assert numbers(second) == [3, 2, 1]
    assert "?before=" not in second


def test_a_place_that_is_none_shows_the_first_page() -> None:
    printed(1)
    assert numbers(words(Visitor(SHANGHAI_MORNING).get("/keys/", before="x' OR 1"))) == [1]
