"""Signing in with a telephone number or the number of one's identity paper."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from zhicheng import vault
from zhicheng.domain.identity import ID_KINDS
from zhicheng.people.models import Person


def blind_username(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """What the log of failed sign-ins keeps instead of what was typed."""
    typed = (credentials or {}).get("login") or request.POST.get("login", "")
    return vault.blind_index("login", _plain(typed))


def find_person(login: str) -> Person | None:
    """The active person with this telephone or identity number, whichever kind it is."""
    plain = _plain(login)
    if not plain:
        return None
    by_phone = Person.objects.filter(phone_index=vault.blind_index("phone", plain)).first()
    if by_phone:
        return by_phone
    indexes = [vault.blind_index(f"id|{kind}", plain) for kind in ID_KINDS]
    return Person.objects.filter(id_index__in=indexes).first()


class PhoneOrNumberBackend(BaseBackend):
    """Checks the password; takes as long for an unknown login as for a known one."""

    def authenticate(
        self, request: HttpRequest | None, login: str = "", password: str = "", **kwargs: Any
    ) -> Person | None:
        person = find_person(login)
        if person is None:
            make_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()


def _plain(typed: str) -> str:
    return "".join(typed.split()).upper()
