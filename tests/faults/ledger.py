"""Hold the signer's ledger against the database: `python -m tests.faults.ledger FOLDER` prints what disagrees.

`python -m tests.faults.ledger FOLDER ready` makes the signer's folder ready instead.
"""

import base64
import json
import os
import sys
from collections import Counter
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any


def ready(folder: Path) -> None:
    from django.conf import settings

    from zhicheng.demo.signer import ready_signer
    from zhicheng.documents.approvals import approval_public_key
    from zhicheng.gateways.eseal.trial_seal import ensure_test_seal

    ensure_test_seal(Path(settings.ZHICHENG_SEAL_DIR))
    ready_signer(folder.parent, approval_public_key(), anew=False)


def disagreements(folder: Path) -> dict[str, Any]:
    """All that must never be, by name: both tell of the same signatures, one a number, each in the file kept."""
    from django.conf import settings

    from zhicheng.documents.models import Certificate, LogEntry, OfficialDocument, Paper
    from zhicheng.domain.given import given
    from zhicheng.domain.issue_log import LogKind
    from zhicheng.signer.audit import faults
    from zhicheng.signer.ledger import Ledger

    seal = (Path(settings.ZHICHENG_SEAL_DIR) / "seal.pem").read_bytes()
    ledger = Ledger(folder / "ledger.sqlite3")
    entries = list(ledger.entries())
    certificates = {one.number: one for one in Certificate.objects.select_related("paper", "long_term")}
    documents = {f"document:{one.handle}" for one in OfficialDocument.objects.exclude(issued_at=None)}
    signed = {one.number: one for one in entries if one.kind == "signed"}
    papers = {number: one.paper for number, one in certificates.items()}
    papers |= {name: Paper.objects.filter(key=name).first() for name in documents}
    stamped = list(LogEntry.objects.filter(kind=LogKind.TIMESTAMPING).values_list("file_sha256", flat=True))
    logged = dict(LogEntry.objects.filter(kind=LogKind.ISSUE).values_list("certificate__number", "file_sha256"))
    return {
        "ledger": [words for _, words in faults(ledger, seal)],
        "refused": [one.words for one in entries if one.kind == "refused"],
        "two signatures": [one for one, n in Counter(e.number for e in entries if e.kind == "signed").items() if n > 1],
        "signed and not known": sorted(set(signed) - set(papers)),
        "not signed by the ledger": sorted(set(papers) - set(signed)),
        "other bytes": [
            number
            for number, one in certificates.items()
            if number in signed and one.to_sign_sha256 != signed[number].to_sign
        ],
        "other signature": [
            number
            for number, paper in papers.items()
            if paper is not None
            and number in signed
            and _signature(paper) != base64.b64decode(signed[number].signature)
        ],
        "not raised once": [
            number
            for number, one in certificates.items()
            if one.long_term is None
            or not bytes(one.long_term.content).startswith(bytes(given(one.paper).content))
            or stamped.count(one.long_term.sha256) != 1
        ],
        "raised and not known": sorted(
            set(stamped) - {one.long_term.sha256 for one in certificates.values() if one.long_term}
        ),
        "other file in the log": [
            number
            for number, one in certificates.items()
            if one.paper is not None and sha256(bytes(one.paper.content)).hexdigest() != logged.get(number)
        ],
    }


def _signature(paper: Any) -> bytes:
    from pyhanko.pdf_utils.reader import PdfFileReader

    signature: bytes = (
        PdfFileReader(BytesIO(bytes(paper.content))).embedded_signatures[0].signer_info["signature"].native
    )
    return signature


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if sys.argv[2:] == ["ready"]:
        ready(Path(sys.argv[1]))
        print("{}")
    else:
        print(json.dumps({name: what for name, what in disagreements(Path(sys.argv[1])).items() if what}))
