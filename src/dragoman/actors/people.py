"""People in a sentence: their names, and the titles before or beside them."""

from typing import NamedTuple

from dragoman.actors.compose import Composition, compose, is_former, named_before, owner
from dragoman.actors.names import Named, View
from dragoman.actors.phrases import RoleNoun, left_edge, opened, plural, role_noun, roles_before, title_before
from dragoman.actors.reading import NOTHING, NOUNS, Reading, head_of, mention_at, unknown_id, used_up
from dragoman.actors.spelling import fold
from dragoman.actors.standing import Standing, person_on, same_office
from dragoman.actors.tables import Agent, Entry
from dragoman.language.forms import Token
from dragoman.records import ActorMention, Why

HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "dame", "lord", "lady", "st.", "rev.", "hon.", "gen.", "col.", "lt.", "sgt.", "sen.", "rep.", "gov.", "prof.", "maj.", "capt.", "adm.", "brig.", "cpl.", "pres."})  # fmt: skip
WRITTEN_OUT = {"gen.": "general", "col.": "colonel", "lt.": "lieutenant", "sgt.": "sergeant", "sen.": "senator", "rep.": "representative", "gov.": "governor", "prof.": "professor", "maj.": "major general", "capt.": "captain", "adm.": "admiral", "brig.": "brigadier", "cpl.": "corporal", "pres.": "president"}  # fmt: skip


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
    """Read the title before a name, with whose it is where only an apposition says so: "Gen. X, a spokesman for NATO"."""
    titled = _title(view, token, name_first)
    if titled.country or (titled.composition is not None and titled.composition.owners):
        return titled
    apposed = beside(view, token)
    nouns = [apposed[0], *view.sentence.kids(apposed[0].i, "conj")] if apposed is not None else []
    for noun in nouns:
        role = role_noun(view, noun) if noun.pos in NOUNS and noun.i not in view.names else None
        said = compose(view, role, noun.i) if role is not None else None
        if said is not None and any(o.country for o in said.owners):
            known = titled.composition or said
            return titled._replace(composition=known._replace(owners=said.owners))
    return titled


def _title(view: View, token: Token, name_first: int) -> Titled:
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
    apposed = beside(view, token)
    if apposed is not None:
        noun, role = apposed
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


def beside(view: View, token: Token) -> tuple[Token, RoleNoun] | None:
    """Return the role noun in apposition to a name, on either side."""
    head = view.sentence.tokens[token.head]
    near = [*view.sentence.kids(token.i, "appos"), *([head] if token.dep == "appos" else [])]
    if (
        token.dep == "appos" and head.dep == "pobj"
    ):  # "deputy chief of General Staff, X": the parser took X for the staff
        near.append(view.sentence.tokens[view.sentence.tokens[head.head].head])
    for noun in near:
        role = role_noun(view, noun) if noun.pos in NOUNS and noun.i not in view.names else None
        if role is not None and role.agent.kind not in ("institution", "organisation", "generic") and not plural(noun):
            return noun, role
    return None


def _words(view: View, role: RoleNoun) -> str:
    return view.sentence.quote(role.first, role.last)


