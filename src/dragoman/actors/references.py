"""References within an article: surnames, "he", "his Kazakh counterpart", "the president". Wrong is worse than open: abstain."""

from collections.abc import Sequence

import msgspec

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.mentions import Mention
from dragoman.language.forms import Sentence, Token
from dragoman.records import ActorMention, Evidence, Why

PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
REACH = 3  # sentences that a pronoun may look back over
SAME_OFFICE = {"counterpart"}


def resolve_pronoun(
    token: Token, sentence: Sentence, article_id: str, before: Sequence[Mention], knowledge: Knowledge
) -> Mention | None:
    """Return the mention of "he" or "she": the nearest subject person of that gender, none where two could be meant."""
    gender = PRONOUNS.get(token.lower)
    if gender is None or sentence.tokens[token.head].lemma in SAME_OFFICE:  # "his counterpart": may point ahead
        return None
    before = [m for m in before if not _same_clause(m, token, sentence)]
    near = [
        m
        for m in before
        if sentence.index - m.sentence <= REACH and m.record.kind == "person" and _may_be(m.record, gender, knowledge)
    ]
    if not near:
        return None
    latest = max(m.sentence for m in near)
    rivals = {m.record.actor_id or m.record.name for m in near if m.sentence == latest}
    antecedent = next(m for m in near if m.sentence == latest)
    if len(rivals) > 1 and latest == sentence.index:
        return None
    evidence = Evidence(article_id=article_id, part=sentence.part, start=token.start, end=token.end, quote=token.text)
    why = Why(rule="pronoun", entry=token.lower, note=f"{antecedent.record.evidence.quote!r}, sentence {latest}")
    record = msgspec.structs.replace(antecedent.record, evidence=evidence, basis="pronoun", why=why)
    return Mention(sentence=sentence.index, head=token.i, first=token.i, last=token.i + 1, record=record)


def _same_clause(mention: Mention, token: Token, sentence: Sentence) -> bool:
    """Tell whether a mention is the subject of the verb whose object the pronoun is: "gave him" is not himself."""
    if mention.sentence != sentence.index or token.dep not in ("dobj", "dative", "pobj"):
        return False
    verb = sentence.tokens[token.head]
    verb = sentence.tokens[verb.head] if verb.pos == "ADP" else verb
    return sentence.tokens[mention.head].dep in ("nsubj", "nsubjpass") and sentence.tokens[mention.head].head == verb.i


def _may_be(record: ActorMention, gender: str, knowledge: Knowledge) -> bool:
    known = knowledge.genders.get(record.actor_id or "", "")
    return not known or known == gender


def resolve_surname(mention: Mention, before: Sequence[Mention]) -> Mention:
    """Return a mention of a bare surname as the person whose full name stood before, if only one fits."""
    record = mention.record
    if record.basis != "unknown-name" or " " in record.name:
        return mention
    whole = {
        m.record.actor_id: m
        for m in before
        if m.record.kind == "person" and m.record.name.split()[-1:] == [record.name] and " " in m.record.name
    }
    if len(whole) != 1:
        return mention
    full = next(iter(whole.values())).record
    why = Why(rule="surname", entry=record.name, note=f"{full.name!r} stood before")
    known = msgspec.structs.replace(
        full,
        evidence=record.evidence,
        why=why,
        basis="name" if not (full.actor_id or "").startswith("name:") else "unknown-name",
    )
    return msgspec.structs.replace(mention, record=known)


def resolve_counterpart(mention: Mention, others: Sequence[Mention]) -> Mention:
    """Give "his Kazakh counterpart" the title of whoever it is the counterpart of."""
    record = mention.record
    if record.title not in SAME_OFFICE:
        return mention
    titled = next(
        (
            m.record
            for m in reversed(others)
            if m.record.title and m.record.title not in SAME_OFFICE and m.record.kind == "person"
        ),
        None,
    )
    title = titled.title if titled else ""
    sectors = titled.sectors if titled else record.sectors
    why = Why(
        rule="counterpart",
        entry="counterpart",
        note=f"of {titled.evidence.quote!r}" if titled else "of nobody with a known office",
    )
    return msgspec.structs.replace(
        mention, record=msgspec.structs.replace(record, title=title, sectors=sectors, why=why)
    )


def office_holder(mention: Mention, knowledge: Knowledge, day: str) -> Mention:
    """Identify "the Russian president" by who held that office of that country on the article's day, if exactly one did."""
    record = mention.record
    if (
        not day
        or record.actor_id
        or not record.title
        or not record.country
        or record.kind != "person"
        or record.sectors == ("ELI",)
    ):
        return mention
    title = record.title.lower()
    holders = [
        a
        for a in knowledge.actors()
        if a.country == record.country and any(r.title.lower() == title for r in knowledge.roles_on(a.id, day))
    ]
    if len(holders) != 1:
        return mention
    why = Why(rule="office holder", entry=record.title, note=f"{holders[0].name} on {day}")
    return msgspec.structs.replace(
        mention, record=msgspec.structs.replace(record, actor_id=holders[0].id, name=holders[0].name, why=why)
    )


def resolve_title(mention: Mention, before: Sequence[Mention]) -> Mention:
    """Resolve "the president" to the one person with that title who stood before."""
    record = mention.record
    if record.basis != "description" or not record.title or not record.evidence.quote.lower().startswith("the "):
        return mention
    fitting = {
        m.record.actor_id: m
        for m in before
        if m.record.actor_id and m.record.title.lower() == record.title.lower() and m.record.kind == "person"
    }
    if len(fitting) != 1:
        return mention
    known = next(iter(fitting.values())).record
    why = Why(rule="title", entry=record.title, note=f"{known.name!r} stood before")
    return msgspec.structs.replace(
        mention, record=msgspec.structs.replace(known, evidence=record.evidence, basis="description", why=why)
    )
