"""What is sealed is read only where it was sealed, and its fingerprint needs the key."""

import re

import pytest
from django.db import connection

from tests.cast import a_person
from zhicheng import vault
from zhicheng.people.login import find_person


def test_sealed_text_comes_back_and_never_looks_alike() -> None:
    first, second = (vault.seal("33050219990302002X", place="person|id|a") for _ in range(2))
    assert first != second
    assert vault.unseal(first, place="person|id|a") == "33050219990302002X"


def test_text_moved_to_another_row_cannot_be_read() -> None:
    with pytest.raises(vault.Unreadable):
        vault.unseal(vault.seal("secret", place="person|id|a"), place="person|id|b")


def test_altered_text_cannot_be_read() -> None:
    sealed = vault.seal("secret", place="p")
    altered = sealed[:-4] + ("AAA=" if not sealed.endswith("AAA=") else "BBB=")
    with pytest.raises(vault.Unreadable):
        vault.unseal(altered, place="p")


def test_the_fingerprint_depends_on_the_key(settings) -> None:
    before = vault.blind_index("id", "1")
    settings.VAULT_INDEX_KEY = b"another key" * 3
    assert vault.blind_index("id", "1") != before


@pytest.mark.django_db
def test_no_digit_run_of_an_identity_number_lies_in_the_row() -> None:
    person = a_person()
    number, phone = person.id_number(), person.phone()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person WHERE id = %s", [person.pk])
        row = " ".join(str(value) for value in cursor.fetchone())
    row, fingerprints = re.subn(r"\b[0-9a-f]{32}\b", "", row)  # which hold any digits by chance
    assert fingerprints == 2
    assert number not in row
    assert phone not in row
    assert number[6:14] not in row


@pytest.mark.django_db
def test_a_person_is_found_by_telephone_and_by_number_however_it_is_typed() -> None:
    person = a_person()
    assert find_person(person.phone()) == person
    assert find_person(f" {person.id_number().lower()} ") == person
    assert find_person("13300000000") is None
    assert find_person("") is None
