"""What all tests share: the model, the graph of the seeds, a browser, and a small graph made by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import settings

from pipeline.graph import Graph, write_graph
from pipeline.ingest import read_articles
from pipeline.lexicon import ontology_dir
from pipeline.model import (
    Article,
    EncounterDetail,
    Entity,
    EntityType,
    Evidence,
    Fact,
    FigureDetail,
    RoleDetail,
    SayingDetail,
    Span,
    When,
)
from pipeline.namespaces import DATA
from pipeline.rdf.quads import QuadWriter, sorted_quads
from pipeline.run import Tools, load_tools, make_graph
from pipeline.vocab import Vocab, load_vocab

settings.register_profile("intreccio", deadline=None, derandomize=True)
settings.load_profile("intreccio")
"""No test is timed, and a run finds what the run before found."""

ROOT = Path(__file__).resolve().parents[1]
SLOW_FIXTURES = frozenset({"tools", "seed_graph", "graph_folder", "browser_path"})
HOSTILE = (
    "</script><script>window.pwned = 1</script><img src=x onerror=\"window.pwned = 1\"> 'a' “b” {{ 7 * 7 }} {% raw %} "
    "${window.pwned = 1} \\ \\u003c &lt; <!-- ]]> \u202eעברית عربي\u202c 😀👩\u200d👩\u200d👧 e\u0301 \x07\x1b[31m "
    "\u2028 \ufffe\r\nfine"
)
"""Text that breaks out of scripts, attributes, templates, terminals and encodings where it can."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SLOW_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def hostile_text() -> str:
    return HOSTILE


@pytest.fixture(scope="session")
def vocab() -> Vocab:
    return load_vocab(ontology_dir())


@pytest.fixture(scope="session")
def tools() -> Tools:
    return load_tools()


@pytest.fixture(scope="session")
def seed_graph(tools: Tools) -> Graph:
    read = list(read_articles([str(ROOT / "seeds")]))
    articles = [item for item in read if isinstance(item, Article)]
    assert len(articles) == len(read) == 5
    return make_graph(articles, tools)


