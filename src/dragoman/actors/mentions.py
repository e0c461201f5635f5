"""Noun phrases to actor mentions within a sentence: names, titles with names, nationalities with role nouns, classes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from dragoman.actors.compose import (
    Composition,
    Owner,
    compose,
    is_former,
    linked,
    named_before,
    owner,
    owners_at,
    owners_of,
)
from dragoman.actors.names import Named, View
from dragoman.actors.phrases import (
    RoleNoun,
    left_edge,
    opened,
    plural,
    role_noun,
    roles_before,
    title_before,
    without_article,
)
from dragoman.actors.standing import Standing, person_on, sectors_on
from dragoman.actors.tables import Agent, Entry, slug
from dragoman.language.forms import Token
from dragoman.records import ActorKind, ActorMention, Record, Why

NOUNS = ("NOUN", "PROPN")
UNKNOWN_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "organisation", "NORP": "group"}
AGENT_KINDS: dict[str, ActorKind] = {
    "class": "class",
    "generic": "class",
    "office": "person",
    "institution": "organisation",
    "organisation": "organisation",
}
LOCATIVE = frozenset({
    "in", "at", "near", "around", "outside", "across", "inside", "throughout", "within", "through", "from", "into", "onto", "via", "off", "along", "toward", "towards",
})  # fmt: skip
HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "dame", "lord", "lady", "st.", "rev.", "hon.", "gen.", "col.", "lt.", "sgt.", "sen.", "rep.", "gov.", "prof.", "maj.", "capt.", "adm.", "brig.", "cpl.", "pres."})  # fmt: skip
WRITTEN_OUT = {"gen.": "general", "col.": "colonel", "lt.": "lieutenant", "sgt.": "sergeant", "sen.": "senator", "rep.": "representative", "gov.": "governor", "prof.": "professor", "maj.": "major general", "capt.": "captain", "adm.": "admiral", "brig.": "brigadier", "cpl.": "corporal", "pres.": "president"}  # fmt: skip
QUANTITIES = frozenset({"dozen", "hundred", "thousand", "million", "score", "number", "majority", "handful", "pair", "couple", "ten", "wave", "most", "some", "many", "several", "one", "two", "three", "both", "all", "few", "half", "none", "each", "others", "any"})  # fmt: skip
# Endings and words of nouns that are somebody's act: "the Kenyan invasion" is Kenya's, "Kenyan coffee" is not Kenya.
ACTION_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ing", "ism")
ACTION_NOUNS = frozenset({
    "aid", "airstrike", "ally", "approach", "assault", "attack", "attempt", "backlash", "ban", "bid", "blockade", "boycott", "call", "campaign", "claim", "control", "counterattack",
    "coup", "crackdown", "deal", "demand", "denial", "drill", "effort", "embargo", "exercise", "fire", "help", "incursion", "influence", "intelligence", "leadership", "loan",
    "missile", "offensive", "offer", "operation", "patrol", "plan", "policy", "position", "pressure", "proposal", "pullout", "raid", "refusal", "relation", "relations", "request", "response",
    "retreat", "role", "rule", "sanction", "sanctions", "sortie", "stance", "strike", "strikes", "support", "surge", "talk", "talks", "threat", "tie", "ties", "tension", "tensions", "trade", "veto", "visit", "vote",
    "war", "warning", "withdrawal", "air", "bomb", "rocket", "border", "side", "interest", "interests", "concern", "soil", "territory", "airspace", "waters",
})  # fmt: skip


class Mention(Record, kw_only=True):
    """Where an actor stands: sentence index, head token, tokens [first, last), and the record."""

    sentence: int
    head: int
    first: int
    last: int
    record: ActorMention
    place: bool = False  # a name that only says where ("in Kazakhstan")
    latent: bool = (
        False  # qualifies a thing ("Kenyan coffee"): whose the thing is if somebody asks, no mention by itself
    )
    several: bool = False  # stands for more than one
    of: str = ""  # id of the organisation or partially recognised state whose official it is
    subject: bool = False  # of a verb
    antecedent: tuple[int, int] | None = None  # sentence and head of the mention that a reference was resolved to


class Reading(NamedTuple):
    """The mentions that a head carries, the tokens whose names they use up, and the heads that they stand for as well."""

    mentions: tuple[Mention, ...]
    used: frozenset[int] = frozenset()
    absorbed: frozenset[int] = frozenset()


NOTHING = Reading(())


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
    found += [m for named in _names(view) if (m := _left_over(view, named, used, heads)) is not None]
    found = [msgspec.structs.replace(m, latent=True) if m.head in absorbed else m for m in found]
    yield from sorted(found, key=lambda m: (m.head, m.first))


def _inside_noun(view: View, token: Token) -> bool:
    """Tell whether a token only modifies a noun: then it is part of that noun's mention, or of none."""
    if token.dep in ("compound", "nummod", "quantmod", "advmod", "npadvmod", "det", "predet", "nmod"):
        return True
    return token.pos == "ADJ" and token.i not in view.names


