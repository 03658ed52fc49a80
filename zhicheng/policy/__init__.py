"""Packs, catalogue and calendar: read without Django; kept, drafted and published in tables."""
