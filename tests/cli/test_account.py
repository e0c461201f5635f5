"""The account of a sentence, on one built by hand: what is told, in which words, and in which order."""

import io
import re

import msgspec
import pytest
from rich.console import Console, RenderableType

from dragoman.cli.account import Account, account
from dragoman.cli.layout import Look
from dragoman.cli.weighed import shortened
from dragoman.events.code import SentenceTrace
from dragoman.events.draft import Draft
from dragoman.events.factuality import Judgement
from dragoman.events.match import Candidate
from dragoman.events.patterns import Pattern
from dragoman.language.forms import Argument, Clause, Phrase, Sentence, Token
from dragoman.lexicon.ontology import load_ontology
from dragoman.records import ActorMention, Event, Evidence, Position, Statement, When, Where, Why

TEXT = "Turkey agreed to send aid to Syria on Monday, the minister said."
#        word, part of speech, tag, label, head
WORDS = [
    ("Turkey", "PROPN", "NNP", "nsubj", 1),
    ("agreed", "VERB", "VBD", "ccomp", 11),
    ("to", "PART", "TO", "aux", 3),
    ("send", "VERB", "VB", "xcomp", 1),
    ("aid", "NOUN", "NN", "dobj", 3),
    ("to", "ADP", "IN", "prep", 3),
    ("Syria", "PROPN", "NNP", "pobj", 5),
    ("on", "ADP", "IN", "prep", 1),
    ("Monday", "PROPN", "NNP", "pobj", 7),
    ("the", "DET", "DT", "det", 10),
    ("minister", "NOUN", "NN", "nsubj", 11),
    ("said", "VERB", "VBD", "ROOT", 11),
]
ARTICLE = "a" * 16


def evidence(quote: str, after: int = 0) -> Evidence:
    start = TEXT.index(quote, after)
    return Evidence(article_id=ARTICLE, part="text", start=start, end=start + len(quote), quote=quote)


def sentence() -> Sentence:
    tokens, at = [], 0
    for i, (word, pos, tag, dep, head) in enumerate(WORDS):
        at = TEXT.index(word, at)
        token = Token(
            i=i,
            start=at,
            end=at + len(word),
            text=word,
            lower=word.lower(),
            lemma=word.lower(),
            tag=tag,
            pos=pos,
            dep=dep,
            head=head,
            entity="",
        )
        tokens.append(token)
        at += len(word)
    children = tuple(tuple(t.i for t in tokens if t.head == i and t.i != i) for i in range(len(tokens)))
    return Sentence(index=0, part="text", start=0, end=len(TEXT), text=TEXT, tokens=tuple(tokens), children=children)


def argument(slot: str, first: int, last: int, *, shared: bool = False) -> Argument:
    return Argument(slot=slot, phrase=Phrase(head=last - 1, first=first, last=last), shared=shared)


SAID = Clause(kind="verbal", predicate=11, lemma="say", relation="root", arguments=(argument("subject", 9, 11),))
AGREED = Clause(
    kind="verbal",
    predicate=1,
    lemma="agree",
    parent=11,
    relation="ccomp",
    arguments=(argument("subject", 0, 1), argument("on", 8, 9)),
)
SEND = Clause(
    kind="verbal",
    predicate=3,
    lemma="send",
    parent=1,
    relation="xcomp",
    tense="future",
    finite=False,
    negation=2,
    modality=2,
    arguments=(argument("subject", 0, 1, shared=True), argument("object", 4, 5), argument("to", 6, 7)),
)
AID = Clause(kind="nominal", predicate=4, lemma="aid", finite=False, light=3, parent=3, relation="dobj")

TURKEY = ActorMention(
    evidence=evidence("Turkey"),
    actor_id="state:turkey",
    name="Turkey",
    kind="state",
    country="TUR",
    sectors=("GOV",),
    basis="name",
    why=Why(rule="name", entry="Turkey"),
)
SYRIA = ActorMention(
    evidence=evidence("Syria"),
    name="Syria",
    country="SYR",
    basis="metonym",
    why=Why(rule="name", entry="Syria", note="a \x1b[31mtest"),
)
MINISTER = ActorMention(
    evidence=evidence("the minister"),
    name="the minister",
    sectors=("GOV",),
    basis="description",
    why=Why(rule="role noun", entry="minister", note="no country in the phrase"),
)


