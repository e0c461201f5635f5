"""Where grammar and lexicon leave a question, a trained encoder answers it: which candidates stand, which words without an entry tell an event, and how sure it all is.

The model is asked about the trigger of each winning candidate, and about words that no winner explains (propose.py); about each by itself. What it changes is written into the candidate, so that `dragoman explain`
shows both views and which one decided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import msgspec

from dragoman.events.confidence import features
from dragoman.events.draft import Draft
from dragoman.events.match import ONE_PARTY, Candidate, best
from dragoman.events.propose import Part, Word, open_words, proposed
from dragoman.events.scene import Scene
from dragoman.language.curve import likelihood
from dragoman.language.questions import NONE, Judge, Opinion, Question, Span, Spot, Verdict, alone
from dragoman.lexicon.tables import package_data


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the model's shares decide (data/decider/settings.json; docs/decider.md says how they were chosen)."""

    nothing: float  # of `classify`: share of NONE from which nothing passes between two sides
    other: float  # share of another type from which a candidate changes its type
    historical: float  # share from which an event lies long before the article though no word says so
    mode: float  # share of a mode from which it is taken
    spot: float  # share from which a word without an entry is asked about
    alone: float  # share from which such a word may tell an event
    role: float  # share from which an actor takes part in it
    doubt: float  # share below which it does not, though grammar says so
    words: float  # of `classify`: what the words that tell something are worth beside the sides alone
    lexicon: float  # of `classify`: what the lexicon's best answer is worth beside the model's shares
    least: float  # likelihood below which a winner of the lexicon falls
    vouched: float  # likelihood from which an open word tells an event
    weights: tuple[float, ...]  # of the likelihood, one for each of its features


class Known(NamedTuple):
    """What was asked about one sentence: what its words may be, and all verdicts."""

    spots: tuple[Spot, ...]
    verdicts: dict[Span, Verdict]

    def opinion(self, scene: Scene, told: Candidate | Draft) -> Opinion:
        """Return what the model holds of a candidate or a draft that was asked about."""
        trigger = _span(scene, told)
        inside = (s.trigger for s in self.spots if s.span[0] < trigger[1] and trigger[0] < s.span[1])
        return Opinion(word=self.verdicts[trigger], spot=max(inside, default=0.0))


@dataclass(frozen=True)
class Decider:
    """The model with its settings."""

    judge: Judge
    settings: Settings

    def settle(
        self, scenes: Sequence[Scene], found: Sequence[tuple[Candidate, ...]]
    ) -> tuple[list[tuple[Candidate, ...]], list[Known]]:
        """Return the candidates of each sentence as the model leaves them, with those that it adds, and all that it was asked."""
        chosen = [best(each) for each in found]
        spots = self._spots(scenes)
        words = [
            tuple(open_words(scene, seen, _known(each), _taken(each, winners), self.settings.spot))
            for scene, each, winners, seen in zip(scenes, found, chosen, spots, strict=True)
        ]
        asked: list[tuple[Candidate | Word, ...]] = [
            (*winners.values(), *some) for winners, some in zip(chosen, words, strict=True)
        ]
        verdicts = self._ask(scenes, [_triggers(*row) for row in zip(scenes, asked, strict=True)])
        known = [Known(s, v) for s, v in zip(spots, verdicts, strict=True)]
        settled = [_settled(*row, self.settings) for row in zip(scenes, found, chosen, known, strict=True)]
        return self._with_words(scenes, settled, words, known)

    def _with_words(
        self,
        scenes: Sequence[Scene],
        settled: Sequence[tuple[Candidate, ...]],
        words: Sequence[tuple[Word, ...]],
        known: Sequence[Known],
    ) -> tuple[list[tuple[Candidate, ...]], list[Known]]:
        """Add what the model reads in open words, once it has been asked about these with their sides too."""
        more = [
            tuple(_proposed(scene, each, some, before, self.settings))
            for scene, each, some, before in zip(scenes, settled, words, known, strict=True)
        ]
        known = self._asked_further(scenes, more, known)
        rows = zip(scenes, settled, more, known, strict=True)
        return [_merged(one, tuple(_judged(scene, one, two, k, self.settings))) for scene, one, two, k in rows], known

    def weigh(
        self, scenes: Sequence[Scene], drafts: Sequence[Sequence[Draft]], known: Sequence[Known]
    ) -> list[tuple[Draft, ...]]:
        """Return the drafts of each sentence with the model's opinion; `known` holds what was asked before."""
        known = self._asked_further(scenes, drafts, known)
        return [
            tuple(_weighed(d, k.opinion(scene, d), self.settings) for d in some)
            for scene, some, k in zip(scenes, drafts, known, strict=True)
        ]

    def confidence(self, draft: Draft) -> float:
        """Return how likely a draft that was weighed is told by its sentence."""
        if draft.opinion is None:
            raise ValueError("confidence is asked for before the draft was weighed")
        return likelihood(features(draft, draft.type, draft.entry, draft.opinion), self.settings.weights)

    def _asked_further(
        self, scenes: Sequence[Scene], told: Sequence[Sequence[Candidate | Draft]], known: Sequence[Known]
    ) -> list[Known]:
        """Return what is known with the answers about candidates or drafts that were not asked about before."""
        wanted = [_triggers(scene, some) for scene, some in zip(scenes, told, strict=True)]
        open_ = [[t for t in some if t not in k.verdicts] for some, k in zip(wanted, known, strict=True)]
        new = self._ask(scenes, open_)
        return [Known(k.spots, k.verdicts | more) for k, more in zip(known, new, strict=True)]

    def _spots(self, scenes: Sequence[Scene]) -> list[tuple[Spot, ...]]:
        """Return what the words of each sentence may be, nothing for one in which no actor stands."""
        peopled = [bool(s.actors.in_sentence(s.sentence.index)) for s in scenes]
        found = iter(self.judge.spots([s.sentence.text for s, some in zip(scenes, peopled, strict=True) if some]))
        return [next(found) if some else () for some in peopled]

    def _ask(self, scenes: Sequence[Scene], triggers: Sequence[Sequence[Span]]) -> list[dict[Span, Verdict]]:
        """Return for each sentence the verdicts by trigger; each is asked about once."""
        wanted = [tuple(dict.fromkeys(some)) for some in triggers]
        questions = [
            Question(text=scene.sentence.text, pairs=tuple(map(alone, some)))
            for scene, some in zip(scenes, wanted, strict=True)
        ]
        answers = self.judge.judge(questions)
        return [dict(zip(some, verdicts, strict=True)) for some, verdicts in zip(wanted, answers, strict=True)]


