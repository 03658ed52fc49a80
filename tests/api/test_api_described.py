"""The OpenAPI description is true: its examples answer, its lists are the code's, and random requests obey it."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from config.wsgi import application
from tests.api.asking import ask
from zhicheng.domain.eligibility import codes
from zhicheng.policy.deployment import deployed_pack

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OPENAPI = "/api/v1/openapi.json"
TRUE_OF_ALL = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]


def _from_somewhere(environ: dict[str, Any], start: Any) -> Any:
    return application({"REMOTE_ADDR": "203.0.113.7", **environ}, start)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The test's transaction outlives each request, as Django's own test client sees to."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def described(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        return schemathesis.openapi.from_wsgi(OPENAPI, _from_somewhere)


def told() -> Any:
    return Client().get(OPENAPI).json()


def test_it_is_openapi_3_1_and_names_every_address() -> None:
    content = told()
    assert content["openapi"] == "3.1.0"
    logs = ("log/checkpoint", "log/inclusion", "log/consistency", "log/entries")
    assert set(content["paths"]) == {f"/api/v1/{name}" for name in ("eligibility", "policies", "workdays", *logs)}


def test_its_example_gets_the_very_answer_that_stands_beside_it() -> None:
    asked = told()["paths"]["/api/v1/eligibility"]["post"]
    facts = asked["requestBody"]["content"]["application/json"]["example"]
    assert ask(facts).json() == asked["responses"]["200"]["content"]["application/json"]["example"]


def test_its_lists_are_those_by_which_facts_are_read() -> None:
    facts = told()["components"]["schemas"]["Facts"]["properties"]
    assert facts["target"]["properties"]["level"]["enum"] == sorted(codes.LEVELS)
    assert facts["target"]["properties"]["series"]["enum"] == sorted(deployed_pack().series)
    assert facts["diplomas"]["items"]["properties"]["country"]["enum"] == [*sorted(codes.COUNTRIES), None]


FEW = settings(max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    ("method", "address", "mode"),
    [
        ("POST", "eligibility", GenerationMode.POSITIVE),
        ("POST", "eligibility", GenerationMode.NEGATIVE),
        ("GET", "policies", GenerationMode.POSITIVE),
        ("GET", "workdays", GenerationMode.POSITIVE),
        ("GET", "workdays", GenerationMode.NEGATIVE),
        ("GET", "log/entries", GenerationMode.POSITIVE),
        ("GET", "log/inclusion", GenerationMode.NEGATIVE),
    ],
)
def test_no_request_breaks_it_and_every_answer_is_as_described(
    described: Any, method: str, address: str, mode: GenerationMode
) -> None:
    operation = described[f"/api/v1/{address}"][method]
    asked: list[int] = []

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        cache.clear()
        response = case.call()
        asked.append(response.status_code)
        case.validate_response(response, checks=TRUE_OF_ALL)

    send()
    assert asked
    assert (200 in asked) is (mode is GenerationMode.POSITIVE), asked
