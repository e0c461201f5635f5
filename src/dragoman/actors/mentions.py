"""Noun phrases to actor mentions within a sentence: names, titles with names, nationalities with role nouns, classes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.tables import Agent, Entry
from dragoman.language.forms import Sentence, Token
from dragoman.records import ActorKind, ActorMention, Evidence, MentionBasis, Record, Why

NOUNS = ("NOUN", "PROPN")
INSIDE = ("det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "advmod", "case", "punct", "predet")
UNKNOWN_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "organisation"}
LOCATIVE = frozenset(
    {"in", "at", "near", "around", "outside", "across", "inside", "throughout", "within", "through", "from"}
)
FORMER = frozenset(
    {"former", "ex", "ex-president", "ex-minister", "deposed", "ousted", "late", "erstwhile", "one-time"}
)
AGENT_KINDS: dict[str, ActorKind] = {
    "class": "class",
    "office": "person",
    "institution": "organisation",
    "organisation": "organisation",
}


class Mention(Record, kw_only=True):
    """Where an actor stands: sentence index, head token, tokens [first, last), and the record."""

    sentence: int
    head: int
    first: int
    last: int
    record: ActorMention
    place: bool = False  # a name that only says where ("in Kazakhstan")


@dataclass(frozen=True)
class View:
    """A sentence with the names that the knowledge base finds in it."""

    article_id: str
    sentence: Sentence
    knowledge: Knowledge
    day: str

    @cached_property
    def names(self) -> dict[int, tuple[int, int, Entry]]:
        """Map each token of a known name to (first, last exclusive, entry)."""
        found: dict[int, tuple[int, int, Entry]] = {}
        for start, end, (entry, *_) in self.knowledge.find(self.sentence.text):
            inside = [
                t.i
                for t in self.sentence.tokens
                if t.start - self.sentence.start < end and t.end - self.sentence.start > start
            ]
            if inside and not self._false_friend(inside, entry):
                found.update(dict.fromkeys(inside, (inside[0], inside[-1] + 1, entry)))
        return found

    def _false_friend(self, inside: list[int], entry: Entry) -> bool:
        """Tell whether a name is part of another: "Kenya Airways", the surname Jordan."""
        if not entry.friend:
            return True
        tokens = self.sentence.tokens
        after = tokens[inside[-1] + 1] if inside[-1] + 1 < len(tokens) else None
        if entry.kind == "state" and after is not None and after.text in self.knowledge.name_heads:
            return True
        if entry.kind != "state" or tokens[inside[0]].entity != "PERSON":
            return False
        return any(
            0 <= i < len(tokens) and tokens[i].entity == "PERSON" and tokens[i].tag == "NNP"
            for i in (inside[0] - 1, inside[-1] + 1)
        )

    def evidence(self, first: int, last: int) -> Evidence:
        """Return the characters of tokens [first, last)."""
        tokens = self.sentence.tokens
        quote = self.sentence.quote(first, last)
        return Evidence(
            article_id=self.article_id,
            part=self.sentence.part,
            start=tokens[first].start,
            end=tokens[last - 1].end,
            quote=quote,
        )


def find_mentions(view: View) -> Iterator[Mention]:
    """Yield the mentions of a parsed sentence in text order, pronouns and definite references apart."""
    for token in view.sentence.tokens:
        if token.pos in (*NOUNS, "ADJ", "NUM") and not _inside_noun(view, token):
            mention = _mention(view, token)
            if mention is not None:
                yield mention


def _inside_noun(view: View, token: Token) -> bool:
    """Tell whether a token only modifies a noun: then it is part of that noun's mention, or of none."""
    return token.dep in ("compound", "nummod", "quantmod", "advmod") or (
        token.pos == "ADJ" and token.dep != "amod" and token.i not in view.names
    )


def _mention(view: View, token: Token) -> Mention | None:
    named = view.names.get(token.i) or _name_below(view, token)
    if named is not None:
        return _named(view, token, *named)
    if token.pos == "ADJ":
        return None
    agent = _agent(view, token)
    if agent is not None:
        return _composed(view, token, agent)
    if token.tag in ("NNP", "NNPS") and token.entity in ("PERSON", "ORG", "NORP", "GPE"):
        return _unknown_name(view, token)
    return None


