"""A case with scans, papers and a logged certificate, and its capsule as bytes."""

import io
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tests.issuing import issue_one, reserve_one
from tests.stories import Story, a_draft, decided
from zhicheng.documents.actions.hand_out_capsule import hand_out_capsule
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.fixed_words import fixed_words
from zhicheng.documents.models import Certificate, OfficialDocument, Paper
from zhicheng.documents.papers.renderer import render
from zhicheng.domain.given import given
from zhicheng.domain.permissions import Actor
from zhicheng.people.models import ArchiveFile

SCAN = b"%PDF-1.4 a scan with 330502199903020029 on it"
CERTIFICATE = b"%PDF-1.7 a certificate"


@dataclass
class Kept:
    """A case whose capsule can be asked for; `scans` are the bytes that the file store holds."""

    story: Story
    certificate: Certificate
    scans: dict[str, bytes]

    def capsule(self, actor: Actor | None = None) -> bytes:
        out = io.BytesIO()
        hand_out_capsule(
            self.story.case.handle,
            out,
            actor=actor or self.story.leader,
            now=self.story.now,
            read=self.scans.__getitem__,
            kept=self.scans.__contains__,
        )
        return out.getvalue()


def a_kept_case(**options: Any) -> Kept:
    """Decided and certified, the log's head being signed when the document was printed and once more afterwards."""
    story = a_draft(**options)
    digest = sha256(SCAN).hexdigest()
    ArchiveFile.objects.filter(person=story.person).update(sha256=digest, size=len(SCAN))
    story = decided(story=story)
    paper("receipt", f"receipt:{story.case.handle}", b"%PDF-1.7 a receipt", story, case=story.case)
    paper("determination_form", f"form:{story.case.handle}", b"%PDF-1.7 the form", story, case=story.case)
    sign_log_head(now=story.now)
    document = OfficialDocument.objects.get(entries__case=story.case)
    paper("official_document", f"document:{document.handle}", as_issued(document), story)
    story.pass_days(1)
    certificate = issued(story, CERTIFICATE)
    sign_log_head(now=story.now)
    return Kept(story, certificate, {digest: SCAN})


def as_issued(document: OfficialDocument) -> bytes:
    """The page of a document as its act fixed it, with the head of the log before its first entry; not sealed."""
    words, edition = given(fixed_words(f"document:{document.handle}"))
    return render("official_document", words, edition=edition)


def issued(story: Story, content: bytes) -> Certificate:
    """The certificate of a decided case with these bytes for its file."""
    certificate = reserve_one(story.case.pk, now=story.now)
    file = paper("certificate", f"certificate:{certificate.handle}", content, story, case=story.case)
    return issue_one(certificate.pk, file, now=story.now)


def paper(kind: str, key: str, content: bytes, story: Story, **links: Any) -> Paper:
    return keep_paper(kind, key, content, now=story.now, edition="1", **links)
