"""What an actor is on a day: the roles held then, the title that the text gives, or what it was before."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from dragoman.actors.knowledge import Knowledge, holds
from dragoman.actors.tables import Entry
from dragoman.records import ActorMention, Event, Role

PLACELESS = frozenset({"", "IGO", "UNO", "EUR", "NGO"})


class Standing(NamedTuple):
    """Sectors, primary first, the title as written or held, and the reason."""

    sectors: tuple[str, ...]
    title: str
    reason: str
    role: str = ""  # the title of the role behind it, as the base has it


def sectors_on(knowledge: Knowledge, entry: Entry, day: str) -> tuple[str, ...]:
    """Return the sectors of an organisation on a day: what it was then, else what it is always."""
    then = knowledge.roles_on(entry.actor_id, day) if day else ()
    return _sectors(then) or entry.sectors


def person_on(knowledge: Knowledge, actor_id: str, day: str, title: str = "", *, former: bool = False) -> Standing:
    """Return what a person is on an ISO day ("" if no day is known).

    A title that the text gives wins if the person ever held it, or if nothing else is known; `former` is what the text says before the title.
    """
    actor = knowledge.actor(actor_id)
    roles = actor.roles if actor else ()
    now = [r for r in roles if day and holds(r, day)]
    if former and not now:
        return Standing(("ELI",), title, "former, the text says")
    held = [r for r in roles if title and same_office(knowledge, title, r)]
    if held and not former:
        best = next((r for r in held if r in now), held[-1])
        return Standing(best.sectors, title, f"{best.title}, the title in the text", best.title)
    if now:
        first = min(now, key=lambda r: bool(r.organisation))  # an office of the state before one of a party
        return Standing(_sectors([first, *now]), first.title, f"{first.title} on {day}", first.title)
    if title and not former:
        return Standing(knowledge.sectors_of_title(title), title, "the title in the text")
    return _without_office(roles, day)


def _without_office(roles: Iterable[Role], day: str) -> Standing:
    roles = tuple(roles)
    past = [r for r in roles if day and (r.until or "9999") < day]
    if past:
        return Standing(("ELI",), "", f"held no known office on {day}, was {past[-1].title} before")
    if not day and roles:
        shared = set.intersection(*(set(r.sectors) for r in roles))
        return Standing(
            tuple(s for s in roles[0].sectors if s in shared), "", "the same in all roles held; the day is not known"
        )
    return Standing((), "", "")


def _sectors(roles: Iterable[Role]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for r in roles for s in r.sectors))


def same_office(knowledge: Knowledge, title: str, role: Role) -> bool:
    """Tell whether a written title means a role: the same office, or the role's first words ("President" of "President of Somaliland")."""
    office = knowledge.office(title, role.country)
    held = knowledge.office(role.title, role.country)
    low = role.title.lower()
    return office == held or low.startswith(f"{title.lower()} of ") or low.endswith(f" {title.lower()}")


def at_event_day(event: Event, knowledge: Knowledge, article_day: str) -> Event:
    """Return an event whose people have the roles that they held on its own day, where that is known and another than the article's."""
    day = event.when.first
    if day is None or day == article_day or event.when.basis not in ("stated", "relative"):
        return event
    return msgspec.structs.replace(
        event,
        sources=tuple(_restated(m, knowledge, day) for m in event.sources),
        recipients=tuple(_restated(m, knowledge, day) for m in event.recipients),
    )


def _restated(mention: ActorMention, knowledge: Knowledge, day: str) -> ActorMention:
    """A mention whose standing came from the day, not from the text, is what it was on the event's day."""
    actor = knowledge.actor(mention.actor_id or "")
    if actor is None or actor.kind != "person" or "the title in the text" in mention.why.note or not actor.roles:
        return mention
    standing = person_on(knowledge, actor.id, day)
    why = msgspec.structs.replace(mention.why, note=standing.reason or mention.why.note)
    return msgspec.structs.replace(mention, sectors=standing.sectors, title=standing.title, why=why)
