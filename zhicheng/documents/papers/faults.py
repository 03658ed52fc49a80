"""What can be wrong with a request to print."""


class NoSuchPaper(ValueError):
    """The kind or edition asked for does not exist, or the data is another kind's."""


class Unprintable(ValueError):
    """Something in the data cannot be put on paper: a character without a glyph, a photo that is no picture."""


class NoSealRoom(ValueError):
    """The page of a paper that will be sealed leaves no room for the seal, or says wrongly where it is."""


class FontMissing(Exception):
    """A font file that every paper needs is not there; nothing is printed until it is."""
