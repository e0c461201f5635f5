"""A learned attributor: which words say that something is told (cues), and for each cue who tells it and what (source, content).

    python training/attributor.py research GOLD/polnear/train.jsonl --lower W/decider.pt --out W/attributor.pt    (never shipped)
    python training/attributor.py answers GOLD/polnear/dev.jsonl --slice 0 1 --lower W/decider.pt --weights W/attributor.pt --out W/answers.jsonl

The lower layers are the decider's, frozen, so that a sentence is read once for both; the two upper ones are its own. They are told the cue by a vector on its pieces, as the
decider is told its trigger, and say of each piece whether it is the source's, the content's or neither's; without a told cue they say where cues begin and go on.
"""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import base
import torch
from data import Span
from instances import LONGEST, Vocabulary
from model import SHARED, WIDTH
from torch import Tensor, nn
from transformers import BertModel

ENCODER = "encoder."  # begins the names of its weights in the decider's
RATE, HEAD_RATE = 3e-4, 2e-3
BATCH = 32
NEITHER, SOURCE, CONTENT = range(3)
OUTSIDE, BEGINS, GOES_ON = range(3)
UNTOLD = -100  # a piece that is not asked about
TRAINED = 0.9  # of the articles
EMPTY_READ, EMPTY_KEPT = 0.5, 0.5  # so many of the windows without a statement are read at all, and in an epoch
OFTEN = 3  # a word that is a cue so often elsewhere is worth asking about where it is none
WORD = re.compile(r"\w+(?:['’]\w+)*|:")
SENTENCE_END = re.compile(r"(?<![A-Z][a-z])(?<!\b[A-Z])(?<!\b[A-Z]\.[A-Z])[.!?][\"”'’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Told:
    """One statement within a window: spans of its characters."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass
class Window:
    """A stretch of text that is read at once, with what it tells."""

    text: str
    start: int  # in the article
    article: str = ""
    told: list[Told] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    pieces: list[Span] = field(default_factory=list)
    read: Tensor | None = None  # what the lower layers make of it

    def at(self, spans: Sequence[Span]) -> list[int]:
        """Return the pieces that lie in spans."""
        return [i for i, (s, e) in enumerate(self.pieces) if any(s < b and a < e for a, b in spans) and s < e]


# ---- text to windows ----------------------------------------------------------------------------------------------------------------


def windows(text: str, vocabulary: Vocabulary) -> Iterator[Window]:
    """Yield sentences, those between which a quotation goes on made one, as long as they fit."""
    for line in LINE.finditer(text):
        cuts = [line.start(), *(m.end() for m in SENTENCE_END.finditer(text, line.start(), line.end())), line.end()]
        begin = cuts[0]
        for at, end in enumerate(cuts[1:], 1):
            window = _window(text, begin, end, vocabulary)
            following = cuts[at + 1] if at + 1 < len(cuts) else None
            fits = following is not None and len(vocabulary.encode(text[begin:following])[0]) <= LONGEST
            if not (fits and _open(window.text, text[end:following])):
                yield window
                begin = end


def _open(before: str, after: str) -> bool:
    """Tell whether a quotation goes on, ends or begins at a sentence's end."""
    unclosed = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return unclosed or before.rstrip().endswith(("”", '"')) or after.lstrip().startswith(("“", '"'))


def _window(text: str, start: int, end: int, vocabulary: Vocabulary) -> Window:
    window = Window(text[start:end], start)
    ids, pieces = vocabulary.encode(window.text)
    window.ids, window.pieces = ids[:LONGEST], pieces[:LONGEST]
    return window


def polnear(path: Path, vocabulary: Vocabulary) -> list[Window]:
    """Return the windows of a PolNeAR file; a statement belongs to the window of its cue, and what lies outside it is left out."""
    found = []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        cut = list(windows(row["text"], vocabulary))
        for window in cut:
            window.article = row["id"]
            window.told = [t for a in row["attributions"] if (t := _within(a, window)) is not None]
        found += cut
    return found


def _within(attribution: dict, window: Window) -> Told | None:
    start, end = window.start, window.start + len(window.text)
    cut = {
        role: tuple((max(s, start) - start, min(e, end) - start) for s, e in attribution[role] if s < end and start < e)
        for role in ("cue", "source", "content")
    }
    return Told(**cut) if cut["cue"] and cut["content"] else None


# ---- the model ----------------------------------------------------------------------------------------------------------------------


class Attributor(nn.Module):
    """Two layers on top of the decider's lower ones."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.layers = nn.ModuleList(encoder.encoder.layer[SHARED:])
        self.cue = nn.Parameter(0.5 * torch.randn(WIDTH))
        self.role = nn.Linear(WIDTH, 3)
        self.begin = nn.Linear(WIDTH, 3)

    def forward(self, tokens: Tensor, mask: Tensor, told: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of roles and of cues for each piece; `told` is 1 on the pieces of the told cue, 0 everywhere for none."""
        far = (1.0 - mask)[:, None, None, :] * -1e4
        tokens = tokens + told.unsqueeze(-1) * self.cue
        for layer in self.layers:
            output = layer(tokens, far)
            tokens = output[0] if isinstance(output, tuple) else output
        tokens = nn.functional.dropout(tokens, 0.1, self.training)
        return self.role(tokens), self.begin(tokens)


@torch.no_grad()
def read_lower(encoder: BertModel, found: Sequence[Window]) -> None:
    """Read each window once with the frozen layers and keep what they make of it."""
    order = sorted(found, key=lambda w: len(w.ids))
    for at in range(0, len(order), BATCH):
        group = order[at : at + BATCH]
        width = max(len(w.ids) for w in group)
        ids = torch.tensor([w.ids + [0] * (width - len(w.ids)) for w in group])
        mask = torch.tensor([[1.0] * len(w.ids) + [0.0] * (width - len(w.ids)) for w in group])
        far = (1.0 - mask)[:, None, None, :] * -1e4
        tokens = encoder.embeddings(input_ids=ids)
        for layer in encoder.encoder.layer[:SHARED]:
            output = layer(tokens, far)
            tokens = output[0] if isinstance(output, tuple) else output
        for row, window in enumerate(group):
            window.read = tokens[row, : len(window.ids)].to(torch.float16)


def encoder_of(decider: Path) -> BertModel:
    """Return the decider's encoder: its lower layers are read with, its upper ones are where training starts."""
    encoder = base.encoder()
    weights = torch.load(decider, weights_only=True)
    encoder.load_state_dict({k.removeprefix(ENCODER): v for k, v in weights.items() if k.startswith(ENCODER)})
    return encoder.eval()


# ---- training -----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A window with the cue that is told (none: where are the cues?) and the answer for each piece."""

    window: Window
    told: tuple[int, ...]
    answers: tuple[int, ...]


def questions(found: Sequence[Window], draw: random.Random) -> list[Asked]:
    """Return what is asked of windows in one epoch: their cues, each cue's roles, and the roles of words that are no cue here."""
    often = _often(found)
    asked = []
    for window in found:
        if window.told or draw.random() < EMPTY_KEPT:
            asked.append(Asked(window, (), _cue_answers(window)))
        asked += [Asked(window, tuple(window.at(t.cue)), _role_answers(window, t)) for t in window.told]
        others = [
            m.span() for m in WORD.finditer(window.text) if m[0].lower() in often and not _in_cue(window, m.span())
        ]
        if others and draw.random() < 0.4:
            asked.append(Asked(window, tuple(window.at([draw.choice(others)])), (NEITHER,) * len(window.ids)))
    return [a for a in asked if a.told or a.answers[0] == UNTOLD]


def _often(found: Sequence[Window]) -> frozenset[str]:
    counted = Counter(
        w.text[s:e].lower() for w in found for t in w.told for a, b in t.cue for s, e in _words(w.text, a, b)
    )
    return frozenset(word for word, n in counted.items() if n >= OFTEN)


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    return (m.span() for m in WORD.finditer(text, start, end))


def _in_cue(window: Window, span: Span) -> bool:
    return any(span[0] < b and a < span[1] for t in window.told for a, b in t.cue)


def _cue_answers(window: Window) -> tuple[int, ...]:
    answers = [OUTSIDE] * len(window.ids)
    for told in window.told:
        for span in told.cue:
            for n, i in enumerate(window.at([span])):
                answers[i] = GOES_ON if n else BEGINS
    return (UNTOLD, *answers[1:])


def _role_answers(window: Window, told: Told) -> tuple[int, ...]:
    answers = [NEITHER] * len(window.ids)
    for role, spans in ((CONTENT, told.content), (SOURCE, told.source)):
        for i in window.at(spans):
            answers[i] = role
    return tuple(answers)


def train(
    found: Sequence[Window], encoder: BertModel, *, epochs: int, seed: int, start: Path | None, out: Path
) -> Attributor:
    """Return an attributor trained for some epochs; its weights are written after each."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    model = Attributor(encoder)
    if start is not None:
        model.load_state_dict(torch.load(start, weights_only=True))
    upper = list(model.layers.parameters())
    heads = [p for name, p in model.named_parameters() if not name.startswith("layers.")]
    rates = [{"params": upper, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = epochs * -(-len(questions(found, random.Random(seed))) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min(1.0, (at + 1) / (0.05 * steps + 1)) * max(0.02, 1 - at / steps)
    )
    for epoch in range(epochs):
        began, total, count = time.monotonic(), 0.0, 0
        model.train()
        for batch in batches(questions(found, draw), draw):
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
            if count % 100 == 0:
                sys.stderr.write(f"  {count}: {total / count:.3f}, {time.monotonic() - began:.0f} s\n")
        torch.save(model.state_dict(), out)
        sys.stderr.write(f"epoch {epoch + 1}: loss {total / count:.3f}, {time.monotonic() - began:.0f} s\n")
    return model.eval()


def batches(asked: list[Asked], draw: random.Random) -> Iterator[Sequence[Asked]]:
    """Yield some questions at a time, of similar length within a stretch of shuffled ones."""
    draw.shuffle(asked)
    stretch = 40 * BATCH
    groups = []
    for at in range(0, len(asked), stretch):
        near = sorted(asked[at : at + stretch], key=lambda a: len(a.window.ids))
        groups += [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
    draw.shuffle(groups)
    yield from groups


def tensors(rows: Sequence[tuple[Window, Sequence[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return what was read, its mask, and the told cues."""
    width = max(len(w.ids) for w, _ in rows)
    tokens, mask, told = (
        torch.zeros(len(rows), width, WIDTH),
        torch.zeros(len(rows), width),
        torch.zeros(len(rows), width),
    )
    for at, (window, cue) in enumerate(rows):
        tokens[at, : len(window.ids)] = window.read
        mask[at, : len(window.ids)] = 1.0
        told[at, list(cue)] = 1.0
    return tokens, mask, told


def loss_of(model: Attributor, batch: Sequence[Asked]) -> Tensor:
    """Return the loss of the roles of told cues and of the cues of windows without one."""
    roles, begins = model(*tensors([(a.window, a.told) for a in batch]))
    wanted = torch.full(roles.shape[:2], UNTOLD)
    for at, asked in enumerate(batch):
        wanted[at, : len(asked.answers)] = torch.tensor(asked.answers)
    told = torch.tensor([bool(a.told) for a in batch])
    parts = [
        nn.functional.cross_entropy(logits[rows].flatten(0, 1), wanted[rows].flatten(), ignore_index=UNTOLD)
        for logits, rows in ((roles, told), (begins, ~told))
        if bool(rows.any())
    ]
    return torch.stack(parts).sum()


# ---- answers ------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What the model says of a cue: offsets in the article; how sure it is of the cue, of its roles."""

    article: str
    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    sure: float
    sure_content: float


@torch.no_grad()
def attribute(model: Attributor, found: Sequence[Window], least: float = 0.1) -> list[Answer]:
    """Return the statements of windows: of all cues that the model finds at least so probable."""
    told = cues(model, found, least)
    rows = [(found[n], span, sure) for n, spans in told.items() for span, sure in spans]
    rows.sort(key=lambda r: len(r[0].ids))
    answers = []
    for at in range(0, len(rows), BATCH):
        group = rows[at : at + BATCH]
        roles, _ = model(*tensors([(w, w.at([span])) for w, span, _ in group]))
        shares = torch.softmax(roles, -1)
        answers += [_answer(w, span, sure, shares[k, : len(w.ids)]) for k, (w, span, sure) in enumerate(group)]
    return answers


@torch.no_grad()
def cues(model: Attributor, found: Sequence[Window], least: float) -> dict[int, list[tuple[Span, float]]]:
    """Return for the number of each window its cues with their probability."""
    order = sorted(range(len(found)), key=lambda n: len(found[n].ids))
    told: dict[int, list[tuple[Span, float]]] = {}
    for at in range(0, len(order), BATCH):
        group = order[at : at + BATCH]
        _, begins = model(*tensors([(found[n], ()) for n in group]))
        shares = torch.softmax(begins, -1)
        for k, n in enumerate(group):
            told[n] = list(_cues_of(found[n], shares[k, : len(found[n].ids)], least))
    return told


def _cues_of(window: Window, shares: Tensor, least: float) -> Iterator[tuple[Span, float]]:
    """Yield words that probably begin a cue, with those that go on."""
    begin, further = shares[:, BEGINS].tolist(), shares[:, GOES_ON].tolist()
    i = 1
    while i < len(window.ids):
        start, end = window.pieces[i]
        if begin[i] < least or begin[i] < further[i] or start == end:
            i += 1
            continue
        sure, last = begin[i], i
        while last + 1 < len(window.ids) and _next_goes_on(window, last, begin, further):
            last += 1
        yield (start, window.pieces[last][1]), sure
        i = last + 1


def _next_goes_on(window: Window, at: int, begin: list[float], further: list[float]) -> bool:
    within_word = window.pieces[at + 1] == window.pieces[at]
    return within_word or further[at + 1] > max(0.5, begin[at + 1])


def _answer(window: Window, cue: Span, sure: float, shares: Tensor) -> Answer:
    best = shares.argmax(-1).tolist()
    spans = {role: _runs(window, [i for i, b in enumerate(best) if b == role]) for role in (SOURCE, CONTENT)}
    chosen = [i for i, b in enumerate(best) if b == CONTENT]
    mean = float(shares[chosen, CONTENT].mean()) if chosen else 0.0
    moved = {r: tuple((s + window.start, e + window.start) for s, e in ss) for r, ss in spans.items()}
    at = (cue[0] + window.start, cue[1] + window.start)
    return Answer(window.article, at, moved[SOURCE], moved[CONTENT], sure, mean)


def _runs(window: Window, chosen: Sequence[int]) -> Iterator[Span]:
    """Yield unbroken runs of pieces as characters; a gap of a single piece or of punctuation breaks none."""
    start = end = None
    last = -1
    for i in chosen:
        s, e = window.pieces[i]
        if s == e:
            continue
        if end is not None and (i - last > 2 and window.text[end:s].strip(" ,.;:\"“”'’‘")):
            yield start, end
            start = None
        start, end, last = (s if start is None else start), e, i
    if end is not None and start is not None:
        yield start, end


def main() -> None:
    """Train on a set and write the weights, or write down what weights say of a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("research", "answers"))
    parser.add_argument("data", type=Path, help="a PolNeAR file")
    parser.add_argument("--lower", type=Path, required=True, help="the decider's weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--weights", type=Path, help="the attributor's: to go on from, or to answer with")
    parser.add_argument(
        "--slice", type=float, nargs=2, default=(0.0, TRAINED), help="only the articles drawn between these shares"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    vocabulary = Vocabulary(base.vocabulary())
    found = [w for w in polnear(options.data, vocabulary) if drawn(w.article, *options.slice)]
    encoder = encoder_of(options.lower)
    if options.what == "answers":
        _write_answers(found, encoder, options.weights, options.out)
        return
    found = [w for w in found if w.told or random.Random(w.text).random() < EMPTY_READ]
    began = time.monotonic()
    read_lower(encoder, found)
    said = sum(len(w.told) for w in found)
    sys.stderr.write(f"{len(found)} windows, {said} statements, read in {time.monotonic() - began:.0f} s\n")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    train(found, encoder, epochs=options.epochs, seed=options.seed, start=options.weights, out=options.out)


def _write_answers(found: Sequence[Window], encoder: BertModel, weights: Path, out: Path) -> None:
    """Write one line an article: what the model takes for statements, with how sure it is."""
    read_lower(encoder, found)
    model = Attributor(encoder)
    model.load_state_dict(torch.load(weights, weights_only=True))
    by_article: dict[str, list[dict]] = {w.article: [] for w in found}
    for answer in attribute(model.eval(), found):
        row = {"cue": [answer.cue], "source": answer.source, "content": answer.content}
        row |= {"sure": round(answer.sure, 4), "content_sure": round(answer.sure_content, 4)}
        by_article[answer.article].append(row)
    with out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": i, "answers": rows}) + "\n" for i, rows in by_article.items())


def drawn(article: str, low: float, high: float) -> bool:
    """Tell whether an article is drawn, by its name, between two shares: those up to TRAINED are trained on, the rest choose the thresholds."""
    return low <= random.Random(article).random() < high


if __name__ == "__main__":
    main()
