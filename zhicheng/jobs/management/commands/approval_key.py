"""`zhicheng manage approval_key`: print the public key of approvals, the line for the signer's folder."""

from typing import Any

from django.core.management.base import BaseCommand

from zhicheng.documents.approvals import approval_public_key


class Command(BaseCommand):
    help = "显示签批公钥，供签章进程核对 (print the public key of approvals, for the signer)"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(approval_public_key())
