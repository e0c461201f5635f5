"""Role nouns in a sentence: institutions, classes of people, officials without a name, each with whose it is and in which sector."""

from collections.abc import Iterable

import msgspec

from dragoman.actors.compose import Composition, Owner, compose, linked
from dragoman.actors.knowledge import Knowledge
from dragoman.actors.names import View
from dragoman.actors.phrases import RoleNoun, left_edge, opened, plural, roles_before, without_article
from dragoman.actors.reading import HYPERNYMS, NOTHING, Mention, Reading, mention_at, unknown_id, used_up
from dragoman.actors.standing import sectors_on
from dragoman.actors.tables import Agent, slug
from dragoman.language.forms import Token
from dragoman.records import ActorKind, ActorMention, Why

AGENT_KINDS: dict[str, ActorKind] = {
    "class": "class",
    "generic": "class",
    "office": "person",
    "institution": "organisation",
    "organisation": "organisation",
}

# Other words for a body that a country has one of: "the Uzbek authorities" are its government.
ONE_BODY = {
    **dict.fromkeys(
        ("authorities", "cabinet", "administration", "regime", "national government", "federal government", "central government", "interim government",
         "transitional government", "provisional government", "caretaker government", "coalition government", "unity government"),
        "government",
    ),
    "military": "armed forces",
}  # fmt: skip
# Of these a country has one, whatever words the text puts before it: "Iraq's first full-term government".
SOLE = frozenset({"government", "parliament", "armed forces"})
# Verbs whose object is not there before.
MADE = frozenset(
    {
        "form",
        "create",
        "establish",
        "found",
        "build",
        "set",
        "have",
        "need",
        "want",
        "become",
        "elect",
        "appoint",
        "install",
        "lead",
        "head",
    }
)
# Who comes in many units: "Russian troops" are nobody in particular.
UNITS = frozenset({"troops", "forces", "force", "convoy", "column", "contingent", "delegation", "patrol", "unit", "battalion", "platoon", "squadron", "mission", "garrison", "fleet"})  # fmt: skip


def composed(view: View, token: Token, role: RoleNoun) -> Reading:
    """ "a senior Hungarian official", "farmers in Punjab", "Hungarian and Romanian officials": one mention for each owner."""
    if role.agent.kind == "polity":
        return NOTHING
    itself = _named_by_kind(view, token, role)
    if itself is not None:
        return itself
    composition = compose(view, role, token.i)
    if not _stands_for_somebody(view, token, role, composition):
        return NOTHING
    edge = left_edge(view.sentence, token.i)
    first = opened(view.sentence, edge, token.i)
    owners = _countries(composition.owners)
    last = max(role.last, _name_end(view, token, role))
    if len(owners) < 2:
        owner = owners[0] if owners else None
        mentions: tuple[Mention, ...] = (_role_mention(view, token, role, composition, (first, last), owner),)
    else:
        spans = _spans(owners, first, last)
        mentions = tuple(
            _role_mention(view, token, role, composition, s, o) for s, o in zip(spans, owners, strict=True)
        )
    return Reading(
        mentions, used_up(view, first, token.i), _members(view, token, role) | _unnamed(view, token.i + 1, last)
    )


def _named_by_kind(view: View, token: Token, role: RoleNoun) -> Reading | None:
    """A name before the noun for what it is: "the Xinhua news agency", "the Hamas movement" are Xinhua and Hamas."""
    before = view.names.get(role.first - 1)
    if before is None or plural(token) or linked(view, before):
        return None
    kind = view.knowledge.organisation_kinds.get(before.entry.actor_id, "")
    if kind not in HYPERNYMS.get(role.agent.noun.split()[-1], ()):
        return None
    entry = before.entry
    first = opened(view.sentence, left_edge(view.sentence, token.i), before.first)
    record = ActorMention(
        evidence=view.evidence(first, role.last),
        actor_id=entry.actor_id,
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        sectors=sectors_on(view.knowledge, entry, view.setting.day),
        basis=entry.basis,
        why=Why(rule="name", entry=entry.surface, note=f"{role.agent.noun} by its name"),
    )
    return Reading((mention_at(view, token.i, (first, role.last), record),), used_up(view, first, token.i))


