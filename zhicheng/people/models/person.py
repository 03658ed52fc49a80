"""A natural person with an account; the identity number lies sealed, found again by a blind index."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from zhicheng import vault
from zhicheng.people.handles import new_handle


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(handle=username)


class Person(AbstractBaseUser):
    """One person, one account, whatever the roles."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    name = models.CharField(max_length=100)
    id_kind = models.CharField(max_length=30)
    id_sealed = models.TextField()
    id_index = models.CharField(max_length=32, unique=True)
    phone_sealed = models.TextField(blank=True)
    phone_index = models.CharField(max_length=32, unique=True, null=True)  # noqa: DJ001  (several may have none)
    birth_date = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    registered_at = models.DateTimeField()

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_has_identity", condition=~models.Q(id_sealed="") & ~models.Q(id_index="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def put_identity(self, kind: str, number: str) -> None:
        """Seal the (normalised) number of the identity paper into this row."""
        self.id_kind = kind
        self.id_sealed = vault.seal(number, place=f"person|id|{self.handle}")
        self.id_index = vault.blind_index(f"id|{kind}", number)

    def id_number(self) -> str:
        """The number in the open: only for papers that must carry it, never for a log, list or address."""
        return vault.unseal(self.id_sealed, place=f"person|id|{self.handle}")

    def put_phone(self, phone: str) -> None:
        self.phone_sealed = vault.seal(phone, place=f"person|phone|{self.handle}") if phone else ""
        self.phone_index = vault.blind_index("phone", phone) if phone else None

    def phone(self) -> str:
        return vault.unseal(self.phone_sealed, place=f"person|phone|{self.handle}") if self.phone_sealed else ""
