"""OFD editions of the specimen certificates, a bundle that lists them, and what forgers make of them."""

import io
import ssl
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import cast

from tests.specimen_bundle import SpecimenWorld, specimen_world
from zhicheng.documents.bundle.contents import Contents
from zhicheng.documents.bundle.samples import Specimen
from zhicheng.documents.ofd.certificate import SEAL, certificate_files
from zhicheng.documents.ofd.package import PAGE_ID, packed
from zhicheng.documents.papers.data import Certificate
from zhicheng.documents.papers.samples import sample
from zhicheng.gateways.gmseal.sealing import sealed
from zhicheng.gateways.gmseal.software import SoftwareGmSeal

SEALED = datetime(2024, 12, 30, 8, tzinfo=UTC)
PAGE = "Doc_0/Pages/Page_0/Content.xml"


@dataclass(frozen=True)
class OfdStage:
    """The specimens' OFD editions in the order of the world's, our seal and one of the same name."""

    world: SpecimenWorld
    seal: SoftwareGmSeal
    impostor: SoftwareGmSeal
    made: tuple[bytes, bytes, bytes]

    def contents(self, **changes: object) -> Contents:
        """Of a bundle that lists the OFD files too."""
        issued = [
            replace(one.issued, digests=(*one.issued.digests, sha256(ofd).hexdigest()))
            for one, ofd in zip(self.world.made, self.made, strict=True)
        ]
        makers = (ssl.DER_cert_to_PEM_cert(self.seal.maker_der),)
        return replace(self.world.contents, **({"issued": issued, "makers": makers} | changes))  # type: ignore[arg-type]

    def files(self, **changes: object) -> dict[str, bytes]:
        """The files of that bundle."""
        said = self.contents(**changes)
        return self.world.files(issued=said.issued, makers=said.makers, as_of=said.as_of)

    def drawn(self, *, seal: SoftwareGmSeal | None, at: datetime = SEALED, **words: str) -> bytes:
        """The page of the one in force in other words, sealed by `seal` or by nobody."""
        return an_ofd(self.world.in_force, seal, at, **words)


def ofd_stage(folder: Path) -> OfdStage:
    world = specimen_world()
    seal, impostor = SoftwareGmSeal(folder / "seal"), SoftwareGmSeal(folder / "impostor")
    in_force, revoked, replaced = (an_ofd(one, seal, SEALED) for one in world.made)
    return OfdStage(world, seal, impostor, (in_force, revoked, replaced))


def an_ofd(one: Specimen, seal: SoftwareGmSeal | None, at: datetime, **words: str) -> bytes:
    said = cast(Certificate, sample("certificate"))
    said = replace(said, certificate_number=one.number, verify_url=one.code.partition("#")[0], proof_url=one.code)
    files = certificate_files(replace(said, **words))  # type: ignore[arg-type]
    return packed(sealed(files, seal, at=at, page_id=PAGE_ID, place=SEAL) if seal else files)


def opened(ofd: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(ofd)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_files(ofd: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with some of its files as others, put together as we do."""
    return packed(opened(ofd) | changed)


def packed_anew(ofd: bytes) -> bytes:
    """The same files in another ZIP, made small."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in opened(ofd).items():
            package.writestr(name, content)
    return out.getvalue()