def _name_end(view: View, token: Token, role: RoleNoun) -> int:
    """Return where the name of an institution ends: "University of St. Andrews" goes on behind its noun."""
    last = token.i + 1
    if token.pos != "PROPN" or role.agent.kind not in ("institution", "organisation") or not token.entity:
        return last
    while (
        (after := view.token(last)) is not None and after.entity == token.entity and after.tag not in ("POS", "-LRB-")
    ):
        last += 1
    return last


def _unnamed(view: View, first: int, last: int) -> frozenset[int]:
    """Return the tokens that are only a part of a longer name, known names apart."""
    return frozenset(i for i in range(first, last) if i not in view.names)


def _members(view: View, token: Token, role: RoleNoun) -> frozenset[int]:
    """Return the heads of those whom a group consists of: "a group of armed men" is one actor."""
    if not (role.agent.kind == "generic" and role.agent.leans):
        return frozenset()
    of = (p for p in view.sentence.kids(token.i, "prep") if p.lower == "of")
    return frozenset(n.i for p in of for n in view.sentence.kids(p.i, "pobj") if n.i not in view.names)


def _countries(owners: Iterable[Owner]) -> list[Owner]:
    """Return the owners that bring a country, one for each; else one that brings only an organisation."""
    owners = list(owners)
    different = list({o.country: o for o in reversed(owners) if o.country}.values())[::-1]
    return different or owners[:1]


def _spans(owners: list[Owner], first: int, last: int) -> list[tuple[int, int]]:
    """Return the words of each of several owners: all but the one nearest the noun have only their own."""
    before = [o for o in owners if o.token < last]
    nearest = max(before, key=lambda o: o.token) if before else None
    spans = []
    for one in owners:
        named = one.named
        own = (named.first, named.last) if named else (one.token, one.token + 1)
        whole = (own[0], last) if nearest is not None else (first, last)
        spans.append(whole if one is nearest or (nearest is None and one is owners[0]) else own)
    return spans


def _stands_for_somebody(view: View, token: Token, role: RoleNoun, composition: Composition) -> bool:
    """A word with other senses stands for an actor only if something says so: "the head of the army", not "hit on the head"."""
    traits = role.agent.traits
    known = any(o.country or o.organisation for o in composition.owners)
    if "craft" in traits:
        return any(o.country and o.token < role.first for o in composition.owners) and _does_something(view, token)
    if "thing" in traits:
        return any(o.country for o in composition.owners)
    if "title" in traits and not known:
        return token.pos == "PROPN"
    if "before" in traits and not any(o.token < role.first for o in composition.owners if o.country or o.organisation):
        known = False
    if "vague" not in traits or known:
        return True
    first = left_edge(view.sentence, token.i)
    modified = any(
        r.agent.kind != "generic" and "vague" not in r.agent.traits for r in roles_before(view, first, role.first)
    )
    return modified or (token.pos == "PROPN" and token.entity in ("ORG", "NORP", "GPE"))


def _does_something(view: View, token: Token) -> bool:
    """Tell whether a thing is the doer of what is done to something else: "planes bombed the base", not "planes landed"."""
    verb = view.sentence.tokens[token.head]
    if token.dep == "pobj":
        return verb.dep == "agent"
    return token.dep == "nsubj" and verb.pos == "VERB" and bool(view.sentence.kids(verb.i, "dobj"))


def _role_mention(
    view: View, token: Token, role: RoleNoun, composition: Composition, span: tuple[int, int], owner: Owner | None
) -> Mention:
    agent = role.agent
    country = owner.country if owner else ""
    several = plural(token)
    kind: ActorKind = AGENT_KINDS.get(agent.kind, "class")
    if several and (kind == "person" or (kind == "organisation" and not agent.noun.endswith("s"))):
        kind = "class"
    proper = token.pos == "PROPN" and agent.kind in ("institution", "organisation")
    first = _first_capital(view, span[0], token.i) if proper else without_article(view.sentence, span[0], token.i)
    words = view.sentence.quote(first, span[1])
    renamed = proper and _renamed(view, span[0], role)
    sectors = () if renamed else composition.sectors
    note = f"sector from {composition.reason}" if sectors else "no sector"
    note += f"; country from {owner.words!r}" if owner and owner.country else "; no country in the phrase"
    mention = mention_at(
        view,
        token.i,
        span,
        ActorMention(
            evidence=view.evidence(*span),
            actor_id=unknown_id(words, country)
            if renamed
            else _institution_id(view, agent, owner, words, proper=proper, several=kind == "class"),
            name=_name(view, agent, owner, words, several=kind == "class"),
            kind=kind,
            country=country,
            sectors=sectors,
            title=agent.noun if agent.kind == "office" else "",
            basis="title+country" if country else "description",
            why=Why(rule="role noun", entry=agent.noun, note=note),
        ),
        several=several,
        of=owner.of if owner else "",
    )
    return msgspec.structs.replace(mention, silent=_nobody_yet(view, token, span[0], kind))


