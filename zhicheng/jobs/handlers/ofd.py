"""Make the OFD edition of an issued certificate, sealed by the seal of the SM profile."""

from datetime import datetime
from typing import Any

from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.file_kinds import OFD_EDITION, OFD_KEY, OFD_KIND
from zhicheng.documents.models import Certificate, Paper
from zhicheng.documents.ofd.certificate import SEAL, certificate_files
from zhicheng.documents.ofd.package import PAGE_ID, packed
from zhicheng.documents.words.certificate import certificate_words
from zhicheng.gateways.gmseal import gm_seal
from zhicheng.gateways.gmseal.sealing import sealed
from zhicheng.jobs.clock import real_now


def make(payload: dict[str, Any], now: datetime) -> None:
    """Draw, seal and keep; nothing where no such seal is named, or once it is kept."""
    certificate = Certificate.objects.select_related("case").get(pk=payload["certificate"])
    key, seal = f"{OFD_KEY}{certificate.handle}", gm_seal()
    if seal is None or Paper.objects.filter(key=key).exists():
        return
    files = certificate_files(certificate_words(certificate))
    whole = packed(sealed(files, seal, at=real_now(), page_id=PAGE_ID, place=SEAL))
    keep_paper(OFD_KIND, key, whole, now=now, edition=OFD_EDITION, case=certificate.case)