def _read(view: View, token: Token) -> Reading:
    named = view.names.get(token.i)
    if token.pos in ("NUM", "DET", "PRON"):
        return _quantity(view, token)
    if named is not None:
        return _of_name(view, token, named)
    if token.pos == "ADJ":
        return NOTHING
    if token.pos == "PROPN" and _heads_person(view, token):
        return _unknown_person(view, token)
    role = role_noun(view, token)
    if role is not None:
        return _composed(view, token, role)
    if token.lemma in QUANTITIES:
        return _quantity(view, token)
    if token.tag in ("NNP", "NNPS") and token.entity in ("ORG", "NORP", "GPE"):
        return _unknown_name(view, token)
    return NOTHING


# ---- names ------------------------------------------------------------------------------------------------------------------------


def _of_name(view: View, token: Token, named: Named) -> Reading:
    if named.entry.kind == "person":
        return _known_person(view, token, named)
    if _qualifies(view, token):
        return NOTHING  # what it qualifies uses it up or leaves it over
    if token.i != _head_of(view, named):
        return NOTHING
    if named.entry.basis == "demonym" and plural(token) and not named.entry.adjective:
        return Reading((_inhabitants(view, token, named),), _used(view, left_edge(view.sentence, token.i), named.first))
    entry = named.entry
    sectors = entry.sectors if entry.territorial else sectors_on(view.knowledge, entry, view.setting.day)
    first = named.first if entry.place else min(named.first, _without_role(view, token, named))
    mention = _mention(
        view,
        token.i,
        (first, named.last),
        ActorMention(
            evidence=view.evidence(first, named.last),
            actor_id=entry.actor_id or None,
            name=entry.name,
            kind=entry.kind,
            country=entry.country,
            sectors=sectors,
            basis=entry.basis,
            why=Why(rule="name", entry=entry.surface),
        ),
        place=entry.territorial and _is_place(view, token),
    )
    return Reading((mention,))


def _qualifies(view: View, token: Token) -> bool:
    """Tell whether a name only qualifies a noun: "Romanian" in "Hungarian and Romanian officials"."""
    head = view.sentence.tokens[token.head]
    if token.dep == "conj" and (token.pos == "ADJ" or head.pos == "ADJ"):
        return _qualifies(view, head)
    return token.dep == "amod"


def _head_of(view: View, named: Named) -> int:
    """Return the token of a name that hangs on something outside it."""
    inside = range(named.first, named.last)
    return next(
        (
            i
            for i in reversed(inside)
            if view.sentence.tokens[i].head not in inside or view.sentence.tokens[i].head == i
        ),
        named.last - 1,
    )


def _without_role(view: View, token: Token, named: Named) -> int:
    """Return where a name's phrase begins: "neighbouring Chad", but not "President Putin's Russia"."""
    first = opened(view.sentence, left_edge(view.sentence, token.i), named.first)
    before = view.sentence.tokens[first : named.first]
    plain = all(t.pos in ("ADJ", "NOUN", "VERB", "PROPN", "NUM", "DET") and t.i not in view.names for t in before)
    return first if plain and len(before) <= 3 else named.first


def _is_place(view: View, token: Token) -> bool:
    """Tell whether a state's or city's name only says where: "in Beijing"."""
    head = view.sentence.tokens[token.head]
    if token.dep == "conj" and head.i in view.names:
        return _is_place(view, head)
    return (token.dep in ("pobj", "npadvmod") and head.lower in LOCATIVE) or (
        token.dep in ("npadvmod", "appos") and head.entity in ("GPE", "LOC")
    )


