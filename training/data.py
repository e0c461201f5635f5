"""Training sentences: marked text with labels (GUIDELINES.md says how they are written) to examples with character offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MARK = re.compile(r"\[([a-z]\d*):")
HEAD = "=="  # begins the line above an article: its day and its kind
SAYS = "SAYS"
HELD = (
    7  # of so many articles of a file the last is never trained on: likelihood is fitted to it, and the model measured
)
PASSAGE = re.compile(r"\{([^{}]*)\}")
GAP = " ... "  # between the first and the last words of a long passage
FLAGS = frozenset({"negated", "future", "present", "hypothetical", "historical"})
RELATIONS = frozenset({
    "promised", "threatened", "demanded", "refused", "ordered", "alleged", "reported", "failed", "stopped", "resumed", "denied", "supported", "opposed",
})  # fmt: skip
NONE = "NONE"

Span = tuple[int, int]


@dataclass(frozen=True)
class Label:
    """What passes between marked actors; `type` NONE: nothing."""

    sources: tuple[str, ...]
    recipients: tuple[str, ...]
    type: str
    modes: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    trigger: Span | None = None  # the characters that tell it


@dataclass(frozen=True)
class Said:
    """What a sentence attributes to somebody: to a marked actor, or to one of another sentence (None)."""

    speaker: str | None
    content: tuple[Span, ...]
    cue: Span | None = None


@dataclass(frozen=True)
class Example:
    """A sentence without its marks, the actors' spans by name, and its labels."""

    text: str
    actors: dict[str, Span] = field(hash=False)
    labels: tuple[Label, ...] = ()
    said: tuple[Said, ...] = ()
    where: str = ""
    article: int = 0  # which of its file, from 1; 0 for a sentence by itself

    @property
    def whole(self) -> bool:
        """Whether it is of an article: all its actors, events and statements are labelled."""
        return self.article > 0

    @property
    def held(self) -> bool:
        """Whether it is kept from training."""
        return self.whole and self.article % HELD == 0


class Malformed(ValueError):  # noqa: N818  (reads as what it says)
    """A line that does not follow the guidelines."""


def read_folder(folder: Path, *, held: bool = False) -> list[Example]:
    """Return the examples of all files of a folder, or of one file, by name and line: those to train on, or those that are kept from it."""
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.txt"))
    return [e for path in paths for e in read_file(path) if e.held is held]


def read_file(path: Path) -> Iterator[Example]:
    """Yield the examples of a file, sentences or articles; blank lines and lines that begin with # are passed over. Raises Malformed with the line number."""
    article = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(HEAD):
            article += 1
        elif line.strip() and not line.startswith("#"):
            try:
                yield parse(line, f"{path.name}:{number}", article=article)
            except Malformed as error:
                raise Malformed(f"{path.name}, line {number}: {error}") from error


def parse(line: str, where: str = "", *, article: int = 0) -> Example:
    """Parse one line: a marked sentence, then labels behind `||`; a sentence of an article may have none."""
    sentence, *parts = (part.strip() for part in line.split("||"))
    text, actors = unmark(sentence)
    if not parts and not article:
        raise Malformed("no label")
    said = [part for part in parts if SAYS in part.split()[1:2]]
    labels = tuple(_label(part, text, actors) for part in parts if part not in said)
    if article and any(la.type != NONE and la.trigger is None for la in labels):
        raise Malformed("an event of an article has no trigger")
    return Example(text, actors, labels, tuple(_said(part, text, actors) for part in said), where, article)


def unmark(sentence: str) -> tuple[str, dict[str, Span]]:
    """Return the text without marks and the span of each mark; marks may be nested."""
    text: list[str] = []
    length = 0
    spans: dict[str, Span] = {}
    open_marks: list[tuple[str, int]] = []
    at = 0
    while at < len(sentence):
        mark = MARK.match(sentence, at)
        if mark:
            open_marks.append((mark[1], length))
            at = mark.end()
        elif sentence[at] == "]" and open_marks:
            name, start = open_marks.pop()
            if name in spans:
                raise Malformed(f"two actors are called {name!r}")
            spans[name] = (start, length)
            at += 1
        else:
            text.append(sentence[at])
            length += 1
            at += 1
    if open_marks:
        raise Malformed(f"the mark {open_marks[-1][0]!r} has no end")
    return "".join(text), spans


def _label(words: str, text: str, actors: dict[str, Span]) -> Label:
    words, _, trigger = words.partition(" @")
    sides, kind, *flags = words.split()
    left, arrow, right = sides.partition(">")
    if not arrow:
        raise Malformed(f"{sides!r} should be source>recipient")
    sources, recipients = _side(left, actors), _side(right, actors)
    type_, _, modes = kind.partition("/")
    unknown = [f for f in flags if f not in FLAGS and f not in RELATIONS]
    if unknown:
        raise Malformed(f"unknown flag {unknown[0]!r}")
    told = _place(trigger, text) if trigger else None
    return Label(sources, recipients, type_, tuple(m for m in modes.split("+") if m), frozenset(flags), told)


def _said(words: str, text: str, actors: dict[str, Span]) -> Said:
    """Read "a SAYS @said {first ... last}{…}"; the speaker is - where no word of the sentence names him."""
    head, *_ = words.partition("{")
    passages = PASSAGE.findall(words)
    if not passages:
        raise Malformed(f"{words!r} has no {{content}}")
    head, _, cue = head.partition("@")
    name = head.split()[0]
    if "+" in name:
        raise Malformed(f"{name!r} are several speakers: write a label for each")
    speaker = None if name == "-" else _side(name, actors)[0]
    return Said(speaker, tuple(_passages(passages, text)), _place(cue, text) if cue.strip() else None)


def _passages(passages: list[str], text: str) -> Iterator[Span]:
    """Yield where passages stand, each behind the one before, or anywhere if not there."""
    after = 0
    for passage in passages:
        first, _, last = passage.partition(GAP)
        start = text.find(first, after)
        start = text.find(first) if start < 0 else start
        end = text.find(last, start + len(first)) + len(last) if last else start + len(first)
        if start < 0 or end <= start:
            raise Malformed(f"{passage!r} is not in the sentence")
        yield start, end
        after = end


def _place(trigger: str, text: str) -> Span:
    """Return where "fired" or "fired#2", its second occurrence, stands."""
    words, _, number = trigger.strip().partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.find(words, start + 1)
        if start < 0:
            raise Malformed(f"the trigger {trigger!r} is not in the sentence")
    return start, start + len(words)


def _side(words: str, actors: dict[str, Span]) -> tuple[str, ...]:
    names = () if words == "-" else tuple(words.split("+"))
    missing = [n for n in names if n not in actors]
    if missing:
        raise Malformed(f"no actor is marked {missing[0]!r}")
    return names
