"""The records that cross a stage: frozen, typed, and serialised under the same names everywhere.

A field name here is the column name of the dataset and the key of the JSON (docs/records.md). Offsets count Unicode code points of
the part they refer to, end exclusive; `text[start:end] == quote` holds for every `Evidence`.
"""

from typing import Literal, dataclass_transform

import msgspec

SCHEMA_VERSION = "1.0"

Part = Literal["title", "text"]
PublishedBasis = Literal["metadata", "url", "text", "given", "none"]
ActorKind = Literal["state", "person", "organisation", "group", "class", "media", "unknown"]
MentionBasis = Literal[
    "name", "title+name", "title+country", "demonym", "metonym", "pronoun", "description", "list", "unknown-name"
]
Tense = Literal["past", "present", "future"]
Granularity = Literal["time", "day", "week", "month", "season", "quarter", "year", "decade", "range", "unknown"]
WhenBasis = Literal["stated", "relative", "dateline", "publication", "unresolved"]
WhereRole = Literal["event", "home", "mentioned"]
WhereBasis = Literal["stated", "nearby", "dateline", "actor", "unresolved"]
Manner = Literal["direct", "indirect", "mixed", "belief"]
SpeakerType = Literal["official", "witness", "expert", "anonymous", "media", "document", "person", "unknown"]
Stance = Literal["support", "oppose", "neutral"]
CountKind = Literal["killed", "injured", "arrested", "displaced", "participants"]
Relation = Literal[
    "promised", "threatened", "demanded", "refused", "alleged", "reported", "denied", "ordered", "failed", "stopped", "resumed",
    "supported", "opposed",
]  # fmt: skip
Stage = Literal["input", "article", "language", "actors", "events", "statements", "when_where", "dataset"]
ProblemKind = Literal[
    "unreadable",  # the bytes could not be decoded or decompressed
    "empty",  # nothing to code after decoding
    "binary",  # not text of any kind
    "too_large",  # beyond the size limit; what was read is said
    "bad_row",  # a row of a table or JSONL that is not an article
    "duplicate_id",  # an id that this run has already coded
    "no_body",  # HTML without an article in it
    "bad_date",  # a publication date that is not a date
    "undated",  # no publication date known: relative dates stay open
    "language",  # not a language that dragoman codes
    "unbalanced_quotes",  # quotation marks that do not pair; what was assumed is said
    "failed",  # a defect of dragoman's own: reported, article kept without coding
]


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,)
)  # for type checkers: subclasses are frozen too
class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records share: immutable, compared by value, built by keyword."""


class Evidence(Record, kw_only=True):
    """Exact characters of an article: `part[start:end] == quote`."""

    article_id: str
    part: Part
    start: int
    end: int
    quote: str


class Why(Record, kw_only=True):
    """What decided: the rule (a function of the grammar), the lexicon entry's id, the model and its score."""

    rule: str
    entry: str = ""
    model: str = ""
    score: float | None = None
    note: str = ""


class Problem(Record, kw_only=True):
    """Something that was wrong with an input or an article, and what was done about it."""

    subject: str  # the article id, or the input's uri
    stage: Stage
    kind: ProblemKind
    message: str
    done: str


class RawDocument(Record, kw_only=True):
    """Bytes or text as they came, with what the container says of them. Exactly one of `data` and `text` is set."""

    uri: str
    media: Literal["text", "html"] = "text"
    data: bytes | None = None
    text: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    cleaned: bool = False  # the container holds article text, not a page: only obvious furniture is removed


class Furniture(Record, kw_only=True):
    """Page furniture of one kind that was removed: how often, how many characters, and the first words of it."""

    kind: str
    count: int
    characters: int
    sample: str


class TextMap(Record, kw_only=True):
    """`length` characters of the text from `text_start` on stand at `input_start` of the decoded input."""

    text_start: int
    input_start: int
    length: int


class Article(Record, kw_only=True):
    """Cleaned text with what is known of its publication; the text is stored exactly as it is coded from."""

    id: str
    text_hash: str
    uri: str
    outlet: str | None = None
    title: str = ""
    byline: str | None = None
    published: str | None = None  # ISO 8601 date, or date and time with offset where known
    published_basis: PublishedBasis = "none"
    language: str = "und"
    text: str = ""
    furniture: tuple[Furniture, ...] = ()
    map: tuple[TextMap, ...] = ()

    def part(self, name: Part) -> str:
        """Return the characters that offsets of that part count."""
        return self.title if name == "title" else self.text


