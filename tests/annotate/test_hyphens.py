"""Words that a line end parts: one token where they are one word, and the text as it is stored."""

from __future__ import annotations

import pytest
import spacy

from pipeline.annotate.engine import Engine, Page
from pipeline.annotate.hyphens import join_broken_words
from pipeline.annotate.layout import find_passages
from pipeline.model import Article
from pipeline.run import Tools, make_readings
from pipeline.typography import folded, unbroken
from tests.annotate.contract import check, stanza_engine

LEXICON = frozenset(
    ["presidente", "governo", "economia", "francese", "no", "e", "post", "centrodestra", "romano", "roma", "dente"]
)


def _joined(text: str, *starts: int) -> list[str]:
    doc = join_broken_words(spacy.blank("it")(text), starts, lambda form: form.lower() in LEXICON)
    assert doc.text == text
    return [token.text for token in doc if any(character.isspace() for character in token.text.strip())]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Il presi-\ndente parla.", "presi-\ndente"),
        ("Il presi-\r\n   dente parla.", "presi-\r\n   dente"),
        ("«Il gover- no»", "gover- no"),
        ("L'eco-\nnomia, dice", "eco-\nnomia"),
        ("socio-eco-\nnomia", "eco-\nnomia"),
        ("IL GOVER-\nNO TACE", "GOVER-\nNO"),
        ("Olaf Schom-\nbrig", "Schom-\nbrig"),
    ],
)
def test_the_halves_of_a_word_are_one_token(text: str, word: str) -> None:
    assert _joined(text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "il governo italo-\nfrancese",
        "pre- e post elezioni",
        "Schom- brig",
        "Emilia-\nRomagna",
        "presi-\n\ndente",
        "dal 2022-\n2023",
        "presi -\ndente",
        "presi-",
        "-\ndente",
    ],
)
def test_other_hyphens_stay(text: str) -> None:
    assert _joined(text) == []


def test_no_word_runs_into_the_next_passage() -> None:
    assert _joined("Il gover-\nno parla.", 0, 9) == []
    assert _joined("Il gover-\nno parla.", 0) == ["gover-\nno"]


def test_the_word_without_its_hyphen() -> None:
    assert unbroken("presi-\ndente") == unbroken("presi\u00addente") == "presidente"
    assert folded("Gover- no") == "governo"
    assert [unbroken(word) for word in ("italo-", "-", "28-29", "\u00ad", "\n")] == [
        "italo-",
        "-",
        "28-29",
        "\u00ad",
        "\n",
    ]


@pytest.mark.slow
def test_the_reader_sees_one_word(tools: Tools) -> None:
    text = "Il presi-\ndente ha incon- trato ieri il ministro degli Esteri del gover-\nno greco."
    (reading,) = make_readings([Article(id="a", text=text)], tools)
    doc = reading.doc
    assert doc.text == text
    met = next(token for token in doc if token.dep_ == "ROOT")
    assert (met.lemma_, met.pos_) == ("incontrare", "VERB")
    assert {(child.lemma_, child.dep_) for child in met.children} >= {("presidente", "nsubj"), ("ministro", "obj")}
    assert "governo" in {token.lemma_ for token in doc}


@pytest.mark.slow
def test_a_name_is_written_without_the_hyphen(tools: Tools) -> None:
    text = "Il cancelliere Olaf Schom-\nbrig ha incontrato la ministra a Mosca."
    (reading,) = make_readings([Article(id="a", text=text)], tools)
    assert "Olaf Schombrig" in {chain.name for chain in reading.chains}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["spacy", "stanza"])
def test_every_engine_keeps_text_and_passages(name: str, tools: Tools) -> None:
    engine: Engine = tools.engine if name == "spacy" else stanza_engine()
    article = Article(
        id="a", text="Il presi-\ndente par-\nla. LEGGI ANCHE Il gas\n\nIL GOVER-\nNO TACE\n\nE il gover- no?"
    )
    page = Page(article.text, find_passages(article, tools.lexicon))
    (doc,) = engine.docs([page])
    check(doc, page)
    words = [token for token in doc if unbroken(token.text) in ("presidente", "governo")]
    assert [token.pos_ for token in words] == ["NOUN", "NOUN"]
