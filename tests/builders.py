"""What rule tests are made of: parses written by hand, readings of them, claims and facts with plain defaults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from types import MappingProxyType

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotate.engine import Page
from pipeline.annotate.parse import Doc as ParsedDoc
from pipeline.annotate.parse import TokenSpan, parse_of
from pipeline.annotate.read import read_articles
from pipeline.annotate.reading import Reading
from pipeline.lexicon import Lexicon
from pipeline.lexicon.linking import Linking
from pipeline.model import (
    Article,
    Claim,
    Detail,
    Entity,
    EntityType,
    Evidence,
    Fact,
    Kind,
    Mention,
    Span,
    Status,
    When,
)

PRIORS = MappingProxyType(
    {"encounter": 0.8, "visit": 0.8, "statement": 0.8, "figure": 0.8, "role": 0.8, "relation": 0.8}
)
PREDICATES: dict[Kind, str] = {
    "encounter": "met",
    "visit": "visited",
    "statement": "said",
    "figure": "measures",
    "role": "holdsRole",
    "relation": "supports",
}
FEATURES = {
    "-": "",
    "def": "Definite=Def|Number=Sing|PronType=Art",
    "defp": "Definite=Def|Number=Plur|PronType=Art",
    "ind": "Definite=Ind|Number=Sing|PronType=Art",
    "sg": "Number=Sing",
    "pl": "Number=Plur",
    "3s": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "3p": "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin",
    "3sf": "Mood=Ind|Number=Sing|Person=3|Tense=Fut|VerbForm=Fin",
    "3sc": "Mood=Cnd|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "inf": "VerbForm=Inf",
    "ger": "VerbForm=Ger",
    "part": "Number=Sing|Tense=Past|VerbForm=Part",
    "partp": "Number=Plur|Tense=Past|VerbForm=Part",
    "neg": "PronType=Neg",
    "rel": "PronType=Rel",
    "refl": "Clitic=Yes|Person=3|PronType=Prs",
    "poss": "Number=Sing|Poss=Yes|PronType=Prs",
    "pron": "Number=Sing|Person=3|PronType=Prs",
    "clitic": "Clitic=Yes|Number=Sing|Person=3|PronType=Prs",
}
"""Short names of morphological features for hand-made parses: "3sf" is third person singular future."""
_NO_SPACE_BEFORE = frozenset(".,;:!?)”»%")
_NO_SPACE_AFTER = frozenset("(“«'’")


@cache
def blank() -> Language:
    """Return an Italian pipeline without any model: a tokenizer and a vocabulary."""
    return spacy.blank("it")


def make_doc(
    words: Sequence[str],
    *,
    heads: Sequence[int] | None = None,
    deps: Sequence[str] | None = None,
    pos: Sequence[str] | None = None,
    lemmas: Sequence[str] | None = None,
    morphs: Sequence[str] | None = None,
    ents: Sequence[str] | None = None,
    spaces: Sequence[bool] | None = None,
) -> Doc:
    """Return a Doc of these words; `heads` count from 0, a root is its own head. Without heads: one flat sentence."""
    return Doc(
        blank().vocab,
        words=list(words),
        spaces=list(spaces if spaces is not None else _spaces(words)),
        pos=list(pos or ["X"] * len(words)),
        morphs=list(morphs or [""] * len(words)),
        lemmas=list(lemmas or words),
        heads=list(heads or [0] * len(words)),
        deps=list(deps or ["ROOT", *["dep"] * (len(words) - 1)]),
        ents=list(ents or ["O"] * len(words)),
    )


def _spaces(words: Sequence[str]) -> Iterator[bool]:
    for word, following in zip(words, [*words[1:], "."], strict=True):
        yield following[0] not in _NO_SPACE_BEFORE and word[-1] not in _NO_SPACE_AFTER


def make_parse(table: str) -> Doc:
    """Return a Doc of a parse in columns: form, lemma, part of speech, relation, head, features, entity.

    Heads count from 1 within the sentence, 0 is the root; an empty line ends a sentence. Features are named as in
    `FEATURES`, and "-" is none; they and the entity ("B-PER") may be left out.
    """
    rows: list[list[str]] = []
    heads: list[int] = []
    for sentence in table.strip().split("\n\n"):
        begin = len(rows)
        for line in sentence.strip().splitlines():
            row = line.split()
            row += ["-", "O"][len(row) - 5 :]
            heads.append(begin + int(row[4]) - 1 if row[4] != "0" else len(rows))
            rows.append(row)
    return make_doc(
        [row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        deps=["ROOT" if row[4] == "0" else row[3] for row in rows],
        heads=heads,
        morphs=[FEATURES[row[5]] for row in rows],
        ents=[row[6] for row in rows],
    )


def parsed(table: str) -> ParsedDoc:
    """Return a parse in columns as the rules get it."""
    return parse_of(make_parse(table))


def flat_parse(text: str) -> ParsedDoc:
    """Return a text as the tokenizer cuts it, in one flat sentence."""
    words = blank()(text)
    return parse_of(make_doc([word.text for word in words], spaces=[bool(word.whitespace_) for word in words]))


def make_article(text: str = "Marta Verdi ha parlato.", *, id: str = "a1", published: str | None = None) -> Article:
    return Article(id=id, text=text, published=published)


class ParsedByHand:
    """An engine that gives one hand-made Doc whatever the page, and tokens for the gazetteer's names."""

    model = "by hand"

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    @property
    def vocab(self) -> Vocab:
        return self.doc.vocab

    def tokens(self, text: str) -> Doc:
        return Doc(self.doc.vocab, list(_words(text)))

    def docs(self, pages: Iterable[Page]) -> Iterator[Doc]:
        for _ in pages:
            yield self.doc


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in blank().tokenizer(text))


