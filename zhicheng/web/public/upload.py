"""A file that is looked at and never written down: it is kept in memory while the request lasts."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile

MOST_BYTES = 10 * 1024 * 1024


class InMemoryOnly(MemoryFileUploadHandler):
    """Holds files up to MOST_BYTES in memory whatever the settings; `too_big` tells that one was left out."""

    too_big = False

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Always at work, where Django's own gives way to a file on disk from a certain size on."""
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Take the next piece; what is over the limit is read past and dropped."""
        if start + len(raw_data) > MOST_BYTES:
            self.too_big = True
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)
