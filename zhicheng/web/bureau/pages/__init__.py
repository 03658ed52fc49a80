"""What the bureau's pages show, built from queries by plain functions."""
