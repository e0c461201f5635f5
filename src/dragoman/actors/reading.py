"""What a stretch of a sentence is read as: mentions of actors, and the words that they use up."""

from typing import NamedTuple

from dragoman.actors.names import Named, View
from dragoman.actors.tables import slug
from dragoman.records import ActorMention, Record

NOUNS = ("NOUN", "PROPN")
# What an organisation is called by when it is named again: the noun, and the kinds of actors that it can be.
HYPERNYMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("company", "firm", "airline", "carmaker", "automaker", "carrier", "corporation", "conglomerate", "retailer", "manufacturer", "utility", "startup", "operator", "publisher", "exchange"), ("company",)),
    **dict.fromkeys(("newspaper", "daily", "weekly", "magazine", "channel", "station", "website", "site", "broadcaster", "paper", "tabloid", "outlet", "publication"), ("media",)),
    **dict.fromkeys(("organisation", "organization"), ("igo", "ngo", "armed_group", "party")),
    **dict.fromkeys(("bloc", "alliance"), ("igo", "party", "coalition")),
    **dict.fromkeys(("court", "tribunal"), ("court",)),
    **dict.fromkeys(("parliament", "legislature", "senate", "assembly"), ("parliament",)),
    **dict.fromkeys(("cartel", "gang"), ("criminal",)),
    **dict.fromkeys(("charity", "foundation"), ("ngo",)),
    **dict.fromkeys(("university", "college", "school"), ("university",)),
    "group": ("armed_group", "criminal", "ngo", "party", "coalition"),
    "movement": ("armed_group", "party", "ngo"),
    "militia": ("armed_group",),
    "faction": ("armed_group", "party"),
    "front": ("armed_group", "party"),
    "party": ("party",),
    "union": ("igo", "union"),
    "body": ("igo",),
    "bank": ("company", "igo"),
    "lender": ("company", "igo"),
    "agency": ("agency", "igo", "media", "spy", "police"),
    "regulator": ("agency",),
    "bureau": ("agency", "police"),
    "office": ("agency",),
    "department": ("ministry", "agency"),
    "ministry": ("ministry",),
    "council": ("igo", "agency"),
    "commission": ("igo", "agency"),
    "committee": ("igo", "agency"),
    "authority": ("agency",),
    "institute": ("ngo", "university"),
    "institution": ("university", "igo"),
    "network": ("media", "armed_group"),
    "watchdog": ("igo", "ngo"),
    "mission": ("peacekeeping",),
    "force": ("peacekeeping", "coalition"),
    "coalition": ("coalition", "party"),
    "club": ("sport", "igo"),
}  # fmt: skip
# Ends of names of companies.
CORPORATE = frozenset({"inc", "inc.", "corp", "corp.", "corporation", "ltd", "ltd.", "limited", "plc", "llc", "ag", "sa", "s.a.", "nv", "n.v.", "gmbh", "co", "co.", "company", "companies", "group", "holdings", "holding", "industries", "airlines", "airways", "motors", "bank", "energy", "resources", "technologies", "systems", "pharmaceuticals"})  # fmt: skip

SAYING = frozenset({"say", "tell", "add", "note", "claim", "state", "argue", "explain", "comment", "write", "continue", "reply", "respond", "declare", "insist", "remark", "announce", "report", "warn", "think", "believe", "recall", "remember", "ask", "maintain", "stress"})  # fmt: skip


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
    silent: bool = False  # met by events, no mention by itself: who only says whose somebody is ("Kenya's president"), or what somebody may become
    several: bool = False  # stands for more than one
    of: str = ""  # id of the organisation or partially recognised state whose official it is
    subject: bool = False  # of a verb
    speaks: bool = False  # of a verb of saying
    antecedent: tuple[int, int] | None = None  # sentence and head of the mention that a reference was resolved to


class Reading(NamedTuple):
    """The mentions that a head carries, the tokens whose names they use up, and the heads that they stand for as well."""

    mentions: tuple[Mention, ...]
    used: frozenset[int] = frozenset()
    absorbed: frozenset[int] = frozenset()


NOTHING = Reading(())


def mention_at(
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
    """Return the mention at a head: a record, with what the words around it say of its use."""
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
        speaks=speaks(view, head),
    )


def speaks(view: View, i: int) -> bool:
    """Tell whether a noun is the subject of a verb of saying."""
    token = view.sentence.tokens[i]
    verb = view.sentence.tokens[token.head]
    return token.dep in ("nsubj", "nsubjpass") and verb.lemma in SAYING


def is_subject(view: View, i: int) -> bool:
    """Tell whether a noun is the subject of a verb, by itself or together with the one that it is coordinated with."""
    token = view.sentence.tokens[i]
    if token.dep == "conj" and view.sentence.tokens[token.head].pos in (*NOUNS, "PRON"):
        return is_subject(view, token.head)
    return token.dep in ("nsubj", "nsubjpass")


def unknown_id(name: str, country: str) -> str:
    """Return the id of a name without an entry: the same for the same name and country, wherever it stands."""
    return f"name:{country.lower()}:{slug(name)}" if country else f"name:{slug(name)}"


def used_up(view: View, first: int, last: int) -> frozenset[int]:
    """Return the tokens of names that a phrase has used up as modifiers; possessors stay mentions of their own."""
    return frozenset(i for i in range(first, last) if i in view.names and view.sentence.tokens[i].dep != "poss")


def head_of(view: View, named: Named) -> int:
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
