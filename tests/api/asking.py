"""A system that asks the API, and every worked case of a pack as facts."""

import copy
import json
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.core.cache import cache as counters
from django.test import Client

from zhicheng.policy.files.strict import read_yaml
from zhicheng.policy.packs import policies_dir

JSON = "application/json"
ELIGIBILITY = "/api/v1/eligibility"


def ask(facts: Any, *, policy: str | None = None, **more: Any) -> Any:
    """POST the facts (or bytes, as they stand) from a system that was never here before."""
    counters.clear()
    body = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
    address = f"{ELIGIBILITY}?policy={policy}" if policy else ELIGIBILITY
    return Client(raise_request_exception=False).post(address, body, content_type=more.pop("kind", JSON), **more)


def faults(response: Any) -> list[str]:
    """The lines of a refusal, which has nothing else."""
    assert response["Content-Type"] == JSON
    told = response.json()
    assert set(told) == {"error"}
    assert all(isinstance(line, str) and "\n" not in line for line in told["error"])
    return list(told["error"])


@cache
def worked_cases(pack_id: str) -> list[Any]:
    """Every case of the pack's examples, as pytest parameters."""
    place, year = pack_id.rsplit("-", 1)
    content = read_yaml(policies_dir() / place / year / "examples.yaml")
    return [pytest.param(_facts(content, case), id=case["name"]) for case in content["cases"]]


def _facts(content: dict[str, Any], case: dict[str, Any]) -> Any:
    facts = copy.deepcopy(content["people"][case["person"]])
    for path, value in case.get("change", {}).items():
        owner, last = _place(facts, path)
        owner[last] = value
    for path in case.get("without", []):
        owner, last = _place(facts, path)
        del owner[last]
    return _plain(facts)


def _place(facts: Any, path: str) -> tuple[Any, Any]:
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    for key in way:
        facts = facts[key]
    return facts, last


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
