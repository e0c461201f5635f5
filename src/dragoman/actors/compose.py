"""What a noun phrase says of whoever it stands for: whose it is, in which sector, former or not, under which title."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.actors.names import Named, View
from dragoman.actors.phrases import RoleNoun, left_edge, plural, role_noun, roles_before
from dragoman.actors.standing import sectors_on
from dragoman.actors.tables import Agent
from dragoman.language.forms import Token

# "Turkish-backed" does not make anybody Turkish, "Kabul-based" does.
AT_HOME = frozenset({"based", "born", "native"})
TOWARD = frozenset({"pro", "anti", "non", "post", "counter"})
FORMER = frozenset({"former", "ex", "deposed", "ousted", "erstwhile", "onetime", "toppled", "overthrown", "then"})
ONE_TIME = ("one", "-", "time")
OFFICES_HELD = frozenset({"GOV", "LEG", "MIL", "JUD", "SPY", "PTY", "COP"})
# Prepositions behind a role noun and what they tell: whose it is, or only where it is.
WHOSE = ("of", "from", "with", "for")
WHERE = ("at", "in", "within", "across", "near", "around", "outside", "inside", "throughout")
BORDERS = frozenset({"border", "frontier", "boundary"})
GOVERNMENTS = frozenset({"government", "cabinet", "administration", "regime", "council of ministers", "junta"})
SECONDARY = frozenset({"OPP", "PRE"})
DEEPEST = 4  # owners of owners: "the spokesman of the chief of the army of X"


class Owner(NamedTuple):
    """Somebody that a phrase names as whose, or where: a country, sectors, and the words that say so."""

    country: str
    sectors: tuple[str, ...]
    words: str
    token: int
    organisation: bool = False  # an organisation or group, not a state, place or people
    named: Named | None = None
    actor_id: str = ""
    of: str = ""  # id of what has officials of its own beside those of the country with its code: an organisation, a region, Somaliland


class Composition(NamedTuple):
    """What the words of a phrase around a role noun say."""

    sectors: tuple[str, ...]
    owners: tuple[Owner, ...]  # more than one where coordination distributes
    former: bool
    reason: str


def compose(view: View, role: RoleNoun, head: int) -> Composition:
    """Read the phrase around a role noun: "a senior Hungarian official", "Turkish-backed rebels in Idlib", "Hungarian and Romanian officials"."""
    first = left_edge(view.sentence, head)
    owners = tuple(owners_of(view, role, head, first))
    former = is_former(view, first, role.first)
    sectors, reason = sectors_of(view, role, first, owners)
    if role.agent.leans and _of_unknown(view, role, first, owners):  # "Agri SA president": of what, nobody knows
        sectors, reason = (), f"{role.agent.noun!r} of an unknown organisation"
    if former and (OFFICES_HELD & set(sectors) or role.agent.kind == "office"):
        sectors = ("ELI",)
    return Composition(sectors, owners, former, reason)


def _of_unknown(view: View, role: RoleNoun, first: int, owners: Iterable[Owner]) -> bool:
    """Tell whether the name of an organisation without an entry stands before a noun that takes its sector."""
    if any(o.organisation for o in owners):
        return False
    told = {i for r in roles_before(view, first, role.first) for i in range(r.first, r.last)}
    before = view.sentence.tokens[first : role.first]
    behind = [p for p in view.sentence.kids(role.last - 1, "prep") if p.lower == "for"]
    spoken_for = [
        k for p in behind for k in view.sentence.kids(p.i, "pobj") if k.pos == "PROPN" and k.i not in view.names
    ]
    if any(role_noun(view, k) is None for k in spoken_for):
        return True  # "a spokesman for Agri SA"
    return any(
        t.entity == "ORG" and t.tag in ("NNP", "NNPS") and t.i not in told and t.i not in view.names for t in before
    )


def is_former(view: View, first: int, last: int) -> bool:
    """Tell whether tokens [first, last) say that somebody no longer is what follows."""
    words = [t.lower for t in view.sentence.tokens[first:last]]
    return any(w in FORMER for w in words) or any(tuple(words[i : i + 3]) == ONE_TIME for i in range(len(words)))


# ---- whose ------------------------------------------------------------------------------------------------------------------------


def owners_of(view: View, role: RoleNoun, head: int, first: int, depth: int = 0) -> Iterator[Owner]:
    """Yield whose a role noun is: nationalities before it, else its possessor, else what follows "of", "from", "in"."""
    before = list(named_before(view, first, role.first))
    own = [o for n in before if (o := owner(view, n)).country or o.organisation]
    if any(o.country for o in own):
        yield from _distributed(view, own, head)
        return
    possessor = list(_possessors(view, head, depth))
    if any(o.country for o in possessor):
        yield from _first(possessor)
        return
    behind = list(_behind(view, role, head, depth))
    if not own and not possessor and not behind:
        yield from _joined_to(view, head, first)
        return
    yield from (own or [*possessor, *behind] if not any(o.country for o in behind) else _coordinated(behind))


def _joined_to(view: View, head: int, first: int) -> Iterator[Owner]:
    """Yield the nation before the noun that a bare one is joined to: "the Russian navy, air force and marines"."""
    token = view.sentence.tokens[head]
    other = view.sentence.tokens[token.head]
    if token.dep != "conj" or first < head or other.pos not in ("NOUN", "PROPN"):
        return
    if other.dep == "conj" and left_edge(view.sentence, other.i) == other.i:
        yield from _joined_to(view, other.i, other.i)
    before = named_before(view, left_edge(view.sentence, other.i), other.i)
    yield from (owner(view, n) for n in before if n.entry.adjective and n.entry.kind == "state")


def named_before(view: View, first: int, last: int) -> Iterator[Named]:
    """Yield the names in tokens [first, last) that qualify what follows, possessors and "Turkish-backed" left out."""
    at = first
    while at < last:
        named = view.names.get(at)
        if named is None:
            at += 1
            continue
        if not linked(view, named) and not _possessive(view, named.last - 1):
            yield named
        at = max(named.last, at + 1)


def linked(view: View, named: Named) -> bool:
    """Tell whether a name only says to whom something is tied: "Turkish-backed", "pro-Russian", "US-led"."""
    hyphen, tied = view.token(named.last), view.token(named.last + 1)
    if hyphen is not None and tied is not None and hyphen.text == "-" and tied.i not in view.names:
        return tied.lower not in AT_HOME and (tied.tag.startswith("VB") or tied.pos in ("ADJ", "VERB", "NOUN"))
    before, prefix = view.token(named.first - 1), view.token(named.first - 2)
    return before is not None and prefix is not None and before.text == "-" and prefix.lower in TOWARD


def _possessive(view: View, i: int) -> bool:
    return view.sentence.tokens[i].dep == "poss" or any(k.tag == "POS" for k in view.sentence.kids(i, "case"))


def owner(view: View, named: Named) -> Owner:
    """Return what a name brings to a phrase that it qualifies."""
    entry = named.entry
    organisation = (
        not entry.territorial
        and entry.kind in ("organisation", "group", "media", "unknown")
        and not entry.actor_id.startswith("people:")
    )
    sectors = sectors_on(view.knowledge, entry, view.setting.day) if organisation else entry.sectors
    return Owner(
        entry.country,
        sectors,
        view.sentence.quote(named.first, named.last),
        named.first,
        organisation,
        named,
        entry.actor_id,
        _own_officials(view, named),
    )


def _own_officials(view: View, named: Named) -> str:
    """Return the id of a name whose president is not the country's: of all but the sovereign state."""
    entry = named.entry
    state = view.knowledge.state(entry.country)
    sovereign = entry.kind == "state" and not entry.place and state is not None and state.id == entry.actor_id
    return "" if sovereign else entry.actor_id or entry.surface


