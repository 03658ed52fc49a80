"""Find a registered person by what stands on the identity paper; the number itself is never given back."""

from zhicheng import vault
from zhicheng.domain.identity import ID_KINDS, BadName, read_name
from zhicheng.domain.identity.typed_text import plain_number
from zhicheng.people.models import Person


def registered_person(name: str, number: str) -> Person | None:
    """The active person whose name and number both agree; None tells nothing of which of them did not."""
    try:
        wanted = read_name(name)
    except BadName:
        return None
    spellings = {plain_number(number), plain_number(number, keep_dashes=True)} - {""}
    indexes = [vault.blind_index(f"id|{kind}", spelling) for kind in ID_KINDS for spelling in spellings]
    return Person.objects.filter(id_index__in=indexes, name=wanted, is_active=True).first()
