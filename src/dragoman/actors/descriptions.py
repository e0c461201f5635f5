"""Definite descriptions: "the ministry", "the president", "the former Soviet republic", "both sides"."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from dragoman.actors.discourse import Discourse, distinct, governing_verbs, key, quoting, refer, subject_of
from dragoman.actors.home import SHARE, STATELESS, article_focus, body
from dragoman.actors.names import View
from dragoman.actors.nations import only_whose
from dragoman.actors.phrases import left_edge, plural, singular
from dragoman.actors.reading import CORPORATE, HYPERNYMS, Mention
from dragoman.language.forms import Token
from dragoman.records import Actor, ActorMention, Why

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
ROLE_RULES = ("role noun", "owned")
REACH = 4  # parsed sentences
REACH_CLASS = 8
# Verbs whose object, if it is troops or envoys, are their subject's.
DEPLOYING = frozenset({"have", "send", "deploy", "withdraw", "pull", "bring", "keep", "maintain", "lose", "dispatch", "station", "recall", "commit", "contribute", "provide", "mobilise", "mobilize", "mass"})  # fmt: skip
# Bodies of which "his" and "its" country has one.
BODIES = frozenset(
    {"government", "cabinet", "administration", "regime", "authorities", "parliament", "armed forces", "military"}
)
# Kinds of those whom a noun for a kind can stand beside.
SAME_KIND: dict[str, tuple[str, ...]] = {
    "person": ("person",),
    "class": ("person",),
    "organisation": ("organisation", "group", "media"),
}
POLITIES = frozenset({"country", "nation", "state", "republic", "kingdom", "sultanate", "emirate", "principality", "island", "archipelago", "federation"})  # fmt: skip
OWN_COUNTRY = frozenset({"country", "nation", "homeland"})
COLLECTIVE = {"side": 0, "country": 1, "nation": 1, "state": 1, "neighbour": 1, "neighbor": 1, "government": 1, "power": 1, "ally": 1, "leader": 2, "president": 2, "minister": 2, "premier": 2, "man": 2, "woman": 2, "pair": 2, "official": 2, "politician": 2, "party": 0}  # fmt: skip
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


class Description(NamedTuple):
    """A definite noun phrase: its head, where it begins, and the noun."""

    token: Token
    first: int
    noun: str
    named: bool  # a name is among its words: "the former Soviet republic"


def definite(view: View, token: Token) -> Description | None:
    """Return the description that a noun heads: with "the" or "this" before it."""
    if token.pos not in ("NOUN", "PROPN") or token.i in view.names:
        return None
    first = left_edge(view.sentence, token.i)
    words = view.sentence.tokens[first : token.i]
    joined = not words and token.dep == "conj" and _article_before(view, token)
    if not joined and (not words or words[0].lower not in (*DEFINITE, "both")):
        return None
    noun = token.lemma if token.pos == "NOUN" else singular(token)
    return Description(token, first, noun, any(t.i in view.names for t in words))


def _article_before(view: View, token: Token) -> bool:
    """Tell whether a noun shares the article of the one that it is joined to: "the airline and union"."""
    other = view.sentence.tokens[token.head]
    return other.pos == token.pos and any(k.lower == "the" for k in view.sentence.kids(other.i, "det"))


# ---- one actor --------------------------------------------------------------------------------------------------------------------


def resolve_description(view: View, mention: Mention, discourse: Discourse) -> Mention:
    """Return "the minister", "the ministry", "the rebels" as whom the text has named before, if only one fits."""
    record = mention.record
    if record.basis not in ("description", "title+country") or record.actor_id or not _opens_definite(record):
        return mention
    if record.country:
        found = distinct(m for m in _by_title(view, mention, discourse) if _called_so(m.record, record))
        return _as(mention, found[0], "title") if len(found) == 1 else mention
    for rule, fitting in (
        ("title", _by_title(view, mention, discourse)),
        ("institution", _by_noun(view, mention, discourse)),
    ):
        found = distinct(fitting)
        if len(found) == 1:
            return _as(mention, found[0], rule)
    return _same_body(view, mention, discourse) or _same_class(view, mention, discourse)


def _same_body(view: View, mention: Mention, discourse: Discourse) -> Mention | None:
    """ "The company", "the airline": the organisation before it that is one."""
    described = definite(view, view.sentence.tokens[mention.head])
    if described is None or mention.several:
        return None
    return _organisation(view, described, discourse)


def _same_class(view: View, mention: Mention, discourse: Discourse) -> Mention:
    """ "Australian-led troops … the troops", "a man … the man": those of the nearest sentence that names just one such class."""
    record = mention.record
    if record.kind != "class" or record.why.rule != "role noun":
        return mention
    here = [m for m in discourse.of_sentence(view.sentence.index) if m.head < mention.first]
    before = (discourse.of_sentence(s) for s in discourse.nearest_sentences(view.sentence.index, REACH_CLASS))
    for mentions in (here, *before):
        fitting = distinct(m for m in mentions if _of_one_class(m, mention))
        if fitting:
            return _named_like(mention, fitting[0]) if len(fitting) == 1 else mention
    return mention


def _of_one_class(known: Mention, mention: Mention) -> bool:
    """Tell whether two phrases have the same noun and number, and the later one says nothing that the earlier does not."""
    one, other = known.record, mention.record
    nouns = (one.why.entry.split()[-1:], other.why.entry.split()[-1:])
    same = one.kind == "class" and nouns[0] == nouns[1] and known.several == mention.several
    if not same or known.place or known.latent or other.country not in ("", one.country):
        return False
    said = {w for w in other.name.lower().split() if w not in DEFINITE}
    told = {*one.name.lower().split(), *one.evidence.quote.lower().split()}
    return said <= told


def _named_like(mention: Mention, antecedent: Mention) -> Mention:
    """Return a class under the words of its first mention, and of its country."""
    own, known = mention.record, antecedent.record
    why = Why(rule="same class", entry=own.why.entry, note=f"{quoting(antecedent)}; {own.why.note}")
    record = msgspec.structs.replace(own, name=known.name, country=own.country or known.country, why=why)
    return msgspec.structs.replace(mention, record=record, antecedent=(antecedent.sentence, antecedent.head))


def _called_so(known: ActorMention, described: ActorMention) -> bool:
    """Tell whether the text gave somebody just that title, and no other country: "a Kenyan envoy, Barasa Mutua … the Kenyan envoy"."""
    return known.title.lower() == described.title.lower() and known.country in ("", described.country)


def _opens_definite(record: ActorMention) -> bool:
    return record.evidence.quote.split()[0].lower() in DEFINITE


def _by_title(view: View, mention: Mention, discourse: Discourse) -> Iterator[Mention]:
    """People with that title, in the sentences before or anywhere before if the whole article has only one."""
    title = mention.record.title.lower()
    if not title or mention.several:
        return
    for other in discourse.all():
        record = other.record
        held = {
            record.title.lower(),
            *(r.title.lower() for r in view.knowledge.roles_on(record.actor_id or "", view.setting.day)),
        }
        same = title in held or any(h.endswith(f" {title}") or h.startswith(f"{title} ") for h in held)
        if record.actor_id and record.kind == "person" and not other.several and same and _of_the_article(view, record):
            yield other


def _of_the_article(view: View, record: ActorMention) -> bool:
    """ "The president" of an article about Iraq is not the American one whom it names as well."""
    focus = article_focus(view.setting)
    return focus is None or focus.share < SHARE or record.country in ("", focus.country)


def _by_noun(view: View, mention: Mention, discourse: Discourse) -> Iterator[Mention]:
    """Institutions and classes of the same last noun: "the foreign ministry … the ministry", "Kenyan police … the police"."""
    noun = view.sentence.tokens[mention.head].lemma
    for other in discourse.all():
        record = other.record
        same = (
            record.why.rule in ("role noun", "named after")
            and record.why.entry.split()[-1:] == [noun]
            and other.several == mention.several
        )
        known = record.country or (record.actor_id or "").startswith("name:")
        near = view.sentence.index - other.sentence <= 1
        if same and known and record.kind != "person" and (near or _of_the_article(view, record)):
            yield other


def _as(mention: Mention, antecedent: Mention, rule: str) -> Mention:
    """Return a description as its antecedent; of a class the words and the country are the same."""
    own, known = mention.record, antecedent.record
    why = Why(rule=rule, entry=own.why.entry, note=quoting(antecedent))
    if known.actor_id:
        record = msgspec.structs.replace(known, evidence=own.evidence, basis="description", why=why)
    else:
        name = known.name if own.kind == "class" else own.name
        record = msgspec.structs.replace(own, name=name, country=known.country, why=why)
    return msgspec.structs.replace(mention, record=record, antecedent=(antecedent.sentence, antecedent.head))


def belonging(view: View, discourse: Discourse) -> Iterator[Mention]:
    """Yield the officials and bodies of a sentence that are of somebody known only now: "a spokesman for the union"."""
    for mention in discourse.of_sentence(view.sentence.index):
        record = mention.record
        if record.country or record.actor_id or record.why.rule != "role noun" or mention.several:
            continue
        owner = next(_owners_behind(view, mention, discourse), None)
        if owner is not None:
            note = f"country from {quoting(owner)}; {record.why.note}"
            why = Why(rule="owned", entry=record.why.entry, note=note)
            yield msgspec.structs.replace(
                mention, record=msgspec.structs.replace(record, country=owner.record.country, why=why)
            )


def _owners_behind(view: View, mention: Mention, discourse: Discourse) -> Iterator[Mention]:
    """Yield whom "of", "for" and "from" behind a noun name, of those whose country is known."""
    for preposition in view.sentence.kids(mention.head, "prep"):
        for noun in view.sentence.kids(preposition.i, "pobj") if preposition.lower in ("of", "for", "from") else ():
            owner = discourse.at(view.sentence.index, noun.i)
            if owner is not None and owner.record.country and owner.record.kind != "person" and not owner.latent:
                yield owner


def _relative(view: View, pronoun: Token) -> Token:
    """Return the noun that "whose" stands for, any other pronoun itself."""
    clause = next((v for v in governing_verbs(view, pronoun) if v.dep == "relcl"), None)
    return view.sentence.tokens[clause.head] if clause is not None and pronoun.lower == "whose" else pronoun


def owned(view: View, mention: Mention, discourse: Discourse) -> Mention:
    """Give "its troops", "the company's workers" the country of what "it" and the company are; where that is open, so are they."""
    record = mention.record
    possessor = next(iter(view.sentence.kids(mention.head, "poss")), None)
    if possessor is None or record.country or record.why.rule != "role noun":
        return mention
    owner = discourse.at(view.sentence.index, _relative(view, possessor).i)
    country = owner.record.country if owner is not None and not owner.latent else ""
    if not country and not (possessor.pos == "PRON" or possessor.lower == "whose"):
        return mention
    note = f"of an open {possessor.text!r}"
    if owner is not None:
        note = f"country from {possessor.text!r}: {quoting(owner)}"
    why = Why(rule="owned", entry=record.why.entry, note=f"{note}; {record.why.note}")
    record = msgspec.structs.replace(record, country=country, why=why)
    if country and record.kind == "organisation" and not mention.several and record.why.entry in BODIES:
        record = body(view.knowledge, record)
    return msgspec.structs.replace(mention, record=record)


def deployed(view: View, mention: Mention, discourse: Discourse) -> Mention:
    """Give "Britain has 7,000 troops there", "Blair will not pull troops out" the country of who has or sends them."""
    record, token = mention.record, view.sentence.tokens[mention.head]
    agent = view.knowledge.agents.get(record.why.entry.replace("-", " "))
    if record.country or record.why.rule != "role noun" or agent is None or not agent.moves or token.dep != "dobj":
        return mention
    verb = view.sentence.tokens[token.head]
    subject = subject_of(view, verb) if verb.lemma in DEPLOYING else None
    sender = discourse.at(view.sentence.index, subject.i) if subject is not None and subject.i < token.i else None
    if sender is None or sender.record.country in STATELESS or sender.place:
        return mention
    why = Why(rule="owned", entry=record.why.entry, note=f"country from {quoting(sender)}; {record.why.note}")
    return msgspec.structs.replace(
        mention, record=msgspec.structs.replace(record, country=sender.record.country, why=why)
    )


def apposed(view: View, mention: Mention, discourse: Discourse) -> Mention:
    """Return a title or noun beside a name as whoever bears the name: "the employee, Yvonne Hiller", "Wekesa, lawyer and activist", "Wekesa is a lawyer"."""
    record = mention.record
    kinds = SAME_KIND.get(record.kind, ())
    if record.actor_id or mention.several or record.why.rule not in ROLE_RULES or not kinds:
        return mention
    token = view.sentence.tokens[mention.head]
    while token.dep == "conj" and view.sentence.tokens[token.head].pos in ("NOUN", "PROPN"):
        token = view.sentence.tokens[token.head]
    beside = [t for t in _beside(view, token) if not _belongs_to_another(view, token, t)]
    for rule, named in (("apposition", beside), ("predicate", _what_is(view, token))):
        others = (discourse.at(view.sentence.index, t.i) or discourse.coming(view.sentence.index, t.i) for t in named)
        for other in others:
            if other is not None and other.record.kind in kinds and other.record.actor_id and not other.several:
                why = Why(rule=rule, entry=record.why.entry, note=f"of {other.record.evidence.quote!r}")
                known = msgspec.structs.replace(other.record, evidence=record.evidence, basis="description", why=why)
                return msgspec.structs.replace(mention, record=known, antecedent=(other.sentence, other.head))
    return mention


def _beside(view: View, token: Token) -> Sequence[Token]:
    """Return the nouns in apposition to a noun, on either side."""
    return [view.sentence.tokens[token.head]] if token.dep == "appos" else view.sentence.kids(token.i, "appos")


def _belongs_to_another(view: View, token: Token, beside: Token) -> bool:
    """Tell whether a name beside a noun is that of the one joined to it ("the airline and union, X"), or nobody's ("him, a general and a guard")."""
    between = (k for k in view.sentence.kids(token.i, "conj") if token.i < k.i < beside.i)
    return beside.pos == "PRON" or (not plural(token) and any(between))


