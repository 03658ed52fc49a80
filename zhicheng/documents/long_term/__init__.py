"""From a signed file (PAdES B-B) to one that can be checked for decades (B-LTA), and back again."""
