"""A visitor of the public site who comes at a chosen moment."""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.test import Client

STAMP = "X-Request-Start"


class Visitor:
    """An anonymous browser whose requests reach the front at `now`."""

    def __init__(self, now: datetime) -> None:
        cache.clear()
        self.now = now
        self.client = Client()

    def get(self, address: str, **data: Any) -> Any:
        return self.client.get(address, data, headers=self._stamp())

    def post(self, address: str, **data: Any) -> Any:
        return self.client.post(address, data, headers=self._stamp())

    def follow(self, response: Any) -> Any:
        return self.get(response["Location"])

    def _stamp(self) -> dict[str, str]:
        return {STAMP: f"t={self.now.timestamp()}"}


def words(response: Any) -> str:
    return response.content.decode()