def make_reading(doc: Doc, lexicon: Lexicon, *, id: str = "a1", published: str | None = None) -> Reading:
    """Return the reading that the passes after the model make of a hand-made parse."""
    (reading,) = read_articles([make_article(doc.text, id=id, published=published)], ParsedByHand(doc), lexicon)
    return reading


def read_parse(table: str, lexicon: Lexicon, *, published: str | None = None) -> Reading:
    """Return the reading of a parse in columns."""
    return make_reading(make_parse(table), lexicon, published=published)


def one_sentence(doc: ParsedDoc) -> TokenSpan:
    """Return the only sentence of a Doc; raises ValueError where there are more."""
    (sent,) = doc.sents
    return sent


def make_mention(
    name: str = "Marta Verdi", type: EntityType = "Person", *, wikidata: str | None = None, named: bool = True
) -> Mention:
    return Mention(Span(0, len(name)), name, name, type, wikidata, named)


def make_evidence(article: str = "a1", start: int = 0, text: str = "Marta Verdi", *, rule: str = "x/y") -> Evidence:
    return Evidence(article, Span(start, start + len(text)), text, rule.split("/")[0], rule)


def make_claim(
    kind: Kind = "relation",
    subject: Mention | None = None,
    object: Mention | str | float | None = None,
    *,
    predicate: str | None = None,
    article: str = "a1",
    start: int = 0,
    negated: bool = False,
    status: Status = "happened",
    when: When | None = None,
    detail: Detail[Mention] = None,
    attributed_to: tuple[Mention, ...] = (),
) -> Claim:
    return Claim(
        kind=kind,
        predicate=predicate or PREDICATES[kind],
        subject=subject or make_mention(),
        object=make_mention("Paolo Neri") if object is None else object,
        evidence=make_evidence(article, start),
        negated=negated,
        status=status,
        when=when,
        detail=detail,
        attributed_to=attributed_to,
    )


def make_entity(label: str = "Marta Verdi", type: EntityType = "Person", *, wikidata: str | None = None) -> Entity:
    slug = label.lower().replace(" ", "-")
    return Entity(f"https://w3id.org/intreccio/id/entity/{type.lower()}/{slug}", label, type, wikidata)


def make_fact(
    kind: Kind = "relation",
    subject: Entity | None = None,
    object: Entity | str | float | None = None,
    *,
    id: str = "0123456789abcdef",
    predicate: str | None = None,
    evidence: tuple[Evidence, ...] | None = None,
    confidence: float = 0.8,
    negated: bool = False,
    status: Status = "happened",
    when: When | None = None,
    detail: Detail[Entity] = None,
    attributed_to: tuple[Entity, ...] = (),
    asserted_in: tuple[str, ...] = ("a1",),
) -> Fact:
    return Fact(
        id=id,
        kind=kind,
        predicate=predicate or PREDICATES[kind],
        subject=subject or make_entity(),
        object=make_entity("Paolo Neri") if object is None else object,
        evidence=(make_evidence(),) if evidence is None else evidence,
        confidence=confidence,
        negated=negated,
        status=status,
        when=when,
        detail=detail,
        attributed_to=attributed_to,
        asserted_in=asserted_in,
    )


def make_lexicon(**parts: object) -> Lexicon:
    """Return a lexicon of the given parts only; all others are empty."""
    empty: dict[str, object] = {
        f.name: () if f.name in ("attributions", "units", "numbers", "relations") else {}
        for f in fields(Lexicon)
        if f.init
    }
    empty |= {"common_surnames": frozenset(), "measures": defaultdict(dict), "words": defaultdict(frozenset)}
    empty |= {"linking": Linking()}
    return Lexicon(**(empty | parts))  # type: ignore[arg-type]
