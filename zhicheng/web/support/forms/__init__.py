"""The forms of auditor and administrators."""
