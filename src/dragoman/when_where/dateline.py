"""The dateline of a report: language/datelines.py parts it from the sentence that it precedes."""

from dragoman.language.datelines import Dateline, find_dateline

__all__ = ["Dateline", "find_dateline"]
