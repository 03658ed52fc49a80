"""Packs as files: read strictly, section by section, and written again."""
