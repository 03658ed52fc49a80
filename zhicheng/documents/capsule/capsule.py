"""Put a case's capsule together and sign for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from zhicheng.cases.models import Case
from zhicheng.documents.capsule.decided import decisions_of
from zhicheng.documents.capsule.facts import frozen_copies, scans
from zhicheng.documents.capsule.happened import events_of
from zhicheng.documents.capsule.logged import head_for, later_prints, on_paper, printed_heads, proofs
from zhicheng.documents.capsule.members import Member, Read, made, made_of_json
from zhicheng.documents.capsule.names import DECISIONS, EVENTS, LOG, MANIFEST, NOTE, README
from zhicheng.documents.capsule.paperwork import papers
from zhicheng.documents.capsule.readme import readme
from zhicheng.documents.capsule.rules import pinned_rules
from zhicheng.documents.capsule.zipped import zipped
from zhicheng.documents.log_key import log_verifier_key, signed_statement
from zhicheng.documents.log_prints import OnPaper
from zhicheng.documents.models import Paper
from zhicheng.domain.given import given

FORMAT = "zhicheng-case-capsule-1"


@dataclass(frozen=True, slots=True)
class Capsule:
    """A capsule that is ready to be read: its case number, its manifest's digest, the names of files that are gone."""

    number: str
    sha256: str
    missing: tuple[str, ...]
    members: tuple[Member, ...]

    def pieces(self) -> Iterator[bytes]:
        """The ZIP, one member at a time. Raises Altered for a file whose bytes are no longer those uploaded."""
        return zipped(self.members)


def capsule_of(case: Case, *, read: Read, kept: Callable[[str], bool]) -> Capsule:
    """The capsule of a submitted case as it stands; the same state gives the same bytes.

    `read` gives an uploaded file by its SHA-256, `kept` says whether it is still there. Says nothing of rights.
    """
    case = Case.objects.select_related("person", "employer", "authority", "received_by").get(pk=case.pk)
    mask = case.person.id_number()
    copies = list(frozen_copies(case, mask))
    named = list(scans(case, read))
    there = [one for one in named if kept(one.sha256)]
    missing = [one.name for one in named if one not in there]
    issued = list(papers(case))
    rules, policy = pinned_rules(case)
    shown = on_paper(case)
    logged, about_log = _log(case, issued, shown)
    own = [
        *(member for member, _ in copies),
        *there,
        *(member for _, member in issued),
        made_of_json(DECISIONS, decisions_of(case), mask=mask),
        made(EVENTS, events_of(case, mask)),
        *rules,
        *logged,
    ]
    cover = made(README, readme(case, log_verifier_key(), missing, shown))
    members = sorted([cover, *own], key=lambda one: one.name.encode())
    said = {
        "format": FORMAT,
        "case": case.number,
        "key": log_verifier_key(),
        "rules": policy,
        "submissions": [about for _, about in copies],
        "missing": missing,
        "members": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in members],
        **about_log,
    }
    return _signed(given(case.number), made_of_json(MANIFEST, said), members, missing)


def _signed(number: str, manifest: Member, members: list[Member], missing: list[str]) -> Capsule:
    note = made(NOTE, signed_statement("capsule", [number, manifest.sha256]).encode())
    return Capsule(number, manifest.sha256, tuple(missing), (manifest, note, *members))


def _log(case: Case, issued: list[tuple[Paper, Member]], shown: OnPaper) -> tuple[list[Member], dict[str, Any]]:
    head = head_for(case)
    if head is None:
        return [], {"certificates": [], "printed": [], "printed_later": []}
    members, certificates = [], []
    for certificate, proof in proofs(case, head):
        member = made_of_json(f"{LOG}/登记证明 {certificate.number}.json", proof)
        members.append(member)
        logged = set(certificate.log_entries.values_list("file_sha256", flat=True))
        files = [file.name for _, file in issued if file.sha256 in logged]
        certificates.append({"number": certificate.number, "proof": member.name, "files": files})
    printed = printed_heads([(paper, member.name) for paper, member in issued], head)
    later = later_prints(shown.prints, head)
    return members, {"certificates": certificates, "printed": printed, "printed_later": later}
