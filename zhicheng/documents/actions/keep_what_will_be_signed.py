"""Keep the digests of drawn pages and of what the key will sign, before it signs: nothing else is signed afterwards."""

from collections.abc import Mapping

from django.db import transaction

from zhicheng.documents.models import Certificate
from zhicheng.documents.update_each import update_each

DIGESTS = ("drawn_sha256", "to_sign_sha256")


class OtherBytes(Exception):
    """What would be signed is not what was kept for this number: nothing is signed, and an operator must look."""


def keep_what_will_be_signed(made: Mapping[int, tuple[str, str]]) -> dict[int, OtherBytes]:
    """Keep for each certificate (by id) the SHA-256 of its page as drawn and of the bytes to sign, in one commit.

    Gives those for which others are kept: these must not be signed.
    """
    with transaction.atomic():
        found = Certificate.objects.filter(pk__in=made).order_by("pk").select_for_update()
        certificates = {one.pk: one for one in found.only("number", *DIGESTS)}
        new = [one for one in certificates.values() if not any(_kept(one))]
        for one in new:
            one.drawn_sha256, one.to_sign_sha256 = made[one.pk]
        update_each(new, DIGESTS)
    differ = {key: (one.number, _kept(one), made[key]) for key, one in certificates.items() if _kept(one) != made[key]}
    return {key: OtherBytes(_told(*difference)) for key, difference in differ.items()}


def _kept(certificate: Certificate) -> tuple[str, str]:
    return certificate.drawn_sha256, certificate.to_sign_sha256


def _told(number: str, kept: tuple[str, str], made: tuple[str, str]) -> str:
    pairs = zip(DIGESTS, kept, made, strict=True)
    differing = "；".join(f"{name} {before[:12]} → {now[:12]}" for name, before, now in pairs if before != now)
    return f"证书 {number} 这次排出的内容与留存的不一致，没有签章：{differing}"