def _inhabitants(view: View, token: Token, named: Named) -> Mention:
    """ "Two Russians", "Palestinians": people of a country; with the article they may be its government ("the Americans offered")."""
    first = opened(view.sentence, left_edge(view.sentence, token.i), named.first)
    definite = view.sentence.tokens[left_edge(view.sentence, token.i)].lower == "the"
    entry = named.entry
    country, whose = entry.country, ""
    if not country:  # a people of several countries: "Rakhine Buddhists", "Iraq's Kurds"
        nobody = RoleNoun(Agent("", (), "generic"), named.first, named.last)
        country, whose = next(
            ((o.country, o.words) for o in owners_of(view, nobody, token.i, first) if o.country), ("", "")
        )
    sectors: tuple[str, ...] = entry.sectors if entry.kind == "group" else ()
    if entry.kind == "state" and not definite:
        sectors = ("CVL",)
    return _mention(
        view,
        token.i,
        (first, named.last),
        ActorMention(
            evidence=view.evidence(first, named.last),
            actor_id=entry.actor_id if definite else None,
            name=entry.surface,
            kind="group",
            country=country,
            sectors=sectors,
            basis="demonym",
            why=Why(rule="people of a country", entry=entry.surface, note=f"country from {whose!r}" if whose else ""),
        ),
        several=True,
    )


def _names(view: View) -> list[Named]:
    return list({n.first: n for n in view.names.values()}.values())


def _left_over(view: View, named: Named, used: set[int], heads: set[int]) -> Mention | None:
    """A name that qualifies a noun which stands for nobody: "Russian invasion", "NATO bombing"; by itself only before an act."""
    at = _head_of(view, named)
    if at in used or at in heads or named.entry.kind == "person" or linked(view, named):
        return None
    noun = view.sentence.tokens[view.sentence.tokens[at].head]
    while noun.i in view.names and noun.head != noun.i:  # "Sino-Russian talks": one hangs on the other
        noun = view.sentence.tokens[noun.head]
    entry = named.entry
    return _mention(
        view,
        at,
        (named.first, named.last),
        ActorMention(
            evidence=view.evidence(named.first, named.last),
            actor_id=entry.actor_id or None,
            name=entry.name,
            kind=entry.kind,
            country=entry.country,
            sectors=entry.sectors,
            basis=entry.basis,
            why=Why(rule="name", entry=entry.surface, note=f"qualifies {noun.text!r}"),
        ),
        latent=entry.place or entry.capital or not _is_act(noun),
    )


def _is_act(noun: Token) -> bool:
    return noun.lemma in ACTION_NOUNS or noun.lower in ACTION_NOUNS or noun.lemma.endswith(ACTION_ENDINGS)


# ---- people -----------------------------------------------------------------------------------------------------------------------


class Titled(NamedTuple):
    """What the words around a person's name say: the title, whose it is, in which sector, and where the phrase begins."""

    title: str
    role: RoleNoun | None
    composition: Composition | None
    first: int
    former: bool

    @property
    def country(self) -> str:
        """The country, "" where the words name none or several."""
        countries = {o.country for o in self.composition.owners if o.country} if self.composition else set()
        return next(iter(countries)) if len(countries) == 1 else ""


def _titled(view: View, token: Token, name_first: int) -> Titled:
    """Read the title before a name, or beside it in an apposition: "Foreign Minister X", "X, president of Lithuania"."""
    first = opened(view.sentence, left_edge(view.sentence, token.i), name_first)
    roles = [r for r in roles_before(view, first, name_first) if r.agent.kind not in ("institution", "organisation")]
    if roles:
        role = roles[0]
        composition = compose(view, RoleNoun(role.agent, role.first, name_first), token.i)
        return Titled(_words(view, role), role, composition, first, composition.former)
    before = title_before(view, name_first)
    if before is not None:
        start = _nation_before(view, before.first)
        owners = tuple(o for n in named_before(view, start, before.first) if (o := owner(view, n)).country)
        former = is_former(view, start, before.first)
        sectors = ("ELI",) if former else before.agent.sectors
        composition = Composition(sectors, owners[:1], former, f"{before.agent.noun!r}")
        return Titled(_words(view, before), before, composition, start, former)
    short = next((WRITTEN_OUT[t.lower] for t in view.sentence.tokens[first:name_first] if t.lower in WRITTEN_OUT), "")
    if short:
        role = RoleNoun(view.knowledge.agents.get(short, Agent(short, (), "office")), name_first, name_first)
        return Titled(short.capitalize(), role, compose(view, role, token.i), first, former=False)
    beside = _beside(view, token)
    if beside is not None:
        noun, role = beside
        composition = compose(view, role, noun.i)
        return Titled(_words(view, role), role, composition, first, composition.former)
    return Titled("", None, _nationality(view, token, name_first), first, is_former(view, first, name_first))


