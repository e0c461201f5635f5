"""The shape of noun phrases: where one begins, which role nouns it holds, what belongs to it."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.actors.names import View
from dragoman.actors.tables import Agent
from dragoman.language.forms import Sentence, Token

ARTICLES = frozenset({"the", "a", "an"})
OPENING = frozenset({'"', "'", "``", "''", "“", "”", "‘", "(", "[", ","})
# Words that lead to a phrase and are no part of it: "especially the ministry".
LEADING = frozenset({"and", "or", "nor", "but", "especially", "particularly", "including", "even", "mainly", "mostly", "notably", "namely", "primarily", "also", "perhaps"})  # fmt: skip
# What stands before a noun and belongs to it.
BEFORE = frozenset(
    {"det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "advmod", "case", "punct", "predet", "conj", "cc", "npadvmod", "appos", "dep"}
)  # fmt: skip
LONGEST_LEFT = 4  # words of a role noun before its head: "chairman of the joint chiefs of staff" has more after it
LONGEST_RIGHT = 6
IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "people",
    "forces": "forces",
    "wives": "wife",
}


class RoleNoun(NamedTuple):
    """A role noun in a sentence: tokens [first, last) around the head of its phrase."""

    agent: Agent
    first: int
    last: int


def left_edge(sentence: Sentence, head: int) -> int:
    """Return the first token of what stands unbroken before a noun and belongs to it, an article included."""
    members = {head}
    stack = [head]
    while stack:
        for kid in sentence.kids(stack.pop()):
            if kid.i < head and kid.dep in BEFORE and kid.i not in members:
                members.add(kid.i)
                stack.append(kid.i)
    first = head
    while first - 1 in members and not _ends_before(sentence, first - 1):
        first -= 1
    while first < head and sentence.tokens[first].text.isspace():
        first += 1
    return first


def _ends_before(sentence: Sentence, i: int) -> bool:
    """Tell whether a token is a mark that a noun phrase does not reach back over: a quotation mark, a bracket, a dash with blanks around it."""
    token = sentence.tokens[i]
    dash = token.text in ("-", "–", "—", "--") and i > 0 and sentence.tokens[i - 1].end < token.start
    return dash or token.text in ('"', "“", "”", "``", "''", ")", "]", ":", ";")


def opened(sentence: Sentence, first: int, head: int) -> int:
    """Return where a phrase begins without a mark or blank that stands before it."""
    while first < head and (_no_part(sentence.tokens[first]) or sentence.tokens[first].text.isspace()):
        first += 1
    return first


def _no_part(token: Token) -> bool:
    return token.text in OPENING or token.lower in LEADING


def without_article(sentence: Sentence, first: int, head: int) -> int:
    """Return where a phrase begins without its article."""
    first = opened(sentence, first, head)
    return first + 1 if first < head and sentence.tokens[first].lower in ARTICLES else first


def singular(token: Token) -> str:
    """Return the form under which a role noun stands in the table."""
    if token.lower in IRREGULAR:
        return IRREGULAR[token.lower]
    if _acronyms(token):
        return token.lower[:-1]
    if token.pos == "NOUN":
        return token.lemma
    if token.tag == "NNPS" or (token.pos == "PROPN" and token.lower.endswith("s") and not token.lower.endswith("ss")):
        return _without_plural(token.lower)
    return token.lower


def _without_plural(word: str) -> str:
    if word.endswith("men"):
        return f"{word[:-3]}man"
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def role_noun(view: View, token: Token) -> RoleNoun | None:
    """Return the role noun that a token heads, the longest phrase first: "deputy prime minister" before "minister", "chief of staff" before "chief"."""
    forms = tuple(dict.fromkeys((token.lower, singular(token))))
    pairs = view.knowledge.agent_pairs
    left = _words_left(view, token)
    if not (left and any((left[-1][1], form) in pairs for form in forms)):
        left = []
    right = _words_right(view, token)
    if not (right and any((form, right[0][1]) in pairs for form in forms)):
        right = []
    for rights in (*range(len(right), 0, -1), 0):
        for lefts in range(len(left), -1, -1):
            found = _known(view, left[len(left) - lefts :], forms, right[:rights])
            if found is not None:
                first = left[len(left) - lefts][0] if lefts else token.i
                last = right[rights - 1][0] + 1 if rights else token.i + 1
                return RoleNoun(found, first, last)
    return None


def _known(
    view: View, left: list[tuple[int, str]], forms: tuple[str, ...], right: list[tuple[int, str]]
) -> Agent | None:
    known = view.knowledge.agents
    before = "".join(f"{word} " for _, word in left)
    after = "".join(f" {word}" for _, word in right)
    for form in forms:
        found = known.get(before + form + after)
        if found is not None:
            return found
    return None


def _words_left(view: View, token: Token) -> list[tuple[int, str]]:
    """Return the words right before a noun that may belong to its role, nearest last; hyphens left out."""
    words: list[tuple[int, str]] = []
    at = token.i - 1
    while at >= 0 and len(words) < LONGEST_LEFT:
        word = view.sentence.tokens[at]
        if word.text != "-":
            if (
                word.pos not in ("NOUN", "PROPN", "ADJ", "VERB", "PART", "ADV") and word.tag not in ("POS", "AFX")
            ) or at in view.names:
                break
            words.append((at, word.lower))
        at -= 1
    return words[::-1]


def _words_right(view: View, token: Token) -> list[tuple[int, str]]:
    """Return the words after a noun if they begin like the rest of a role: "of staff", "for foreign affairs", "general"."""
    tokens = view.sentence.tokens
    words: list[tuple[int, str]] = []
    after = view.token(token.i + 1)
    begins = after is not None and (
        after.lower in ("of", "for", "in", "general", "martial", "-") or after.pos == "PROPN"
    )
    for word in tokens[token.i + 1 : token.i + 1 + LONGEST_RIGHT] if begins else ():
        if word.pos in ("VERB", "AUX", "PUNCT") and word.text != "-":
            break
        if word.text != "-":
            words.append((word.i, word.lower))
    return words


def title_before(view: View, last: int) -> RoleNoun | None:
    """Return the longest role noun that ends right before a token, whatever the parser made of it: "Secretary of State" before a name."""
    words = [t.lower for t in view.sentence.tokens[:last]]
    for size in range(min(LONGEST_RIGHT, last), 0, -1):
        agent = view.knowledge.agents.get(" ".join(w for w in words[last - size :] if w != "-"))
        if agent is not None and agent.kind == "office":
            return RoleNoun(agent, last - size, last)
    return None


def roles_before(view: View, first: int, last: int) -> Iterator[RoleNoun]:
    """Yield the role nouns in tokens [first, last), from right to left, none within another: "rebel army" in "rebel army spokesman"."""
    at = last - 1
    while at >= first:
        token = view.sentence.tokens[at]
        found = role_noun(view, token) if token.pos in ("NOUN", "PROPN", "ADJ") and at not in view.names else None
        if found is not None and found.first >= first and found.last <= last:
            yield found
            at = found.first - 1
        else:
            at -= 1


def plural(token: Token) -> bool:
    """Tell whether a noun stands for several."""
    return token.tag in ("NNS", "NNPS") or _acronyms(token)


def _acronyms(token: Token) -> bool:
    """Tell whether a word is the plural of an acronym, which the parser may take for one word: "MPs"."""
    return len(token.text) > 2 and token.text[-1] == "s" and token.text[:-1].isupper()
