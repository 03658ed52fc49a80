"""A pack and its faults in plain Chinese."""
