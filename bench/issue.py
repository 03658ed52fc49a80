"""Issuing certificates: how much of the time is neither drawing nor signing: `python -m bench.issue [CERTIFICATES]`.

On SQLite in a file with the pragmas of use, for the people of one document: numbers reserved, pages drawn, signed PAdES
B-B with the built-in software key (P-256), kept, entered in the log, the cases certified, outbox and events included.
What comes after (OFD, time stamp) is not carried out. The signed code on the page counts as the rest; the leader's act
is told apart.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

MEASURED = ("certificate.reserve", "paper.certificate")


class Stopwatch:
    """Seconds of wall and of CPU that calls took, by name."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = defaultdict(list)
        self.cpu: dict[str, float] = defaultdict(float)

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed."""

        def call(*words: Any, **options: Any) -> Any:
            wall, cpu = time.perf_counter(), time.process_time()
            try:
                return work(*words, **options)
            finally:
                self.wall[name].append(time.perf_counter() - wall)
                self.cpu[name] += time.process_time() - cpu

        return call


def main() -> int:
    """Makes decided cases, issues their certificates and prints where the time went."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    os.environ.setdefault("ZHICHENG_DATA", tempfile.mkdtemp(prefix="bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["ZHICHENG_DEMO"] = "1"
    from config.keys import ready_keys

    ready_keys(Path(os.environ["ZHICHENG_DATA"]) / "keys.json")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    watch = issue(count)
    report(count, watch)
    return 0


def issue(count: int) -> Stopwatch:
    """Two certificates first, so that fonts and keys are there; then one document of `count` under the watch."""
    from tests.cast import a_unit
    from zhicheng.documents.actions import certify
    from zhicheng.documents.models import Certificate
    from zhicheng.gateways.eseal import seal
    from zhicheng.jobs.handlers import HANDLERS, certificates
    from zhicheng.jobs.worker import carry_out_all_due

    unit, watch = a_unit(), Stopwatch()
    others = set(HANDLERS) - set(MEASURED)
    carry_out_all_due(issued_document(unit, 2, Stopwatch()), leave=others)
    now = issued_document(unit, count, watch)
    seal().prepare = watch.timed("signing", seal().prepare)  # type: ignore[method-assign]
    seal().complete = watch.timed("signing", seal().complete)  # type: ignore[method-assign]
    certificates.drawn_certificate = watch.timed("drawing", certificates.drawn_certificate)
    certify.proof_url_of = watch.timed("code", certify.proof_url_of)
    watch.timed("all", carry_out_all_due)(now, leave=others)
    issued = Certificate.objects.filter(state=Certificate.ISSUED).count()
    if issued != count + 2:
        sys.exit(f"{issued} certificates of {count + 2} were issued; no time is given")
    return watch


def issued_document(unit: Any, names: int, watch: Stopwatch) -> datetime:
    """A document with as many people is issued; the moment at which their certificates are due."""
    from tests.stories import cleared
    from zhicheng.cases.snapshots import canonical_sha256
    from zhicheng.documents.actions.draft_document import draft_document
    from zhicheng.documents.actions.issue_document import issue_document, list_of

    stories = [cleared(employer=unit) for _ in range(names)]
    last = stories[-1]
    cases = [story.case.pk for story in stories]
    draft = draft_document(cases, actor=last.bureau_clerk, now=last.now, title="关于公布任职资格的通知")
    read = canonical_sha256(list_of(draft))
    watch.timed("document", issue_document)(draft.handle, actor=last.leader, now=last.now, read=read)
    return last.now


def report(count: int, watch: Stopwatch) -> None:
    """Milliseconds a certificate, and the share of what is neither drawing nor signing."""
    for kind, used in (("wall", _sums(watch.wall.items())), ("CPU", watch.cpu)):
        rest = used["all"] - used["drawing"] - used["signing"]
        parts = {"drawing": used["drawing"], "signing": used["signing"], "the rest": rest}
        told = ", ".join(f"{name} {seconds / count * 1e3:.1f}" for name, seconds in parts.items())
        print(
            f"{kind}: {used['all'] / count * 1e3:.1f} ms a certificate: {told} ({rest / used['all']:.0%}), "
            f"in the rest the signed code {used['code'] / count * 1e3:.1f}; "
            f"the leader's act before it {used['document'] / count * 1e3:.1f} ms a name"
        )
    print(f"drawing, median: {statistics.median(watch.wall['drawing']) * 1e3:.1f} ms")


def _sums(rows: Iterable[tuple[str, list[float]]]) -> dict[str, float]:
    return {name: sum(seconds) for name, seconds in rows}


if __name__ == "__main__":
    sys.exit(main())