# ---- names ------------------------------------------------------------------------------------------------------------------------


def _name_below(view: View, token: Token) -> tuple[int, int, Entry] | None:
    """A name whose head is a later word of it: "United Nations Security Council" read as a compound."""
    for kid in view.sentence.kids(token.i, "compound", "nmod"):
        span = view.names.get(kid.i)
        if span is not None and token.pos == "PROPN" and span[0] <= token.i < span[1]:
            return span
    return None


def _named(view: View, token: Token, first: int, last: int, entry: Entry) -> Mention | None:
    if entry.adjective and token.dep == "amod":
        return _mention_of(view, token, first, last, entry, place=False)
    start, end = _extent(view, token)
    start, end = min(start, first), max(end, last)
    return _mention_of(view, token, start, end, entry, place=_is_place(view, token, entry))


def _mention_of(view: View, token: Token, first: int, last: int, entry: Entry, *, place: bool) -> Mention:
    sectors, title, note = _standing(view, token, first, last, entry)
    basis: MentionBasis = "title+name" if title and entry.kind == "person" else entry.basis
    record = ActorMention(
        evidence=view.evidence(first, last),
        actor_id=entry.actor_id,
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        sectors=sectors,
        title=title,
        basis=basis,
        why=Why(rule="name", entry=entry.surface, note=note),
    )
    return Mention(sentence=view.sentence.index, head=token.i, first=first, last=last, record=record, place=place)


def _standing(view: View, token: Token, first: int, last: int, entry: Entry) -> tuple[tuple[str, ...], str, str]:
    """Return sectors, title and a note: of a person, what the roles say on the article's day, unless the text has a title."""
    if entry.kind != "person":
        return entry.sectors, "", ""
    written = _title_words(view, first, last)
    former = any(t.lower in FORMER for t in view.sentence.tokens[first:last])
    actor = view.knowledge.actor(entry.actor_id)
    roles = actor.roles if actor else ()
    if former:
        return ("ELI",), written, "former, as the text says"
    held = view.knowledge.roles_on(entry.actor_id, view.day) if view.day else ()
    if held:
        return held[-1].sectors, written or held[-1].title, f"{held[-1].title} on {view.day}"
    if written:
        agent = view.knowledge.agents.get(written.lower())
        return (agent.sectors if agent else ()), written, "the title in the text"
    past = [r for r in roles if view.day and (r.until or "9999") < view.day]
    return (("ELI",), "", f"held no known office on {view.day}") if past else ((), "", "")


def _title_words(view: View, first: int, last: int) -> str:
    """Return the longest role noun among the words of a phrase: "Foreign Minister"."""
    words = [t.text for t in view.sentence.tokens[first:last]]
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            if phrase.lower() in view.knowledge.agents and view.knowledge.agents[phrase.lower()].kind == "office":
                return phrase
    return ""


def _is_place(view: View, token: Token, entry: Entry) -> bool:
    """Tell whether a state's or capital's name only says where: "in Beijing"."""
    head = view.sentence.tokens[token.head]
    return entry.kind == "state" and token.dep == "pobj" and head.lower in LOCATIVE


# ---- composition ------------------------------------------------------------------------------------------------------------------


def _agent(view: View, token: Token) -> Agent | None:
    """Return what a role noun says, the longest phrase first: "prime minister" before "minister"."""
    lemma = token.lemma if token.pos == "NOUN" else token.lower
    kids = [k for k in view.sentence.kids(token.i, "compound", "amod", "nmod") if k.i == token.i - 1]
    known = view.knowledge.agents
    for kid in kids:
        found = known.get(f"{kid.lower} {lemma}") or known.get(f"{kid.lemma} {lemma}")
        if found is not None:
            return found
    return known.get(lemma) or known.get(token.lower)


