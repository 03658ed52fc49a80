"""An answer about a certificate that was given before is given again at once, and never once it does not hold."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import sign_in
from tests.clock import at
from tests.log_acts import an_issued_certificate, corrected, revoked
from tests.stories import Story
from tests.web.public_visitor import STAMP, Visitor, words
from zhicheng.documents.models import Certificate
from zhicheng.web.public.at_once import Answer, KeptAnswers
from zhicheng.web.public.verdict import NAME as NAME_HOLE
from zhicheng.web.public.verdict import Drawn

pytestmark = pytest.mark.django_db
NAME = "沈喆"
FORM = "application/x-www-form-urlencoded"
Ask = Callable[[Visitor, Certificate], Any]


@pytest.fixture(autouse=True)
def _front_stamps_arrivals(settings: Any) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"


def typed(visitor: Visitor, number: str, name: str = NAME) -> Any:
    """As a browser sends the form."""
    stamp = {STAMP: f"t={visitor.now.timestamp()}"}
    form = urlencode({"number": number, "name": name})
    return visitor.client.post("/verify/number", form, content_type=FORM, headers=stamp)


def by_number(visitor: Visitor, certificate: Certificate) -> Any:
    return typed(visitor, certificate.number)


def by_code(visitor: Visitor, certificate: Certificate) -> Any:
    return visitor.get(f"/v/{certificate.handle}")


both_ways = pytest.mark.parametrize("ask", [by_number, by_code])


def looked_up(ask: Callable[[], Any]) -> tuple[Any, bool]:
    """The answer, and whether the register of certificates was asked for it."""
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    return answer, any('FROM "documents_certificate"' in query["sql"] for query in asked)


def asked_before(ask: Ask) -> tuple[Story, Certificate, Visitor]:
    """A visitor who got the right answer once."""
    story, certificate = an_issued_certificate()
    visitor = Visitor(story.now)
    assert "真实有效" in words(ask(visitor, certificate))
    return story, certificate, visitor


@both_ways
def test_who_asks_again_gets_the_same_page_and_headers_without_a_look_at_the_register(ask: Ask) -> None:
    story, certificate = an_issued_certificate()
    visitor = Visitor(story.now)
    first, looked = looked_up(lambda: ask(visitor, certificate))
    assert looked
    again, looked = looked_up(lambda: ask(visitor, certificate))
    assert not looked
    assert again.content == first.content
    assert dict(again.items()) == dict(first.items())
    assert again["Cache-Control"] == "no-store"
    assert "noindex" in again["X-Robots-Tag"]
    assert "default-src 'none'" in again["Content-Security-Policy"]


@both_ways
def test_no_cookie_is_set_and_nothing_is_to_be_filled_in(ask: Ask) -> None:
    _, certificate, visitor = asked_before(ask)
    again = ask(visitor, certificate)
    assert not again.cookies
    assert not visitor.client.cookies
    assert "<form" not in words(again)


@both_ways
def test_a_revocation_is_told_to_the_very_next_who_asks(ask: Ask) -> None:
    story, certificate, visitor = asked_before(ask)
    revoked(story)
    for _ in range(2):
        page = words(ask(visitor, certificate))
        assert 'class="finding is-revoked"' in page
        assert "真实有效" not in page


@both_ways
def test_a_correction_is_told_to_the_very_next_who_asks(ask: Ask) -> None:
    story, certificate, visitor = asked_before(ask)
    new = corrected(story)
    for _ in range(2):
        page = words(ask(visitor, certificate))
        assert 'class="finding is-replaced"' in page
        assert new.number in page


@pytest.mark.django_db(transaction=True)
def test_what_another_process_commits_is_told_at_once_and_not_before() -> None:
    story, certificate, visitor = asked_before(by_code)
    seen: list[str] = []

    def elsewhere() -> None:  # on a connection of its own, as another process has
        with transaction.atomic():
            revoked(story)
            asker = Thread(target=lambda: seen.append(words(_and_close(lambda: by_code(visitor, certificate)))))
            asker.start()
            asker.join()

    other = Thread(target=lambda: _and_close(elsewhere))
    other.start()
    other.join()
    assert "真实有效" in seen[0]
    assert "已撤销" in words(by_code(visitor, certificate))


def _and_close(do: Callable[[], Any]) -> Any:
    try:
        return do()
    finally:
        connection.close()


def test_however_the_right_question_is_typed_it_is_the_same_one() -> None:
    _, certificate, visitor = asked_before(by_number)
    spaced = f" {certificate.number.replace('-', ' ').lower()} "
    again, looked = looked_up(lambda: typed(visitor, spaced, f"{NAME}　"))
    assert not looked
    assert "真实有效" in words(again)


def test_a_wrong_name_is_told_nothing_and_is_looked_up_each_time() -> None:
    _, certificate, visitor = asked_before(by_number)
    for _ in range(2):
        page, looked = looked_up(lambda: typed(visitor, certificate.number, "沈哲"))
        assert looked
        assert "查无此证" in words(page)
    handle, looked = looked_up(lambda: visitor.get(f"/v/{certificate.handle}x"))
    assert looked
    assert handle.status_code == 404


def test_what_is_kept_holds_no_name_and_no_moment() -> None:
    story, certificate = an_issued_certificate()
    answer = by_number(Visitor(story.now), certificate)
    kept = b"".join(answer.drawn.pieces).decode()
    assert NAME not in kept
    assert certificate.number in kept
    assert f"{story.now.astimezone():%H:%M}</p>" not in kept


def test_the_moment_told_is_that_of_the_request() -> None:
    _, certificate = an_issued_certificate()
    visitor = Visitor(at("2024-12-31 10:03"))
    assert "核验于 2024年12月31日（周二）10:03" in words(by_number(visitor, certificate))
    visitor.now += timedelta(minutes=1)
    again, looked = looked_up(lambda: by_number(visitor, certificate))
    assert not looked
    assert "核验于 2024年12月31日（周二）10:04" in words(again)


def test_with_another_legal_day_the_page_is_drawn_anew() -> None:
    _, certificate = an_issued_certificate()
    visitor = Visitor(at("2024-12-30 23:59"))
    by_code(visitor, certificate)
    visitor.now += timedelta(minutes=1)
    again, looked = looked_up(lambda: by_code(visitor, certificate))
    assert looked
    assert "核验于 2024年12月31日（周二）00:00" in words(again)


@pytest.mark.parametrize(("ask", "most"), [(by_number, 30), (by_code, 60)])
def test_the_dam_holds_back_who_is_answered_at_once_too(ask: Ask, most: int) -> None:
    _, certificate, visitor = asked_before(ask)
    answers = [ask(visitor, certificate) for _ in range(most + 1)]
    assert [one.status_code for one in answers] == [200] * (most - 1) + [429, 429]
    assert answers[-1]["Retry-After"] == "60"


@both_ways
def test_who_is_signed_in_sees_a_page_of_their_own_and_leaves_nothing_of_it(ask: Ask) -> None:
    story, certificate = an_issued_certificate()
    visitor, own = Visitor(story.now), Visitor(story.now)
    own.client = sign_in(Client(), story.person)
    own.client.handler = visitor.client.handler  # the same process
    assert "退出" in words(ask(own, certificate))
    assert "退出" not in words(ask(visitor, certificate))
    assert "退出" in words(ask(own, certificate))
    assert "退出" not in words(ask(visitor, certificate))


@both_ways
def test_a_register_that_went_away_is_no_old_answer(ask: Ask) -> None:
    _, certificate, visitor = asked_before(ask)

    def away(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "documents_" in sql:
            raise OperationalError("the register is away")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(away):
        answer = ask(visitor, certificate)
    assert answer.status_code == 503
    assert "暂时无法核验" in words(answer)
    assert "真实有效" not in words(answer)


@both_ways
def test_an_address_that_is_not_ours_is_refused_all_the_same(ask: Ask) -> None:
    _, certificate, visitor = asked_before(ask)
    visitor.client.defaults["HTTP_HOST"] = "elsewhere.example"
    assert ask(visitor, certificate).status_code == 400


def test_number_and_name_need_no_token_and_no_cookie() -> None:
    story, certificate = an_issued_certificate()
    visitor = Visitor(story.now)
    visitor.client.handler.enforce_csrf_checks = True
    assert "真实有效" in words(by_number(visitor, certificate))


def test_a_form_longer_than_any_number_and_name_is_refused() -> None:
    visitor = Visitor(at("2024-12-31"))
    assert typed(visitor, "1", "沈" * 10_000).status_code == 413


def test_a_name_with_signs_of_markup_is_written_as_a_name() -> None:
    page = Drawn((b"<dd>", NAME_HOLE.encode(), b"</dd>")).filled(at("2024-12-31"), "O'Neil & <b>")
    assert page == b"<dd>O&#x27;Neil &amp; &lt;b&gt;</dd>"


def an_answer() -> Answer:
    return Answer(Drawn((b"page",)), {})


def test_so_many_answers_are_kept_and_the_one_not_asked_for_longest_goes_first() -> None:
    kept = KeptAnswers(2)
    kept.find(b"a", ("v1",))
    for digest in (b"a", b"b"):
        kept.keep(digest, ("v1",), an_answer())
    kept.find(b"a", ("v1",))
    kept.keep(b"c", ("v1",), an_answer())
    assert list(kept.answers) == [b"a", b"c"]


def test_a_new_version_throws_everything_away_and_an_answer_of_the_old_one_is_not_kept() -> None:
    kept = KeptAnswers(9)
    kept.find(b"a", ("v1",))
    kept.keep(b"a", ("v1",), an_answer())
    assert kept.find(b"b", ("v2",)) is None
    assert not kept.answers
    kept.keep(b"a", ("v1",), an_answer())  # drawn for v1 while v2 came
    assert kept.find(b"a", ("v2",)) is None