def _distributed(view: View, own: list[Owner], head: int) -> Iterator[Owner]:
    """Yield each owner of a coordination if what they own can be several's, else the first that has a country."""
    with_country = [o for o in own if o.country]
    different = list({o.country: o for o in with_country}.values())
    if len(different) > 1 and _joined(view, different) and _several(view, head):
        yield from different
    elif len(different) > 1 and _joined(view, different):
        return  # "a British-Iranian aid worker" is of two countries: neither is said to be the first
    else:
        states = [o for o in with_country if not o.actor_id.startswith("people:")] or with_country
        yield _nearest_nation(states)
        yield from (o for o in own if o.organisation and o is not with_country[0])


def _nearest_nation(owners: list[Owner]) -> Owner:
    """Return the first owner; the last if it alone is an adjective: a state's name before it stands there for another reason ("Chad French President X")."""
    last = owners[-1].named
    first = owners[0].named
    headed = last is not None and first is not None and last.entry.adjective and not first.entry.adjective
    return owners[-1] if headed and last is not None and last.entry.kind == "state" else owners[0]


def _joined(view: View, owners: list[Owner]) -> bool:
    """Tell whether names stand in a coordination or a hyphenated pair: "Hungarian and Romanian", "US, British", "Kenyan-Ugandan"."""
    between = view.sentence.tokens[owners[0].token : owners[-1].token]
    return any(t.text in (",", "-", "/") or t.lower in ("and", "or") for t in between)


def _several(view: View, head: int) -> bool:
    token = view.sentence.tokens[head]
    return plural(token) or token.lower in ("forces", "troops", "police", "media", "military", "army", "side")


def _possessors(view: View, head: int, depth: int) -> Iterator[Owner]:
    for kid in view.sentence.kids(head, "poss"):
        yield from owners_at(view, kid, depth + 1)


