"""Names of rows that may be shown in an address: random, so that nothing can be counted or guessed."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_handle() -> str:
    """Sixteen signs of 31, about 79 random bits, without the ones that look alike."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))
