"""A verdict filled into the holes of a page drawn for its shape is the page drawn for the verdict itself."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from hypothesis import example, given, settings
from hypothesis import strategies as some

from tests.clock import at
from zhicheng.documents.verification import Check, Registered, Standing, Verdict, judge_code, judge_number
from zhicheng.domain.words import cn_datetime
from zhicheng.web.public.pages.finding import finding_of
from zhicheng.web.public.verdict import draw, hole, shape_of

pytestmark = pytest.mark.django_db
NOW = at("2024-12-31 10:03")
DAYS = some.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
TEXTS = some.one_of(
    some.text(max_size=30),
    some.text(alphabet="<>&'\"`{}%;=/\\\0\r\n\t 沈喆𰻝é́\u200f\u2028", max_size=40),
    some.sampled_from(("", "0", "None", "{{ name }}", "<script>alert(1)</script>", "&amp;&lt;", "𠮷" * 500, hole(1))),
)
MAYBE_DAYS, MAYBE_PLACES = some.none() | DAYS, some.none() | some.integers(min_value=1)
REGISTERED = some.builds(
    Registered,
    number=TEXTS,
    name=TEXTS,
    series=TEXTS,
    speciality=TEXTS,
    title=TEXTS,
    level=TEXTS,
    obtained_on=DAYS,
    authority=TEXTS,
    document_number=TEXTS,
    revoked_on=MAYBE_DAYS,
    issue_position=MAYBE_PLACES,
    revocation_position=MAYBE_PLACES,
    replaced_on=MAYBE_DAYS,
    replaced_by=TEXTS,
    effect_from=MAYBE_DAYS,
    change_words=TEXTS,
    reinstated_on=MAYBE_DAYS,
    reinstatement_position=MAYBE_PLACES,
).filter(lambda said: said.reinstated_on is None or said.revoked_on is not None)
REINSTATED = some.builds(
    lambda said, *days: replace(said, revoked_on=days[0], replaced_on=days[1], reinstated_on=days[1]),
    REGISTERED,
    DAYS,
    DAYS,
)
PLAIN = Registered("330500", "沈喆", "工程", "环境", "工程师", "中级", date(2024, 12, 30), "苕州市人社局", "1号")


def a_request() -> Any:
    request: Any = RequestFactory().get("/v/abc")
    request.now = NOW
    return request


def drawn_for_itself(verdict: Verdict) -> str:
    context = {"finding": finding_of(verdict), "asked_at": cn_datetime(NOW)}
    return render_to_string("public/verdict.html", context, request=a_request())


def filled_in(verdict: Verdict) -> str:
    shape, texts = shape_of(verdict)
    return draw(a_request(), shape).filled(NOW, texts).decode()


@given(said=REGISTERED | REINSTATED, by_name=some.booleans(), proof=some.sampled_from(Check))
@example(said=replace(PLAIN, name="O'Neil & <b>“x”</b>", series=hole(0)), by_name=True, proof=Check.NOT_MADE)
@example(said=replace(PLAIN, name="", authority="", change_words=hole(7)), by_name=False, proof=Check.HOLDS)
@settings(max_examples=25)
def test_a_page_filled_in_is_the_page_drawn_for_the_verdict_itself(
    said: Registered, by_name: bool, proof: Check
) -> None:
    verdict = replace(judge_number(said, said.name) if by_name else judge_code(said), proof=proof)
    assert filled_in(verdict) == drawn_for_itself(verdict)


@pytest.mark.parametrize("standing", Standing)
def test_so_it_is_for_each_verdict_without_a_certificate(standing: Standing) -> None:
    verdict = Verdict(standing, Check.FAILS, Check.NOT_MADE, Check.HOLDS)
    assert filled_in(verdict) == drawn_for_itself(verdict)


def test_no_sign_of_a_hole_is_left_in_a_page() -> None:
    for said in (PLAIN, replace(PLAIN, revoked_on=date(2025, 1, 2)), replace(PLAIN, replaced_on=date(2025, 1, 2))):
        assert hole(0)[:32] not in filled_in(judge_code(replace(said, replaced_by="新号")))


def test_what_became_of_a_number_is_in_the_shape_though_the_days_and_words_are_not() -> None:
    ended = replace(PLAIN, revoked_on=date(2025, 1, 2), change_words="因故", replaced_by="新号")
    back = replace(ended, reinstated_on=date(2025, 3, 4), replaced_on=date(2025, 3, 4))
    again = replace(back, name="欧阳", revoked_on=date(2024, 5, 6), reinstated_on=date(2024, 7, 8), change_words="另")
    replaced = replace(back, revoked_on=None, reinstated_on=None)
    revoked, reinstated, other, exchanged = (shape_of(judge_code(one))[0] for one in (ended, back, again, replaced))
    assert reinstated == other
    assert len({revoked, reinstated, exchanged}) == 3


def test_another_certificate_in_force_has_the_same_shape_and_the_shape_holds_nothing_of_either() -> None:
    other = Registered("m", "欧阳", "another", "x", "y", "z", date(2023, 1, 1), "a", "b")
    shape, texts = shape_of(judge_code(PLAIN))
    same_shape, other_texts = shape_of(judge_code(other))
    assert same_shape == shape
    assert hash(same_shape) == hash(shape)
    of_both = {line.because for line in finding_of(judge_code(PLAIN)).lines}
    assert set(texts) & set(other_texts) == of_both
    assert not [text for text in set(texts) - of_both if text in repr(shape)]
