"""What the pages of the public site show, as typed contexts built from queries."""
