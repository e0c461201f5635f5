"""Statements beside the rules: what the trained encoder hears said by words that no rule explains, and how likely each statement is one.

The encoder says of each word how likely somebody speaks by it; asked about a word by itself, it says which pieces are the speaker's and which the content's. Rules and
model hand on the same drafts. Where quotation marks end is the rules' business: the model's contents are widened to whole quotations as theirs are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec

from dragoman.language.clauses import phrase_at
from dragoman.language.curve import likelihood, log_odds
from dragoman.language.forms import Phrase, Sentence
from dragoman.language.questions import Judge, Question, Spot, Verdict, alone
from dragoman.lexicon.tables import package_data
from dragoman.records import Evidence, Statement
from dragoman.statements.cues import Cue
from dragoman.statements.draft import Draft, Ground, Page, Span, lemma_of, spans_of

RULE = "read by the model"
SPEAKING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})  # parts of speech that head whoever speaks
KINDS = ("noun", "verb", "colon")  # of rules, which are right more or less often


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the model's shares decide (data/decider/statements.json; docs/statements.md says how they were chosen)."""

    cue: float  # share from which a word that no rule explains tells that somebody speaks
    part: float  # mean share from which a word is the speaker's or the content's
    speaker: float  # mean share from which an actor speaks where no word reaches `part`
    least: float  # likelihood below which a statement falls
    weights: tuple[float, ...]  # of the likelihood, one for each of its features