def _composed(view: View, token: Token, agent: Agent) -> Mention | None:
    """ "a senior Hungarian official", "farmers in Punjab", "the government of Chad"."""
    country, owner = _nationality(view, token)
    first, last = _extent(view, token)
    name = _person_below(view, token)
    former = any(t.lower in FORMER for t in view.sentence.tokens[first:last])
    kind = "person" if name else _agent_kind(agent, token)
    sectors = ("ELI",) if former else agent.sectors
    evidence = view.evidence(first, last)
    identity = (
        f"name:{name.lower().replace(' ', '-')}"
        if name
        else (f"{country}:{agent.noun}".lower() if country and agent.kind == "institution" else None)
    )
    record = ActorMention(
        evidence=evidence,
        actor_id=identity,
        name=name or evidence.quote,
        kind=kind,
        country=country,
        sectors=sectors,
        title=agent.noun if agent.kind == "office" else "",
        basis="title+country" if country else "description",
        why=Why(
            rule="role noun", entry=agent.noun, note=f"country from {owner!r}" if owner else "no country in the phrase"
        ),
    )
    return Mention(sentence=view.sentence.index, head=token.i, first=first, last=last, record=record)


def _agent_kind(agent: Agent, token: Token) -> ActorKind:
    return "class" if token.tag in ("NNS", "NNPS") and agent.kind == "office" else AGENT_KINDS.get(agent.kind, "class")


def _nationality(view: View, token: Token) -> tuple[str, str]:
    """Return the country that the modifiers of a noun give, and the words: place before backer, possessor before place."""
    for kid in view.sentence.kids(token.i, "amod", "compound", "nmod", "poss"):
        for near in (kid, *view.sentence.kids(kid.i, "compound", "amod", "conj", "nmod", "poss")):
            found = view.names.get(near.i)
            if found is not None and found[2].country and not near.text.endswith("-backed"):
                return found[2].country, found[2].surface
    for preposition in view.sentence.kids(token.i, "prep"):
        if preposition.lower in ("of", "in", "from"):
            for noun in view.sentence.kids(preposition.i, "pobj"):
                found = view.names.get(noun.i)
                if found is not None and found[2].kind != "person":
                    return found[2].country, found[2].surface
    return "", ""


def _person_below(view: View, token: Token) -> str:
    """Return the name set beside a title: "the interior minister, Marat Akhmetov"."""
    for kid in view.sentence.kids(token.i, "appos"):
        if kid.entity == "PERSON":
            names = [k for k in view.sentence.kids(kid.i, "compound") if k.entity == "PERSON"]
            return " ".join(t.text for t in (*names, kid))
    return ""


def _extent(view: View, token: Token) -> tuple[int, int]:
    """Return the tokens of a noun with what stands before it, unbroken."""
    members = {token.i}
    stack = [token.i]
    while stack:
        for kid in view.sentence.kids(stack.pop(), *INSIDE):
            if kid.i < token.i and kid.text not in (",", '"', "“", "”", "``", "''"):
                members.add(kid.i)
                stack.append(kid.i)
    first = token.i
    while first - 1 in members:
        first -= 1
    return first, token.i + 1


def _unknown_name(view: View, token: Token) -> Mention:
    """A name that the base does not have keeps its text, and what the words around it say."""
    first, last = _extent(view, token)
    names = [t.text for t in view.sentence.tokens[first:last] if t.entity == token.entity]
    name = " ".join(names) or token.text
    title = _title_words(view, first, last)
    country, owner = _nationality(view, token)
    agent = view.knowledge.agents.get(title.lower()) if title else None
    kind = UNKNOWN_KINDS.get(token.entity, "unknown")
    record = ActorMention(
        evidence=view.evidence(first, last),
        actor_id=f"name:{name.lower().replace(' ', '-')}",
        name=name,
        kind=kind,
        country=country,
        sectors=agent.sectors if agent else (),
        title=title,
        basis="unknown-name",
        why=Why(
            rule="unknown name", note=f"{token.entity} by the parser" + (f"; country from {owner!r}" if owner else "")
        ),
    )
    place = token.entity == "GPE" and token.dep == "pobj" and view.sentence.tokens[token.head].lower in LOCATIVE
    return Mention(sentence=view.sentence.index, head=token.i, first=first, last=last, record=record, place=place)
