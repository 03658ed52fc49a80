"""The one way in which an upload is refused."""


class RefusedFile(Exception):
    """The file is not kept; the message says why and what to do, in Chinese."""
