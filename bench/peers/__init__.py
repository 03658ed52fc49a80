"""The same verdict written for other engines; each runs in a process and a virtual environment of its own."""
