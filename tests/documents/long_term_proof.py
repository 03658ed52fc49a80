"""An independent opinion: pyHanko's own reading of ETSI EN 319 102-1 for signatures with a chain of time stamps.

Its function for the whole of it (`ades_lta_validation`) insists on a time stamp inside the signature's container, where
EN 319 142-1 takes a document time stamp as well; so its two steps are called here, with nothing left out between them.
"""

import asyncio
import dataclasses
from datetime import datetime
from io import BytesIO

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate, AdESPassed
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY
from pyhanko.sign.validation.ades import (
    _build_prima_facie_poe_index_from_pdf_timestamps,
    _dss_to_local_knowledge,
    _validate_prima_facie_poe,
    ades_past_signature_validation,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.policy_decl import SignatureValidationSpec
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager


def holds_at(pdf: bytes, moment: datetime, root_pem: bytes) -> bool:
    """Whether the seal is proved by what is in the file alone, to somebody who checks at `moment`, long after."""
    try:
        return asyncio.run(_past_validation(pdf, moment, root_pem)) is AdESPassed.OK
    except SignatureValidationError:
        return False


async def _past_validation(pdf: bytes, moment: datetime, root_pem: bytes) -> object:
    reader = PdfFileReader(BytesIO(pdf))
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=list(load_certs_from_pemder_data(root_pem))),
        revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
    )
    spec = SignatureValidationSpec(cert_validation_policy=policy)
    spec = dataclasses.replace(spec, local_knowledge=_dss_to_local_knowledge(reader))
    timing = ValidationTimingInfo(moment, moment, point_in_time_validation=True)
    stamps = _build_prima_facie_poe_index_from_pdf_timestamps(
        reader, include_content_ts=True, diff_policy=DEFAULT_DIFF_POLICY
    )
    proved = await _validate_prima_facie_poe(stamps, validation_spec=spec, cur_timing_info=timing)
    return await ades_past_signature_validation(
        reader.embedded_regular_signatures[0].signed_data,
        spec,
        proved,
        AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
        init_control_time=moment,
    )
