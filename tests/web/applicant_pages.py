"""What the tests of the applicant's pages share: a client at an instant, a scan, one saved field."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from tests.cast import sign_in
from tests.clock import at
from zhicheng.people.models import Person

FETCH = {"X-Requested-With": "fetch"}
At = Callable[..., Client]


@pytest.fixture
def browser_at(settings: Any) -> At:
    """A function giving a client whose requests arrive at an instant; signed in when a person is named."""
    settings.ZHICHENG_CLOCK = "zhicheng.web.request.system_clock"
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"

    def make(text: str = "2024-12-02", person: Person | None = None) -> Client:
        client = Client(headers={"X-Request-Start": f"t={at(text).timestamp()}"})
        return sign_in(client, person) if person else client

    return make


def a_scan(name: str = "证书.png") -> SimpleUploadedFile:
    picture = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(picture, "PNG")
    return SimpleUploadedFile(name, picture.getvalue(), "image/png")


def save_field(client: Client, handle: str, name: str, value: str, version: int | str = "") -> HttpResponse:
    sent = {"field": name, "value": value, "version": version}
    return client.post(f"/my/archive/entries/{handle}/save", sent, headers=FETCH)  # type: ignore[return-value]


def text_of(response: HttpResponse) -> str:
    return response.content.decode()
