"""Misuse of dragoman, as a tree. Bad input is never an exception: it becomes a `records.Problem` and the run goes on.

DragomanError
├── ConfigError     a setting, option or column map that makes no sense
├── InputError      an input that does not exist or cannot be opened at all
├── DataError       a lexicon, actor or ontology table that is not well-formed (file and line are in the message)
├── DatasetError    a folder that is not a dataset, or one made by another coder
└── MissingExtra    an optional part that is not installed; the message says how to install it
"""


class DragomanError(Exception):
    """Base of all that dragoman raises on purpose; the message says what to do."""


class ConfigError(DragomanError):
    """A setting, option or column map that makes no sense."""


class InputError(DragomanError):
    """An input that does not exist or cannot be opened at all."""


class DataError(DragomanError):
    """A table of the package or of the user's that is not well-formed."""


class DatasetError(DragomanError):
    """A folder that is not a dataset, or one made by another coder."""


class MissingExtra(DragomanError):  # noqa: N818  (reads as what it says)
    """An optional part that is not installed."""
