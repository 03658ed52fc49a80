"""Where uploaded and issued bytes are kept, by their digest."""

from typing import BinaryIO, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class FileMissing(LookupError):
    """No bytes of this digest are kept here."""


class FileStore(Protocol):
    def put(self, data: bytes | BinaryIO) -> str:
        """Keep the bytes and give their SHA-256 (64 hex digits); they are on the disk when this returns."""

    def open(self, digest: str) -> BinaryIO:
        """The bytes, to be read and closed by the caller. Raises FileMissing."""

    def exists(self, digest: str) -> bool:
        """Whether bytes of this digest are kept."""


def file_store() -> FileStore:
    """The store of this deployment, as the settings name it."""
    return cast(FileStore, import_string(settings.ZHICHENG_FILES)(settings.ZHICHENG_FILES_DIR))
