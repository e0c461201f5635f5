"""An event before it is written down."""

from dragoman.events.factuality import Judgement
from dragoman.language.forms import Clause
from dragoman.language.questions import Opinion
from dragoman.records import ActorMention, CountKind, Record, Relation


class Draft(Record, kw_only=True):
    """An event before it is written down: a candidate that won, or what an operator made of one."""

    key: str  # unique within the sentence
    type: str
    modes: tuple[str, ...]
    clause: Clause
    first: int  # trigger tokens [first, last)
    last: int
    sources: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    judgement: Judgement
    score: float
    rule: str
    entry: str
    note: str = ""
    lacking: bool = False  # its entry lacks neighbours or actors: the model vouches for it
    short: bool = False  # it has not the actors that its type or its entry asks for: the model vouches for it
    unpublic: bool = False  # no public actor takes part: the model vouches for it
    alone: bool = False  # a mutual event of which only one party is known: counts only inside another
    contexts: tuple[str, ...] = ()
    counted: tuple[
        tuple[CountKind, Clause, tuple[str, ...]], ...
    ] = ()  # kinds, and the slots where their numbers stand
    cameo: str = ""
    also: tuple[str, ...] = ()
    inner: str = ""  # the event that its words hold: "promised AID"
    words: tuple[int, ...] = ()  # the tokens of its entry's surface
    fillers: tuple[int, ...] = ()  # the heads of the objects that its entry asks for
    within: str | None = None
    relation: Relation | None = None
    opinion: Opinion | None = None  # of the model, where there is one
