"""One name through an article: surnames after (or before) full names, acronyms that the text introduces, names without an entry."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from dragoman.actors.discourse import refer
from dragoman.actors.knowledge import Knowledge, surnames
from dragoman.actors.names import Setting, View
from dragoman.actors.people import HONORIFICS
from dragoman.actors.reading import Mention, unknown_id
from dragoman.actors.spelling import fold
from dragoman.actors.standing import person_on, same_office
from dragoman.language.forms import Token
from dragoman.records import Actor, ActorMention, Why

# "Oromo Liberation Army (OLA)": right behind a name.
INTRODUCED = re.compile(r"\s*[(\[]\s*(?:the\s+|or\s+)?[\"“]?([A-Z][A-Za-z&/-]{1,9}[A-Za-z0-9])[\"”]?\s*[)\]]")
BESIDE = re.compile(r",\s+(?:or\s+)?([A-Z]{3,8})(?=[,.;])")  # "… Emergency Institute, INEM."
CAPITALISED = re.compile(r"\b[A-Z][\w'’-]*")
FULL_NAME = r"\b([A-Z][\w'’-]+(?: (?:[A-Z]\.|al-|el-|de|da|van|von|bin|[A-Z][\w'’-]+)){0,2}) "


LEAD = 2  # sentences at the head of an article, the title among them
LATELY = 3  # years for which somebody who led a country is called by the family name alone

FUNCTION_WORDS = frozenset({"the", "a", "an", "in", "on", "at", "by", "for", "from", "with", "but", "and", "as", "if", "when", "after", "before", "while", "since", "that", "this", "then", "though", "although", "yet", "so", "or", "nor", "there", "here", "now", "meanwhile", "however", "both", "to", "of", "was", "is", "former", "late", "because", "according"})  # fmt: skip


class Person(NamedTuple):
    """A person whom the article names in full: by which names alone, and as what first."""

    short: frozenset[str]
    words: frozenset[str]  # all words of the name
    record: ActorMention
    at: tuple[int, int]


class Cast:
    """The people and acronyms of an article, from all its sentences."""

    def __init__(self, setting: Setting, people: Sequence[Person], short: "Acronyms", text: str) -> None:
        self.setting = setting
        self._people = people
        self._acronyms = short
        self._text = text

    def unify(self, view: View, mention: Mention) -> Mention:
        """Return a mention under the identity that its name has in the article."""
        record = mention.record
        meant, how = self._acronyms.meaning(record)
        if meant is not None and meant.record.name != record.name:
            return _same(mention, meant.record, (meant.sentence, meant.head), "acronym", how)
        if record.basis != "unknown-name":
            return self.owner(view, mention)
        if record.kind != "person":
            return self._surname(mention) or mention
        if " " in record.name:
            return self._surname(mention) or self._in_full(mention)  # "Van Niekerk", "López Obrador"
        return (
            self._surname(mention)
            or self._titled(mention)
            or self._of_the_day(view, mention)
            or self._elsewhere(mention)
        )

    def abbreviated(self, view: View, own: Sequence[Mention]) -> Iterator[Mention]:
        """Yield the acronyms of a sentence, and the initials of who speaks next in an interview, where they are no mentions yet."""
        taken = {m.head for m in own if not m.latent}
        free = [t for t in view.sentence.tokens if t.i not in taken and t.text[:1].isupper()]
        for token in free:
            antecedent = self._acronyms.introduced.get(token.text)
            if antecedent is not None:
                why = Why(rule="acronym", entry=token.text, note="introduced in the text")
                yield refer(view, token, antecedent, why, basis="name")
        for token in free[:1]:
            if token.i == 0 and token.text.isupper() and view.sentence.text[len(token.text) :].lstrip().startswith(":"):
                yield from self._speaking(view, token)

    def _speaking(self, view: View, token: Token) -> Iterator[Mention]:
        """ "OW: We did.": the one person named in full whose initials these are."""
        named = [p for p in self._people if "".join(w[0] for w in p.record.name.split()) == token.text]
        if len(named) == 1 and len(token.text) > 1:
            person = named[0]
            record = msgspec.structs.replace(
                person.record,
                evidence=view.evidence(token.i, token.i + 1),
                why=Why(rule="acronym", entry=token.text, note=f"initials of {person.record.name!r}"),
            )
            yield Mention(
                sentence=view.sentence.index,
                head=token.i,
                first=token.i,
                last=token.i + 1,
                record=record,
                antecedent=person.at,
            )

    def _in_full(self, mention: Mention) -> Mention:
        """A full name without an entry: the same person as that name's other mentions, with what they say."""
        record = mention.record
        known = next((p.record for p in self._people if fold(p.record.name) == fold(record.name)), record)
        return msgspec.structs.replace(mention, record=_with(record, known))

    def _surname(self, mention: Mention) -> Mention | None:
        """The one person of the article with that family name; of several the one whose title it is; else the only one with that name at all."""
        record = mention.record
        name = loose(record.name)
        fitting = {p.record.actor_id: p for p in self._people if name in p.short}
        if not fitting and record.kind == "person":
            fitting = {p.record.actor_id: p for p in self._people if name in p.words}
        if len(fitting) > 1 and record.title:
            fitting = {i: p for i, p in fitting.items() if p.record.title.lower() == record.title.lower()}
        if len(fitting) > 1:
            fitting = _principal(fitting, mention)
        if len(fitting) != 1:
            return None
        person = next(iter(fitting.values()))
        if record.country and person.record.country and record.country != person.record.country:
            return None
        return _same(mention, person.record, person.at, "surname", f"{person.record.name!r} in the article")

    def _titled(self, mention: Mention) -> Mention | None:
        """ "President Bush": whoever of that family name ever held that office, by preference on the article's day."""
        record = mention.record
        if not record.title:
            return None
        knowledge, day = self.setting.knowledge, self.setting.day
        held = [a for a in knowledge.with_surname(record.name) if _held(knowledge, a, record)]
        now = [
            a
            for a in held
            if day and any(same_office(knowledge, record.title, r) for r in knowledge.roles_on(a.id, day))
        ]
        for people in (held, now):
            if len(people) == 1:
                return self._known(mention, people[0], "title and surname", f"{record.title} {record.name}")
        return None

    def _of_the_day(self, view: View, mention: Mention) -> Mention | None:
        """A family name alone: the one office holder of that day who bears it, if it is no common name and the article names the country."""
        record, knowledge, day = mention.record, self.setting.knowledge, self.setting.day
        if not day or record.kind != "person" or record.title:
            return None
        leaders = self._leaders(record.name)
        if len(leaders) == 1:
            return self._known(
                mention,
                leaders[0],
                "surname",
                f"the only {record.name} at the head of a country that the article names",
            )
        if knowledge.everyday(record.name):
            return None
        in_office = [a for a in knowledge.with_surname(record.name) if knowledge.roles_on(a.id, day)]
        near = [a for a in in_office if self.setting.countries[a.country]]
        if len(in_office) != 1 or len(near) != 1 or view.knowledge.readings(record.name):
            return None
        return self._known(mention, near[0], "surname", f"the only {record.name} in office on {day}")

    def _leaders(self, name: str) -> list[Actor]:
        """Return who of a family name leads a country that the article names, else who led one lately; a common name only where the article names the country more than once."""
        knowledge, day = self.setting.knowledge, self.setting.day
        everybody = knowledge.with_surname(name)
        bearers = [a for a in everybody if a.country in self.setting.otherwise]
        if not self.setting.countries and not knowledge.everyday(name):
            return [a for a in everybody if knowledge.leads(a, day)]  # nothing says of which country it speaks
        if fold(name) in knowledge.common_surnames:
            bearers = [a for a in bearers if self.setting.states[a.country] > 1]
        years = [day, *(f"{int(day[:4]) - n}{day[4:]}".replace("-02-29", "-02-28") for n in range(1, LATELY + 1))]
        for then in years:
            leading = [a for a in bearers if knowledge.leads(a, then)]
            if leading:
                return leading
        return []

    def owner(self, view: View, mention: Mention) -> Mention:
        """Give "the Bush administration" the country of the person it is called after; one called after nobody known stays of no country."""
        record = mention.record
        if record.why.rule != "role noun" or record.country:
            return mention
        words = record.why.entry.replace("-", " ").split()
        before = view.sentence.tokens[mention.first : mention.head]
        names = [t for t in before if t.pos == "PROPN" and t.i not in view.looks_like and t.lower not in words]
        if not names:
            return mention
        country = self._country_of(names[-1].text)
        note = (
            f"country from {names[-1].text!r}; {record.why.note}" if country else f"of the unknown {names[-1].text!r}"
        )
        why = msgspec.structs.replace(record.why, rule="named after", note=note)
        return msgspec.structs.replace(mention, record=msgspec.structs.replace(record, country=country, why=why))

    def _country_of(self, surname: str) -> str:
        if surname.lower() in self.setting.knowledge.agents:
            return ""  # "Tory MPs"
        introduced = self._acronyms.introduced.get(surname)
        if introduced is not None:
            return introduced.record.country
        people = {p.record.country for p in self._people if loose(surname) in p.short}
        in_office = {
            a.country
            for a in self.setting.knowledge.with_surname(surname)
            if self.setting.knowledge.roles_on(a.id, self.setting.day)
        }
        found = people or in_office
        return next(iter(found)) if len(found) == 1 else ""

    def _elsewhere(self, mention: Mention) -> Mention:
        """A full name in a sentence that was not parsed."""
        record = mention.record
        found = (
            {m[1] for m in re.finditer(FULL_NAME + re.escape(record.name) + r"\b", self._text)}
            if record.kind == "person"
            else set()
        )
        found = {f for f in found if not self._no_given_name(f.split()[0].lower())}
        if len(found) != 1:
            return mention
        name = f"{found.pop()} {record.name}"
        why = Why(rule="surname", entry=record.name, note=f"{name!r} in the article")
        full = msgspec.structs.replace(record, name=name, actor_id=unknown_id(name, record.country), why=why)
        return msgspec.structs.replace(mention, record=full)

    def _no_given_name(self, word: str) -> bool:
        """Tell whether a capitalised word before a family name is no given name: a title, or the first word of a sentence, which the text has in small letters too."""
        if word in self.setting.knowledge.agents or word in HONORIFICS or word in FUNCTION_WORDS or "'" in word:
            return True
        return re.search(rf"\b{re.escape(word)}\b", self._text) is not None

    def _known(self, mention: Mention, actor: Actor, rule: str, note: str) -> Mention:
        record = mention.record
        standing = person_on(self.setting.knowledge, actor.id, self.setting.day, record.title)
        why = Why(rule=rule, entry=record.name, note=f"{note}; {standing.reason}" if standing.reason else note)
        known = msgspec.structs.replace(
            record,
            actor_id=actor.id,
            name=actor.name,
            kind="person",
            country=actor.country,
            sectors=standing.sectors,
            title=record.title or standing.title,
            basis="title+name" if record.title else "name",
            why=why,
        )
        return msgspec.structs.replace(mention, record=known)


