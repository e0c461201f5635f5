"""Pronouns of the third person: who they stand for, by the grammar around them and the mentions before them. In doubt they stay open."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.actors.discourse import (
    Discourse,
    distinct,
    governing_verbs,
    implied_subject,
    key,
    quoting,
    refer,
    subject_of,
)
from dragoman.actors.home import STATELESS
from dragoman.actors.knowledge import Knowledge
from dragoman.actors.names import View
from dragoman.actors.reading import Mention, mention_at
from dragoman.actors.spelling import fold
from dragoman.language.forms import Token
from dragoman.records import ActorMention, Why

SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
REACH = {"singular": 3, "neuter": 1}  # parsed sentences that a pronoun may look back over
# Why a pronoun is resolved, and how often that was right (ECB+ and MEANTIME, 800 pronouns with a named antecedent); what was right less often is not tried.
SUBJECT_ABOVE = ("subject of", 0.89)
SUBJECT_BEFORE = ("subject of the sentence before", 0.84)
ONLY_ONE = ("the only one in the sentence", 0.89)
SUBJECT_BEFORE_SEVERAL = ("the only ones who acted in the sentence before", 0.9)  # 26 of 29 in unseen Wikinews articles
ONLY_SEVERAL = (
    "the only ones who are several in the sentence",
    0.82,
)  # 32 of 39 in the frozen sample and the development set, as the two below
SUBJECT_COMING = ("the subject that follows", 0.8)
ONLY_PERSON = ("the only one of that gender in the article so far", 0.9)
TOPIC = ("of whom the article speaks most", 0.9)  # 27 of 30
MUCH = 3  # times, and times as often as of the next
NEAR = 2  # sentences
LATELY = 4  # sentences
# Titles and kin words that tell the gender.
FEMALE = frozenset({"queen", "princess", "empress", "spokeswoman", "chairwoman", "congresswoman", "policewoman", "businesswoman", "actress", "mother", "wife", "widow", "daughter", "sister", "girl", "woman", "mrs", "mrs.", "ms", "ms.", "nun", "lady", "grandmother", "aunt", "niece", "first lady", "crown princess", "girlfriend", "councilwoman", "stateswoman", "duchess"})  # fmt: skip
MALE = frozenset({"king", "prince", "emperor", "spokesman", "chairman", "congressman", "policeman", "businessman", "father", "husband", "widower", "son", "brother", "boy", "man", "mr", "mr.", "pope", "sir", "sheikh", "ayatollah", "imam", "priest", "bishop", "archbishop", "cardinal", "monk", "sultan", "emir", "crown prince", "grandfather", "uncle", "nephew", "boyfriend", "councilman", "duke", "statesman"})  # fmt: skip
# Verbs with which "it" stands for nobody: "it seems that", "it took", "it emerged".
EXPLETIVE = frozenset({"seem", "appear", "take", "turn", "emerge", "happen", "rain", "snow", "remain", "become", "follow", "matter", "be", "feel", "look", "help", "cost", "last"})  # fmt: skip


class Resolved(NamedTuple):
    """An antecedent, the reason for it with its measured precision, and words that make the reason plain."""

    antecedent: Mention
    reason: tuple[str, float]
    words: str


def resolve_pronoun(view: View, token: Token, discourse: Discourse) -> Mention | None:
    """Return the mention that a pronoun is, None where it is no such pronoun or could be several."""
    kind = _kind(token)
    if kind == "" or (kind == "neuter" and _expletive(view, token)):
        return None
    rules = (_above, _before, _only_several, _coming, _only_person, _topic)
    found = next((r for rule in rules if (r := rule(view, token, discourse, kind)) is not None), None)
    if found is None:
        return _of_one_country(view, token, discourse, kind)
    reason, score = found.reason
    why = Why(
        rule="pronoun", entry=token.lower, score=score, note=f"{reason}{found.words}: {quoting(found.antecedent)}"
    )
    return refer(view, token, found.antecedent, why)


def _of_one_country(view: View, token: Token, discourse: Discourse, kind: str) -> Mention | None:
    """A pronoun that could be several, all of one country: that is theirs, whoever it is."""
    if kind == "plural" or (kind == "neuter" and token.dep != "poss"):
        return None  # "it" is a thing more often than not
    near = [m for m in discourse.of_sentence(view.sentence.index) if m.head < token.i]
    near += [m for s in discourse.nearest_sentences(view.sentence.index, NEAR) for m in discourse.of_sentence(s)]
    fitting = [m for m in near if fits(view, m, token, kind) and not _bound(view, discourse, m, token)]
    countries = {m.record.country for m in fitting}
    if len(countries) != 1 or not countries.isdisjoint(STATELESS):
        return None
    words = view.evidence(token.i, token.i + 1)
    note = f"all whom it may stand for: {', '.join(dict.fromkeys(m.record.evidence.quote for m in fitting[:3]))}"
    record = ActorMention(
        evidence=words,
        name=token.text,
        kind="person" if kind == "singular" else "organisation",
        country=next(iter(countries)),
        basis="pronoun",
        why=Why(rule="pronoun", entry=token.lower, note=note),
    )
    return mention_at(view, token.i, (token.i, token.i + 1), record)


def _kind(token: Token) -> str:
    if token.lower in SINGULAR:
        return "singular"
    if token.lower in PLURAL:
        return "plural"
    return "neuter" if token.lower in NEUTER else ""


def _expletive(view: View, token: Token) -> bool:
    """ "It is clear that", "it seems": there is nobody behind it."""
    verb = view.sentence.tokens[token.head]
    if token.lower == "its" or token.dep == "poss":
        return False
    if token.dep not in ("nsubj", "nsubjpass") or verb.lemma in EXPLETIVE:
        return True
    return token.dep == "nsubjpass" and bool(view.sentence.kids(verb.i, "ccomp"))


# ---- in the same sentence ---------------------------------------------------------------------------------------------------------


def _above(view: View, token: Token, discourse: Discourse, kind: str) -> Resolved | None:
    """The subject of a verb above: "Russia withdrew its troops", "the ministry said it would"; one's own object is not oneself."""
    inside = discourse.quoted(view, token)
    verbs = list(governing_verbs(view, token))
    for verb in _verbs_with_other_subject(view, token):
        subject = subject_of(view, verb)
        if subject is None or subject.i > token.i or subject.i == token.i:
            continue
        if inside is not None and not inside[0] <= subject.start < inside[1]:
            return None  # in a quotation "he" is not the speaker
        mention = discourse.at(view.sentence.index, subject.i)
        if mention is not None and _bound(view, discourse, mention, token):
            continue
        if mention is None and subject.lower == "it" and _expletive(view, subject):
            continue  # "it is too early to withdraw its troops"
        if mention is None or not fits(view, mention, token, kind):
            if kind != "singular":
                return None  # the subject is something that is no actor, or of another number
            continue
        if kind == "singular" and verb is not verbs[0] and _rival(view, token, discourse, mention):
            return None
        return Resolved(mention, SUBJECT_ABOVE, f" {verb.text!r}")
    return None


