"""Region codes of GB/T 2260, as registers give them for places that this deployment does not list."""

import re

_REGION = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}")


def is_region_code(text: str) -> bool:
    """Six digits under a province that exists; the county may be one that no longer does."""
    return _REGION.fullmatch(text) is not None