def _nation_before(view: View, first: int) -> int:
    """Return where the words before a title begin that belong to it: "former U.S. Secretary of State"."""
    while (word := view.token(first - 1)) is not None and (
        word.i in view.names or word.lower in ("former", "ex", "then", "late", "deputy", "acting")
    ):
        first -= 1
    return first


def _nationality(view: View, token: Token, name_first: int) -> Composition | None:
    """A nationality without a title: "Kenyan Eliud Kipchoge", "Brazil's Lula"."""
    nobody = RoleNoun(Agent("", (), "generic"), name_first, name_first)
    composition = compose(view, nobody, token.i)
    return composition if any(o.country for o in composition.owners) else None


def _beside(view: View, token: Token) -> tuple[Token, RoleNoun] | None:
    """Return the role noun in apposition to a name, on either side."""
    head = view.sentence.tokens[token.head]
    near = [*view.sentence.kids(token.i, "appos"), *([head] if token.dep == "appos" else [])]
    for noun in near:
        role = role_noun(view, noun) if noun.pos in NOUNS and noun.i not in view.names else None
        if role is not None and role.agent.kind not in ("institution", "organisation", "generic") and not plural(noun):
            return noun, role
    return None


def _words(view: View, role: RoleNoun) -> str:
    return view.sentence.quote(role.first, role.last)


def _known_person(view: View, token: Token, named: Named) -> Reading:
    if token.i != _head_of(view, named):
        return NOTHING
    entry = named.entry
    titled = _titled(view, token, named.first)
    if _contradicted(view, entry, titled):
        return _person(view, token, (titled.first, named.last), entry.surface, titled)
    standing = person_on(view.knowledge, entry.actor_id, view.setting.day, titled.title, former=titled.former)
    mention = _mention(
        view,
        token.i,
        (titled.first, named.last),
        ActorMention(
            evidence=view.evidence(titled.first, named.last),
            actor_id=entry.actor_id or None,
            name=entry.name,
            kind="person",
            country=_country_of_role(view, entry, standing) or titled.country,
            sectors=standing.sectors,
            title=standing.title if titled.title == "counterpart" else titled.title or standing.title,
            basis="title+name" if titled.title else "name",
            why=Why(rule="name", entry=entry.surface, note=standing.reason),
        ),
    )
    return Reading((mention,), _used(view, titled.first, named.first), frozenset(range(titled.first, named.first)))


def _country_of_role(view: View, entry: Entry, standing: Standing) -> str:
    """A person in an office of another body than the state's is that body's: Annan of UNO."""
    actor = view.knowledge.actor(entry.actor_id)
    held = [r for r in (actor.roles if actor else ()) if standing.title and r.title == standing.title and r.country]
    return held[-1].country if held else entry.country


def _contradicted(view: View, entry: Entry, titled: Titled) -> bool:
    """Tell whether the text gives a namesake another country than the person of the base has anything to do with."""
    actor = view.knowledge.actor(entry.actor_id)
    if actor is None or not titled.country or titled.role is None:
        return False
    return (
        titled.country not in {actor.country, *(r.country for r in actor.roles)}
        and len(titled.country) == 3
        and titled.title != "counterpart"
    )


def _heads_person(view: View, token: Token) -> bool:
    """Tell whether a word ends a person's name: the parser says so of it, or of the words right before it ("Asdi el-Nashar"); not "the Queen"."""
    if token.entity == "PERSON":
        alone = view.token(token.i - 1)
        title = token.lower in view.knowledge.agents and (alone is None or alone.entity != "PERSON")
        return not title and not any(k.lower in ("a", "an") for k in view.sentence.kids(token.i, "det"))
    if token.entity in ("", "ORG") and _after_title(view, token):
        return True
    if token.dep == "conj" and token.entity == "ORG" and view.sentence.tokens[token.head].entity == "PERSON":
        return bool(view.sentence.kids(token.i, "compound")) and role_noun(view, token) is None
    if token.entity:
        return False
    return any(k.entity == "PERSON" and k.i not in view.names for k in view.sentence.kids(token.i, "compound"))


def _after_title(view: View, token: Token) -> bool:
    """Tell whether a capitalised title stands right before a capitalised word that names nothing else: "Deputy Secretary Hicks"."""
    before = view.token(token.i - 1)
    if before is None or before.tag != "NNP" or token.i in view.looks_like or token.lower in view.knowledge.agents:
        return False
    title = title_before(view, token.i)
    return title is not None and "leans" not in title.agent.traits and role_noun(view, token) is None


