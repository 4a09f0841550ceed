"""The promises of `Engine`, kept by every engine alike."""

from __future__ import annotations

import pytest

from pipeline.annotate.engine import Engine, Page
from pipeline.annotate.layout import find_passages
from pipeline.model import Article
from pipeline.run import Tools
from tests.annotate.contract import check, describe, make_page, stanza_engine

pytestmark = pytest.mark.slow

NEWS = make_page(
    ("MOSCA, 9 aprile. ", "dateline", True),
    ("Il presidente dell'Ungheria ha incontrato Sergej Lavrov.\n", "standfirst", True),
    ("Draghi ha detto di volergli parlare:  «Andrò all’assemblea dell’ONU».\n\n", "body", True),
    ("Leggi anche: tutte le notizie\n", "related", True),
    ("La Russia e l'Ucraina hanno firmato un accordo sul grano, che\n", "body", True),
    ("Guarda il video\n", "related", False),
    ("sarà valido per sei mesi. ", "body", False),
    ("(ANSA)", "byline", True),
)
HOSTILE_PAGES = {
    "empty": make_page(),
    "blank": make_page(("  \n\t\n ", "body", True)),
    "word": make_page(("Sì", "body", True)),
    "leading space": make_page(("\n  Draghi parla.", "body", True)),
    "marks": make_page(("... — «»«» “” '’' !?", "body", True)),
    "emoji": make_page(("😀👩\u200d👩\u200d👧 Draghi 🇮🇹 parla 😀.\n", "body", True), ("🇮🇹", "headline", True)),
    "combining": make_page(("Perche\u0301 e\u0300 cosi\u0300, citta\u0300?", "body", True)),
    "stuck": make_page(
        ("Ha riferito AP.Putin ha detto: “Va bene”.Poi è uscito l'\"ostacolo\"dell'acqua.", "body", True)
    ),
    "controls": make_page(("Draghi\x00ha\x07 \x1bparlato\x85ieri \u2028e\u200b oggi\ufffe.", "body", True)),
    "no spaces": make_page(("abc" * 700, "body", True)),
    "one sentence": make_page(("e poi il ministro della difesa " * 60, "body", True)),
    "hidden only": make_page(("Titolo della notizia\n", "headline", True), ("di Mario Rossi\n", "byline", True)),
    "hidden first": make_page(("Video.\n", "related", False), ("Draghi parla.\n", "body", False)),
    "without passages": Page("Draghi parla.\n\nPoi tace.", ()),
    "gap": Page("Draghi parla. Poi tace.", make_page(("Draghi parla.", "body", True)).passages),
}


@pytest.fixture(params=["spacy", "stanza"])
def engine(request: pytest.FixtureRequest, tools: Tools) -> Engine:
    return tools.engine if request.param == "spacy" else stanza_engine()


def test_a_page_of_news(engine: Engine) -> None:
    (doc,) = engine.docs([NEWS])
    check(doc, NEWS)
    assert [token.text for token in doc[5:10]] == ["Il", "presidente", "dell'", "Ungheria", "ha"]
    assert sum(token.pos_ == "VERB" for token in doc) >= 3
    assert len(list(doc.sents)) >= 6


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_any_page(engine: Engine, name: str) -> None:
    page = HOSTILE_PAGES[name]
    (doc,) = engine.docs([page])
    check(doc, page)


def test_hostile_text(engine: Engine, hostile_text: str, tools: Tools) -> None:
    article = Article(id="a", text=f"Draghi ha detto {hostile_text}\nPoi {hostile_text} tace.")
    page = Page(article.text, find_passages(article, tools.lexicon))
    (doc,) = engine.docs([page])
    check(doc, page)


def test_no_pages(engine: Engine) -> None:
    assert list(engine.docs([])) == []


def test_a_page_does_not_depend_on_the_pages_beside_it(engine: Engine) -> None:
    pages = [NEWS, *HOSTILE_PAGES.values()]
    forwards = [describe(doc) for doc in engine.docs(pages)]
    backwards = [describe(doc) for doc in engine.docs(reversed(pages))]
    assert forwards == backwards[::-1]
    (alone,) = engine.docs([NEWS])
    assert describe(alone) == forwards[0]


@pytest.mark.parametrize(
    "name", ["Stati Uniti", "L'Aquila", "L’Aquila", "Ministero dell'Interno", "U.S.A.", "El-Fasher"]
)
def test_tokens_are_cut_as_in_the_docs(engine: Engine, name: str) -> None:
    page = make_page((f"Ieri ({name}) e {name} oggi.", "body", True))
    (doc,) = engine.docs([page])
    wanted = [token.text for token in engine.tokens(name)]
    words = [token.text for token in doc]
    assert sum(words[i : i + len(wanted)] == wanted for i in range(len(words))) == 2
    assert engine.tokens(name).vocab is doc.vocab is engine.vocab


def test_a_tokens_doc_has_no_annotation(engine: Engine) -> None:
    tokens = engine.tokens("Draghi parla.")
    assert not tokens.has_annotation("DEP")
    assert not tokens.ents