@pytest.fixture(scope="session")
def graph_folder(seed_graph: Graph, tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph folder of the seeds; a test that changes it works on a copy."""
    folder = tmp_path_factory.mktemp("seeds") / "graph"
    write_graph(seed_graph, folder, tools)
    return folder


@pytest.fixture(scope="session")
def browser_path() -> str:
    for name in ("chromium", "chromium-browser"):
        path = shutil.which(name)
        if path:
            return path
    pytest.fail("no Chromium found, and the page must be tested in one: apt-get install chromium", pytrace=False)


@pytest.fixture(scope="session")
def mini_quads() -> tuple[pyoxigraph.Quad, ...]:
    return tuple(pyoxigraph.parse(path=str(ROOT / "tests/data/mini.trig"), format=pyoxigraph.RdfFormat.TRIG))


@pytest.fixture(scope="session")
def example(vocab: Vocab) -> Graph:
    """Return a graph with a fact of each kind, some asserted, some not."""
    return _example(vocab)


@pytest.fixture(scope="session")
def hostile(vocab: Vocab) -> Graph:
    """Return the same graph with `hostile_text` in every name, title and sentence."""
    return _example(vocab, f" {HOSTILE}")


def _entity(name: str, kind: EntityType, suffix: str, wikidata: str | None = None) -> Entity:
    return Entity(f"{DATA}entity/{kind.lower()}/{name.lower().replace(' ', '-')}", name + suffix, kind, wikidata)


def _article(identifier: str, sentences: Iterable[str], suffix: str, published: str | None) -> Article:
    return Article(
        id=identifier + suffix,
        text="".join(f"{sentence}{suffix}.\n" for sentence in sentences),
        title=f"Titolo di {identifier}{suffix}",
        url=f"https://example.org/?q={suffix}",
        source=f"Agenzia{suffix}",
        published=published,
    )


def _evidence(article: Article, words: str, suffix: str, rule: str) -> Evidence:
    extractor = "relations" if rule.startswith("sanctions/") else rule.split("/")[0]
    start = article.text.index(words)
    return Evidence.of(article, Span(start, start + len(words) + len(suffix)), extractor=extractor, rule=rule)


def _example(vocab: Vocab, suffix: str = "") -> Graph:
    met, said = "Anna Bassi ha incontrato Carlo Dondi a Lisbona", "Carlo Dondi ha detto che il commercio crescerà"
    trip, value = "Carlo Dondi visiterà la Norlandia", "Le esportazioni sono salite a 4,5 miliardi di euro"
    office, ban = "La ministra Anna Bassi", "La Valdoria sanziona la Norlandia"
    one = _article("agenzia-1", [met, said, trip, value], suffix, "2024-04-09")
    two = _article("gazzetta-2", [met, office, ban], suffix, None)
    anna = _entity("Anna Bassi", "Person", suffix)
    carlo = _entity("Carlo Dondi", "Person", suffix)
    lisbon = _entity("Lisbona", "Place", suffix, "Q597")
    norland, valdoria = _entity("Norlandia", "Country", suffix), _entity("Valdoria", "Country", suffix)
    content = f"il commercio crescerà{suffix}"
    facts = (
        Fact(
            id="0000000000000001",
            kind="encounter",
            predicate="met",
            subject=anna,
            object=carlo,
            evidence=tuple(_evidence(article, met, suffix, "encounters/verbal") for article in (one, two)),
            confidence=0.9,
            when=When(f"il 9 aprile{suffix}", "2024-04-09"),
            detail=EncounterDetail((anna, carlo), "meeting", lisbon),
            asserted_in=(one.id, two.id),
        ),
        Fact(
            id="0000000000000002",
            kind="statement",
            predicate="said",
            subject=carlo,
            object=content,
            evidence=(_evidence(one, said, suffix, "statements/indirect"),),
            confidence=0.8,
            detail=SayingDetail((carlo,), content, False, "dire", (anna,), (lisbon,)),
            asserted_in=(one.id,),
        ),
        Fact(
            id="0000000000000003",
            kind="visit",
            predicate="visited",
            subject=carlo,
            object=norland,
            evidence=(_evidence(one, trip, suffix, "visits/motion"),),
            confidence=0.7,
            status="planned",
            when=When("ad aprile", "2024-04"),
        ),
        Fact(
            id="0000000000000004",
            kind="figure",
            predicate="measures",
            subject=norland,
            object=4_500_000_000.5,
            evidence=(_evidence(one, value, suffix, "figures/verbal"),),
            confidence=0.75,
            when=When("nel 2023", "2023"),
            detail=FigureDetail(
                f"esportazioni{suffix}",
                4_500_000_000.5,
                "EUR",
                ">",
                "+",
                (norland, valdoria),
                "2023-01/2023-06",
                (carlo,),
            ),
            asserted_in=(one.id,),
        ),
        Fact(
            id="0000000000000005",
            kind="role",
            predicate="holdsRole",
            subject=anna,
            object=f"ministra{suffix}",
            evidence=(_evidence(two, office, suffix, "roles/apposition"),),
            confidence=0.85,
            detail=RoleDetail(f"ministra{suffix}", valdoria, False),
            asserted_in=(two.id,),
        ),
        Fact(
            id="0000000000000006",
            kind="relation",
            predicate="sanctions",
            subject=valdoria,
            object=norland,
            evidence=(_evidence(two, ban, suffix, "sanctions/active"),),
            confidence=0.5,
            attributed_to=(carlo,),
        ),
    )
    articles = (one, two)
    aliases = {anna.iri: (f"Bassi{suffix}",)}
    quads = QuadWriter(vocab).of_graph(facts, {article.id: article for article in articles}, aliases)
    return Graph(articles, facts, tuple(sorted_quads(quads)))
