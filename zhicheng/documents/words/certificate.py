"""The words of the certificate itself."""

from datetime import date

from django.conf import settings

from zhicheng.documents.models import Certificate
from zhicheng.documents.papers import data
from zhicheng.domain.certificate_changes import fact_words
from zhicheng.domain.legal_time import legal_day


def certificate_words(certificate: Certificate) -> data.Certificate:
    """The words of the certificate, from what was fixed when its number was reserved and from nothing else."""
    said = certificate.stated
    return data.Certificate(
        dated=legal_day(certificate.reserved_at),
        demo=said.get("demo", settings.DEMO),  # the first numbers were reserved without it
        certificate_number=said["number"],
        name=said["name"],
        gender=fact_words("gender", said["gender"]),
        birth_month=fact_words("birth_month", said["birth_month"]) if said["birth_month"] else None,
        employer=said["employer"],
        target=data.Target(
            series=said["series"], speciality=said["speciality"], title=said["title"], level=said["level"]
        ),
        obtained_on=date.fromisoformat(said["obtained_on"]),
        document_number=said["document_number"],
        authority=said["authority"],
        verify_url=said["verify_url"],
        proof_url=said.get("proof_url", ""),
    )
