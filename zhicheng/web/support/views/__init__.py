"""The pages of auditor and administrators: one file a topic."""
