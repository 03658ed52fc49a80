"""The specimens under a seal of the test's own: in force, revoked, replaced, and the bundle that says so."""

import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from zhicheng.documents.bundle.contents import Contents
from zhicheng.documents.bundle.read import Bundle, read_bundle
from zhicheng.documents.bundle.samples import Specimen, sign_specimen, specimen_contents, specimens
from zhicheng.documents.bundle.write import bundle_files, write_bundle
from zhicheng.domain.legal_time import BUREAU_ZONE
from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways.eseal.software import SoftwareSeal

_home = tempfile.TemporaryDirectory(prefix="zhicheng-specimens-")
SEALED_AT = datetime(2024, 12, 30, 15, tzinfo=BUREAU_ZONE)


@dataclass(frozen=True)
class SpecimenWorld:
    """The three certificates, the seal that signed them, and the bundle in a folder and as read."""

    seal: SoftwareSeal
    in_force: Specimen
    revoked: Specimen
    replaced: Specimen
    contents: Contents
    folder: Path

    @property
    def made(self) -> tuple[Specimen, Specimen, Specimen]:
        return self.in_force, self.revoked, self.replaced

    def files(self, **changed: object) -> dict[str, bytes]:
        """The files of a bundle with other contents, signed as the bureau would."""
        return bundle_files(replace(self.contents, **changed), sign=sign_specimen)  # type: ignore[arg-type]

    def bundle(self, **changed: object) -> Bundle:
        return read_bundle(self.files(**changed))


def sealed(seal: SoftwareSeal, pdf: bytes, place: SealPlace, at: datetime = SEALED_AT) -> bytes:
    """The page with the seal on it."""
    signed: bytes = seal.sign_pdf(pdf, reason="颁发专业技术职务任职资格证书", at=at, place=place)
    return signed


@cache
def specimen_world() -> SpecimenWorld:
    """The specimens, made once a process: they are read by many tests and changed by none."""
    folder = Path(_home.name)
    seal = SoftwareSeal(folder / "seal")
    in_force, revoked, replaced = made = specimens(sign=lambda pdf, place: sealed(seal, pdf, place))
    contents = specimen_contents(made, seal_pem=seal.certificate_pem, authorities_pem=seal.chain_pem)
    write_bundle(folder / "bundle", bundle_files(contents, sign=sign_specimen))
    for one in made:
        (folder / one.file_name).write_bytes(one.pdf)
    return SpecimenWorld(seal, in_force, revoked, replaced, contents, folder)
