"""The check character of an 18-character identity number (GB 11643, ISO 7064 MOD 11-2)."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHARACTERS = "10X98765432"


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to these seventeen ASCII digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHARACTERS[total % 11]
