"""Limits are counted per visitor, whom only a trusted front may name."""

from typing import Any

import pytest
from django.test import RequestFactory

from zhicheng.web.request import client_address


def asked_with(said: str) -> Any:
    return RequestFactory().get("/", headers={"X-Real-IP": said}, REMOTE_ADDR="127.0.0.1")


def test_a_visitor_cannot_choose_an_address(settings: Any) -> None:
    settings.ZHICHENG_CLIENT_HEADER = ""
    assert client_address(asked_with("203.0.113.9")) == "127.0.0.1"


@pytest.mark.parametrize(
    ("said", "is_"),
    [("203.0.113.9", "203.0.113.9"), (" 2001:db8::1 ", "2001:db8::1"), ("x", "127.0.0.1"), ("", "127.0.0.1")],
)
def test_the_front_names_the_visitor(settings: Any, said: str, is_: str) -> None:
    settings.ZHICHENG_CLIENT_HEADER = "X-Real-IP"
    assert client_address(asked_with(said)) == is_
