"""Links do not depend on when a table was given to a graph, nor on the order in which articles came and went."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DataError
from pipeline.export.jsonl import to_record
from pipeline.export.links import CANDIDATES, LINKS, candidates_in, links_in
from pipeline.folder import STORE
from pipeline.graph import Graph, read_graph, write_graph
from pipeline.lexicon import ontology_dir
from pipeline.link import united
from pipeline.model import Candidate, RoleDetail, Tenure
from pipeline.rdf.shapes import find_violations
from pipeline.run import Tools, assemble
from pipeline.update import Read, add_articles, link_graph, merge_graphs, retract_articles
from tests.builders import make_article, make_claim, make_mention
from tests.test_update_orders import TEXT, invented
from tests.updates import KNOWN

TABLE = (
    Candidate("Q1", "Vladimir Putin", ("Putin",), (Tenure("ministro", ("Q148",), "2000"),)),
    Candidate("Q2", "Sergej Lavrov", ("Sergey Viktorovič Lavrov",)),
    Candidate("Q3", "Mario Rossi", (), (Tenure("ministro", ("Cina",)),), 0.8),
    Candidate("Q4", "Mario Rossi", (), (), 0.8),
    Candidate("Q5", "Anna Rossi", (), (Tenure("ministro", ("Eni",), "1990", "1991"),), 0.3),
)
TABLES = st.lists(st.sampled_from(TABLE), unique=True).map(tuple)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != STORE}


def _built(read: Iterable[Read], folder: Path, table: Sequence[Candidate] = ()) -> Path:
    """Write a graph of articles, then link it."""
    write_graph(assemble(read, KNOWN.lexicon, KNOWN.vocab), folder, KNOWN)
    link_graph(folder, table, KNOWN)
    return folder


@settings(max_examples=25)
@given(invented(), TABLES)
def test_links_conform_to_the_shapes_and_are_told_alike_everywhere(
    read: tuple[Read, ...], table: tuple[Candidate, ...]
) -> None:
    with TemporaryDirectory() as name:
        folder = _built(read, Path(name, "graph"), table)
        links = links_in(folder)
        graph = read_graph(folder)
        assert candidates_in(folder) == united([table])
    assert find_violations(graph.quads, ontology_dir()) == ()
    linked = {link.entity: link.wikidata for link in links}
    persons = _persons(graph)
    assert {iri: item for iri, item in persons.items() if item} == linked
    same = {q.subject.value: q.object.value for q in graph.quads if q.predicate.value.endswith("#sameAs")}  # type: ignore[union-attr]
    assert {iri: same[iri].rsplit("/", 1)[1] for iri in linked} == linked
    assert all(link.score >= link.threshold for link in links)


def _persons(graph: Graph) -> dict[str, str]:
    found: dict[str, str] = {}

    def visit(value: object) -> None:
        if isinstance(value, dict):
            if value.get("type") == "Person":
                assert found.setdefault(value["id"], value.get("wikidata", "")) == value.get("wikidata", "")
            for part in value.values():
                visit(part)
        elif isinstance(value, list):
            for part in value:
                visit(part)

    for fact in graph.facts:
        visit(to_record(fact))
    return found


@settings(max_examples=12)
@given(invented(), invented(), TABLES, TABLES, st.data())
def test_linked_before_or_after_merged_and_retracted_a_graph_is_the_same(
    read: tuple[Read, ...],
    others: tuple[Read, ...],
    one: tuple[Candidate, ...],
    other: tuple[Candidate, ...],
    data: st.DataObject,
) -> None:
    ids = {article.id for article, _ in read}
    others = tuple(item for item in others if item[0].id not in ids)
    gone = data.draw(st.lists(st.sampled_from(sorted(ids)), unique=True))
    with TemporaryDirectory() as name:
        folder = Path(name)
        parts = [_built(read, folder / "one", one), _built(others, folder / "other", other)]
        merge_graphs(data.draw(st.permutations(parts)), folder / "merged", KNOWN)
        both = united([one, other])
        assert _files(folder / "merged") == _files(_built([*others, *read], folder / "at-once", both))
        link_graph(folder / "merged", both, KNOWN)
        assert _files(folder / "merged") == _files(folder / "at-once")
        retract_articles(folder / "merged", gone, KNOWN)
        rest = [item for item in (*read, *others) if item[0].id not in gone]
        assert _files(folder / "merged") == _files(_built(rest, folder / "never-had", both))
        link_graph(folder / "merged", (), KNOWN)
        assert _files(folder / "merged") == _files(_built(rest, folder / "never-linked"))


def role_of(article: str, name: str) -> Read:
    """Return an article that calls somebody a minister of China."""
    claim = make_claim(
        "role",
        make_mention(name),
        "ministro",
        article=article,
        detail=RoleDetail("ministro", make_mention("Cina", "Country", wikidata="Q148")),
    )
    return make_article(TEXT, id=article, published="2024-04-09"), (
        replace(claim, evidence=replace(claim.evidence, text=TEXT[: len("Marta Verdi")])),
    )


def test_a_link_goes_with_the_last_article_that_names_the_person_or_gives_him_the_office(tmp_path: Path) -> None:
    rossi = [role_of("a1", "Mario Rossi"), role_of("a2", "Sergey Lavrov")]
    folder = _built(rossi, tmp_path / "graph", TABLE)
    assert [(link.label, link.wikidata, len(link.facts)) for link in links_in(folder)] == [
        ("Mario Rossi", "Q3", 1),
        ("Sergey Lavrov", "Q2", 0),
    ]
    retract_articles(folder, ["a1"], KNOWN)
    assert [link.wikidata for link in links_in(folder)] == ["Q2"]
    assert len(candidates_in(folder)) == len(TABLE)
    retract_articles(folder, ["a2"], KNOWN)
    assert links_in(folder) == ()


def test_a_graph_built_again_begins_without_links(tmp_path: Path) -> None:
    rossi = [role_of("a1", "Mario Rossi")]
    folder = _built(rossi, tmp_path / "graph", TABLE)
    assert links_in(folder)
    write_graph(assemble(rossi, KNOWN.lexicon, KNOWN.vocab), folder, KNOWN)
    assert (links_in(folder), candidates_in(folder)) == ((), ())


def test_a_graph_of_an_older_intreccio_has_no_links(tmp_path: Path) -> None:
    folder = _built([role_of("a1", "Mario Rossi")], tmp_path / "graph")
    for name in (LINKS, CANDIDATES):
        (folder / name).unlink()
    assert (links_in(folder), candidates_in(folder)) == ((), ())
    link_graph(folder, TABLE, KNOWN)
    assert links_in(folder)


def test_a_dry_run_finds_the_same_and_writes_nothing(tmp_path: Path) -> None:
    folder = _built([role_of("a1", "Mario Rossi")], tmp_path / "graph")
    before = _files(folder)
    found = link_graph(folder, TABLE, KNOWN, dry_run=True)
    assert _files(folder) == before
    assert link_graph(folder, TABLE, KNOWN).findings == found.findings
    assert links_in(folder) == found.links


@pytest.mark.parametrize("name", [LINKS, CANDIDATES])
@pytest.mark.parametrize("line", ["{", '{"a": 1}', "[]", '{"offices": 5}'])
def test_a_line_that_is_no_link_or_candidate_is_named(tmp_path: Path, name: str, line: str) -> None:
    folder = _built([role_of("a1", "Mario Rossi")], tmp_path / "graph")
    (folder / name).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 1"):
        (links_in if name == LINKS else candidates_in)(folder)


def test_articles_added_one_by_one_to_a_linked_graph_are_the_graph_linked_at_the_end(
    seed_graph: Graph, tools: Tools, tmp_path: Path
) -> None:
    table = (
        Candidate("Q7747", "Vladimir Putin", (), (Tenure("presidente", ("Q159",), "2012-05-07"),)),
        Candidate("Q58217", "Sergej Lavrov", (), (Tenure("ministro degli affari esteri", ("Q159",)),)),
        Candidate("Q15031", "Xi Jinping"),
    )
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, first in ((one, table), (other, ())):
        write_graph(assemble((), tools.lexicon, tools.vocab), folder, tools)
        link_graph(folder, first, tools)
        for number in (3, 0, 4, 2, 1) if first else range(5):
            add_articles(folder, [seed_graph.articles[number]], tools)
    link_graph(other, table, tools)
    assert _files(one) == _files(other)
    assert {link.wikidata for link in links_in(one)} == {"Q7747", "Q58217", "Q15031"}
    record = json.loads((one / LINKS).read_text(encoding="utf-8").splitlines()[0])
    assert record["score"] >= record["threshold"]