def _principal(fitting: Mapping[str | None, Person], mention: Mention) -> dict[str | None, Person]:
    """Return of several of one family name those named before, and of them the one whom the article begins with: his parents have given names."""
    before = {i: p for i, p in fitting.items() if p.at < (mention.sentence, mention.head)}
    if len(before) < 2:
        return before
    first = min(p.at[0] for p in before.values())
    return {i: p for i, p in before.items() if p.at[0] == first < LEAD}


def _held(knowledge: Knowledge, actor: Actor, record: ActorMention) -> bool:
    return any(
        same_office(knowledge, record.title, r) and record.country in ("", r.country, actor.country)
        for r in actor.roles
    )


def _same(mention: Mention, known: ActorMention, at: tuple[int, int], rule: str, note: str) -> Mention:
    """Return a mention as another name of a known one."""
    own = mention.record
    why = Why(rule=rule, entry=own.name, note=note)
    record = msgspec.structs.replace(
        known, evidence=own.evidence, why=why, basis=known.basis if known.basis != "title+name" else "name"
    )
    return msgspec.structs.replace(
        mention, record=record, antecedent=at if at != (mention.sentence, mention.head) else None
    )


def _with(record: ActorMention, known: ActorMention) -> ActorMention:
    """Return a mention of an unknown person with what another mention of the name says."""
    country = record.country or known.country
    return msgspec.structs.replace(
        record,
        actor_id=known.actor_id or unknown_id(record.name, country),
        country=country,
        sectors=record.sectors or known.sectors,
        title=record.title or known.title,
    )


