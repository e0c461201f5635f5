"""A pure grammar of dates: expressions of a text -> intervals of days. Knows nothing of articles."""
