"""Hold the clients' ledger against the database: `python -m tests.faults.reconcile LEDGER.json`.

The ledger says by case handle which number the platform acknowledged.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any


def disagreements(ledger: dict[str, str]) -> dict[str, Any]:
    """All that a kill must never bring about, by name; all lists empty: nothing was lost or doubled."""
    from zhicheng.cases.models import Case
    from zhicheng.documents.log_check import faults
    from zhicheng.documents.models import Certificate, Paper
    from zhicheng.events.models import Event
    from zhicheng.events.record import breaks
    from zhicheng.outbox.models import Message

    cases = {case.handle: case for case in Case.objects.exclude(state="draft")}
    submits = Counter(Event.objects.filter(act="submit").values_list("subject", flat=True))
    numbers = Counter(case.number for case in cases.values())
    serials = sorted(int((case.number or "").split("-")[3]) for case in cases.values())
    receipts = set(Paper.objects.filter(kind="receipt").values_list("case__handle", flat=True))
    certificates = list(Certificate.objects.select_related("paper"))
    certified = sorted(int(certificate.number.split("-")[3]) for certificate in certificates)
    return {
        "lost": [handle for handle, number in ledger.items() if handle not in cases or cases[handle].number != number],
        "numbers used twice": [number for number, count in numbers.items() if count > 1],
        "gap in numbers": [] if serials == list(range(1, len(serials) + 1)) else serials,
        "half written": [
            handle
            for handle, case in cases.items()
            if submits[f"case:{handle}"] != 1 or case.snapshot is None or case.submitted_at is None
        ],
        "without receipt": sorted(set(cases) - receipts),
        "chain": [f"{found.seq} {found.why}" for found in breaks()],
        "issue log": list(faults()),
        "undone": [
            f"{one.key}: {one.last_error}" for one in Message.objects.filter(done_at=None, topic__startswith="paper")
        ],
        "gap in certificates": [] if certified == list(range(1, len(certified) + 1)) else certified,
        "unsigned": [
            one.number for one in certificates if one.paper is None or b"/ByteRange" not in bytes(one.paper.content)
        ],
        "uncertified": [case.handle for case in cases.values() if case.state == "decided"],
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    found = disagreements(json.loads(Path(sys.argv[1]).read_text()))
    print(json.dumps({name: what for name, what in found.items() if what}, ensure_ascii=False))
