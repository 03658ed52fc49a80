"""The software seal, that remembers what it was asked to sign, and falls, refuses or is interrupted as told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pytest_django import Settings

from zhicheng.gateways import eseal
from zhicheng.gateways.eseal import SealRefused, SealUnavailable, SigningOrder, SignRequest, Unsigned
from zhicheng.gateways.eseal.software import SoftwareSeal


class Watched(SoftwareSeal):
    """`falls` is "before" or "after" the signature; `meanwhile` is done once before one; the others are numbers."""

    asked: list[SignRequest]
    refuses: frozenset[str] = frozenset()
    ends_its_worker = ""
    falls = ""
    meanwhile: Callable[[], object] | None = None

    def complete(self, unsigned: Unsigned, *, order: SigningOrder | None = None) -> bytes:
        """The whole file, unless told otherwise."""
        self.asked.append(SignRequest(unsigned.to_sign, order))
        if self.falls == "before":
            raise SealUnavailable("the seal is away")
        if order and order.number in self.refuses:
            raise SealRefused("not this one")
        if order and order.number == self.ends_its_worker:
            raise KeyboardInterrupt
        if once := self.meanwhile:
            self.meanwhile = None
            once()
        signed = super().complete(unsigned, order=order)
        if self.falls == "after":
            raise KeyboardInterrupt
        return signed

    def asked_for(self, number: str) -> set[str]:
        """The digests that it was asked to sign under this number."""
        return {request.sha256 for request in self.asked if request.order and request.order.number == number}


@contextmanager
def watched_seal(settings: Settings, folder: Path) -> Iterator[Watched]:
    """Such a seal in use, its key in `folder`."""
    settings.ZHICHENG_SEAL = f"{__name__}.Watched"
    settings.ZHICHENG_SEAL_DIR = folder
    eseal.seal.cache_clear()
    found = eseal.seal()
    assert isinstance(found, Watched)
    found.asked = []
    yield found
    eseal.seal.cache_clear()