class Role(Record, kw_only=True):
    """An office or membership: ISO dates, None = open or unknown as `provenance` says."""

    title: str
    country: str = ""
    organisation: str = ""
    sectors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    provenance: str = ""


class Actor(Record, kw_only=True):
    """An entity of the knowledge base."""

    id: str
    name: str
    kind: ActorKind
    country: str = ""
    sectors: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None


class ActorMention(Record, kw_only=True):
    """A phrase of the text that stands for an actor, and how that is known. `actor_id` None: its text is all there is."""

    evidence: Evidence
    actor_id: str | None = None
    name: str = ""  # the actor's name where resolved, else the phrase
    kind: ActorKind = "unknown"
    country: str = ""
    sectors: tuple[str, ...] = ()
    title: str = ""
    basis: MentionBasis = "unknown-name"
    why: Why


class Count(Record, kw_only=True):
    """How many: best, low, high, and the words."""

    kind: CountKind
    best: int | None = None
    low: int | None = None
    high: int | None = None
    evidence: Evidence


class Context(Record, kw_only=True):
    """A PLOVER context with the span that shows it."""

    name: str
    evidence: Evidence


class When(Record, kw_only=True):
    """ISO days, both inclusive; None with basis `unresolved`."""

    first: str | None = None
    last: str | None = None
    granularity: Granularity = "unknown"
    basis: WhenBasis = "unresolved"
    evidence: Evidence | None = None


class Where(Record, kw_only=True):
    """A place; precision is PLOVER's 1 country, 2 province, 3 district, 4 city, 5 sub-city, 0 unknown."""

    name: str = ""
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    admin1: str = ""
    precision: int = 0
    role: WhereRole = "event"
    basis: WhereBasis = "unresolved"
    evidence: Evidence | None = None


class Event(Record, kw_only=True):
    """One coded report of a happening (a PLOVER record)."""

    id: str
    article_id: str
    sentence: int  # number of the sentence within its part
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[Context, ...] = ()
    cameo: str | None = None
    quad: int
    intensity: float
    goldstein: float | None = None
    sources: tuple[ActorMention, ...] = ()
    recipients: tuple[ActorMention, ...] = ()
    when: When = When()
    where: Where = Where()
    negated: bool = False
    tense: Tense = "past"
    hypothetical: bool = False
    historical: bool = False
    within: str | None = None  # id of the event or statement that contains it
    relation: Relation | None = None
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    link: str | None = None
    sentence_evidence: Evidence
    trigger: Evidence
    factuality: tuple[Evidence, ...] = ()  # the words behind negated, future and hypothetical
    confidence: float
    why: Why

    @property
    def current(self) -> bool:
        """Whether default views and exports show it: it happened, lately, and is not merely contained in another."""
        contained = self.relation not in (None, "reported", "resumed")
        return not (self.negated or self.tense == "future" or self.hypothetical or self.historical or contained)


class Statement(Record, kw_only=True):
    """Who said what, in which manner, to whom, through which medium."""

    id: str
    article_id: str
    sentence: int
    speaker: ActorMention | None = None
    speaker_type: SpeakerType = "unknown"
    cue: Evidence | None = None
    cue_class: str = "say"
    manner: Manner
    content: tuple[Evidence, ...]
    addressee: ActorMention | None = None
    via: Evidence | None = None
    cameo: str | None = None
    events: tuple[str, ...] = ()
    confidence: float
    why: Why


class Position(Record, kw_only=True):
    """A holder's explicit stance toward a claim, policy, act or actor."""

    id: str
    article_id: str
    sentence: int
    holder: ActorMention
    stance: Stance
    strength: float  # 0..1
    object: Evidence
    object_actors: tuple[ActorMention, ...] = ()
    claim: str | None = None
    since: str | None = None
    statement: str | None = None
    event: str | None = None
    cue: Evidence | None = None
    confidence: float
    why: Why


class Reading(Record, kw_only=True):
    """Everything taken from one article."""

    schema_version: str = SCHEMA_VERSION
    coder_version: str = ""
    article: Article
    actors: tuple[ActorMention, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    problems: tuple[Problem, ...] = ()


class Manifest(Record, kw_only=True):
    """What made a dataset: the hashes behind `coder_version`."""

    schema_version: str
    coder_version: str
    coder: str
    ontology: str
    lexicon: str
    knowledge: str
    gazetteer: str
    parser: str
    weights: str
    created: str = ""