def pattern(name: str, kind: str) -> Pattern:
    return Pattern(id=name, type=kind, verbs=("x",))


def candidate(clause: Clause, name: str, kind: str, score: float, rejected: str = "") -> Candidate:
    at = clause.predicate
    return Candidate(
        clause=clause,
        pattern=pattern(name, kind),
        surface=clause.lemma,
        first=at,
        last=at + 1,
        score=score,
        rejected=rejected,
    )


def draft(clause: Clause, name: str, kind: str, note: str = "") -> Draft:
    return Draft(
        key=name, type=kind, modes=(), clause=clause, first=clause.predicate, last=clause.predicate + 1, sources=(TURKEY,), recipients=(SYRIA,), judgement=Judgement(), score=0.6, rule="verbal", entry=name, note=note
    )  # fmt: skip


def event(name: str, kind: str, trigger: str, **more: object) -> Event:
    fields: dict[str, object] = {
        "id": name,
        "article_id": ARTICLE,
        "sentence": 0,
        "type": kind,
        "cameo": "030",
        "quad": 1,
        "intensity": 2.5,
        "sources": (TURKEY,),
        "recipients": (SYRIA,),
        "sentence_evidence": evidence(TEXT),
        "trigger": evidence(trigger),
        "confidence": 0.6,
        "why": Why(rule="verbal", entry=kind.lower(), score=0.61),
    }
    return Event(**(fields | more))  # type: ignore[arg-type]


PROMISE = event(
    "e1promise000",
    "AGREE",
    "agreed",
    when=When(first="2024-03-11", last="2024-03-11", granularity="day", basis="relative", evidence=evidence("Monday")),
    why=Why(rule="operator over AID", entry="promise", note="promise of give-aid", score=0.6),
    asserted_by=("s1",),
    within="s1",
    relation="reported",
)
GIFT = event(
    "e2gift000000",
    "AID",
    "send",
    tense="future",
    negated=True,
    within="e1promise000",
    relation="promised",
    factuality=(evidence("to"),),
    where=Where(name="Idlib", country="SYR", precision=4, basis="stated", geonames=169389, evidence=evidence("Syria")),
)


def case(**more: object) -> Account:
    fields: dict[str, object] = {
        "sentence": sentence(),
        "clauses": (AGREED, SEND, SAID),
        "mentions": (TURKEY, SYRIA, MINISTER),
        "trace": SentenceTrace(
            sentence=0,
            candidates=(
                candidate(AGREED, "agree", "AGREE", 0.59),
                candidate(SEND, "give-aid", "AID", 0.77),
                candidate(SEND, "send-troops", "MOBILIZE", 0.81, "nothing of a, b, c, d, e in its object"),
                candidate(SEND, "helps", "AID", 0.7),
                candidate(SEND, "zeal", "AID", 0.77),
                candidate(AID, "aid-noun", "AID", 0.5),
            ),
            winners=(1, 3, 4),
            drafts=(draft(AGREED, "promise", "AGREE"), draft(SEND, "give-aid", "AID", "with aid-noun")),
            events=(PROMISE, GIFT),
        ),
        "events": (PROMISE, GIFT),
        "statements": (
            Statement(
                id="s1",
                article_id=ARTICLE,
                sentence=0,
                speaker=MINISTER,
                cue=evidence("said"),
                manner="indirect",
                content=(evidence("Turkey agreed to send aid to Syria on Monday"),),
                events=("e1promise000",),
                confidence=0.9,
                why=Why(rule="verb, clause", entry="say"),
            ),
        ),
        "positions": (
            Position(
                id="p1",
                article_id=ARTICLE,
                sentence=0,
                holder=TURKEY,
                stance="support",
                strength=0.5,
                object=evidence("aid"),
                confidence=0.7,
                why=Why(rule="event", entry="give-aid"),
            ),
        ),
        "opens": True,
        "ontology": load_ontology(),
        "published": "2024-03-14",
    }
    return Account(**(fields | more))  # type: ignore[arg-type]