# ---- collecting -------------------------------------------------------------------------------------------------------------------


def cast(setting: Setting, views: Sequence[View], mentions: Iterable[Mention], text: str) -> Cast:
    """Gather the people whom an article names in full and the acronyms that it introduces."""
    mentions = list(mentions)
    return Cast(setting, list(_people(mentions)), Acronyms(views, mentions), text)


def loose(name: str) -> str:
    """Return a name in small letters without accents, and with one letter for an umlaut however it is written: "Schröder", "Schroeder"."""
    return fold(name).lower().replace("-", " ").replace("oe", "o").replace("ue", "u").replace("ae", "a")


def _people(mentions: Sequence[Mention]) -> Iterator[Person]:
    """Yield each person named in full; what several mentions of a name say is put together, where they do not disagree."""
    named = [
        m
        for m in mentions
        if m.record.kind == "person" and " " in m.record.name and not m.several and m.antecedent is None
    ]
    by_name: dict[str, list[Mention]] = {}
    for mention in named:
        if mention.record.basis in ("name", "title+name", "unknown-name"):
            by_name.setdefault(fold(mention.record.name), []).append(mention)
    for group in by_name.values():
        record = _together([m.record for m in group])
        yield Person(
            frozenset(loose(s) for s in surnames(record.name, record.country)),
            frozenset(loose(w) for w in record.name.split() if len(w) > 2),
            record,
            (group[0].sentence, group[0].head),
        )


