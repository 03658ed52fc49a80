"""Subcommands of `zhicheng`, one a file; those that need no platform run without Django."""
