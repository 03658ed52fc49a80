"""A database as it stood before certificates could be corrected, filled with what the platform then wrote."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend

from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.issue_log import place_of
from zhicheng.documents.log_key import signed_head
from zhicheng.domain.issue_log import Entry, LogKind
from zhicheng.domain.merkle import Frontier
from zhicheng.domain.numbering import certificate_number

OURS = ("people", "policy", "events", "outbox", "cases", "documents")
OLD = [
    ("people", "0001_initial"),
    ("policy", "0002_kept_for_good"),
    ("events", "0002_append_only"),
    ("outbox", "0001_initial"),
    ("cases", "0003_rejudgement"),
    ("documents", "0003_issue_log_append_only"),
]
AT = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)
DAY = date(2024, 11, 25)
STATES = ("issued", "revoked", "issued", "reserved")
PROPOSED = 2  # the place of the one whose revocation was proposed and not decided
WORDS = "学历证书系伪造，已核实。"


@contextlib.contextmanager
def a_database_of_its_own(folder: Path) -> Iterator[None]:
    """Everything goes to a new, empty database on the same kind of server, until the end."""
    usual = connections["default"]
    about = {**usual.settings_dict}
    name = f"zhicheng_old_{os.getpid()}"
    postgres = usual.vendor == "postgresql"
    about["NAME"] = name if postgres else str(folder / "old.sqlite3")
    if postgres:
        with usual.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    own = load_backend(about["ENGINE"]).DatabaseWrapper(about, "default")
    connections["default"] = own
    try:
        yield
    finally:
        own.close()
        connections["default"] = usual
        if postgres:
            with usual.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name}")


def upgraded() -> None:
    """Carry out every migration that there is of ours."""
    executor = MigrationExecutor(connections["default"])
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] in OURS])


@dataclass
class OldDatabase:
    """The rows as the models of then wrote them, their numbers by place."""

    apps: Any
    log: Frontier = field(default_factory=Frontier)
    numbers: list[str] = field(default_factory=list)
    people: int = 0

    def model(self, name: str) -> Any:
        return self.apps.get_model(name).objects

    def person(self, name: str) -> Any:
        self.people += 1
        told = {"name": name, "id_kind": "resident_id", "id_sealed": f"sealed {self.people}"}
        return self.model("people.Person").create(**told, id_index=f"index {self.people}", registered_at=AT)

    def fill(self) -> None:
        """Four certificates: one that counts, one revoked, one whose revocation is proposed, one in the making."""
        self.bureau = self.model("people.Organisation").create(
            name="苕州市人力资源和社会保障局", kind="bureau", affiliation="330500"
        )
        self.unit = self.model("people.Organisation").create(
            name="苕州市清源环保有限公司", kind="enterprise", affiliation="330500"
        )
        self.clerk, self.leader = self.person("吴敏"), self.person("郑颖")
        self.document = self.model("documents.OfficialDocument").create(
            bureau=self.bureau, title="关于公布任职资格的通知", drafted_by=self.clerk, drafted_at=AT,
            issued_by=self.leader, issued_at=AT, year=2024, serial=1, number="苕人社职〔2024〕1号",
        )  # fmt: skip
        for place, state in enumerate(STATES):
            self.certificate(place, state)
        root = self.log.root()
        self.model("documents.LogHead").create(
            size=self.log.size, root=root, note=signed_head(self.log.size, root), signed_at=AT
        )
        self.model("documents.LogEnd").create(id=1, size=self.log.size, peaks=b"".join(self.log.peaks), day=DAY)

    def certificate(self, place: int, state: str) -> None:
        person, number = self.person(f"沈喆{place}"), certificate_number("330500", 2024, 4, place + 1)
        case = self.case(person, place, state)
        stated = {
            "number": number, "name": person.name, "employer": self.unit.name, "series": "工程技术",
            "speciality": "环境工程", "title": "助理工程师", "level": "助理级", "gender": "female",
            "birth_month": "1999-03", "obtained_on": DAY.isoformat(), "document_number": self.document.number,
            "authority": self.bureau.name, "verify_url": f"https://zhicheng.example/v/handle{place}",
        }  # fmt: skip
        row = self.model("documents.Certificate").create(
            handle=f"handle{place}", case=case, document=self.document, number=number, stated=stated,
            stated_sha256=canonical_sha256(stated), reserved_at=AT,
        )  # fmt: skip
        self.model("documents.DocumentEntry").create(document=self.document, case=case, serial=place + 1)
        self.numbers.append(number)
        if state != "reserved":
            self.issued(row, state)

    def case(self, person: Any, place: int, state: str) -> Any:
        proposed = state == "revoked" or place == PROPOSED
        case = self.model("cases.Case").create(
            handle=f"case{place}", person=person, employer=self.unit, authority=self.bureau, received_by=self.bureau,
            number=f"CD-330500-2024-00000{place}", series="engineering", level="assistant", title="助理工程师",
            created_at=AT, changed_at=AT, submitted_at=AT, ended_at=AT, policy_pack="tiaozhou-2024",
            policy_sha256="a" * 64, truth_statement="1", batch="2024-3", proposed_by=self.clerk, proposed_at=AT,
            approved_by=self.leader, approved_at=AT, revocation_proposed_by=self.clerk if proposed else None,
            revoked_by=self.leader if state == "revoked" else None,
            end_reason={"words": WORDS, "code": "revoked"} if proposed else {},
        )  # fmt: skip
        body = {"person": {"name": person.name}}
        case.snapshot = self.model("cases.Snapshot").create(
            case=case, ordinal=1, taken_at=AT, body=body, sha256=canonical_sha256(body)
        )
        case.state = {"reserved": "decided", "revoked": "revoked"}.get(state, "certified")
        case.save()
        return case

    def issued(self, row: Any, state: str) -> None:
        content = f"%PDF-1.7 {row.number}".encode()
        digest = sha256(content).hexdigest()
        row.paper = self.model("documents.Paper").create(
            kind="certificate", key=f"certificate:{row.handle}", case=row.case, made_at=AT, edition="1",
            content=content, sha256=digest, sm3="0" * 64,
        )  # fmt: skip
        row.state, row.issued_at = state, AT
        self.entered(row, LogKind.ISSUE, digest)
        if state == "revoked":
            row.revoked_at, row.revocation_words = AT, WORDS
            self.entered(row, LogKind.REVOCATION, digest)
        row.save()

    def entered(self, row: Any, kind: LogKind, digest: str) -> None:
        salt = sha256(f"{kind} {row.number}".encode()).digest()
        leaf = Entry(kind, row.number, digest, DAY).leaf(salt)
        kept = self.model("documents.LogLeaf").create(index=self.log.size, hash=leaf)
        self.log, whole = self.log.grown(leaf)
        for node, made in whole:
            self.model("documents.LogNode").create(place=place_of(node), hash=made)
        self.model("documents.LogEntry").create(
            leaf=kept, certificate=row, kind=kind.value, file_sha256=digest, day=DAY, salt=salt
        )


def an_old_database() -> OldDatabase:
    """The schema of then in the present database, filled."""
    executor = MigrationExecutor(connections["default"])
    old = OldDatabase(executor.migrate(OLD).apps)
    old.fill()
    return old
