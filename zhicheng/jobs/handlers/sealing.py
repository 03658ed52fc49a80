"""The worker at the seal: where it cannot be reached the paper waits for as long as that takes."""

from zhicheng.gateways.eseal import SealUnavailable, SigningOrder, Unsigned, seal
from zhicheng.outbox.deliver import Silent, renew


def sealed(unsigned: Unsigned, order: SigningOrder) -> bytes:
    """The signed file. Raises Silent where the seal cannot be reached, SealRefused where it will not sign."""
    renew()
    try:
        return seal().complete(unsigned, order=order)
    except SealUnavailable as error:
        raise Silent(str(error)) from error