def _unknown_person(view: View, token: Token) -> Reading:
    """A person without an entry keeps the name, and what the words around it say."""
    first = left_edge(view.sentence, token.i)
    start = token.i
    while start - 1 >= first and _part_of_name(view, view.sentence.tokens[start - 1]):
        start -= 1
    while start < token.i and view.sentence.tokens[start].lower in HONORIFICS:
        start += 1
    name = view.sentence.quote(start, token.i + 1)
    titled = _titled(view, token, start)
    return _person(view, token, (titled.first, token.i + 1), name, titled)


def _part_of_name(view: View, token: Token) -> bool:
    if token.tag == "POS" or token.i in view.names or _is_title(view, token):
        return False
    if token.entity == "PERSON" or (token.entity == "ORG" and token.pos == "PROPN" and token.dep == "compound"):
        return True
    return not token.entity and (token.pos == "PROPN" or token.text == "-") and _joins(view, token)


def _joins(view: View, token: Token) -> bool:
    """Tell whether a word without a label stands within a name: "el", "-"."""
    before = view.token(token.i - 1)
    return before is not None and (before.entity == "PERSON" or before.text == "-" or before.tag == "NNP")


def _is_title(view: View, token: Token) -> bool:
    agent = view.knowledge.agents.get(token.lower)
    return agent is not None and agent.kind == "office" and "title" not in agent.traits and token.pos == "PROPN"


def _person(view: View, token: Token, span: tuple[int, int], name: str, titled: Titled) -> Reading:
    country = titled.country
    note = f"title {titled.title!r}" if titled.title else "a person by the parser"
    if titled.composition and titled.composition.owners and country:
        note += f"; country from {titled.composition.owners[0].words!r}"
    mention = _mention(
        view,
        token.i,
        span,
        ActorMention(
            evidence=view.evidence(*span),
            actor_id=unknown_id(name, country),
            name=name,
            kind="person",
            country=country,
            sectors=titled.composition.sectors if titled.composition else (),
            title=titled.title,
            basis="unknown-name",
            why=Why(rule="unknown name", note=note),
        ),
    )
    return Reading((mention,), _used(view, span[0], token.i), frozenset(range(span[0], token.i)))


def unknown_id(name: str, country: str) -> str:
    """Return the id of a name without an entry: the same for the same name and country, wherever it stands."""
    return f"name:{country.lower()}:{slug(name)}" if country else f"name:{slug(name)}"


def _used(view: View, first: int, last: int) -> frozenset[int]:
    """Return the tokens of names that a phrase has used up as modifiers; possessors stay mentions of their own."""
    return frozenset(i for i in range(first, last) if i in view.names and view.sentence.tokens[i].dep != "poss")


# ---- composition ------------------------------------------------------------------------------------------------------------------


def _composed(view: View, token: Token, role: RoleNoun) -> Reading:
    """ "a senior Hungarian official", "farmers in Punjab", "Hungarian and Romanian officials": one mention for each owner."""
    if role.agent.kind == "polity":
        return NOTHING
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
        mentions, _used(view, first, token.i), _members(view, token, role) | _unnamed(view, token.i + 1, last)
    )


def _name_end(view: View, token: Token, role: RoleNoun) -> int:
    """Return where the name of an institution ends: "University of St. Andrews" goes on behind its noun."""
    last = token.i + 1
    if token.pos != "PROPN" or role.agent.kind not in ("institution", "organisation") or not token.entity:
        return last
    while (after := view.token(last)) is not None and after.entity == token.entity and after.tag != "POS":
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
    if "thing" in traits:
        return any(o.country for o in composition.owners)
    if "title" in traits and not known:
        return token.pos == "PROPN"
    if "vague" not in traits or known:
        return True
    first = left_edge(view.sentence, token.i)
    modified = any(
        r.agent.kind != "generic" and "vague" not in r.agent.traits for r in roles_before(view, first, role.first)
    )
    return modified or (token.pos == "PROPN" and token.entity in ("ORG", "NORP", "GPE"))


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
    sectors = () if proper and _renamed(view, span[0], role) else composition.sectors
    note = f"sector from {composition.reason}" if sectors else "no sector"
    note += f"; country from {owner.words!r}" if owner and owner.country else "; no country in the phrase"
    return _mention(
        view,
        token.i,
        span,
        ActorMention(
            evidence=view.evidence(*span),
            actor_id=_institution_id(agent, country, words, proper=proper, several=kind == "class"),
            name=words,
            kind=kind,
            country=country,
            sectors=sectors,
            title=agent.noun if agent.kind == "office" else "",
            basis="title+country" if country else "description",
            why=Why(rule="role noun", entry=agent.noun, note=note),
        ),
        several=several,
        of=_official_of(owner),
    )