@cache
def load_decider() -> Decider:
    """Return the trained decider of the package; loaded once."""
    from dragoman.language.encode import PairEncoder  # noqa: PLC0415  (onnxruntime, only where the model is used)

    folder = package_data("decider")
    settings = msgspec.json.decode((folder / "settings.json").read_bytes(), type=Settings)
    return Decider(PairEncoder(folder), settings)


# ---- what is asked ----------------------------------------------------------------------------------------------------------------


def _triggers(scene: Scene, told: Iterable[Candidate | Draft | Word]) -> list[Span]:
    """Return the triggers that are to be asked about."""
    return [_span(scene, t) for t in told]


def _known(found: Sequence[Candidate]) -> frozenset[int]:
    """Return the tokens that have entries, whatever became of them."""
    return frozenset(c.clause.predicate for c in found)


def _taken(found: Sequence[Candidate], chosen: Mapping[int, Candidate]) -> frozenset[int]:
    """Return the tokens that candidates explain: the words of winners, and the verbs and nouns all of whose entries are ruled out."""
    words = {i for c in chosen.values() for i in (*range(c.first, c.last), *c.words, *c.fillers)}
    open_ = {c.clause.predicate for c in found if c.lacking}
    return frozenset(words | ({c.clause.predicate for c in found} - open_))


def _span(scene: Scene, trigger: Candidate | Draft | Word) -> Span:
    """Return the characters, within the sentence, of a trigger."""
    start, tokens = scene.sentence.start, scene.sentence.tokens
    return tokens[trigger.first].start - start, tokens[trigger.last - 1].end - start


UNLIKELY = "hardly told here ({:.2f})"

# ---- what the answers change ------------------------------------------------------------------------------------------------------


def _settled(
    scene: Scene, found: tuple[Candidate, ...], chosen: Mapping[int, Candidate], known: Known, settings: Settings
) -> tuple[Candidate, ...]:
    opinions = {p: known.opinion(scene, c) for p, c in chosen.items()}
    judged = {p: _in_company(settled(c, opinions[p], settings), opinions[p], settings) for p, c in chosen.items()}
    return tuple(_beside(c, chosen, judged) for c in found)


def _in_company(candidate: Candidate, opinion: Opinion, settings: Settings) -> Candidate:
    """Return a candidate for a mutual event of which one party is known, which counts by itself where it is likely enough: "joined the talks"."""
    if not candidate.lonely or candidate.rejected:
        return candidate
    share = opinion.word.types.get(candidate.pattern.type, 0.0)
    note = f"{ONE_PARTY}; {candidate.pattern.type} by the model ({share:.2f})"
    short = msgspec.structs.replace(candidate, short=True, lonely=False, note=note)
    return short if _likelihood(short, opinion, settings) >= settings.vouched else candidate


