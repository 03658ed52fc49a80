"""The forms of the public site."""
