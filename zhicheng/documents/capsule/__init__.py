"""The case capsule: one archive a case for the personnel file, checked in ten years by `tools/check_log.py` alone."""
