"""The version of the package and of its coding rules, apart so that nothing heavy is imported for them."""

__version__ = "0.1.0"
CODER = __version__