def _official_of(owner: Owner | None) -> str:
    """Return the id of an owner that has officials of its own beside those of the country with its code."""
    if owner is None or owner.named is None:
        return ""
    entry = owner.named.entry
    return entry.actor_id if owner.organisation or (entry.kind == "state" and entry.sectors == ("PRE",)) else ""


def _first_capital(view: View, first: int, head: int) -> int:
    """Return where the name of an institution begins among the words of its phrase."""
    return next(
        (i for i in range(first, head) if view.sentence.tokens[i].tag in ("NNP", "NNPS") or i in view.names), head
    )


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
    return any(
        t.pos == "PROPN"
        and t.i not in view.names
        and t.lower not in ("national", "supreme", "federal", "central", "royal", "high", "state")
        for t in before
    )


def _institution_id(agent: Agent, country: str, words: str, *, proper: bool, several: bool) -> str | None:
    """Return the id of an institution: a country's ministry is one actor wherever it stands; a class or official is nobody in particular."""
    if agent.kind != "institution" or not country or "thing" in agent.traits or several:
        return unknown_id(words, country) if proper and " " in words else None
    return f"{country.lower()}:{slug(agent.noun.replace('defense', 'defence'))}"


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


def _counted(view: View, token: Token, inner: Mention) -> Mention:
    first = min(left_edge(view.sentence, token.i), token.i)
    evidence = view.evidence(first, inner.last)
    record = msgspec.structs.replace(
        inner.record, evidence=evidence, kind="class" if inner.record.kind == "person" else inner.record.kind
    )
    return msgspec.structs.replace(
        inner, head=token.i, first=first, record=record, several=True, subject=is_subject(view, token.i)
    )


# ---- names that the base does not have --------------------------------------------------------------------------------------------


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
    name = view.sentence.quote(start, token.i + 1)
    owners = list(owners_at(view, token))
    gives = view.knowledge.name_heads.get(token.text, "") if start < token.i else ""
    country = _own_country(first, owners)
    if (token.text in view.knowledge.name_heads and not gives) or _rejected(view, start, token.i):
        return NOTHING  # a river, a street, a team
    mention = _mention(
        view,
        token.i,
        (first, token.i + 1),
        ActorMention(
            evidence=view.evidence(first, token.i + 1),
            actor_id=unknown_id(name, country),
            name=name,
            kind=UNKNOWN_KINDS.get(token.entity, "unknown"),
            country=country,
            sectors=(gives,) if gives else (),
            basis="unknown-name",
            why=Why(rule="unknown name", note=f"{token.entity} by the parser"),
        ),
        place=token.entity == "GPE" and _is_place(view, token),
    )
    return Reading((mention,), _used(view, first, token.i))


def _rejected(view: View, first: int, head: int) -> bool:
    """Tell whether all of a name was taken for a state or place and found to be none: a team, a namesake abroad."""
    return all(i in view.looks_like and i not in view.names for i in range(first, head + 1))


def _own_country(first: int, owners: list[Owner]) -> str:
    """A name's country: that of a nation or possessor before it ("the Indian Space Research Organisation"); what its own words contain may be only a name."""
    return next(
        (o.country for o in owners if o.country and (o.named is None or o.named.entry.adjective or o.token < first)), ""
    )


def _mention(
    view: View,
    head: int,
    span: tuple[int, int],
    record: ActorMention,
    *,
    place: bool = False,
    latent: bool = False,
    several: bool = False,
    of: str = "",
) -> Mention:
    return Mention(
        sentence=view.sentence.index,
        head=head,
        first=span[0],
        last=span[1],
        record=record,
        place=place,
        latent=latent,
        several=several,
        of=of,
        subject=is_subject(view, head),
    )


def is_subject(view: View, i: int) -> bool:
    """Tell whether a noun is the subject of a verb, by itself or together with the one that it is coordinated with."""
    token = view.sentence.tokens[i]
    if token.dep == "conj" and view.sentence.tokens[token.head].pos in (*NOUNS, "PRON"):
        return is_subject(view, token.head)
    return token.dep in ("nsubj", "nsubjpass")