def _what_is(view: View, token: Token) -> Sequence[Token]:
    """Return who is said to be what a noun says: "Wekesa was ambassador"; not who is denied, asked or hoped to be it."""
    verb = view.sentence.tokens[token.head]
    if token.dep != "attr" or verb.lemma != "be" or view.sentence.kids(verb.i, "neg", "aux", "mark"):
        return []
    return view.sentence.kids(verb.i, "nsubj")


# ---- states and organisations by what they are ------------------------------------------------------------------------------------


def find_reference(view: View, token: Token, discourse: Discourse) -> list[Mention]:
    """Return the mentions that a definite noun stands for: a state or organisation called by what it is, or several actors at once."""
    described = definite(view, token)
    if described is None:
        return list(_own_country(view, token, discourse))
    together = _together(view, described, discourse)
    if together:
        return together
    if plural(token):
        return []
    found = _polity(view, described, discourse) or _organisation(view, described, discourse)
    return [found] if found is not None else []


def _polity(view: View, described: Description, discourse: Discourse) -> Mention | None:
    """ "The country", "the former Soviet republic", "the Gulf emirate": the state before it that is one."""
    if described.noun not in POLITIES:
        return None
    group = _group(view, described)
    if group is None and described.named:
        return None
    if group is None and described.noun not in (
        "country",
        "nation",
        "kingdom",
        "republic",
        "island",
        "emirate",
        "sultanate",
    ):
        return None
    focus = article_focus(view.setting)
    if group is None and focus is not None and focus.share >= SHARE:
        group = frozenset({focus.country})
    found = _latest(
        view, described, discourse, lambda r: r.kind == "state" and (group is None or r.country in group), "state"
    )
    if found is not None and not described.named and _crossed(view, described, discourse, found):
        return None
    found = found or (_whose(view, described, discourse, group) if group is not None else None)
    return msgspec.structs.replace(found, silent=only_whose(view, described.token)) if found is not None else None