def known_person(view: View, token: Token, named: Named) -> Reading:
    """Return the mention of a person of the base with the title around it; a namesake if the text makes somebody of another country of it."""
    if token.i != head_of(view, named):
        return NOTHING
    entry = named.entry
    titled = _titled(view, token, named.first)
    if _contradicted(view, entry, titled) or _one_of_many(view, entry, titled):
        return _person(view, token, (titled.first, named.last), entry.surface, titled)
    standing = person_on(view.knowledge, entry.actor_id, view.setting.day, titled.title, former=titled.former)
    mention = mention_at(
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
    return Reading((mention,), used_up(view, titled.first, named.first), frozenset(range(titled.first, named.first)))


def _country_of_role(view: View, entry: Entry, standing: Standing) -> str:
    """A person in an office of another body than the state's is that body's: Annan of UNO."""
    actor = view.knowledge.actor(entry.actor_id)
    held = [r for r in (actor.roles if actor else ()) if standing.role and r.title == standing.role and r.country]
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


def _one_of_many(view: View, entry: Entry, titled: Titled) -> bool:
    """Tell whether a name is too common to mean an office holder whose country and title the article does not say."""
    knowledge = view.knowledge
    if entry.actor_id not in knowledge.common_names or len(entry.surface.split()) > 2:
        return False
    actor = knowledge.actor(entry.actor_id)
    if actor is None or (titled.title and any(same_office(knowledge, titled.title, r) for r in actor.roles)):
        return False
    return view.setting.otherwise.isdisjoint({actor.country, *(r.country for r in actor.roles)})


def heads_person(view: View, token: Token) -> bool:
    """Tell whether a word ends a person's name: the parser says so of it, or of the words right before it ("Asdi el-Nashar"); not "the Queen"."""
    if token.entity == "PERSON":
        alone = view.token(token.i - 1)
        title = token.lower in view.knowledge.agents and (alone is None or alone.entity != "PERSON")
        return not title and not any(k.lower in ("a", "an") for k in view.sentence.kids(token.i, "det"))
    if token.entity in ("", "ORG") and _after_title(view, token):
        return True
    if token.entity == "ORG" and _of_a_family(view, token):
        return True
    if token.entity == "ORG" and token.dep == "appos" and beside(view, token) is not None:
        return role_noun(view, token) is None and view.sentence.tokens[token.i - 1].dep == "compound"
    if token.dep == "conj" and token.entity == "ORG" and view.sentence.tokens[token.head].entity == "PERSON":
        return bool(view.sentence.kids(token.i, "compound")) and role_noun(view, token) is None
    if token.entity:
        return False
    return any(k.entity == "PERSON" and k.i not in view.names for k in view.sentence.kids(token.i, "compound"))


def _of_a_family(view: View, token: Token) -> bool:
    """Tell whether what the parser takes for an organisation ends in the family name of somebody in the article, with a given name before it."""
    before = view.token(token.i - 1)
    known = before is not None and fold(before.text) in view.knowledge.given_names and before.tag == "NNP"
    return known and fold(token.text) in view.setting.family_names and role_noun(view, token) is None


def _after_title(view: View, token: Token) -> bool:
    """Tell whether a capitalised title stands right before a capitalised word that names nothing else: "Deputy Secretary Hicks"."""
    before = view.token(token.i - 1)
    if before is None or before.tag != "NNP" or token.i in view.looks_like or token.lower in view.knowledge.agents:
        return False
    title = title_before(view, token.i)
    if title is None or role_noun(view, token) is not None:
        return False
    return "leans" not in title.agent.traits or bool(view.knowledge.with_surname(token.text))


def unknown_person(view: View, token: Token) -> Reading:
    """A person without an entry keeps the name, and what the words around it say."""
    first = left_edge(view.sentence, token.i)
    start = token.i
    while start - 1 >= first and _part_of_name(view, view.sentence.tokens[start - 1]):
        start -= 1
    while start < token.i and _before_name(view.sentence.tokens[start]):
        start += 1
    name = view.sentence.quote(start, token.i + 1)
    titled = _titled(view, token, start)
    return _person(view, token, (titled.first, token.i + 1), name, titled)


def _before_name(token: Token) -> bool:
    return token.lower in HONORIFICS or not any(map(str.isalnum, token.text))


def family_name(view: View, token: Token) -> bool:
    """Tell whether a word is the family name of somebody whom the article names in full, where the parser sees no name: "Mr Trump", "Wekesa refused"."""
    if not token.text[:1].isupper() or fold(token.text) not in view.setting.family_names or _with_more(view, token):
        return False
    before = view.token(token.i - 1)
    if before is None or before.lower in HONORIFICS or before.pos != "PROPN" or before.text.isupper():
        return True
    return title_before(view, token.i) is not None


def leader_name(view: View, token: Token) -> bool:
    """Tell whether a word is the family name of who leads a country that the article names, where the parser sees no person: "Merkel and Macron met"."""
    setting, knowledge = view.setting, view.knowledge
    if token.tag != "NNP" or token.dep in ("compound", "amod", "nmod") or token.i in view.looks_like or not setting.day:
        return False
    if token.text.isupper() or knowledge.everyday(token.text) or _with_more(view, token):
        return False
    near = setting.otherwise
    bearers = (a for a in knowledge.with_surname(token.text) if not near or a.country in near)
    return any(knowledge.leads(a, setting.day) for a in bearers)


def _with_more(view: View, token: Token) -> bool:
    """Tell whether a word has an article, or is one of the capitalised words of a longer name: "the King", "King Street"."""
    after = view.token(token.i + 1)
    longer = after is not None and after.tag == "NNP" and after.entity == token.entity != ""
    return longer or any(k.dep == "det" for k in view.sentence.kids(token.i))


def _part_of_name(view: View, token: Token) -> bool:
    if token.tag == "POS" or token.i in view.names or _is_title(view, token):
        return False
    if token.entity == "PERSON" or (token.entity == "ORG" and token.pos == "PROPN" and token.dep == "compound"):
        return True
    return not token.entity and (token.pos == "PROPN" or token.text == "-") and _joins(view, token)


def _joins(view: View, token: Token) -> bool:
    """Tell whether a word without a label stands within a name: "el", "-"."""
    before = view.token(token.i - 1)
    if before is None or (token.text == "-" and before.end != token.start):
        return False
    return before.entity == "PERSON" or before.text == "-" or before.tag == "NNP"


def _is_title(view: View, token: Token) -> bool:
    agent = view.knowledge.agents.get(token.lower)
    return agent is not None and agent.kind == "office" and "title" not in agent.traits and token.pos == "PROPN"


def _person(view: View, token: Token, span: tuple[int, int], name: str, titled: Titled) -> Reading:
    country = titled.country
    note = f"title {titled.title!r}" if titled.title else "a person by the parser"
    if titled.composition and titled.composition.owners and country:
        note += f"; country from {titled.composition.owners[0].words!r}"
    mention = mention_at(
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
    return Reading((mention,), used_up(view, span[0], token.i), frozenset(range(span[0], token.i)))
