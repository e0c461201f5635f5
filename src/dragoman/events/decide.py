"""Where grammar and lexicon leave a question, a trained encoder answers it: which candidates stand, and how sure it all is.

The model is asked about sides and triggers that grammar found: those of each winning candidate, and of entries whose words are there while their
neighbours are not those that they ask for. It never invents sides or triggers, and what it changes is written into the candidate, so that `dragoman explain` shows both views and which one decided.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import msgspec

from dragoman.events.draft import Draft
from dragoman.events.match import Candidate, best, guarded
from dragoman.events.scene import Scene
from dragoman.language.questions import NONE, Judge, Pair, Question, Span, Verdict
from dragoman.lexicon.ontology import MUTUAL
from dragoman.lexicon.tables import package_data
from dragoman.records import ActorMention

LEAST = 0.001  # share: log odds stay finite


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the model's shares decide (data/decider/settings.json; docs/decider.md says how they were chosen)."""

    nothing: float  # share of NONE from which a candidate falls
    other: float  # share of another type from which a candidate changes its type
    unmet: float  # share from which an entry counts whose words are there and whose neighbours are not those that it asks for
    historical: float  # share from which an event lies long before the article though no word says so
    mode: float  # share of a mode from which it is taken
    lexicon: float  # of `classify`: what the lexicon's best answer is worth beside the model's shares
    weights: tuple[float, ...]  # of the confidence, one for each of its features


@dataclass(frozen=True)
class Decider:
    """The model with its settings."""

    judge: Judge
    settings: Settings

    def settle(
        self, scenes: Sequence[Scene], found: Sequence[tuple[Candidate, ...]]
    ) -> tuple[list[tuple[Candidate, ...]], list[dict[Pair, Verdict]]]:
        """Return the candidates of each sentence as the model leaves them, with those that it adds, and all verdicts."""
        open_ = [_asked(scene, each) for scene, each in zip(scenes, found, strict=True)]
        verdicts = self._ask(scenes, [[_pair(s, c) for c in o.all()] for s, o in zip(scenes, open_, strict=True)])
        rows = zip(scenes, found, open_, verdicts, strict=True)
        return [_settled(*row, self.settings) for row in rows], verdicts

    def weigh(
        self, scenes: Sequence[Scene], drafts: Sequence[Sequence[Draft]], known: Sequence[Mapping[Pair, Verdict]]
    ) -> list[tuple[Draft, ...]]:
        """Return the drafts of each sentence with the model's verdict on their sides; `known` holds what was asked before."""
        pairs = [[_pair(scene, d) for d in some] for scene, some in zip(scenes, drafts, strict=True)]
        open_ = [[p for p in some if p not in before] for some, before in zip(pairs, known, strict=True)]
        new = self._ask(scenes, open_)
        return [
            tuple(_weighed(d, (before | after)[p], self.settings) for d, p in zip(some, theirs, strict=True))
            for some, theirs, before, after in zip(drafts, pairs, map(dict, known), new, strict=True)
        ]

    def _ask(self, scenes: Sequence[Scene], pairs: Sequence[Sequence[Pair]]) -> list[dict[Pair, Verdict]]:
        """Return for each sentence the verdicts by sides; each pair is asked once."""
        questions = [
            Question(text=scene.sentence.text, pairs=tuple(dict.fromkeys(some)))
            for scene, some in zip(scenes, pairs, strict=True)
        ]
        answers = self.judge.judge(questions)
        return [dict(zip(q.pairs, verdicts, strict=True)) for q, verdicts in zip(questions, answers, strict=True)]


@cache
def load_decider() -> Decider:
    """Return the trained decider of the package; loaded once."""
    from dragoman.language.encode import PairEncoder  # noqa: PLC0415  (onnxruntime, only where the model is used)

    folder = package_data("decider")
    settings = msgspec.json.decode((folder / "settings.json").read_bytes(), type=Settings)
    return Decider(PairEncoder(folder), settings)


