"""A second pass over a dataset: what several articles tell of one matter."""
