"""The bureau's pages: one file a topic."""
