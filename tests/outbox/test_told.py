"""What the operator reads of an error, and what the log prints, quotes no row and no identity number."""

import logging
import sys
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from config.log_lines import WithoutValues
from tests.cast import SHANGHAI_MORNING, a_person
from zhicheng.outbox.deliver import carry_out, take
from zhicheng.outbox.models import Message
from zhicheng.outbox.post import post
from zhicheng.outbox.told import named, told
from zhicheng.people.models import Person

NOW = SHANGHAI_MORNING
NAME, NUMBER = "沈喆闻", "33050219920315020X"


def refused_row(payload: dict[str, Any], now: datetime) -> None:
    """Writes a row that a constraint refuses: PostgreSQL quotes all of it."""
    person = a_person(NAME)
    Person.objects.filter(pk=person.pk).update(id_sealed="")


@pytest.mark.django_db
def test_a_refused_row_is_told_by_its_constraint_and_not_by_its_values() -> None:
    post("topic", key="k", now=NOW)
    message = take(NOW)
    assert message
    with transaction.atomic():
        carry_out(message, {"topic": rolled_back(refused_row)}, NOW)
    said = Message.objects.get().last_error
    assert said.startswith("IntegrityError: ")
    assert "person_has_identity" in said
    assert NAME not in said
    assert "Failing row" not in said


def rolled_back(handler: Any) -> Any:
    def within(payload: dict[str, Any], now: datetime) -> None:
        with transaction.atomic():
            handler(payload, now)

    return within


@pytest.mark.django_db
def test_the_log_shows_the_way_to_such_an_error_and_none_of_the_values(database_kind: str) -> None:
    try:
        rolled_back(refused_row)({}, NOW)
    except IntegrityError as error:
        whole = str(error)
        printed = as_logged(f"{NUMBER} failed")
    assert "refused_row" in printed
    assert printed.count("IntegrityError") + printed.count("CheckViolation") >= 2  # Django's and the driver's own
    assert NAME not in printed
    assert "● failed" in printed
    assert NUMBER not in printed
    assert (NAME in whole) == (database_kind == "postgresql")


@pytest.mark.django_db
def test_a_value_that_does_not_fit_its_column_is_not_quoted(database_kind: str) -> None:
    value = "SHEN ZHEWEN"
    no_text = f"select cast(x'{value.encode().hex()}ff' as text) as word"
    asked = {"postgresql": f"select '{value}'::integer", "sqlite": no_text}[database_kind]
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        answer_to(asked)
    assert value in str(caught.value)
    assert value not in named(caught.value)
    assert {"postgresql": "22P02", "sqlite": "Could not decode"}[database_kind] in named(caught.value)


def answer_to(asked: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return cursor.fetchall()


def test_any_error_is_told_without_identity_numbers() -> None:
    assert told(ValueError(f"{NAME} {NUMBER[:6]} {NUMBER[6:]}")) == f"{NAME} ●●●●●● ●●●●●●●●●●●●"
    assert named(KeyError()) == "KeyError"


def test_the_log_is_written_so() -> None:
    assert settings.LOGGING["formatters"]["told"]["()"] == "config.log_lines.WithoutValues"
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "told"


def as_logged(words: str) -> str:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, words, None, sys.exc_info())
    return WithoutValues().format(record)