# ---- what is asked ----------------------------------------------------------------------------------------------------------------


class Asked(NamedTuple):
    """What the model is asked about in a sentence: the lexicon's winners, and entries whose conditions are not met."""

    chosen: Mapping[int, Candidate]
    unmet: tuple[Candidate, ...]

    def all(self) -> tuple[Candidate, ...]:
        """Return all of them."""
        return (*self.chosen.values(), *self.unmet)


def _asked(scene: Scene, found: tuple[Candidate, ...]) -> Asked:
    chosen = best(found)
    return Asked(chosen, tuple(_unmet(scene, found, chosen)))


def _pair(scene: Scene, proposed: Candidate | Draft) -> Pair:
    """Return the characters, within the sentence, of those on both sides and of the trigger."""
    start, tokens = scene.sentence.start, scene.sentence.tokens
    return (
        tuple(_within(scene, m) for m in proposed.sources if _here(scene, m)),
        tuple(_within(scene, m) for m in proposed.recipients if _here(scene, m)),
        (tokens[proposed.first].start - start, tokens[proposed.last - 1].end - start),
    )


def _here(scene: Scene, mention: ActorMention) -> bool:
    sentence, evidence = scene.sentence, mention.evidence
    return evidence.part == sentence.part and sentence.start <= evidence.start and evidence.end <= sentence.end


def _within(scene: Scene, mention: ActorMention) -> Span:
    return mention.evidence.start - scene.sentence.start, mention.evidence.end - scene.sentence.start


def _unmet(scene: Scene, found: tuple[Candidate, ...], chosen: Mapping[int, Candidate]) -> Iterator[Candidate]:
    """Yield candidates whose words are there though their neighbours are not those that the entry asks for, one for each predicate and type.

    Only of words that tell one type of event whatever stands beside them ("reject", "deport"), not of those whose neighbours say what they mean ("hold", "use", "break"), nor of saying:
    what a claim or a warning must be about to be an event, the model does not know.
    """
    seen = set()
    for candidate in found:
        place = candidate.clause.predicate, candidate.pattern.type
        if (
            candidate.unmet
            and _distinct(scene, candidate)
            and place[0] not in chosen
            and place not in seen
            and (candidate.sources or candidate.recipients)
        ):
            seen.add(place)
            yield candidate


