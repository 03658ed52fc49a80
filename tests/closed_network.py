"""Only this machine answers while tests run."""

import ipaddress
import socket
from collections.abc import Callable, Iterator

import pytest


class OutsideNetwork(RuntimeError):
    """A test tried to talk to a host other than this machine."""


def _stays_here(address: object) -> bool:
    if not isinstance(address, tuple):
        return True
    host = str(address[0]).split("%")[0]
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _closed_network() -> Iterator[None]:
    """Only loopback and Unix sockets answer; every other address raises OutsideNetwork."""
    patch = pytest.MonkeyPatch()

    def guarded(open_door: Callable[[socket.socket, object], object]) -> Callable[[socket.socket, object], object]:
        def connect(self: socket.socket, address: object) -> object:
            if not _stays_here(address):
                raise OutsideNetwork(f"tests may not talk to {address!r}; use the stand-in")
            return open_door(self, address)

        return connect

    patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    yield
    patch.undo()