def _together(records: list[ActorMention]) -> ActorMention:
    first = next(
        (r for r in records if r.basis != "unknown-name"), records[0]
    )  # by a title once, then by the name alone
    if first.basis != "unknown-name":
        return first
    countries = Counter(r.country for r in records if r.country)
    country = next(iter(countries)) if len(countries) == 1 else ""
    titled = next((r for r in records if r.title), first)
    return msgspec.structs.replace(
        first, actor_id=unknown_id(first.name, country), country=country, title=titled.title, sectors=titled.sectors
    )


class Acronyms:
    """The acronyms of an article: those that stand in brackets behind an organisation, and the initials of one."""

    def __init__(self, views: Sequence[View], mentions: Sequence[Mention]) -> None:
        by_index = {v.sentence.index: v.sentence for v in views}
        self.introduced: dict[str, Mention] = {}
        self._initials: dict[str, dict[str, Mention]] = {}
        for mention in filter(_has_acronym, mentions):
            sentence = by_index[mention.sentence]
            found = INTRODUCED.match(sentence.text, mention.record.evidence.end - sentence.start)
            found = found or BESIDE.match(sentence.text, mention.record.evidence.end - sentence.start)
            if found is not None and abbreviates(found[1], mention.record.evidence.quote):
                self.introduced.setdefault(found[1], mention)
            initials = "".join(word[0] for word in CAPITALISED.findall(mention.record.name))
            self._initials.setdefault(initials, {}).setdefault(mention.record.name, mention)

    def meaning(self, record: ActorMention) -> tuple[Mention | None, str]:
        """Return what a name abbreviates, and how that is known."""
        introduced = self.introduced.get(record.name)
        if (
            introduced is not None
            or record.basis != "unknown-name"
            or len(record.name) < 3
            or not record.name.isupper()
        ):
            return introduced, "introduced in the text"
        named = list(self._initials.get(record.name, {}).values())
        return (named[0] if len(named) == 1 else None), "the initials of one name in the text"


def _has_acronym(mention: Mention) -> bool:
    record = mention.record
    kinds = ("organisation", "group", "media", "unknown", "class")
    return record.kind in kinds and not mention.place and len(record.name) >= 6


def abbreviates(acronym: str, words: str) -> bool:
    """Tell whether an acronym can be of some words: half its capitals begin one, in whatever order ("OTSC"), or its letters follow each other there ("Nerc")."""
    letters = Counter(w[0].upper() for w in re.findall(r"[^\W\d_]+", words))
    capitals = Counter(c for c in acronym if c.isupper())
    if acronym[-1].isupper() or acronym[-1].isdigit():
        return 2 * sum((letters & capitals).values()) >= sum(capitals.values())
    return re.search(r"\b" + ".*?".join(map(re.escape, acronym)), words, re.IGNORECASE) is not None