def _proposed(
    scene: Scene, found: tuple[Candidate, ...], words: tuple[Word, ...], known: Known, settings: Settings
) -> Iterator[Candidate]:
    """Yield the candidates of open words, with the model's modes where their entry has none."""
    part = Part(settings.alone, settings.role, settings.doubt)
    for word in words:
        verdict = known.verdicts[_span(scene, word)]
        candidate = proposed(scene, word, found, verdict, part)
        if candidate is not None:
            pattern = candidate.pattern
            modes = pattern.modes or modes_of(pattern.type, verdict, settings)
            yield msgspec.structs.replace(candidate, pattern=msgspec.structs.replace(pattern, modes=modes))


def _judged(
    scene: Scene, found: tuple[Candidate, ...], more: tuple[Candidate, ...], known: Known, settings: Settings
) -> Iterator[Candidate]:
    """Yield them as they are judged, the likeliest of a type first, of types that nothing else in the sentence tells."""
    told = {kind for c in best(found).values() for kind in (c.pattern.type, _held_type(c))}
    likely = [(_likelihood(c, known.opinion(scene, c), settings), c) for c in more]
    for share, candidate in sorted(likely, key=lambda each: (-each[0], each[1].first)):
        kind = candidate.pattern.type
        reason = candidate.rejected or (f"{kind} is told by another word" if kind in told else "")
        reason = reason or (UNLIKELY.format(share) if share < settings.vouched else "")
        told |= set() if reason else {kind}
        yield msgspec.structs.replace(candidate, rejected=reason)


def _held_type(candidate: Candidate) -> str:
    """Return the type of the event that an entry's words hold, "" if none: what was pledged is told with the pledge."""
    return candidate.pattern.inner.partition(" ")[2].partition("/")[0]


def _merged(found: tuple[Candidate, ...], more: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Put what the model vouches for in the place of what its entry had left there."""
    places = {(c.clause.predicate, c.pattern.id, c.surface): c for c in more}
    kept = tuple(places.pop((c.clause.predicate, c.pattern.id, c.surface), c) for c in found)
    return (*kept, *places.values())


def _likelihood(candidate: Candidate, opinion: Opinion, settings: Settings) -> float:
    return likelihood(features(candidate, candidate.pattern.type, candidate.pattern.id, opinion), settings.weights)


def _beside(candidate: Candidate, chosen: Mapping[int, Candidate], judged: Mapping[int, Candidate]) -> Candidate:
    """Return a candidate as it was judged; where the best of a predicate falls, the others of that predicate fall with it."""
    place = candidate.clause.predicate
    if place in chosen and candidate is chosen[place]:
        return judged[place]
    if place in judged and judged[place].rejected and not candidate.rejected:
        return msgspec.structs.replace(candidate, rejected=judged[place].rejected)
    return candidate


def settled(candidate: Candidate, opinion: Opinion, settings: Settings) -> Candidate:
    """Return a candidate of the lexicon as the model leaves it: standing, fallen, or with another type."""
    pattern, verdict = candidate.pattern, opinion.word
    kind = verdict.likeliest
    if kind not in (NONE, pattern.type) and verdict.types[kind] >= settings.other:
        changed = msgspec.structs.replace(
            pattern, type=kind, modes=modes_of(kind, verdict, settings), also=(), inner="", cameo="", contexts=()
        )
        note = f"{pattern.type} by its entry, {kind} by the model ({verdict.types[kind]:.2f})"
        return msgspec.structs.replace(candidate, pattern=changed, note=note)
    likely = _likelihood(candidate, opinion, settings)
    return (
        candidate if likely >= settings.least else msgspec.structs.replace(candidate, rejected=UNLIKELY.format(likely))
    )


def modes_of(kind: str, verdict: Verdict, settings: Settings) -> tuple[str, ...]:
    """Return the modes of a type whose share is large enough, the largest first."""
    shares = {name.partition("/")[2]: share for name, share in verdict.modes.items() if name.startswith(f"{kind}/")}
    return tuple(sorted((m for m, share in shares.items() if share >= settings.mode), key=lambda m: -shares[m]))


def _weighed(draft: Draft, opinion: Opinion, settings: Settings) -> Draft:
    """Return a draft with the model's opinion; what it holds to lie long before the article is historical."""
    share = opinion.word.flags.get("historical", 0.0)
    if share < settings.historical or draft.judgement.historical:
        return msgspec.structs.replace(draft, opinion=opinion)
    note = "; ".join(filter(None, (draft.note, f"long before the article by the model ({share:.2f})")))
    judgement = msgspec.structs.replace(draft.judgement, historical=True)
    return msgspec.structs.replace(draft, opinion=opinion, judgement=judgement, note=note)