def shown(what: RenderableType, *, colour: bool = False, width: int = 80) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(what)
    return stream.getvalue()


def told(focus: str = "", **more: object) -> str:
    return shown(account(case(**more), Look(plain=True), focus=focus))


def part(text: str, heading: str) -> str:
    """Return a section of an account: from below its heading up to the next one."""
    found = re.search(rf"^{heading}\b[^\n]*\n(.*?)(?=^[A-Z]{{4,}}\b|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading}"
    return found[1]


@pytest.mark.parametrize("width", [40, 80, 140])
def test_it_fits(width: int) -> None:
    assert max(map(len, shown(account(case(), Look(plain=True)), width=width).splitlines())) <= width


def test_no_line_ends_in_blanks() -> None:
    assert [line for line in told().splitlines() if line != line.rstrip()] == []


def test_what_came_out_stands_first() -> None:
    assert told().split("\n\nCLAUSES")[0].split("\n\n")[1].splitlines() == [
        " ●¹ Turkey (TUR GOV) → AGREE → Syria (SYR)  [reported]",
        " ○² Turkey (TUR GOV) → AID → Syria (SYR)  [promised in¹]  [future]  [negated]",
        " ❝  the minister (GOV): said  [indirect]",
        " ▲  Turkey (TUR GOV) supports “aid”",
    ]
    assert "Turkey ‹agreed›¹ to ‹send›² aid" in told()


def test_clauses_are_a_tree() -> None:
    assert part(told(), "CLAUSES").strip("\n").splitlines() == [
        "    said  verb, active, past",
        "    ├─ that      agreed  verb, active, past",
        "    │  ├─ subject   Turkey",
        "    │  ├─ to        send  verb, active, infinitive, future, negated by “to”,",
        "    │  │            only under “to”",
        "    │  │  ├─ subject   Turkey  taken over",
        "    │  │  ├─ object    aid",
        "    │  │  ├─ event     aid  noun, carried by “send”",
        "    │  │  ╰─ to        Syria",
        "    │  ╰─ on        Monday",
        "    ╰─ subject   the minister",
    ]


def test_actors_say_how_they_are_known() -> None:
    assert part(told(), "ACTORS").strip("\n").split("\n\n") == [
        "    “Turkey” is Turkey (TUR GOV)  state:turkey\n    a name that the knowledge base has",
        "    “Syria” is Syria (SYR)\n    a place that stands for its government: name “Syria”, a �[31mtest",
        "    “the minister” is the minister (GOV)\n    a description; nobody in particular is known: role noun “minister”, no\n    country in the phrase",
    ]


def test_candidates_say_who_won_and_why_the_others_lost() -> None:
    assert part(told(), "CANDIDATES").strip("\n").splitlines() == [
        "    “agreed”  verb",
        "    ✓  AGREE  0.59  agree “agree”: wins, but promise makes more of it together",
        "                    with another event",
        "    “send”  verb",
        "    ✓  AID       0.77  give-aid “send”: wins",
        "    ·  AID       0.77  zeal “send”: fits as well as give-aid, which comes first",
        "                       by name",
        "    ·  AID       0.70  helps “send”: fits, but give-aid fits better",
        "    ✗  MOBILIZE  0.81  send-troops “send”: none of a, b, c, d, … in its object",
        "    “aid”  noun",
        "    ✓  AID  0.50  aid-noun “aid”: wins, and joins the event of give-aid: one",
        "                  happening, told twice",
    ]


def test_events_tell_what_each_part_rests_on() -> None:
    first, second = part(told(), "EVENTS").strip("\n").split("\n\n")
    assert first.splitlines()[1:] == [
        "    because     “agreed” is operator promise; over AID (entry give-aid) it makes",
        "                AGREE",
        "    part of     the statement of the minister (“said”), as reported",
        "    who         Turkey (TUR GOV), “Turkey”, its subject",
        "    to whom     Syria (SYR), “Syria”",
        "    fact        told as past",
        "    when        11 Mar 2024, “Monday”, counted from the day of publication",
        "    where       open: nothing in the text places it",
        "    said by     the minister",
        "    coded       CAMEO 030, intensity +2.5, confidence 0.60, score 0.60, id",
        "                e1promise0",
    ]
    assert second.splitlines()[1:] == [
        "    because     the verb “send” fits entry aid",
        "    part of     event ¹, as promised",
        "    who         Turkey (TUR GOV), “Turkey”, its subject",
        "    to whom     Syria (SYR), “Syria”, behind “to”",
        "    fact        told as future, so it has not happened yet, negated: “to”",
        "    when        open: nothing in the text dates it",
        "    where       Idlib, SYR (city), “Syria”, as stated, GeoNames 169389",
        "    coded       CAMEO 030, intensity +2.5, confidence 0.60, score 0.61, id",
        "                e2gift0000",
    ]


def test_a_day_that_stays_open_says_what_it_waits_for() -> None:
    undated = msgspec.structs.replace(PROMISE, when=When())
    plain = msgspec.structs.replace(sentence(), text="Turkey agreed to send aid to Syria, the minister said.")
    told_of = {
        "waiting": part(told(events=(undated,), published=None), "EVENTS"),
        "nothing": part(told(events=(undated,), published=None, sentence=plain), "EVENTS"),
        "known": part(told(events=(undated,)), "EVENTS"),
    }
    whens = {
        name: " ".join(re.findall(r"when +(.*?)\n +where", text, re.DOTALL)[0].split())
        for name, text in told_of.items()
    }
    assert whens == {
        "waiting": "open: “Monday” cannot be counted without the day of publication (--published)",
        "nothing": "open: nothing in the text dates it, and its day of publication is not known",
        "known": "open: nothing in the text dates it",
    }


def test_statements_and_positions_tell_theirs() -> None:
    assert part(told(), "STATEMENTS").strip("\n").splitlines() == [
        " ❝  the minister (GOV): said  [indirect]",
        "    cue         “said”, of the class say",
        "    because     rule verb, clause; entry say",
        "    words       Turkey agreed to send aid to Syria on Monday",
        "    says        event ¹",
        "                confidence 0.90, id s1",
    ]
    assert part(told(), "POSITIONS").strip("\n").splitlines()[:2] == [
        " ▲  Turkey (TUR GOV) supports “aid”",
        "    because     rule event; entry give-aid",
    ]


def test_with_a_focus_only_that_event_is_told_in_full() -> None:
    events = part(told(focus="e2gift000000"), "EVENTS")
    assert events.count("because") == 1
    assert "AID" in events


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"opens": False}, "no word of it opens an event"),
        (
            {"trace": SentenceTrace(sentence=0, candidates=(), winners=(), drafts=(), events=())},
            "no entry of the event lexicon fits",
        ),
        ({}, "every entry that fits its words was ruled out"),
    ],
)
def test_nothing_has_its_reason_too(more: dict[str, object], reason: str) -> None:
    assert reason in " ".join(told(**({"events": (), "statements": (), "positions": ()} | more)).split())  # type: ignore[arg-type]


def test_on_a_terminal_it_is_in_colour_and_nothing_of_the_article_gets_through() -> None:
    text = shown(account(case(), Look()), colour=True)
    assert "\x1b[1;" in text
    assert "‹" not in text
    assert "a �[31mtest" in text


@pytest.mark.parametrize(
    ("reason", "short"),
    [
        ("nothing of a, b, c, d, e, f in its object", "none of a, b, c, d, … in its object"),
        ("nothing of a b, c in its by", "none of a b, c behind “by”"),
        ("nothing of a in its any", "none of a in its arguments"),
        ("its object is one of those that rule it out", "what stands in its object rules it out"),
        ("its with is one of those that rule it out", "what stands behind “with” rules it out"),
        ("the clause is passive", "the clause is passive"),
    ],
)
def test_long_lists_are_cut(reason: str, short: str) -> None:
    assert shortened(reason) == short
