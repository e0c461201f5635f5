"""Place names in a parsed sentence: what the parser takes for a place, and what the gazetteer knows where the grammar puts something there."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.language.forms import Sentence, Token
from dragoman.when_where.gazetteer import Gazetteer
from dragoman.when_where.lookup import DIRECTIONS, candidates
from dragoman.when_where.words import words

PLACE = frozenset({"GPE", "LOC", "FAC"})
NAME_TAGS = frozenset({"NNP", "NNPS"})


class Name(NamedTuple):
    """A place name: tokens [first, last) of a sentence, and the parser's label ("" where only the gazetteer knows it)."""

    sentence: Sentence
    first: int
    last: int
    label: str

    @property
    def start(self) -> int:
        """Where it begins in its part."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in its part."""
        return self.sentence.tokens[self.last - 1].end

    @property
    def text(self) -> str:
        """Its exact characters."""
        return self.sentence.quote(self.first, self.last)

    @property
    def head(self) -> Token:
        """The token that governs the others."""
        tokens = self.sentence.tokens[self.first : self.last]
        return next((t for t in tokens if t.head == t.i or not self.first <= t.head < self.last), tokens[-1])


def find_names(sentence: Sentence, places: Gazetteer) -> tuple[Name, ...]:
    """Return the place names of a parsed sentence in order, not overlapping."""
    labelled = [n for n in _labelled(sentence) if not _owned(n) and not _acronym(n, places)]
    taken = {i for n in labelled for i in range(n.first, n.last)}
    runs = list(_capitalised(sentence, taken))
    known = [n for n in runs if _is_place(n, places, taken)]
    taken |= {i for n in known for i in range(n.first, n.last)}
    joined = [n for n in runs if n not in known and _joined(n, taken)]
    known += joined
    taken |= {i for n in joined for i in range(n.first, n.last)}
    short = list(_abbreviations(sentence, taken))
    return tuple(sorted((*labelled, *known, *short), key=lambda n: n.first))


# ---- what the parser labels -----------------------------------------------------------------------------------------------------------


def _labelled(sentence: Sentence) -> Iterator[Name]:
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        end = at + 1
        if tokens[at].entity in PLACE:
            while end < len(tokens) and tokens[end].entity == tokens[at].entity and tokens[end].text not in (",", "("):
                end += 1
            yield from _trimmed(sentence, at, end, tokens[at].entity)
        at = end


def _trimmed(sentence: Sentence, first: int, last: int, label: str) -> Iterator[Name]:
    """Cut off articles, directions in lower case and possessive marks: "northern Kosovo's" is Kosovo."""
    tokens = sentence.tokens
    while first < last and (tokens[first].lower == "the" or not _capital(sentence, tokens[first])):
        if _opens_with_article(sentence, first):
            break
        first += 1
    while last > first and (
        tokens[last - 1].tag == "POS" or not (_capital(sentence, tokens[last - 1]) or tokens[last - 1].text.isdigit())
    ):
        last -= 1
    if first < last and not _never(sentence, first, last) and not _is_kind(sentence.quote(first, last)):
        yield Name(sentence, first, last, label)


def _never(sentence: Sentence, first: int, last: int) -> bool:
    text = sentence.quote(first, last)
    return (text.title() if sentence.text.isupper() else text) in words().never


def _is_kind(text: str) -> bool:
    """Tell whether a name is only a word for a kind of place: "the Mosque", "the District"."""
    return text.lower() in words().kinds or text.lower() in words().facilities


def _capital(sentence: Sentence, token: Token) -> bool:
    """Tell whether a word is written as a name: "Raqqa", "al-Bab"; in a text of capitals only the parser can tell."""
    return token.tag in NAME_TAGS if sentence.text.isupper() else any(c.isupper() for c in token.text)


def _acronym(name: Name, places: Gazetteer) -> bool:
    """Tell whether a short name in capitals is none that the gazetteer knows: an army's or party's initials."""
    return (
        name.text.isupper()
        and len(name.text) <= 5
        and not candidates(name.text, places)
        and not name.sentence.text.isupper()
    )


def _owned(name: Name) -> bool:
    """Tell whether a name is the beginning of another: "Kenya Airways", "Boston Globe"."""
    tokens = name.sentence.tokens
    after = tokens[name.last] if name.last < len(tokens) else None
    if after is not None and after.tag in NAME_TAGS and after.text in words().owners:
        return True
    before = [t.text for t in tokens[max(0, name.first - 3) : name.first]]
    return before[-1:] in (["of"], ["in"]) and (before[:2] == ["Islamic", "State"] or before[-2:-1] in FORCES)


# ---- what the gazetteer or the grammar knows -----------------------------------------------------------------------------------------


def _capitalised(sentence: Sentence, taken: set[int]) -> Iterator[Name]:
    """Yield runs of proper nouns that no place has taken."""
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        end = at
        if _opens_with_article(sentence, at) and not taken & {at, at + 1, at + 2}:
            end = at + 3
        while end < len(tokens) and end not in taken and _continues(sentence, end, begun=end > at):
            end += 1
        if end > at:
            yield Name(sentence, at, end, "")
        at = max(end, at + 1)


