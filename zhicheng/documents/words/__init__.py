"""From rows to the words of each paper: typed data and nothing else, so that a paper can be checked against it."""
