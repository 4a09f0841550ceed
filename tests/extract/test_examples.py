"""Every example of `ontology/relations/` through the embedded model: what must be found, and what must not."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from pipeline.annotate.read import read_articles
from pipeline.annotate.reading import Reading
from pipeline.annotate.spacy_backend import SpacyEngine, load_model
from pipeline.extract import statements
from pipeline.extract.relations import extract
from pipeline.lexicon import Lexicon, ontology_dir
from pipeline.lexicon.frames import Example, read_relation
from pipeline.model import Claim, Mention
from pipeline.vocab import Vocab, load_vocab
from tests.builders import make_article

pytestmark = pytest.mark.slow

RELATIONS = tuple(read_relation(path) for path in sorted((ontology_dir() / "relations").glob("*.toml")))
CASES = tuple((relation.id, example) for relation in RELATIONS for example in relation.examples)
Found = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def read(lexicon: Lexicon) -> Callable[[str], Reading]:
    """Return the reading of any example; the model is loaded once and reads all in one go."""
    texts = sorted({example.text for _, example in CASES})
    articles = (make_article(text, id=f"e{number}") for number, text in enumerate(texts))
    readings = {
        reading.article.text: reading for reading in read_articles(articles, SpacyEngine(load_model()), lexicon)
    }
    return readings.__getitem__


def _found(claims: list[Claim], relation: str) -> Found:
    """Return the claims of a relation between parties that the ontology allows, as `make_graph` keeps them."""
    vocab = _vocab()
    found: Found = set()
    for claim in claims:
        if claim.predicate != relation or not isinstance(claim.object, Mention):
            continue
        if vocab.allows(relation, claim.subject.type, claim.object.type):
            state = "negated" if claim.negated else "" if claim.status == "happened" else claim.status
            found.add(_pair(relation, claim.subject.name, claim.object.name, state))
    return found


def _pair(relation: str, one: str, other: str, state: str) -> tuple[str, str, str]:
    """Both ways of a symmetric relation are one."""
    symmetric = next(r.symmetric for r in RELATIONS if r.id == relation)
    return (min(one, other), max(one, other), state) if symmetric else (one, other, state)


@cache
def _vocab() -> Vocab:
    return load_vocab(ontology_dir())


@pytest.mark.parametrize(
    ("relation", "example"), CASES, ids=[f"{relation}: {example.text}" for relation, example in CASES]
)
def test_example(read: Callable[[str], Reading], lexicon: Lexicon, relation: str, example: Example) -> None:
    reading = read(example.text)
    claims = list(extract(reading, lexicon, tuple(statements.extract(reading, lexicon))))
    assert _found(claims, relation) == _expected(relation, example, lexicon)


def _expected(relation: str, example: Example, lexicon: Lexicon) -> Found:
    """Return what an example expects, under the names that the gazetteer gives."""
    expected: Found = set()
    for subject, object_, state in example.expect:
        one, other = (lexicon.names[n].label if n in lexicon.names else n for n in (subject, object_))
        expected.add(_pair(relation, one, other, state))
    return expected