def _opens_with_article(sentence: Sentence, i: int) -> bool:
    """Tell whether a name begins here with an article in lower case: "al-Bab", "el-Ain"."""
    tokens = sentence.tokens[i : i + 3]
    return (
        len(tokens) == 3
        and tokens[0].lower in ARABIC_ARTICLES
        and tokens[1].tag == "HYPH"
        and tokens[0].end == tokens[1].start
        and tokens[1].end == tokens[2].start
        and _capital(sentence, tokens[2])
    )


def _continues(sentence: Sentence, i: int, *, begun: bool) -> bool:
    """Tell whether a token belongs to a run of proper nouns; so does a hyphen within a word: "Al-Qasr"."""
    token = sentence.tokens[i]
    if token.tag == "HYPH":
        after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
        return (
            begun
            and after is not None
            and sentence.tokens[i - 1].end == token.start
            and token.end == after.start
            and _capital(sentence, after)
        )
    return token.tag in NAME_TAGS and _capital(sentence, token)


def _is_place(name: Name, places: Gazetteer, taken: set[int]) -> bool:
    """Tell whether a run of proper nouns that the parser takes for something else is a place: the words around must say so."""
    label = name.head.entity
    if label in ("DATE", "TIME") or _never(name.sentence, name.first, name.last) or _owned(name) or _is_kind(name.text):
        return False
    if _listed(name) or _called_after_kind(name) or _opens_as_place(name):
        return True
    found = candidates(name.text, places)
    if _chained(name, taken):
        return bool(found)
    if found and _placed(name) and (label not in SOMETHING_ELSE or _well_known(name, found[0].population)):
        return True
    return _in_place(name, label)


def _well_known(name: Name, population: int) -> bool:
    """Tell whether a place is large enough to be meant though the parser takes the name for a person's or an organisation's."""
    alone = name.last - name.first == 1
    if alone and not _reached(name):
        return True
    return population >= (1_000 if alone else 15_000)


def _placed(name: Name) -> bool:
    """Tell whether the words around put something at a name: a preposition of place before it, a noun such as "province" after it."""
    return _before(name) is not None or _reached(name) or _says_kind(name)


def _before(name: Name) -> Token | None:
    """Return the preposition of place, or the "of" of "town of", before a name and its modifiers: "in the northern X"."""
    tokens = name.sentence.tokens
    at = name.first - 1
    while at >= 0 and (tokens[at].pos in ("DET", "ADJ", "ADV") or tokens[at].lower in DIRECTIONS):
        at -= 1
    before = tokens[at] if at >= 0 else None
    if before is None or before.pos != "ADP":
        return None
    if before.lower == "of":
        noun = tokens[before.head]
        return before if noun.lemma in words().kinds or noun.lower in words().sides else None
    return before if before.lower in words().locative else None


def _reached(name: Name) -> bool:
    """Tell whether a name is what somebody captures, enters or bombs."""
    head = name.head
    return head.dep == "dobj" and name.sentence.tokens[head.head].lemma in words().reaching


def _says_kind(name: Name) -> bool:
    """Tell whether a noun such as "village" follows that the name stands before as its own."""
    tokens = name.sentence.tokens
    kind = tokens[name.last].lemma if name.last < len(tokens) else ""
    if kind not in words().kinds or (name.head.entity == "NORP" and kind in PARTISAN):
        return False
    return name.head.head == name.last or _before(name) is not None


def _in_place(name: Name, label: str) -> bool:
    """Tell whether a name that nobody knows stands where only a place can: "in Doron", "the town of Al-Qasr", "X village"."""
    before = _before(name)
    if before is not None and before.lower == "of":
        noun = name.sentence.tokens[before.head]
        return noun.lemma in words().kinds or (
            noun.lower in words().sides and label in ("", "PERSON") and not _titled(name)
        )
    if _says_site(name, label) or _entered(name, label):
        return True
    if (before is not None or _reached(name)) and _ends_in_kind(name):
        return True
    if _says_kind(name):
        return True
    if before is None or not _directly_before(before, name) or name.head.dep != "pobj":
        return False
    if before.lower == "at" and label in ("", "PERSON") and not _titled(name):
        return True
    if before.lower not in SURE:
        return False
    alone = name.last - name.first == 1
    return (
        label in ("", "NORP", "PRODUCT")
        or (alone and label in ("PERSON", "ORG"))
        or (label == "PERSON" and not _titled(name))
    )


def _directly_before(preposition: Token, name: Name) -> bool:
    """Tell whether only a word such as "eastern" stands between a preposition and a name."""
    return all(t.lower in DIRECTIONS for t in name.sentence.tokens[preposition.i + 1 : name.first])


