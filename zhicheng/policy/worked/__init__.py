"""Worked cases (examples.yaml): run, told in Chinese, edited in a form, and the values that they repeat."""
