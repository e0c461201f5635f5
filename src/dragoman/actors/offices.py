"""Who held an office: "the Russian president", "his Kazakh counterpart"."""

from collections.abc import Iterable

import msgspec

from dragoman.actors.discourse import Discourse, quoting
from dragoman.actors.names import Setting, View
from dragoman.actors.reading import Mention
from dragoman.actors.standing import person_on
from dragoman.records import ActorMention, Why

COUNTERPART = "counterpart"
# Words with which "for" or "as" leads to an office that somebody wants.
SOUGHT = frozenset(
    {
        "candidate",
        "run",
        "stand",
        "nominee",
        "nominate",
        "nomination",
        "bid",
        "campaign",
        "race",
        "contender",
        "hopeful",
        "vote",
    }
)


def office_holder(setting: Setting, mention: Mention) -> Mention:
    """Identify "the Russian president" by who held that office of that country on the article's day, if exactly one did."""
    record, day = mention.record, setting.day
    if not day or record.actor_id or not record.title or not record.country or record.kind != "person":
        return mention
    if record.sectors == ("ELI",) or not _definite(record):
        return mention
    return holder_of(setting, mention, setting.knowledge.office(record.title, record.country), record.title)


def hoped_for(view: View, mention: Mention) -> Mention:
    """Return an office that somebody wants, without its title: "to be president", "a candidate for US president" are not who holds it."""
    token = view.sentence.tokens[mention.head]
    above = view.sentence.tokens[token.head]
    wanted = token.dep == "attr" and any(k.lower == "to" or k.tag == "MD" for k in view.sentence.kids(above.i, "aux"))
    if token.dep == "pobj" and above.lower in ("for", "as"):
        wanted = view.sentence.tokens[above.head].lemma in SOUGHT
    plain = mention.record.why.rule == "role noun" and not mention.record.actor_id
    record = msgspec.structs.replace(mention.record, title="")
    return msgspec.structs.replace(mention, record=record) if wanted and plain else mention


def _definite(record: ActorMention) -> bool:
    """Tell whether a phrase means the one holder: "the Kenyan president", "Kenya's president", a bare title; not "a minister", "another president"."""
    first, *more = record.evidence.quote.lower().split()
    if first == "the" and more and more[0] in ("new", "next", "future", "first", "previous", "last", "late", "then"):
        return False
    return first not in (
        "a",
        "an",
        "another",
        "some",
        "any",
        "every",
        "one",
        "no",
        "next",
        "new",
        "future",
        "first",
        "previous",
        "last",
    )


def holder_of(setting: Setting, mention: Mention, office: str, words: str) -> Mention:
    """Return a mention as the one holder of an office of its owner on the article's day; unchanged if there was none or more than one."""
    day = setting.day
    holders = setting.knowledge.holders(office, mention.of or mention.record.country, day)
    if len(holders) != 1:
        return mention
    actor = holders[0]
    why = Why(rule="office holder", entry=words, note=f"{actor.name} on {day}")
    sectors = mention.record.sectors or person_on(setting.knowledge, actor.id, day, mention.record.title).sectors
    record = msgspec.structs.replace(mention.record, actor_id=actor.id, name=actor.name, sectors=sectors, why=why)
    return msgspec.structs.replace(mention, record=record)


def resolve_counterpart(view: View, mention: Mention, discourse: Discourse) -> Mention:
    """Give "his Kazakh counterpart" the office of whoever it is the counterpart of, and its holder in that country."""
    record = mention.record
    if record.title != COUNTERPART or record.actor_id:
        return mention
    other = _whose(view, mention, discourse)
    if other is None:
        return mention
    why = Why(rule=COUNTERPART, entry=COUNTERPART, note=f"of {quoting(other)}")
    title = _office_title(view, other.record)
    known = msgspec.structs.replace(record, title=title, sectors=other.record.sectors, why=why)
    mention = msgspec.structs.replace(mention, record=known, antecedent=(other.sentence, other.head))
    if not title or not view.setting.day or mention.several:
        return mention
    office = view.knowledge.office(title, other.record.country)
    return holder_of(view.setting, mention, office, f"{title}, {quoting(other)}")


def _office_title(view: View, record: ActorMention) -> str:
    """Return the office of a person: what the text calls it, else the first role of the day."""
    if record.title and view.knowledge.sectors_of_title(record.title):
        return record.title
    roles = view.knowledge.roles_on(record.actor_id or "", view.setting.day)
    return roles[0].title if roles else record.title


def _whose(view: View, mention: Mention, discourse: Discourse) -> Mention | None:
    """Return the person whose counterpart is meant: the possessor, else the nearest person with an office in the sentence."""
    for kid in view.sentence.kids(mention.head, "poss"):
        found = discourse.at(view.sentence.index, kid.i)
        if found is not None and found.record.kind == "person":
            return found
    here = _in_office(discourse.of_sentence(view.sentence.index), mention)
    before = [
        m
        for s in discourse.nearest_sentences(view.sentence.index, 1)
        for m in _in_office(discourse.of_sentence(s), mention)
    ]
    return here[-1] if here else (before[-1] if len({m.record.actor_id for m in before}) == 1 else None)


def _in_office(mentions: Iterable[Mention], but: Mention) -> list[Mention]:
    return [
        m
        for m in mentions
        if m.record.kind == "person" and m.record.sectors and m.record.title != COUNTERPART and m.head != but.head
    ]