def _says_site(name: Name, label: str) -> bool:
    """Tell whether a name stands before the noun for a building or a base: "the Tarmiyah pumping station", "her Reshim residence"."""
    tokens = name.sentence.tokens
    noun = tokens[name.head.head]
    if label in SOMETHING_ELSE or name.head.dep != "compound" or not name.last <= noun.i < name.last + 3:
        return False
    return noun.lemma in words().facilities or noun.lemma in words().dwellings


def _entered(name: Name, label: str) -> bool:
    """Tell whether a name is the object of a verb that only places have: "patrolled X", "X was besieged"."""
    head = name.head
    verb = name.sentence.tokens[head.head]
    if head.dep not in ("dobj", "nsubjpass") or name.text.isupper():
        return False
    if verb.lemma in words().entering:
        return label in ("", "PERSON", "ORG") and not _titled(name)
    return not label and verb.lemma in words().taking


def _ends_in_kind(name: Name) -> bool:
    """Tell whether a name's last word says what it is: "Handarat Refugee Camp", "Hayyan Gas Fields"."""
    last = name.sentence.tokens[name.last - 1]
    return any(word in words().kinds or word in words().facilities for word in (last.lower, last.lemma.lower()))


def _called_after_kind(name: Name) -> bool:
    """Tell whether the noun for a kind of place stands before a name: "the capital Sanaa", "the village Doron"."""
    kind = name.sentence.tokens[name.first - 1] if name.first else None
    if kind is None or kind.pos != "NOUN" or kind.lemma not in words().kinds or kind.lemma in PARTISAN:
        return False
    return kind.tag == "NN" and name.head.dep == "appos" and name.head.head == kind.i and not _titled(name)


def _opens_as_place(name: Name) -> bool:
    """Tell whether a name of several words begins as places are called, and nobody acts by it: "Tal Bizam", "Wadi Barada"."""
    opener = name.sentence.tokens[name.first].text
    return opener in words().openers and name.last - name.first > 1 and name.head.dep not in ("nsubj", "agent", "poss")


def _listed(name: Name) -> bool:
    """Tell whether a name stands in a list that nouns such as "villages of", "towns like" or "districts:" open."""
    tokens = name.sentence.tokens
    at = name.first - 1
    while at >= 0 and (tokens[at].lower in LIST_WORDS or tokens[at].tag in NAME_TAGS or tokens[at].tag == "HYPH"):
        at -= 1
    if at < 1 or tokens[at].lower not in LIST_OPENERS:
        return False
    at -= tokens[at].lower == "as" or tokens[at - 1].text == ","
    return tokens[at - 1].tag == "NNS" and tokens[at - 1].lemma in words().kinds


def _titled(name: Name) -> bool:
    """Tell whether a name begins with somebody's title, or owns something: "in President Diop's view"."""
    tokens = name.sentence.tokens
    owner = name.last < len(tokens) and tokens[name.last].tag == "POS"
    return owner or tokens[name.first].lower.rstrip(".") in words().titles - PLACE_TITLES


SOMETHING_ELSE = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"})
ARABIC_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "ad", "an", "at", "az"})
PLACE_TITLES = frozenset(
    {"sheikh", "king", "prince", "saint", "imam"}
)  # places are called after them: "in Sheikh Zuweid"
PARTISAN = frozenset(
    {"camp", "stronghold", "bastion", "heartland", "base", "agency", "hub"}
)  # whose they are stands before them
FORCES = (
    ["Front"],
    ["Party"],
    ["Army"],
    ["Movement"],
    ["Brigades"],
    ["Emirate"],
)  # "the Communist Party of X" is no place
LIST_WORDS = frozenset({",", "and", "or", "&", "the"})
LIST_OPENERS = frozenset({"of", ":", "like", "including", "as"})
SURE = frozenset({"in", "near", "outside", "around", "inside"})


def _joined(name: Name, taken: set[int]) -> bool:
    """Tell whether a name is told in one breath with a place: "Taba and Ras Shitan"."""
    head = name.head
    if head.dep != "conj" or head.head not in taken or _never(name.sentence, name.first, name.last) or _owned(name):
        return False
    between = name.sentence.tokens[head.head + 1 : name.first]
    return all(t.lower in ("and", "or", ",", "&") for t in between) and not _titled(name)


def _chained(name: Name, taken: set[int]) -> bool:
    """Tell whether a place that may contain it follows after a comma: "Vail, Colo."."""
    tokens = name.sentence.tokens
    after = name.last + 1
    if after >= len(tokens) or tokens[name.last].text != ",":
        return False
    return after in taken or tokens[after].text in words().abbreviations


def _abbreviations(sentence: Sentence, taken: set[int]) -> Iterator[Name]:
    """Yield the abbreviations of states that stand after a comma, one or two tokens long: "Ill.", "W. Va."."""
    tokens = sentence.tokens
    known = words().abbreviations
    for i in range(1, len(tokens)):
        if tokens[i - 1].text == "," and i not in taken:
            sizes = (n for n in (2, 1) if i + n <= len(tokens) and sentence.quote(i, i + n) in known)
            yield from (Name(sentence, i, i + n, "") for n in [next(sizes, 0)] if n)
