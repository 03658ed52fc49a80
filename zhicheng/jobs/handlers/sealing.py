"""The worker at the seal: where it cannot be reached the paper waits for as long as that takes."""

from zhicheng.documents.papers import NoSealRoom, data, draw
from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways.eseal import SealUnavailable, SigningOrder, Unsigned, seal
from zhicheng.jobs.handlers.patience import patient
from zhicheng.outbox.deliver import Silent, renew


def drawn_for_seal(kind: str, words: data.Paper, edition: str) -> tuple[bytes, SealPlace]:
    """The paper, and where its page leaves room for the seal. Raises NoSealRoom: it is sealed there or nowhere."""
    with patient():
        drawn, place = draw(kind, words, edition=edition)
    if place is None:
        raise NoSealRoom(f"{kind}/{edition}: the page says no place for the seal")
    return drawn, place


def sealed(unsigned: Unsigned, order: SigningOrder) -> bytes:
    """The signed file. Raises Silent where the seal cannot be reached, SealRefused where it will not sign."""
    renew()
    try:
        return seal().complete(unsigned, order=order)
    except SealUnavailable as error:
        raise Silent(str(error)) from error
