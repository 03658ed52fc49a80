"""The bureau's forms."""
