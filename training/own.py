"""Our own labelled articles as documents with labels: to measure the coder on articles that its model was not trained on, and to fit its likelihood."""

from collections.abc import Iterator
from pathlib import Path

from data import FLAGS, HEAD, RELATIONS, Example, Label, Said, parse

from dragoman.evaluate.cases import as_given
from dragoman.evaluate.labels import EventLabel, Labels, Span, StatementLabel
from dragoman.records import RawDocument

APART = "\n\n"  # between two lines of an article: each is a paragraph
# Flags of what did not happen lately, or only inside another event; what is only reported did happen as far as the text goes.
NOT_CURRENT = (FLAGS | RELATIONS) - {"present", "reported", "resumed"}


def own_articles(path: Path) -> Iterator[tuple[RawDocument, Labels]]:
    """Yield the articles of a file, each with what is labelled in it."""
    for number, (head, lines) in enumerate(_articles(path), 1):
        day = head.removeprefix(HEAD).partition("|")[0].strip()
        title, *rest = (parse(line, path.name, article=1) for line in lines)
        name = f"{path.stem}-{number}"
        text = APART.join(e.text for e in rest)
        yield as_given(name, text, published=day, title=title.text), _labels(name, title, rest)


def _articles(path: Path) -> Iterator[tuple[str, list[str]]]:
    head, lines = "", list[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(HEAD):
            if lines:
                yield head, lines
            head, lines = line, []
        elif head and line.strip() and not line.startswith("#"):
            lines.append(line)
    if lines:
        yield head, lines


def _labels(name: str, title: Example, rest: list[Example]) -> Labels:
    events = [_event(title, la, "title", 0) for la in _told(title)]
    said = [_statement(title, s, "title", 0) for s in title.said]
    at = 0
    for example in rest:
        events += [_event(example, la, "text", at) for la in _told(example)]
        said += [_statement(example, s, "text", at) for s in example.said]
        at += len(example.text) + len(APART)
    return Labels(id=name, events=tuple(events), statements=tuple(said))


def _told(example: Example) -> Iterator[Label]:
    return (la for la in example.labels if la.trigger is not None)


def _event(example: Example, label: Label, part: str, at: int) -> EventLabel:
    def spans(names: tuple[str, ...]) -> tuple[Span, ...]:
        return tuple(_span(example.actors[n], part, at) for n in names)

    if label.trigger is None:
        raise ValueError(f"{example.where}: an event without a trigger")
    return EventLabel(
        type=label.type,
        modes=label.modes,
        trigger=_span(label.trigger, part, at),
        sources=spans(label.sources),
        recipients=spans(label.recipients),
        negated="negated" in label.flags,
        tense=next((t for t in ("future", "present") if t in label.flags), "past"),
        hypothetical="hypothetical" in label.flags,
        historical="historical" in label.flags,
        relation=next(iter(label.flags & RELATIONS), None),
        current=not label.flags & NOT_CURRENT,
        sentence=Span(part, at, at + len(example.text)),
    )


def _statement(example: Example, said: Said, part: str, at: int) -> StatementLabel:
    return StatementLabel(
        content=tuple(_span(c, part, at) for c in said.content),
        speaker=_span(example.actors[said.speaker], part, at) if said.speaker else None,
        cue=_span(said.cue, part, at) if said.cue else None,
    )


def _span(characters: tuple[int, int], part: str, at: int) -> Span:
    return Span(part, at + characters[0], at + characters[1])
