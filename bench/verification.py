"""Verify a certificate without network, beside pyHanko's own validation of the same file; and a bundle of 200,000.

Run as `.venv/bin/python -m bench.verification [certificates]`. All times are processor time of this process.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

CERTIFICATES = 200_000
ROUNDS = 40


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> str:
    """Median and 95th percentile of so many runs, after one that is not counted."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return f"{statistics.median(taken):8.2f} ms  p95 {statistics.quantiles(taken, n=20)[-1]:8.2f} ms"


def by_pyhanko(pdf: bytes, trusted_pem: bytes) -> bool:
    """What pyHanko itself makes of the file: integrity, trust and what was changed afterwards."""
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    moment = signature.self_reported_timestamp
    roots = list(load_certs_from_pemder_data(trusted_pem))
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)
    return bool(validate_pdf_signature(signature, context).bottom_line)


def many(count: int) -> Iterator[object]:
    """So many certificates that nobody has, each with two files and a code."""
    from zhicheng.documents.bundle.contents import Issued
    from zhicheng.domain.numbering import certificate_number

    for serial in range(1, count + 1):
        digests = tuple(sha256(b"%d %d" % (serial, which)).hexdigest() for which in range(3))
        yield Issued(certificate_number("330599", 2023, 4, serial), serial + 10, digests)


def main() -> int:
    """Make the specimens, time both, then the same under a bundle of many."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CERTIFICATES
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["ZHICHENG_DEMO"] = "1"
    home = Path(tempfile.mkdtemp(prefix="zhicheng-bench-"))
    os.environ["ZHICHENG_DATA"] = str(home)
    from config.keys import ready_keys

    ready_keys(home / "keys.json")
    from zhicheng.documents.bundle.judge_code import judge_code
    from zhicheng.documents.bundle.judge_pdf import judge_pdf
    from zhicheng.documents.bundle.page import offline_page
    from zhicheng.documents.bundle.read import open_bundle, read_bundle
    from zhicheng.documents.bundle.samples import sign_specimen, specimen_contents, specimens
    from zhicheng.documents.bundle.write import bundle_files, write_bundle, zipped
    from zhicheng.domain.legal_time import BUREAU_ZONE
    from zhicheng.gateways.eseal.software import SoftwareSeal

    seal, at = SoftwareSeal(home / "seal"), datetime(2024, 12, 30, 15, tzinfo=BUREAU_ZONE)
    made = specimens(sign=lambda pdf, place: seal.sign_pdf(pdf, reason="颁发", at=at, place=place))
    contents = specimen_contents(made, seal_pem=seal.certificate_pem)
    small = read_bundle(bundle_files(contents, sign=sign_specimen))
    pdf, code = made[0].pdf, made[0].code
    assert by_pyhanko(pdf, seal.certificate_pem)
    assert judge_pdf(pdf, small).standing == judge_code(code, small).standing == "valid"
    print(f"pyHanko alone, the same file:        {milliseconds(lambda: by_pyhanko(pdf, seal.certificate_pem))}")
    print(f"file: digest, seal, code, status:    {milliseconds(lambda: judge_pdf(pdf, small))}")
    print(f"code: signature, status:             {milliseconds(lambda: judge_code(code, small))}")

    issued = [*(one.issued for one in made), *many(count)]
    start = time.process_time()
    files = bundle_files(replace(contents, issued=issued), sign=sign_specimen)
    print(f"bundle of {count:,} written:          {time.process_time() - start:8.2f} s")
    write_bundle(home / "bundle", files)
    sizes = {"folder": sum(map(len, files.values())), "zip": len(zipped(files)), "page": len(offline_page(files))}
    print(f"its size: {', '.join(f'{name} {size / 1e6:.1f} MB' for name, size in sizes.items())}")
    large = open_bundle(home / "bundle")
    digest = issued[count // 2].digests[0]
    print(f"opened, every byte checked:          {milliseconds(lambda: open_bundle(home / 'bundle'))}")
    print(f"a digest found in it:                {milliseconds(lambda: large.issued.find(digest), 2000)}")
    print(f"file under it, once open:            {milliseconds(lambda: judge_pdf(pdf, large))}")
    print(f"code under it, once open:            {milliseconds(lambda: judge_code(code, large))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