def _nobody_yet(view: View, token: Token, first: int, kind: ActorKind) -> bool:
    """Tell whether a phrase is of nobody who is there: "any company", "to form a government", "became a lawyer"; who acts is there."""
    article = view.sentence.tokens[first].lower
    if article in ("any", "no", "every", "which", "whatever"):
        return True
    if article not in ("a", "an"):
        return False
    above = view.sentence.tokens[token.head]
    if token.dep == "attr":
        return above.lemma in ("be", "become", "remain")
    made = (token.dep == "dobj" and above.lemma in MADE) or (
        token.dep == "pobj" and above.lower in ("of", "as", "at", "in")
    )
    return made and kind == "organisation" and not view.sentence.kids(token.i, "relcl", "acl")


def _name(view: View, agent: Agent, owner: Owner | None, words: str, *, several: bool) -> str:
    """Return the words of a phrase, or the one name of a body that other words stand for too."""
    plain = owner is not None and owner.country and not owner.of and not owner.organisation
    if not plain or owner is None or agent.kind != "institution" or several:
        return words
    if ONE_BODY.get(agent.noun, agent.noun) not in SOLE:
        return words
    return institution_name(view.knowledge, agent.noun, owner.country)


def _first_capital(view: View, first: int, head: int) -> int:
    """Return where the name of an institution begins among the words of its phrase, behind its possessor: "Kenya's ruling Jubilee Party"."""
    marks = (i + 1 for i in range(first, head) if view.sentence.tokens[i].tag == "POS" and i - 1 in view.names)
    start = max(marks, default=first)
    capitals = (i for i in range(start, head) if view.sentence.tokens[i].tag in ("NNP", "NNPS") or i in view.names)
    return next(capitals, head)


def _renamed(view: View, first: int, role: RoleNoun) -> bool:
    """Tell whether unknown capitals before a vague noun make a name of it: "World Uyghur Congress" is no parliament."""
    if "vague" not in role.agent.traits and role.agent.noun not in (
        "congress",
        "council",
        "assembly",
        "senate",
        "army",
        "guard",
    ):
        return False
    before = view.sentence.tokens[first : role.first]
    told = {
        i for r in roles_before(view, first, role.first) for i in range(r.first, r.last)
    }  # "Journalists Association"
    return any(
        t.pos == "PROPN"
        and t.i not in told
        and t.i not in view.names
        and t.lower not in ("national", "supreme", "federal", "central", "royal", "high", "state")
        for t in before
    )


def _institution_id(
    view: View, agent: Agent, owner: Owner | None, words: str, *, proper: bool, several: bool
) -> str | None:
    """Return the id of an institution: a country's ministry is one actor wherever it stands, a region's another; a class or official is nobody in particular."""
    country = owner.country if owner else ""
    units = agent.noun.split()[-1] in UNITS and not proper
    if agent.kind != "institution" or not country or "thing" in agent.traits or several or units:
        return unknown_id(words, country) if proper and " " in words else None
    region = owner.named.entry.name if owner and owner.of and owner.named and not owner.organisation else ""
    noun = ONE_BODY.get(agent.noun, agent.noun).replace("defense", "defence")
    if noun == "parliament" and not region and country in view.knowledge.parliaments:
        return view.knowledge.parliaments[country][0]
    return f"{country.lower()}:{slug(f'{region} {noun}'.strip())}"


def institution_name(knowledge: Knowledge, noun: str, country: str) -> str:
    """Return what a country's body is called wherever the text does not name it: "Uzbek government"."""
    if noun == "parliament" and country in knowledge.parliaments:
        return knowledge.parliaments[country][1]
    return f"{knowledge.adjectives.get(country, country)} {ONE_BODY.get(noun, noun)}"