def _distinct(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether all entries of a candidate's word tell one type of event."""
    word = candidate.surface.split()[0 if candidate.clause.kind == "verbal" else -1]
    index = scene.lexicon.by_verb if candidate.clause.kind == "verbal" else scene.lexicon.by_noun
    types = {pattern.type for _, pattern in index.get(word, ())}
    return len(types) == 1 and candidate.clause.lemma not in scene.lexicon.speech | NAMING


# Whether these tell an event hangs on the words that they name something with.
NAMING = frozenset(
    {"be", "call", "describe", "brand", "label", "deem", "characterise", "characterize", "portray", "blame", "issue"}
)


# ---- what the answers change ------------------------------------------------------------------------------------------------------


def _settled(
    scene: Scene,
    found: tuple[Candidate, ...],
    asked: Asked,
    verdicts: Mapping[Pair, Verdict],
    settings: Settings,
) -> tuple[Candidate, ...]:
    judged = {p: settled(c, verdicts[_pair(scene, c)], settings) for p, c in asked.chosen.items()}
    told = {c.pattern.type for c in judged.values() if not c.rejected}
    rescued = dict(_rescued(scene, asked.unmet, told, verdicts, settings))
    return tuple(rescued.get(id(c)) or _beside(c, asked.chosen, judged) for c in found)


def _rescued(
    scene: Scene,
    unmet: tuple[Candidate, ...],
    told: set[str],
    verdicts: Mapping[Pair, Verdict],
    settings: Settings,
) -> Iterator[tuple[int, Candidate]]:
    """Yield those of them that the model is sure of, by the identity of what they replace; of a type that nothing else in the sentence tells."""
    shares = [(verdicts[_pair(scene, c)].types.get(c.pattern.type, 0.0), c) for c in unmet]
    for share, candidate in sorted(shares, key=lambda each: (-each[0], each[1].first)):
        kind = candidate.pattern.type
        if share >= settings.unmet and kind not in told and not guarded(scene, kind):
            told = told | {kind}
            note = f"{candidate.rejected}; {kind} by the model ({share:.2f})"
            score = round(0.6 * share, 3)
            yield id(candidate), msgspec.structs.replace(candidate, rejected="", unmet=False, note=note, score=score)


def _beside(candidate: Candidate, chosen: Mapping[int, Candidate], judged: Mapping[int, Candidate]) -> Candidate:
    """Return a candidate as it was judged; where the best of a predicate falls, the others of that predicate fall with it."""
    place = candidate.clause.predicate
    if place in chosen and candidate is chosen[place]:
        return judged[place]
    if place in judged and judged[place].rejected and not candidate.rejected:
        return msgspec.structs.replace(candidate, rejected=judged[place].rejected)
    return candidate


def settled(candidate: Candidate, verdict: Verdict, settings: Settings) -> Candidate:
    """Return a candidate of the lexicon as the model leaves it: standing, fallen, or with another type."""
    pattern = candidate.pattern
    if verdict.none >= settings.nothing and verdict.types.get(pattern.type, 0.0) < 1 - settings.nothing:
        return msgspec.structs.replace(
            candidate, rejected=f"the model sees nothing pass between them ({verdict.none:.2f})"
        )
    kind = verdict.likeliest
    if kind not in (NONE, pattern.type) and verdict.types[kind] >= settings.other:
        changed = msgspec.structs.replace(
            pattern, type=kind, modes=modes_of(kind, verdict, settings), also=(), inner="", cameo="", contexts=()
        )
        note = f"{pattern.type} by its entry, {kind} by the model ({verdict.types[kind]:.2f})"
        return msgspec.structs.replace(candidate, pattern=changed, note=note)
    return candidate


def modes_of(kind: str, verdict: Verdict, settings: Settings) -> tuple[str, ...]:
    """Return the modes of a type whose share is large enough, the largest first."""
    shares = {name.partition("/")[2]: share for name, share in verdict.modes.items() if name.startswith(f"{kind}/")}
    return tuple(sorted((m for m, share in shares.items() if share >= settings.mode), key=lambda m: -shares[m]))


def _weighed(draft: Draft, verdict: Verdict, settings: Settings) -> Draft:
    """Return a draft with the model's verdict; what it holds to lie long before the article is historical."""
    share = verdict.flags.get("historical", 0.0)
    if share < settings.historical or draft.judgement.historical:
        return msgspec.structs.replace(draft, verdict=verdict)
    note = "; ".join(filter(None, (draft.note, f"long before the article by the model ({share:.2f})")))
    judgement = msgspec.structs.replace(draft.judgement, historical=True)
    return msgspec.structs.replace(draft, verdict=verdict, judgement=judgement, note=note)


def features(draft: Draft) -> tuple[float, ...]:
    """Return what confidence rests on: 1, the rule's score, the model's share of the type as log odds, sides left open."""
    share = draft.verdict.types.get(draft.type, 0.0) if draft.verdict is not None else 0.5
    share = min(max(share, LEAST), 1 - LEAST)
    open_sides = (not draft.sources) + (not draft.recipients and draft.type not in MUTUAL)
    return 1.0, draft.score, math.log(share / (1 - share)), float(open_sides)


def confidence(draft: Draft, settings: Settings) -> float:
    """Return how likely a draft is right, by the logistic curve that training/calibrate.py fits."""
    weighed = sum(w * f for w, f in zip(settings.weights, features(draft), strict=True))
    return 1 / (1 + math.exp(-weighed))
