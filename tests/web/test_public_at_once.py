"""A right question about a certificate is answered at once from the register, and never with what does not hold."""

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
from tests.issuing import reserve_one
from tests.log_acts import an_issued_certificate, corrected, fill_log, issued, revoked
from tests.policy_desk import a_desk, published
from tests.stories import Story, decided
from tests.web.public_visitor import STAMP, Visitor, words
from zhicheng.documents.models import Certificate
from zhicheng.domain.numbering import certificate_number
from zhicheng.policy.deployment import deployed_content
from zhicheng.web.public import at_once
from zhicheng.web.public.at_once import AtOnceMiddleware

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


AT_ONCE, THE_WHOLE_WAY = 1, 2


def looked_up(ask: Callable[[], Any]) -> tuple[Any, int]:
    """The answer, and how often the register of certificates was asked for it."""
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    return answer, sum('FROM "documents_certificate"' in query["sql"] for query in asked)


def asked_before(ask: Ask) -> tuple[Story, Certificate, Visitor]:
    """A visitor who got the right answer once."""
    story, certificate = an_issued_certificate()
    visitor = Visitor(story.now)
    assert "真实有效" in words(ask(visitor, certificate))
    return story, certificate, visitor


def two_certificates() -> list[Certificate]:
    """Of two people of one name."""
    stories = [decided(name=NAME), decided(name=NAME)]
    reserved = [(story, reserve_one(story.case.pk, now=story.now)) for story in stories]
    return [issued(*pair, f"%PDF-1.7 {at}".encode()) for at, pair in enumerate(reserved)]


@both_ways
def test_who_asks_again_gets_the_same_page_and_headers_by_one_look_at_the_register(ask: Ask) -> None:
    story, certificate = an_issued_certificate()
    visitor = Visitor(story.now)
    first, looks = looked_up(lambda: ask(visitor, certificate))
    assert looks == THE_WHOLE_WAY
    again, looks = looked_up(lambda: ask(visitor, certificate))
    assert looks == AT_ONCE
    assert again.content == first.content
    assert dict(again.items()) == dict(first.items())
    assert again["Cache-Control"] == "no-store"
    assert "noindex" in again["X-Robots-Tag"]
    assert "default-src 'none'" in again["Content-Security-Policy"]


@both_ways
def test_the_first_answer_about_a_certificate_is_given_at_once_after_another_was_asked_about(ask: Ask) -> None:
    one, other = two_certificates()
    fresh, visitor = Visitor(at("2024-12-31")), Visitor(at("2024-12-31"))
    ask(visitor, one)
    told, looks = looked_up(lambda: ask(visitor, other))
    assert looks == AT_ONCE
    drawn, looks = looked_up(lambda: ask(fresh, other))
    assert looks == THE_WHOLE_WAY
    assert words(told) == words(drawn)
    assert other.number in words(told)
    assert one.number not in words(told)


@both_ways
def test_an_answer_is_given_at_once_while_certificates_are_issued(ask: Ask) -> None:
    _, certificate, visitor = asked_before(ask)
    fill_log(3)
    again, looks = looked_up(lambda: ask(visitor, certificate))
    assert looks == AT_ONCE
    assert "真实有效" in words(again)


@both_ways
def test_a_pack_that_was_published_is_on_the_very_next_page(ask: Ask) -> None:
    _, certificate, visitor = asked_before(ask)
    content = deployed_content().content
    regions = [row | {"phone": "0572-1234567"} if row["code"] == content["city"] else row for row in content["regions"]]
    assert "0572-1234567" not in words(ask(visitor, certificate))
    published(a_desk(), regions=regions)
    for _ in range(2):
        assert "0572-1234567" in words(ask(visitor, certificate))


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
    again, looks = looked_up(lambda: typed(visitor, spaced, f"{NAME}　"))
    assert looks == AT_ONCE
    assert "真实有效" in words(again)


def test_a_wrong_name_and_an_unknown_number_go_the_same_whole_way_each_time() -> None:
    _, certificate, visitor = asked_before(by_number)
    unknown = certificate_number("330500", 2024, 4, 99_999)
    for number, name in ((certificate.number, "沈哲"), (unknown, NAME)) * 2:
        page, looks = looked_up(lambda: typed(visitor, number, name))  # noqa: B023
        assert looks == THE_WHOLE_WAY
        assert "查无此证" in words(page)
    handle, looks = looked_up(lambda: visitor.get(f"/v/{certificate.handle}x"))
    assert looks == THE_WHOLE_WAY
    assert handle.status_code == 404


def kept_by(visitor: Visitor) -> AtOnceMiddleware:
    """The one of the process that the visitor asks."""
    layer: Any = vars(visitor.client.handler)["_middleware_chain"]
    while not isinstance(layer, AtOnceMiddleware):
        layer = getattr(layer, "__wrapped__", None) or layer.get_response
    return layer


def test_what_is_kept_holds_nothing_of_a_certificate_and_no_moment() -> None:
    story, certificate, visitor = asked_before(by_number)
    by_code(visitor, certificate)
    revoked(story)
    by_code(visitor, certificate)
    kept = kept_by(visitor).pages
    assert len(kept) == 3
    said = repr(kept)
    facts = ("name", "number", "series", "speciality", "title", "level", "document_number")
    assert not [fact for fact in facts if certificate.stated[fact] in said]
    assert certificate.handle not in said
    assert f"{story.now.astimezone():%H:%M}</p>" not in said


@both_ways
def test_pages_are_kept_up_to_a_number_and_then_drawn_anew(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_once, "MOST_KEPT", 2)
    _, certificate, visitor = asked_before(ask)
    for _ in range(4):
        visitor.now += timedelta(days=1)
        assert looked_up(lambda: ask(visitor, certificate))[1] == THE_WHOLE_WAY
        assert len(kept_by(visitor).pages) <= 2
        assert looked_up(lambda: ask(visitor, certificate))[1] == AT_ONCE


def test_the_moment_told_is_that_of_the_request() -> None:
    _, certificate = an_issued_certificate()
    visitor = Visitor(at("2024-12-31 10:03"))
    assert "核验于 2024年12月31日（周二）10:03" in words(by_number(visitor, certificate))
    visitor.now += timedelta(minutes=1)
    again, looks = looked_up(lambda: by_number(visitor, certificate))
    assert looks == AT_ONCE
    assert "核验于 2024年12月31日（周二）10:04" in words(again)


def test_with_another_legal_day_the_page_is_drawn_anew() -> None:
    _, certificate = an_issued_certificate()
    visitor = Visitor(at("2024-12-30 23:59"))
    by_code(visitor, certificate)
    visitor.now += timedelta(minutes=1)
    again, looks = looked_up(lambda: by_code(visitor, certificate))
    assert looks == THE_WHOLE_WAY
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