def _rival(view: View, token: Token, discourse: Discourse, subject: Mention) -> bool:
    """Tell whether the sentence names another person whom "he" in a clause below may be: "Wekesa says that Barasa refuses because he …"."""
    here = (m for m in discourse.of_sentence(view.sentence.index) if m.head < token.i and m.record.kind == "person")
    return any(key(m.record) != key(subject.record) and fits(view, m, token, "singular") for m in here)


def _verbs_with_other_subject(view: View, token: Token) -> Iterator[Token]:
    verbs = list(governing_verbs(view, token))
    own = token.dep in ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "agent") and token.lower not in REFLEXIVE
    yield from verbs[1:] if own else verbs


# ---- in the sentences before ------------------------------------------------------------------------------------------------------


def _before(view: View, token: Token, discourse: Discourse, kind: str) -> Resolved | None:
    """The subject of the nearest sentence that has somebody who fits, or the only one there."""
    if token.lower in REFLEXIVE:
        return None
    here = [m for m in discourse.of_sentence(view.sentence.index) if m.head < token.i and fits(view, m, token, kind)]
    here = [m for m in here if not _bound(view, discourse, m, token)]
    if (
        len(distinct(here)) == 1
        and kind == "singular"
        and (here[-1].subject or gender_of(view.knowledge, here[-1].record))
    ):
        return Resolved(here[-1], ONLY_ONE, "")
    if kind == "plural":
        return _several(view, token, discourse, here)
    if here:
        return None
    for sentence in discourse.nearest_sentences(view.sentence.index, REACH[kind]):
        fitting = [m for m in discourse.of_sentence(sentence) if fits(view, m, token, kind)]
        fitting = [m for m in fitting if not _speaks(view, token, m, discourse)]
        found = _salient(fitting)
        if found is not None or fitting:
            return found
    return None


def _speaks(view: View, token: Token, mention: Mention, discourse: Discourse) -> bool:
    """Tell whether somebody tells what a pronoun is quoted from: in a quotation "he" is not its speaker, wherever he is named."""
    return mention.speaks and discourse.quoted(view, token) is not None


def _only_several(view: View, token: Token, discourse: Discourse, kind: str) -> Resolved | None:
    """ "Their", "they": the only ones of their sentence before it who are several."""
    if kind != "plural":
        return None
    here = (m for m in discourse.of_sentence(view.sentence.index) if m.head < token.i and m.several)
    fitting = distinct(m for m in here if fits(view, m, token, kind) and not _bound(view, discourse, m, token))
    return Resolved(fitting[0], ONLY_SEVERAL, "") if len(fitting) == 1 else None


def _coming(view: View, token: Token, discourse: Discourse, kind: str) -> Resolved | None:
    """ "In its report, the ministry said": the name that is the subject of the clause which follows, where nobody stands before."""
    if kind == "singular" or token.dep != "poss" or discourse.quoted(view, token) is not None:
        return None
    if any(m.head < token.i and fits(view, m, token, kind) for m in discourse.of_sentence(view.sentence.index)):
        return None
    subjects = (s for verb in governing_verbs(view, token) for s in view.sentence.kids(verb.i, "nsubj", "nsubjpass"))
    subject = next(subjects, None)
    mention = discourse.coming(view.sentence.index, subject.i) if subject is not None and subject.i > token.i else None
    named = mention is not None and mention.record.kind != "class" and fits(view, mention, token, kind)
    return Resolved(mention, SUBJECT_COMING, "") if mention is not None and named else None


