"""What keyboards and copied text do to a number: full-width digits, spaces, invisible characters."""

import unicodedata

_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}
_DASHES = {"-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"}


def plain_number(text: str, *, keep_dashes: bool = False) -> str:
    """The number in half-width capitals, without spaces and invisible characters."""
    kept = (
        character
        for character in unicodedata.normalize("NFKC", text)
        if not character.isspace() and character not in _INVISIBLE and (keep_dashes or character not in _DASHES)
    )
    return "".join(kept).upper()
