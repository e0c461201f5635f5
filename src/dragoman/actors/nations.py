"""Names of states, places, peoples and organisations in a sentence: actors, places, languages, or whose a thing is."""

import msgspec

from dragoman.actors.compose import linked, named_before, owners_of
from dragoman.actors.names import Named, View
from dragoman.actors.people import known_person
from dragoman.actors.phrases import RoleNoun, left_edge, opened, plural, role_noun
from dragoman.actors.reading import NOTHING, NOUNS, Mention, Reading, head_of, mention_at, used_up
from dragoman.actors.standing import person_on, sectors_on
from dragoman.actors.tables import Agent, Entry, slug
from dragoman.language.forms import Token
from dragoman.records import ActorMention, Why

LOCATIVE = frozenset({
    "in", "at", "near", "around", "outside", "across", "inside", "throughout", "within", "through", "from", "into", "onto", "via", "off", "along", "toward", "towards",
})  # fmt: skip
# What comes from an actor: "the first statement from Britain".
SENT = frozenset({"statement", "answer", "reply", "response", "letter", "message", "troops", "force", "help", "aid", "support", "pressure", "criticism", "offer", "call", "demand", "request", "threat", "reaction", "apology", "assurance", "approval", "invitation", "opposition", "protest", "objection", "condemnation"})  # fmt: skip
# Verbs and nouns with which "to" says where somebody goes.
MOTION = frozenset({"go", "come", "travel", "fly", "return", "move", "flee", "head", "sail", "march", "drive", "walk", "send", "bring", "take", "transfer", "transport", "deport", "extradite", "evacuate", "rush", "airlift", "migrate", "emigrate", "trip", "flight", "journey", "visit", "way", "road", "route", "from"})  # fmt: skip
# Nouns whose "of" names what they are a part of, or what kind of place it is: "the streets of Nairobi", "the city of Mombasa".
PLACE_NOUNS = frozenset({
    "area", "capital", "centre", "center", "city", "coast", "corner", "district", "downtown", "east", "half", "island", "map", "neighborhood", "neighbourhood", "north", "northeast",
    "northwest", "outskirt", "outskirts", "part", "province", "region", "road", "south", "southeast", "southwest", "street", "suburb", "town", "vicinity", "village", "west",
})  # fmt: skip
ENVOYS = frozenset({"ambassador", "envoy", "consul", "representative", "attaché", "nuncio", "commissioner"})
# What ends like an act and is none.
NO_ACTS = frozenset({
    "constitution", "tradition", "population", "station", "institution", "section", "generation", "edition", "nation", "apartment", "monument", "document", "building", "evening",
    "morning", "province", "science", "entrance",
})  # fmt: skip
# Endings and words of nouns that are somebody's act: "the Kenyan invasion" is Kenya's, "Kenyan coffee" is not Kenya.
ACTION_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ing", "ism")
ACTION_NOUNS = frozenset({
    "aid", "airstrike", "ally", "approach", "assault", "attack", "attempt", "backlash", "ban", "bid", "blockade", "boycott", "call", "campaign", "claim", "control", "counterattack",
    "coup", "crackdown", "deal", "demand", "denial", "drill", "effort", "embargo", "exercise", "fire", "help", "incursion", "influence", "intelligence", "leadership", "loan",
    "missile", "offensive", "offer", "operation", "patrol", "plan", "policy", "position", "pressure", "proposal", "pullout", "raid", "refusal", "relation", "relations", "request", "response",
    "retreat", "role", "rule", "sanction", "sanctions", "sortie", "stance", "strike", "strikes", "support", "surge", "talk", "talks", "threat", "tie", "ties", "tension", "tensions", "trade", "veto", "visit", "vote",
    "war", "warning", "withdrawal", "air", "bomb", "rocket", "border", "side", "interest", "interests", "concern", "soil", "territory", "airspace", "waters",
})  # fmt: skip


