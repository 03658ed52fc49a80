"""A seal in software for trial and demo: a P-256 key in a file, marked 测试章, refused in production."""

import io
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways.eseal import SealRefused
from zhicheng.gateways.eseal.trial_seal import CERTIFICATE, FACE, KEY, MARK, OWNER, ROOT, ensure_test_seal

POINTS_A_MM = 72 / 25.4
FIELD = "Seal"


class SoftwareSeal:
    """Signs PAdES B-B with the test seal kept in `folder` (settings.ZHICHENG_SEAL_DIR by default)."""

    def __init__(self, folder: Path | None = None) -> None:
        if settings.ZHICHENG_PRODUCTION:
            raise SealRefused("the software seal is for trial only; name the bureau's seal in ZHICHENG_SEAL")
        self._folder = ensure_test_seal(folder or Path(settings.ZHICHENG_SEAL_DIR))

    @property
    def label(self) -> str:
        """Whose seal it is, with the mark that it is none."""
        return f"{OWNER}（{MARK}）"

    @cached_property
    def certificate_pem(self) -> bytes:
        """The certificate of the signing key."""
        return (self._folder / CERTIFICATE).read_bytes()

    def sign_pdf(self, pdf: bytes, *, reason: str, at: datetime, place: SealPlace | None = None) -> bytes:
        """The file with the test seal on it; see the port for the contract."""
        if at.tzinfo is None:
            raise ValueError(f"{at} has no time zone, so it names no moment")
        try:
            writer = _QuietWriter(io.BytesIO(pdf))
            spec = _field(writer, place)
            signer = _TimedSigner(
                at, _metadata(reason, self.label), self._signer, stamp_style=self._face(), new_field_spec=spec
            )
            signed: io.BytesIO = signer.sign_pdf(writer, bytes_reserved=8192)
        except PdfError as error:
            raise SealRefused(f"the file cannot bear a seal: {error}") from error
        return signed.getvalue()

    @cached_property
    def _signer(self) -> SimpleSigner:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(load_certs_from_pemder_data((self._folder / ROOT).read_bytes()))
        return SimpleSigner(
            signing_cert=next(iter(load_certs_from_pemder_data(self.certificate_pem))),
            signing_key=load_private_key_from_pemder_data((self._folder / KEY).read_bytes(), passphrase=None),
            cert_registry=store,
        )

    def _face(self) -> StaticStampStyle:
        return StaticStampStyle.from_pdf_file(str(self._folder / FACE), border_width=0, background_opacity=0.82)


class _QuietWriter(IncrementalPdfFileWriter):
    """Appends the signature and nothing else: version and metadata stay, so that a PDF/A file remains one."""

    output_version = (1, 7)

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        super().ensure_output_version(min(version, self.output_version))  # type: ignore[no-untyped-call]

    def _update_meta(self) -> None:
        """The base class would write the clock's time as the time of change."""


class _TimedSigner(PdfSigner):
    """A signer that writes the moment handed in, where pyHanko would read the clock."""

    def __init__(self, at: datetime, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._at = at

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _metadata(reason: str, name: str) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=FIELD, reason=reason, name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )


def _field(writer: IncrementalPdfFileWriter, place: SealPlace | None) -> SigFieldSpec:
    pages = int(writer.prev.root["/Pages"]["/Count"])
    if place is not None and not 1 <= place.page <= pages:
        raise SealRefused(f"the file has {pages} pages, so none is number {place.page}")
    index = pages - 1 if place is None else place.page - 1
    page, _ = writer.prev.find_page_for_modification(index)  # type: ignore[no-untyped-call]
    box = page.get_object()["/MediaBox"]
    width_mm, height_mm = (float(box[i]) / POINTS_A_MM for i in (2, 3))
    spot = place or SealPlace(page=pages, x_mm=width_mm - 55, y_mm=height_mm - 55)
    radius = spot.diameter_mm / 2
    left, bottom = spot.x_mm - radius, height_mm - spot.y_mm - radius
    return SigFieldSpec(FIELD, on_page=index, box=_points(left, bottom, left + 2 * radius, bottom + 2 * radius))


def _points(left: float, bottom: float, right: float, top: float) -> tuple[int, int, int, int]:
    """Millimetres as the whole points in which pyHanko takes a box."""
    return round(left * POINTS_A_MM), round(bottom * POINTS_A_MM), round(right * POINTS_A_MM), round(top * POINTS_A_MM)
