"""Find a registered employer by its name or its credit code."""

from django.db.models import Q

from zhicheng.people.models import Organisation
from zhicheng.people.models.organisation import EMPLOYER_KINDS

MOST_FOUND = 20
SHORTEST_QUERY = 2


def employers_called(text: str) -> list[Organisation]:
    """At most MOST_FOUND employers whose name holds the text or whose code begins with it; none for one character."""
    plain = "".join(text.split())
    if len(plain) < SHORTEST_QUERY:
        return []
    wanted = Q(name__icontains=plain) | Q(uscc__istartswith=plain)
    return list(Organisation.objects.filter(wanted, kind__in=EMPLOYER_KINDS).order_by("name", "pk")[:MOST_FOUND])
