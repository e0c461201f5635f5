"""A coder for tests of the workers: it loads at once, and does what the text of an article tells it to."""

import os
import signal
import sys
import time
from pathlib import Path

from dragoman.config import Config
from dragoman.errors import DataError
from dragoman.records import SCHEMA_VERSION, Article, Manifest, Problem, RawDocument, Reading


class Coder:
    """Code by obeying."""

    def __init__(self, config: Config) -> None:
        if config.outlet == "unloadable":
            raise DataError("actors.csv, line 3: no such country")
        if config.outlet == "dies while loading":
            os.kill(os.getpid(), signal.SIGKILL)
        parts = dict.fromkeys(("coder", "ontology", "lexicon", "knowledge", "gazetteer", "parser", "weights"), "test")
        self.manifest = Manifest(schema_version=SCHEMA_VERSION, coder_version="stand-in", **parts)

    def code_many(self, raws: list[RawDocument]) -> list[Reading | Problem]:
        """Obey each article in turn."""
        return [self._code(raw) for raw in raws]

    def _code(self, raw: RawDocument) -> Reading | Problem:
        word = raw.text or ""
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if word.startswith("die once ") and not (mark := Path(word.removeprefix("die once "))).exists():
            mark.touch()
            os._exit(3)
        if word == "fail":
            raise ValueError("a batch that fails as a whole")
        if word == "chatter":
            sys.stdout.write("a library that prints\n")
            os.write(1, b"and one that writes to the descriptor\n")
        if word.startswith("sleep "):
            time.sleep(float(word.removeprefix("sleep ")))
        if word == "empty":
            return Problem(subject=raw.uri, stage="article", kind="empty", message="empty", done="left out")
        article = Article(id=raw.uri, text_hash="", uri=raw.uri, text=word, byline=str(os.getpid()))
        return Reading(coder_version="stand-in", article=article)