def _own_country(view: View, token: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "His country", "their homeland": the state of whoever it is."""
    pronoun = next((k for k in view.sentence.kids(token.i, "poss") if k.pos == "PRON"), None)
    owner = discourse.at(view.sentence.index, pronoun.i) if pronoun is not None else None
    state = view.knowledge.state(owner.record.country) if owner is not None else None
    if token.lemma not in OWN_COUNTRY or plural(token) or owner is None or state is None:
        return
    why = Why(rule="description of a state", entry=token.lemma, note=f"whose: {quoting(owner)}")
    span = (left_edge(view.sentence, token.i), token.i + 1)
    found = refer(view, token, owner, why, basis="description", span=span)
    yield msgspec.structs.replace(found, record=_as_state(found.record, state), several=False)


def _crossed(view: View, described: Description, discourse: Discourse, found: Mention) -> bool:
    """Tell whether a state of an earlier sentence is in doubt because this one is about somebody of another country."""
    earlier = found.antecedent is not None and found.antecedent[0] != view.sentence.index
    here = (m.record.country for m in discourse.of_sentence(view.sentence.index) if m.head < described.first)
    return earlier and any(country not in ("", found.record.country) for country in here)


def _whose(view: View, described: Description, discourse: Discourse, group: frozenset[str]) -> Mention | None:
    """The state of somebody before it: "his Kazakh counterpart … the former Soviet republic"."""
    found = _latest(view, described, discourse, lambda r: r.country in group, "state")
    state = view.knowledge.state(found.record.country) if found is not None else None
    if found is None or state is None:
        return None
    return msgspec.structs.replace(found, record=_as_state(found.record, state), several=False)


def _as_state(record: ActorMention, state: Actor) -> ActorMention:
    return msgspec.structs.replace(
        record,
        actor_id=state.id,
        name=state.name,
        kind="state",
        country=state.country,
        sectors=state.sectors,
        title="",
    )


def _group(view: View, described: Description) -> frozenset[str] | None:
    """Return the countries that the words before the noun, and the noun, allow; None where they say nothing."""
    groups = view.knowledge.country_groups
    words = (
        view.sentence.quote(described.first, described.token.i).lower() if described.first < described.token.i else ""
    )
    named = [
        countries for words_of, countries in groups.items() if f" {words_of.lower()}" in f" {words.replace(' - ', '-')}"
    ]
    named += [groups[described.noun]] if described.noun in groups else []
    return frozenset.intersection(*named) if named else None


def _organisation(view: View, described: Description, discourse: Discourse) -> Mention | None:
    """ "The group", "the company", "the agency": the organisation before it that is one."""
    kinds = HYPERNYMS.get(described.noun)
    if kinds is None or described.named or not _bare(view, described):
        return None

    def fits(record: ActorMention) -> bool:
        return _is_kind(view, record, described.noun, kinds) or described.noun in discourse.called(record)

    found = _latest(view, described, discourse, fits, "organisation")
    if found is not None or described.noun not in ("company", "firm"):
        return found

    def unknown(record: ActorMention) -> bool:
        plain = record.kind == "organisation" and record.basis == "unknown-name" and not discourse.called(record)
        return plain or view.knowledge.organisation_kinds.get(record.actor_id or "") == "company"

    return _latest(view, described, discourse, unknown, "organisation")


def _bare(view: View, described: Description) -> bool:
    """Tell whether nothing but an article stands before a noun, or where it is from: "the Texas-based company", not "the other company"."""
    words = view.sentence.tokens[described.first + 1 : described.token.i]
    return not words or words[-1].lower == "based" or (len(words) == 1 and words[0].lower in ("said", "same"))


def _is_kind(view: View, record: ActorMention, noun: str, kinds: Sequence[str]) -> bool:
    """Tell whether an organisation is what a noun says: by the tables, by its own name, or by what the text calls it."""
    if not record.actor_id or record.kind not in ("organisation", "group", "media", "unknown"):
        return False
    words = record.name.lower().split()
    kind = view.knowledge.organisation_kinds.get(record.actor_id, "")
    if kind:
        return kind in kinds or words[-1:] == [noun]
    if record.why.rule == "role noun":
        return record.why.entry.split()[-1:] == [noun]
    return record.basis == "unknown-name" and (noun in words or ("company" in kinds and words[-1] in CORPORATE))


def descriptors(view: View, own: Iterable[Mention]) -> Iterator[tuple[Mention, str]]:
    """Yield the organisations of a sentence with what it says that they are: "the union, X", "airline X", "X, a charity", "X is a bank"."""
    for mention in own:
        record = mention.record
        if record.actor_id and record.kind in ("organisation", "group", "media", "unknown") and not mention.place:
            token = view.sentence.tokens[mention.head]
            before = [k for k in view.sentence.kids(token.i, "compound", "nmod") if k.pos == "NOUN"]
            said = [k for k in view.sentence.kids(token.head, "attr") if token.dep == "nsubj"]
            beside = [n for b in _beside(view, token) for n in (b, *view.sentence.kids(b.i, "conj"))]
            for noun in (*beside, *before, *said):
                if noun.lemma in HYPERNYMS and noun.pos == "NOUN":
                    yield mention, noun.lemma


def _latest(
    view: View, described: Description, discourse: Discourse, fits: Callable[[ActorMention], bool], rule: str
) -> Mention | None:
    """Return the only fitting actor of the nearest sentence that has one; of several the subject; else nobody."""
    acting = {key(m.record) for m in _acting(view, described, discourse)}
    here = [
        m
        for m in discourse.of_sentence(view.sentence.index)
        if m.head < described.first and key(m.record) not in acting
    ]
    sentences = (discourse.of_sentence(s) for s in discourse.nearest_sentences(view.sentence.index, REACH))
    for mentions in (here, *sentences):
        fitting = [m for m in mentions if fits(m.record) and key(m.record) not in acting]
        chosen = _one(fitting)
        if chosen is not None:
            why = Why(rule=f"description of a {rule}", entry=described.noun, note=quoting(chosen))
            span = (described.first, described.token.i + 1)
            return refer(view, described.token, chosen, why, basis="description", span=span)
        if fitting:
            return None
    return None


def _acting(view: View, described: Description, discourse: Discourse) -> Iterator[Mention]:
    """Yield the subjects of the verbs above a description that is no subject itself: "China wants no troops in the country" means another."""
    if described.token.dep in ("nsubj", "nsubjpass"):
        return
    for verb in governing_verbs(view, described.token):
        subject = subject_of(view, verb)
        found = discourse.at(view.sentence.index, subject.i) if subject is not None else None
        if found is not None:
            yield found


def _one(fitting: list[Mention]) -> Mention | None:
    if len(distinct(fitting)) == 1:
        return fitting[-1]
    subjects = distinct(m for m in fitting if m.subject)
    return subjects[0] if len(subjects) == 1 else None


# ---- several at once --------------------------------------------------------------------------------------------------------------


def _together(view: View, described: Description, discourse: Discourse) -> list[Mention]:
    """ "Both sides", "the two leaders", "the three countries": exactly as many actors of the kind as the number says, in the sentence before or two."""
    kind = COLLECTIVE.get(described.noun)
    wanted = _number(view, described)
    if kind is None or wanted is None or described.named or not plural(described.token):
        return []
    here = [m for m in discourse.of_sentence(view.sentence.index) if m.head < described.first]
    pool: list[Mention] = list(here)
    for mentions in ((), *(discourse.of_sentence(s) for s in discourse.nearest_sentences(view.sentence.index, 2))):
        pool = [*mentions, *pool]
        fitting = distinct(m for m in pool if _of_kind(m, kind))
        if len(fitting) == wanted:
            return [_member(view, described, m) for m in fitting]
        if len(fitting) > wanted:
            return []
    return []


def _number(view: View, described: Description) -> int | None:
    words = view.sentence.tokens[described.first : described.token.i]
    named = next((NUMBERS[t.lower] for t in words if t.lower in NUMBERS), None)
    return named if named is not None or described.noun != "side" else 2


def _of_kind(mention: Mention, kind: int) -> bool:
    """Tell whether a mention can be one of "sides" (0: states, organisations), "countries" (1), "leaders" (2: people)."""
    record = mention.record
    if mention.latent or mention.several or (record.actor_id or "").startswith("place:"):
        return False
    allowed = {0: ("state", "organisation", "group"), 1: ("state",), 2: ("person",)}[kind]
    return record.kind in allowed and bool(key(record)) and (record.kind != "organisation" or bool(record.actor_id))


def _member(view: View, described: Description, antecedent: Mention) -> Mention:
    why = Why(rule="collective", entry=described.noun, note=quoting(antecedent))
    span = (described.first, described.token.i + 1)
    return refer(view, described.token, antecedent, why, basis="list", span=span)


def candidates(view: View) -> Iterable[Token]:
    """Yield the nouns of a sentence that may call an actor by what it is."""
    known = {*POLITIES, *HYPERNYMS, *COLLECTIVE}
    return (
        t
        for t in view.sentence.tokens
        if (t.pos == "NOUN" and t.lemma in known) or (t.pos == "PROPN" and t.lower in HYPERNYMS)
    )
