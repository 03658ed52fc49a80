"""Names of rows that may be shown in an address: random, so that nothing can be counted or guessed."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
SIGNS = 16


def new_handle() -> str:
    """Sixteen signs of 31, about 79 random bits, without the ones that look alike."""
    left, signs = secrets.randbelow(len(ALPHABET) ** SIGNS), ""
    for _ in range(SIGNS):
        left, place = divmod(left, len(ALPHABET))
        signs += ALPHABET[place]
    return signs