def _behind(view: View, role: RoleNoun, head: int, depth: int) -> Iterator[Owner]:
    """Yield the owners that prepositional phrases name, those of "of" first."""
    phrases = view.sentence.kids(head, "prep")
    allowed = WHOSE if role.agent.moves else (*WHOSE, *WHERE)
    for word in allowed:
        found = [
            o
            for preposition in phrases
            if preposition.lower == word and preposition.i >= role.last - 1
            for o in _objects(view, role, preposition, depth)
        ]
        yield from found
        if any(o.country for o in found):
            return  # "a spokesman for NATO in Kabul" is NATO's
    if (
        role.last > head + 1
    ):  # "minister of foreign affairs of Chad", "chief of staff of the army": prepositions inside the role
        for i in range(head + 1, role.last):
            for preposition in view.sentence.kids(i, "prep"):
                if preposition.i >= role.last and preposition.lower in allowed:
                    yield from _objects(view, role, preposition, depth)


def _objects(view: View, role: RoleNoun, preposition: Token, depth: int) -> Iterator[Owner]:
    for noun in view.sentence.kids(preposition.i, "pobj"):
        for owner in owners_at(view, noun, depth + 1):
            topic = (
                preposition.lower in ("for", "with")
                and not owner.organisation
                and (owner.named is None or owner.named.entry.territorial)
            )
            if not (topic and role.agent.kind == "office"):  # "the envoy for Syria"
                yield owner


def owners_at(view: View, token: Token, depth: int = 0) -> Iterator[Owner]:
    """Yield what a noun and those coordinated with it bring: the country of a name, or of whoever a role noun stands for."""
    yield from _owner_at(view, token, depth)
    for kid in view.sentence.kids(token.i, "conj"):
        yield from owners_at(view, kid, depth)


def _owner_at(view: View, token: Token, depth: int) -> Iterator[Owner]:
    named = view.names.get(token.i)
    if named is not None:
        yield owner(view, named)
        return
    if depth > DEEPEST or token.pos not in ("NOUN", "PROPN"):
        return
    if token.lemma in BORDERS:
        return  # "near the border with Chad" is in neither country
    role = role_noun(view, token)
    inner = role or RoleNoun(NOBODY, token.i, token.i + 1)
    first = left_edge(view.sentence, token.i)
    owners = list(owners_of(view, inner, token.i, first, depth + 1))
    country = next((o.country for o in owners if o.country), "")
    sectors = (
        sectors_of(view, inner, first, owners)[0] if role else next((o.sectors for o in owners if o.organisation), ())
    )
    if country or sectors:
        words = view.sentence.quote(max(first, token.i - 3), token.i + 1)
        governs = role is not None and (role.agent.kind == "polity" or role.agent.noun in GOVERNMENTS)
        organisation = role is not None or any(o.organisation for o in owners)
        of = owners[0].of if governs and owners else words  # "the president of the Kenyan parliament" is not Kenya's
        yield Owner(country, sectors, words, token.i, organisation=organisation, of=of)


NOBODY = Agent("", (), "generic")


def _first(owners: Iterable[Owner]) -> Iterator[Owner]:
    """Yield the first owner that has a country, and organisations, whose sector may count."""
    found = False
    for owner in owners:
        if owner.country and not found:
            found = True
            yield owner
        elif owner.organisation:
            yield owner


def _coordinated(owners: list[Owner]) -> Iterator[Owner]:
    """Yield all owners of "the presidents of Kazakhstan and Uzbekistan", one of "farmers in Punjab in India"."""
    with_country = [o for o in owners if o.country]
    yield with_country[0]
    yield from (
        o
        for o in owners
        if o is not with_country[0] and (o.organisation or (o.named and o.country != with_country[0].country))
    )


# ---- in which sector --------------------------------------------------------------------------------------------------------------


def sectors_of(view: View, role: RoleNoun, first: int, owners: Iterable[Owner]) -> tuple[tuple[str, ...], str]:
    """Return the sectors of what a role noun stands for and where they come from."""
    agent = role.agent
    modifiers = [r.agent for r in roles_before(view, first, role.first)]
    if "kin" in agent.traits:
        return _kin(owners, modifiers)
    if agent.leans or not agent.sectors:
        leant = _leant(owners, modifiers, agent)
        if leant is not None:
            return leant
    extra = tuple(s for m in modifiers for s in m.sectors if s in SECONDARY and s not in agent.sectors)
    return (*agent.sectors, *extra), f"{agent.noun!r}"


def _leant(owners: Iterable[Owner], modifiers: list[Agent], agent: Agent) -> tuple[tuple[str, ...], str] | None:
    """A spokesman is what he speaks for: "rebel spokesman", "Boko Haram gunmen", "the chief of the army"."""
    for modifier in modifiers:
        if modifier.sectors and modifier.kind != "generic":
            return modifier.sectors, f"{modifier.noun!r} before {agent.noun!r}"
    for owner in owners:
        if owner.organisation and owner.sectors:
            return owner.sectors, f"{agent.noun!r} of {owner.words!r}"
    return None


def _kin(owners: Iterable[Owner], modifiers: list[Agent]) -> tuple[tuple[str, ...], str]:
    """The family of those in office are elites; anybody else's are civilians."""
    sectors = {s for o in owners if o.named is None or not o.named.entry.territorial for s in o.sectors} | {
        s for m in modifiers for s in m.sectors
    }
    return (("ELI",), "family of an office holder") if sectors & {"GOV", "ELI"} else (("CVL",), "family")