@dataclass(frozen=True)
class Attributor:
    """The model with its settings."""

    judge: Judge
    settings: Settings

    def beside(self, page: Ground, sentence: Sentence, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Yield what the model hears said in a sentence by words that the rules' drafts do not explain."""
        (spots,) = self.judge.spots([sentence.text])
        words = [
            w for w in _words(sentence, spots, self.settings.cue) if not any(_meet(w, draft.cue) for draft in drafts)
        ]
        for word, verdict in zip(words, self._asked(sentence, words), strict=True):
            content = spans_of(sentence, self._members(sentence, verdict, "content"))
            if content and not any(_mostly(content, other.content) for other in drafts if other.content):
                yield Draft(
                    sentence=sentence.index,
                    cue=word,
                    entry=_entry(page, sentence, word),
                    content=content,
                    speaker=self._speaker(page, sentence, verdict),
                    rule=RULE,
                    score=0.6,
                )

    def weigh(self, page: Page, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Yield the statements that are likely enough, with their likelihood as confidence."""
        found = tuple(statements)
        for statement, heard in zip(found, self.hear(page, found), strict=True):
            sure = likelihood(features(statement, heard), self.settings.weights)
            if sure >= self.settings.least:
                yield msgspec.structs.replace(statement, confidence=round(sure, 3))

    def hear(self, page: Page, statements: Sequence[Statement]) -> list["Heard"]:
        """Return what the model holds of the cue of each statement; each cue is asked about once."""
        sentences = [page.parsed.sentences[s.sentence] for s in statements]
        tops = [self._top(sentence, s.cue) for sentence, s in zip(sentences, statements, strict=True)]
        words: dict[int, dict[Span, None]] = {}
        for sentence, top in zip(sentences, tops, strict=True):
            if top is not None:
                words.setdefault(sentence.index, {})[top.span] = None
        questions = [
            Question(text=page.parsed.sentences[i].text, pairs=tuple(map(alone, some))) for i, some in words.items()
        ]
        answers = self.judge.judge(questions)
        verdicts = {
            (i, span): verdict
            for (i, some), row in zip(words.items(), answers, strict=True)
            for span, verdict in zip(some, row, strict=True)
        }
        return [
            Heard(sentence=sentence)
            if top is None
            else Heard(sentence=sentence, cue=top.cue, verdict=verdicts[sentence.index, top.span])
            for sentence, top in zip(sentences, tops, strict=True)
        ]

    def _top(self, sentence: Sentence, cue: Evidence | None) -> Spot | None:
        """Return the word of a cue by which somebody speaks most likely, None where the sentence was not read there."""
        if cue is None or cue.part != sentence.part:
            return None
        (spots,) = self.judge.spots([sentence.text])
        inside = (s for s in spots if _meet(_placed(sentence, s.span), (cue.start, cue.end)))
        return max(inside, key=lambda s: s.cue, default=None)

    def _asked(self, sentence: Sentence, words: Sequence[Span]) -> tuple[Verdict, ...]:
        places = tuple(alone((start - sentence.start, end - sentence.start)) for start, end in words)
        return self.judge.judge([Question(text=sentence.text, pairs=places)])[0] if words else ()

    def _members(self, sentence: Sentence, verdict: Verdict, role: str) -> tuple[int, ...]:
        """Return the tokens that have a role."""
        start = sentence.start
        shares = ((t, verdict.role(role, (t.start - start, t.end - start))) for t in sentence.tokens)
        return tuple(t.i for t, share in shares if share >= self.settings.part and not t.text.isspace())

    def _speaker(self, page: Ground, sentence: Sentence, verdict: Verdict) -> Phrase | None:
        """Return the phrase around the topmost word of whoever speaks, else the likeliest actor's."""
        told = self._members(sentence, verdict, "speaker")
        able = [i for i in told if sentence.tokens[i].pos in SPEAKING]
        top = next((i for i in able if sentence.tokens[i].head not in told), None)
        if top is None:
            shares = [
                (verdict.role("speaker", (m.evidence.start - sentence.start, m.evidence.end - sentence.start)), m)
                for m in page.actors.in_sentence(sentence.index)
            ]
            share, mention = max(shares, key=lambda each: each[0], default=(0.0, None))
            if mention is None or share < self.settings.speaker:
                return None
            top = next((t.i for t in reversed(sentence.tokens) if t.end <= mention.evidence.end), None)
        return phrase_at(sentence, top) if top is not None else None


@dataclass(frozen=True)
class Heard:
    """What the model holds of a cue: how likely somebody speaks by it, and who says what; nothing of what it did not read."""

    sentence: Sentence
    cue: float | None = None
    verdict: Verdict | None = None

    def speaks(self, speaker: Evidence) -> float | None:
        """Return how likely somebody is who speaks; None for one of another sentence."""
        start, part = self.sentence.start, self.sentence.part
        if self.verdict is None or speaker.part != part or not start <= speaker.start < self.sentence.end:
            return None
        return self.verdict.role("speaker", (speaker.start - start, speaker.end - start))

    def told(self, content: Sequence[Evidence]) -> tuple[float | None, float | None]:
        """Return the mean shares of being said of the pieces within a content and outside it, None where there are none."""
        pieces = self.verdict.roles.get("content", ()) if self.verdict is not None else ()
        spans = [(c.start, c.end) for c in content if c.part == self.sentence.part]
        inside, outside = list[float](), list[float]()
        for piece, share in pieces:
            if piece[0] < piece[1]:
                within = any(_meet(_placed(self.sentence, piece), span) for span in spans)
                (inside if within else outside).append(share)
        return _mean(inside), _mean(outside)


def features(statement: Statement, heard: Heard) -> tuple[float, ...]:
    """Return what likelihood rests on.

    1; quoted wholly, in part; read by the model; log odds of the cue, for what is quoted wholly and for the rest; log odds of the content's words being said, of the others;
    log odds of the speaker speaking, and whether there is none; the rule's score and its kind. What was not read counts 0.
    """
    quoted = statement.manner == "direct"
    cue = 0.0 if heard.cue is None else log_odds(heard.cue)
    inside, outside = heard.told(statement.content)
    speaks = heard.speaks(statement.speaker.evidence) if statement.speaker is not None else None
    return (
        1.0,
        float(quoted),
        float(statement.manner == "mixed"),
        float(statement.why.rule == RULE),
        cue if quoted else 0.0,
        0.0 if quoted else cue,
        0.0 if inside is None else log_odds(inside),
        0.0 if outside is None else log_odds(outside),
        0.0 if speaks is None else log_odds(speaks),
        float(statement.speaker is None),
        statement.confidence,
        *(float(statement.why.rule.startswith(kind)) for kind in KINDS),
    )


def load_attributor(judge: Judge) -> Attributor:
    """Return the attributor of the package, which asks `judge`."""
    settings = (package_data("decider") / "statements.json").read_bytes()
    return Attributor(judge, msgspec.json.decode(settings, type=Settings))


def _words(sentence: Sentence, spots: Sequence[Spot], least: float) -> Iterator[Span]:
    """Yield the words by which somebody speaks, those side by side as one."""
    for speaks, run in groupby(spots, key=lambda s: s.cue >= least):
        told = list(run)
        if speaks:
            yield _placed(sentence, (told[0].span[0], told[-1].span[1]))


def _entry(page: Ground, sentence: Sentence, word: Span) -> Cue:
    """Return the entry of a word: of its verb or noun where it has one by itself, else that of saying."""
    lemmas = [lemma_of(t) for t in sentence.tokens if word[0] <= t.start < word[1]]
    indices = (page.cues.by_verb, page.cues.by_noun)
    found = (e for lemma in lemmas for index in indices for words, e in index.get(lemma, ()) if len(words) == 1)
    return next(found, page.cues.cues["say"])


def _placed(sentence: Sentence, span: Span) -> Span:
    """Return a place in a sentence's text as characters of its part."""
    return span[0] + sentence.start, span[1] + sentence.start


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _mostly(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether two contents share more than half of the shorter one."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in some for b in others)
    shorter = min(sum(end - start for start, end in spans) for spans in (some, others))
    return shared > 0.5 * shorter


def _mean(shares: Sequence[float]) -> float | None:
    return sum(shares) / len(shares) if shares else None
