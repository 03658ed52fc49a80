"""Packs, catalogue and calendar read from `policies/`; no tables, and no Django."""
