"""The mentions of a sentence, pronouns and definite references apart: names, titles with names, nationalities with role nouns, classes."""

from collections.abc import Iterator

import msgspec

from dragoman.actors.compose import Owner, owners_at
from dragoman.actors.institutions import composed
from dragoman.actors.names import Named, View
from dragoman.actors.nations import _is_place, left_over, of_name
from dragoman.actors.people import family_name, heads_person, leader_name, unknown_person
from dragoman.actors.phrases import RoleNoun, left_edge, opened, plural, role_noun, without_article
from dragoman.actors.reading import (
    HYPERNYMS,
    NOTHING,
    NOUNS,
    Mention,
    Reading,
    is_subject,
    mention_at,
    unknown_id,
    used_up,
)
from dragoman.language.forms import Token
from dragoman.records import ActorKind, ActorMention, Why

UNKNOWN_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "organisation", "NORP": "group"}
QUANTITIES = frozenset({"dozen", "hundred", "thousand", "million", "score", "number", "majority", "handful", "pair", "couple", "ten", "wave", "most", "some", "many", "several", "one", "two", "three", "both", "all", "few", "half", "none", "each", "others", "any"})  # fmt: skip
POSTS = frozenset({"office", "post", "position", "role", "job", "rank", "title", "candidate"})
FORMED = frozenset({"government", "coalition", "opposition"})  # one is in them
# What the parser calls names that stand for no actor: films and songs, laws, events, products, times and amounts.
NO_ACTORS = frozenset(
    {"WORK_OF_ART", "LAW", "EVENT", "PRODUCT", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"}
)


def find_mentions(view: View) -> Iterator[Mention]:
    """Yield the mentions of a parsed sentence in the order of their heads, pronouns and definite references apart."""
    found: list[Mention] = []
    used: set[int] = set()
    absorbed: set[int] = set()
    for token in view.sentence.tokens:
        if token.pos in (*NOUNS, "NUM", "DET", "ADJ", "PRON") and not _inside_noun(view, token):
            reading = _read(view, token)
            found += reading.mentions
            used |= reading.used
            absorbed |= reading.absorbed
    heads = {m.head for m in found}
    found += [m for named in _names(view) if (m := left_over(view, named, used, heads)) is not None]
    found = [msgspec.structs.replace(m, latent=True) if m.head in absorbed else m for m in found]
    yield from sorted(found, key=lambda m: (m.head, m.first))


def _inside_noun(view: View, token: Token) -> bool:
    """Tell whether a token only modifies a noun, or is a mark: then it is part of another's mention, or of none."""
    if not any(map(str.isalnum, token.text)):
        return True
    if token.dep in ("compound", "nummod", "quantmod", "advmod", "npadvmod", "det", "predet", "nmod"):
        return True
    joined = view.sentence.tokens[token.head]
    if token.dep == "conj" and joined.dep in ("compound", "nmod") and token.entity == joined.entity == "ORG":
        return token.i not in view.names  # "the Oversight and Reform Committee"
    return token.pos == "ADJ" and token.i not in view.names


def _read(view: View, token: Token) -> Reading:
    """Return the mentions that a word heads, and what they use up."""
    named = view.names.get(token.i)
    if named is not None and token.pos not in ("NUM", "DET", "PRON"):
        return of_name(view, token, named)
    counted = token.pos in ("NUM", "DET", "PRON") or (token.lemma in QUANTITIES and _of_some(view, token))
    if counted or token.entity in NO_ACTORS:
        return _quantity(view, token)
    person = (token.pos == "PROPN" and heads_person(view, token)) or family_name(view, token)
    if person or leader_name(view, token):
        return _unknown_name(view, token) if _called_a_body(view, token) else unknown_person(view, token)
    role = role_noun(view, token) if token.pos in NOUNS else None
    if role is not None:
        return NOTHING if _only_an_office(view, token, role) else composed(view, token, role)
    if token.tag in ("NNP", "NNPS") and token.entity in ("ORG", "NORP", "GPE"):
        return _unknown_name(view, token)
    return NOTHING


def _called_a_body(view: View, token: Token) -> bool:
    """Tell whether what the parser takes for a person is called a union, company or party: "the union, Vereinigung X"."""
    head = view.sentence.tokens[token.head]
    near = [*view.sentence.kids(token.i, "appos"), *view.sentence.kids(token.i, "compound")]
    near += [head, *view.sentence.kids(head.i, "conj")] if token.dep == "appos" else []
    named = [t for t in near if t.pos == "NOUN"]
    return bool(named) and all(t.lemma in HYPERNYMS for t in named)


def _only_an_office(view: View, token: Token, role: RoleNoun) -> bool:
    """Tell whether a bare noun is the office rather than who holds it: "ran for president", "served as chancellor", "the post of premier", "in government"."""
    preposition = view.sentence.tokens[token.head]
    if token.dep != "pobj" or plural(token) or min(left_edge(view.sentence, token.i), role.first) < role.first:
        return False
    if role.agent.noun in FORMED:
        return preposition.lower in ("in", "into")
    if role.agent.kind != "office":
        return False
    of_post = preposition.lower == "of" and view.sentence.tokens[preposition.head].lemma in POSTS
    return of_post or preposition.lower in ("as", "for")


def _names(view: View) -> list[Named]:
    return list({n.first: n for n in view.names.values()}.values())


def _quantity(view: View, token: Token) -> Reading:
    """ "Dozens of protesters", "two of the soldiers": the quantity stands for those behind it."""
    for preposition in view.sentence.kids(token.i, "prep"):
        if preposition.lower == "of":
            for noun in view.sentence.kids(preposition.i, "pobj"):
                inner = _read(view, noun) if noun.pos in NOUNS else NOTHING
                if inner.mentions and (inner.mentions[0].several or token.pos != "NOUN"):
                    counted = tuple(_counted(view, token, m) for m in inner.mentions)
                    return Reading(counted, inner.used, inner.absorbed | {noun.i})
    return NOTHING


def _of_some(view: View, token: Token) -> bool:
    return any(p.lower == "of" for p in view.sentence.kids(token.i, "prep"))


def _counted(view: View, token: Token, inner: Mention) -> Mention:
    first = min(left_edge(view.sentence, token.i), token.i)
    last = inner.last if inner.first > token.i else token.i + 1  # "of the 27 soldiers, ten": those counted stand before
    evidence = view.evidence(first, last)
    record = msgspec.structs.replace(
        inner.record, evidence=evidence, kind="class" if inner.record.kind == "person" else inner.record.kind
    )
    return msgspec.structs.replace(
        inner, head=token.i, first=first, last=last, record=record, several=True, subject=is_subject(view, token.i)
    )


def _unknown_name(view: View, token: Token) -> Reading:
    """An organisation or place without an entry keeps its name, and what the words around it say."""
    first = opened(view.sentence, left_edge(view.sentence, token.i), token.i)
    start = token.i
    while (
        start - 1 >= first
        and view.sentence.tokens[start - 1].entity == token.entity
        and view.sentence.tokens[start - 1].tag != "POS"
    ):
        start -= 1
    start = without_article(view.sentence, start, token.i)
    last = _goes_on(view, token)
    name = view.sentence.quote(start, last)
    owners = list(owners_at(view, token))
    gives = view.knowledge.name_heads.get(token.text, "") if start < token.i else ""
    country = _own_country(first, owners)
    if (token.text in view.knowledge.name_heads and not gives) or _rejected(view, start, token.i):
        return NOTHING  # a river, a street, a team
    mention = mention_at(
        view,
        token.i,
        (first, last),
        ActorMention(
            evidence=view.evidence(first, last),
            actor_id=unknown_id(name, country),
            name=name,
            kind=UNKNOWN_KINDS.get(token.entity, "unknown") if token.entity != "PERSON" else "organisation",
            country=country,
            sectors=(gives,) if gives else (),
            basis="unknown-name",
            why=Why(rule="unknown name", note=f"{token.entity} by the parser"),
        ),
        place=token.entity == "GPE"
        and (token.text.isupper() or _is_place(view, token)),  # "MINSK (Reuters) –" is a dateline
    )
    behind = frozenset(i for i in range(token.i + 1, last) if i not in view.names)
    return Reading((mention,), used_up(view, first, token.i), behind)


def _goes_on(view: View, token: Token) -> int:
    """Return where the name of an organisation ends: "Confederation of Free Labour", "Centre for the Defence of Wetlands" go on behind their head."""
    last, end = token.i + 1, token.i + 1
    joins = view.token(last)
    if token.entity != "ORG" or joins is None or joins.lower not in ("of", "for", "on"):
        return end
    while (after := view.token(last)) is not None and after.entity == "ORG" and after.tag not in ("POS", "-LRB-"):
        last += 1
        end = last if after.pos in NOUNS else end
    return end


def _rejected(view: View, first: int, head: int) -> bool:
    """Tell whether all of a name was taken for a state or place and found to be none: a team, a namesake abroad."""
    return all(i in view.looks_like and i not in view.names for i in range(first, head + 1))


def _own_country(first: int, owners: list[Owner]) -> str:
    """A name's country: that of a nation or possessor before it ("the Indian Space Research Organisation"); what its own words contain may be only a name."""
    return next(
        (o.country for o in owners if o.country and (o.named is None or o.named.entry.adjective or o.token < first)), ""
    )
