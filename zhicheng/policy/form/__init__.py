"""The policy desk's view of a pack: one table of fields, the controls that show it, and what they send."""