def _only_person(view: View, token: Token, discourse: Discourse, kind: str) -> Resolved | None:
    """ "She": the only woman whom the article has named so far, all whose gender is not known counted."""
    if kind != "singular":
        return None
    people = [m for m in discourse.all() if m.record.kind == "person" and fits(view, m, token, kind)]
    one = people[-1] if len(distinct(people)) == 1 and view.sentence.index - people[-1].sentence <= LATELY else None
    if one is None or not gender_of(view.knowledge, one.record) or _speaks(view, token, one, discourse):
        return None
    return None if _bound(view, discourse, one, token) else Resolved(one, ONLY_PERSON, "")


def _topic(view: View, token: Token, discourse: Discourse, kind: str) -> Resolved | None:
    """ "He": the one of whom the article has spoken by far the most so far, and lately."""
    if kind != "singular":
        return None
    people = [m for m in discourse.all() if m.record.actor_id and fits(view, m, token, kind)]
    ranked = [*Counter(key(m.record) for m in people).most_common(2), ("", 0)]
    if ranked[0][1] < MUCH or ranked[0][1] < MUCH * ranked[1][1]:
        return None
    last = [m for m in people if key(m.record) == ranked[0][0]][-1]
    lately = view.sentence.index - last.sentence <= LATELY
    other = _speaks(view, token, last, discourse) or _bound(view, discourse, last, token)
    return Resolved(last, TOPIC, "") if lately and not other else None


def _several(view: View, token: Token, discourse: Discourse, here: list[Mention]) -> Resolved | None:
    """ "They" at the head of a sentence: the only ones who acted in the sentence before, if they are several."""
    first = next((t for t in view.sentence.tokens if any(map(str.isalnum, t.text))), token)
    if here or token.i != first.i or discourse.quoted(view, token) is not None:
        return None
    before = next(iter(discourse.nearest_sentences(view.sentence.index, 1)), None)
    fitting = [m for m in discourse.of_sentence(before) if fits(view, m, token, "plural")] if before is not None else []
    subjects = distinct(m for m in fitting if m.subject)
    one = len(subjects) == 1 and subjects[0].several
    return Resolved(subjects[0], SUBJECT_BEFORE_SEVERAL, "") if one else None


def _bound(view: View, discourse: Discourse, mention: Mention, token: Token) -> bool:
    """Tell whether a mention is the subject of the verb whose object the pronoun is, or the same as it: in "it would withdraw them" they are two."""
    if token.dep not in ("dobj", "dative", "pobj", "agent") or token.lower in REFLEXIVE:
        return False
    verb = next(governing_verbs(view, token), None)
    subject = implied_subject(view, verb) if verb is not None else None
    own = discourse.at(view.sentence.index, subject.i) if subject is not None else None
    return own is not None and key(own.record) == key(mention.record)


def _salient(fitting: list[Mention]) -> Resolved | None:
    """The only subject; an only one that is no subject was right one time in three."""
    subjects = [m for m in fitting if m.subject]
    return Resolved(subjects[-1], SUBJECT_BEFORE, "") if len(distinct(subjects)) == 1 else None


# ---- who fits ---------------------------------------------------------------------------------------------------------------------


def fits(view: View, mention: Mention, token: Token, kind: str) -> bool:
    """Tell whether a pronoun can stand for a mention: number, kind and gender."""
    record = mention.record
    open_pronoun = record.basis == "pronoun" and record.name == record.evidence.quote
    if mention.place or mention.latent or open_pronoun:
        return False
    if kind == "singular":
        person = record.kind == "person" or (
            record.kind == "class" and not mention.several and record.basis != "pronoun"
        )
        return person and not mention.several and gender_of(view.knowledge, record) in ("", SINGULAR[token.lower])
    if kind == "plural":
        return (
            mention.several
            or _many(view, record)
            or (record.kind in ("organisation", "group", "media") and token.dep not in ("dobj", "pobj"))
        )
    return not mention.several and record.kind in ("organisation", "state", "media", "group")


def _many(view: View, record: ActorMention) -> bool:
    """Tell whether a phrase is one word for several: a family, a crowd."""
    agent = view.knowledge.agents.get(record.why.entry.replace("-", " "))
    return agent is not None and "many" in agent.traits


def gender_of(knowledge: Knowledge, record: ActorMention) -> str:
    """Return what is known of a person's gender: from the base, the words of the phrase, the given name."""
    known = knowledge.genders.get(record.actor_id or "", "")
    if known:
        return known
    words = {w.lower() for w in record.evidence.quote.split()} | {record.title.lower()}
    if words & FEMALE:
        return "f"
    if words & MALE:
        return "m"
    return (
        knowledge.given_names.get(fold(record.name.split()[0]), "")
        if " " in record.name and record.kind == "person"
        else ""
    )