def of_name(view: View, token: Token, named: Named) -> Reading:
    """Return the mention of a known name at its head: an actor, or a place where it only says where; none where it qualifies or is a language."""
    if named.entry.kind == "person":
        return known_person(view, token, named)
    if _qualifies(view, token):
        return NOTHING  # what it qualifies uses it up or leaves it over
    if token.i != head_of(view, named) or _is_language(view, token, named):
        return NOTHING
    if named.entry.basis == "demonym" and plural(token) and not named.entry.adjective:
        return Reading(
            (_inhabitants(view, token, named),), used_up(view, left_edge(view.sentence, token.i), named.first)
        )
    chapter = _chapter(view, token, named)
    if chapter is not None:
        return chapter
    entry = named.entry
    sectors = entry.sectors if entry.territorial else sectors_on(view.knowledge, entry, view.setting.day)
    first = named.first if entry.place else min(named.first, _without_role(view, token, named))
    mention = mention_at(
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
    whose = entry.territorial and only_whose(view, token)
    return Reading((msgspec.structs.replace(mention, silent=whose),))


def only_whose(view: View, token: Token) -> bool:
    """Tell whether a state only says whose a body, official or town is: "Kenya's president", "the ambassador to Kenya"; not "Kenya's economy", "Kenya's refusal"."""
    head = view.sentence.tokens[token.head]
    if token.dep == "pobj" and head.lower == "to":
        return view.sentence.tokens[head.head].lemma.lower() in ENVOYS
    if token.dep != "poss" or _is_act(head):
        return False
    role = role_noun(view, head) if head.pos in NOUNS and head.i not in view.names else None
    return role is not None or head.i in view.names or head.lemma in PLACE_NOUNS or head.entity == "ORG"


def _chapter(view: View, token: Token, named: Named) -> Reading | None:
    """A nation before the name of a body that works in many: "the Kenyan Red Cross" is Kenya's, and an actor of its own."""
    first = opened(view.sentence, left_edge(view.sentence, token.i), named.first)
    before = (n for n in named_before(view, first, named.first) if n.entry.adjective and n.entry.kind == "state")
    nation = next(before, None) if named.entry.country == "NGO" else None
    if nation is None:
        return None
    country = nation.entry.country
    record = ActorMention(
        evidence=view.evidence(first, named.last),
        actor_id=f"{country.lower()}:{slug(named.entry.surface)}",
        name=view.sentence.quote(nation.first, named.last),
        kind=named.entry.kind,
        country=country,
        sectors=named.entry.sectors,
        basis="name",
        why=Why(rule="name", entry=named.entry.surface, note=f"country from {nation.entry.surface!r}"),
    )
    return Reading((mention_at(view, token.i, (first, named.last), record),), used_up(view, first, named.first))


def _is_language(view: View, token: Token, named: Named) -> bool:
    """A nation's adjective that stands alone without an article is its language: "spoke English", "in Russian"."""
    alone = (
        named.entry.basis == "demonym" and named.entry.adjective and not plural(token) and named.entry.kind == "state"
    )
    return alone and not any(k.dep in ("det", "nummod") for k in view.sentence.kids(token.i))


def _qualifies(view: View, token: Token) -> bool:
    """Tell whether a name only qualifies a noun: "Romanian" in "Hungarian and Romanian officials"."""
    head = view.sentence.tokens[token.head]
    if token.dep == "conj" and (token.pos == "ADJ" or head.pos == "ADJ"):
        return _qualifies(view, head)
    return token.dep == "amod"


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
    if token.dep in ("appos", "npadvmod") and head.pos in NOUNS:  # "Irwin Hospital, New Delhi"
        return head.entity in ("GPE", "LOC", "FAC", "ORG") or head.lemma in PLACE_NOUNS
    if (
        token.dep == "pobj"
        and head.lower == "of"
        and view.sentence.tokens[head.head].lower in ("out", "outside", "inside")
    ):
        return True  # "out of Iraq"
    if (
        token.dep == "pobj" and head.lower == "of"
    ):  # a city or region, not a state: "parts of Georgia" may be what it lost
        entry = view.names[token.i].entry if token.i in view.names else None
        return entry is not None and (entry.capital or entry.place) and _of_part(view, head)
    if token.dep == "pobj" and head.lower == "to" and token.i in view.names:
        return _destination(view, head, view.names[token.i].entry)
    if token.dep == "pobj" and head.lower == "from" and view.sentence.tokens[head.head].lemma in SENT:
        return False
    return token.dep in ("pobj", "npadvmod") and head.lower in LOCATIVE


def _destination(view: View, preposition: Token, entry: Entry) -> bool:
    """Tell whether somebody goes or is brought to a town: "flown to London"; "a message to London" is one to its government."""
    return (entry.capital or entry.place) and view.sentence.tokens[preposition.head].lemma in MOTION


def _of_part(view: View, preposition: Token) -> bool:
    """Tell whether "of" follows a part or a kind of place: "the centre of Nairobi"."""
    return view.sentence.tokens[preposition.head].lemma in PLACE_NOUNS


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
    return mention_at(
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


def left_over(view: View, named: Named, used: set[int], heads: set[int]) -> Mention | None:
    """A name that qualifies a noun which stands for nobody: "Russian invasion", "NATO bombing"; by itself only before an act, or if it is an organisation."""
    at = head_of(view, named)
    if at in used or at in heads or linked(view, named):
        return None
    noun = view.sentence.tokens[view.sentence.tokens[at].head]
    while noun.i in view.names and noun.head != noun.i:  # "Sino-Russian talks": one hangs on the other
        noun = view.sentence.tokens[noun.head]
    entry = named.entry
    if entry.kind == "person" and not _is_act(noun):
        return None
    sectors = entry.sectors
    if entry.kind == "person":
        sectors = person_on(view.knowledge, entry.actor_id, view.setting.day).sectors
    return mention_at(
        view,
        at,
        (named.first, named.last),
        ActorMention(
            evidence=view.evidence(named.first, named.last),
            actor_id=entry.actor_id or None,
            name=entry.name,
            kind=entry.kind,
            country=entry.country,
            sectors=sectors,
            basis=entry.basis,
            why=Why(rule="name", entry=entry.surface, note=f"qualifies {noun.text!r}"),
        ),
        latent=not _beside_another(view, at)
        and (entry.place or entry.capital or not (_is_act(noun) or _is_body(entry))),
    )


def _beside_another(view: View, at: int) -> bool:
    """Tell whether a state is joined to another by "and", though the parser makes one a part of the other: "between Portugal and East Timor"."""
    token, joined = view.sentence.tokens[at], view.sentence.kids(at, "cc")
    named = view.names.get(token.head)
    other = named is not None and named.entry.kind == "state" and not named.entry.adjective
    return bool(joined) and other and not view.names[at].entry.adjective


def _is_body(entry: Entry) -> bool:
    """Tell whether a name is of an organisation, which is itself named where it qualifies a thing: "the ASEAN website", not "Kenyan coffee", "a BBC film"."""
    return entry.kind in ("organisation", "group") and not entry.actor_id.startswith("people:")


def _is_act(noun: Token) -> bool:
    listed = noun.lemma in ACTION_NOUNS or noun.lower in ACTION_NOUNS
    return listed or (noun.lemma.endswith(ACTION_ENDINGS) and noun.lemma not in NO_ACTS)
