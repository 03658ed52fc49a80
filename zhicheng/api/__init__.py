"""What other systems ask by JSON: the same answers as the pages and the command line give."""
