"""`zhicheng manage check_ofd FILE`: whether the seal on an OFD file holds, and if not, in which way."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhicheng.domain.legal_time import BUREAU_ZONE
from zhicheng.gateways.gmseal import gm_seal
from zhicheng.gateways.gmseal.checking import BadSeal, check_seal
from zhicheng.jobs.clock import real_now


class Command(BaseCommand):
    help = "check the seal (GB/T 38540) on an OFD file; exit status 1 with the reason when it does not hold"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--maker", type=Path, help="certificate (DER) of the trusted maker of seals; else our own")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = check_seal(options["file"].read_bytes(), makers=[self._maker(options["maker"])], now=real_now())
        except OSError as error:
            raise CommandError(f"读不到文件：{error}") from error
        except BadSeal as bad:
            self.stdout.write(f"签章无效（{bad.why}）：{bad}")
            sys.exit(1)
        at = found.at.astimezone(BUREAU_ZONE)
        self.stdout.write(f"签章有效：{found.name}，签章人 {found.signer}，{at:%Y-%m-%d %H:%M}。")

    def _maker(self, path: Path | None) -> bytes:
        if path is not None:
            return path.read_bytes()
        seal = gm_seal()
        if seal is None:
            raise CommandError("没有配置国密印章，请用 --maker 给出制章者证书。")
        return seal.maker_der
