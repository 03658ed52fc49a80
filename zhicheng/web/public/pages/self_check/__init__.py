"""The self-check page: what was said becomes facts, the facts an answer, the answer a page to read at night."""
