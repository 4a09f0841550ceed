"""`intreccio link`: what it says, what it writes, and what it refuses in one line."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from pipeline.export.read_by import UNKNOWN
from pipeline.folder import STORE
from pipeline.graph import write_graph
from pipeline.knowledge import load_knowledge
from pipeline.run import assemble
from pipeline.update import Read
from tests.cli.conftest import Intreccio
from tests.link.test_updates import role_of

TABLE = """item,itemLabel,itemAltLabel,positionLabel,of,start,end
http://www.wikidata.org/entity/Q3,Mario Rossi,"M. Rossi, Rossi",ministro,http://www.wikidata.org/entity/Q148,2020-01-01T00:00:00Z,
http://www.wikidata.org/entity/Q4,Mario Rossi,,calciatore,,,
http://www.wikidata.org/entity/Q9,Anna Rossi,,,,,
"""
ARTICLES: tuple[Read, ...] = (role_of("a1", "Mario Rossi"), role_of("a2", "Anna Rossi"), role_of("a3", "Paolo Neri"))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a graph of three people who are called ministers of China."""
    known = load_knowledge()
    graph = replace(assemble(ARTICLES, known.lexicon, known.vocab), readings=(UNKNOWN,))
    write_graph(graph, tmp_path / "made", known)
    return tmp_path / "made"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table with one of them, a namesake, and one who may be another."""
    (tmp_path / "persone.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path / "persone.csv"


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != STORE}


def test_a_dry_run_shows_links_and_near_misses_and_changes_nothing(
    intreccio: Intreccio, made: Path, table: Path
) -> None:
    before = _files(made)
    result = intreccio("link", "--candidates", table, "--graph", made, "--dry-run", "--format", "csv")
    assert result.code == 0
    assert result.complaints == [
        f"{made}: 1 of its persons would be linked, by a table of 3; 1 not: below the threshold"
    ]
    linked, missed = csv.DictReader(io.StringIO(result.out))
    assert (linked["person"], linked["wikidata"], linked["score"], linked["verdict"]) == (
        *("Mario Rossi", "Q3", "0.925"),
        "linked",
    )
    assert len(linked["roles"]) == 16
    assert (missed["person"], missed["wikidata"], missed["score"], missed["verdict"]) == (
        *("Anna Rossi", "Q9", "0.85"),
        "below the threshold",
    )
    assert _files(made) == before


def test_what_is_linked_stands_in_facts_graph_and_answers(intreccio: Intreccio, made: Path, table: Path) -> None:
    result = intreccio("link", "-c", table, "-g", made)
    assert (result.code, result.out) == (0, "")
    assert result.complaints == [f"{made}: 1 of its persons linked, by a table of 3; 1 not: below the threshold"]
    records = map(json.loads, (made / "facts.jsonl").read_text(encoding="utf-8").splitlines())
    items = {record["subject"]["label"]: record["subject"].get("wikidata") for record in records}
    assert items == {"Mario Rossi": "Q3", "Anna Rossi": None, "Paolo Neri": None}
    query = (
        "SELECT ?name ?item ?score { ?link news:linkedEntity ?who ; news:linkScore ?score . "
        "?who owl:sameAs ?item ; rdfs:label ?name }"
    )
    answer = intreccio("query", query, "-g", made, "-f", "csv")
    assert answer.out.splitlines()[1:] == ["Mario Rossi,http://www.wikidata.org/entity/Q3,0.925"]
    assert intreccio("validate", "-g", made).code == 0


def test_linked_again_nothing_changes_and_removed_it_is_as_before(
    intreccio: Intreccio, made: Path, table: Path
) -> None:
    before = _files(made)
    intreccio("link", "-c", table, "-g", made)
    linked = _files(made)
    assert linked != before
    intreccio("link", "-c", table, "-c", table, "-g", made)
    assert _files(made) == linked
    assert intreccio("link", "-c", made / "candidates.jsonl", "-g", made).code == 0
    assert _files(made) == linked
    result = intreccio("link", "--remove", "-g", made)
    assert (result.code, result.complaints) == (0, [f"{made}: no person is linked any more"])
    assert _files(made) == before


@pytest.mark.usefixtures("with_tools")
def test_built_anew_the_graph_keeps_its_table(intreccio: Intreccio, tmp_path: Path, table: Path) -> None:
    (tmp_path / "a.txt").write_text("Ieri la ministra Anna Rossi ha visitato Oslo.", encoding="utf-8")
    arguments = ("build", tmp_path / "a.txt", "--out", tmp_path / "grafo")
    intreccio(*arguments)
    intreccio("link", "-c", table, "-g", tmp_path / "grafo", "--threshold", "0.5")
    linked = _files(tmp_path / "grafo")
    assert "candidates.jsonl" in linked
    assert intreccio(*arguments).code == 0
    assert _files(tmp_path / "grafo") == linked


def test_the_threshold_is_kept(intreccio: Intreccio, made: Path, table: Path) -> None:
    result = intreccio("link", "-c", table, "-g", made, "-t", "0.93")
    assert result.complaints == [f"{made}: 0 of its persons linked, by a table of 3; 2 not: below the threshold"]
    result = intreccio("link", "-c", table, "-g", made, "-t", "0.8")
    assert result.complaints == [f"{made}: 2 of its persons linked, by a table of 3"]


@pytest.mark.usefixtures("with_tools")
def test_why_tells_the_link(intreccio: Intreccio, made: Path, table: Path) -> None:
    intreccio("link", "-c", table, "-g", made)
    records = map(json.loads, (made / "facts.jsonl").read_text(encoding="utf-8").splitlines())
    identifier = next(record["id"] for record in records if record["subject"]["label"] == "Mario Rossi")
    told = intreccio("why", identifier, "-g", made).out
    assert "Mario Rossi is http://www.wikidata.org/entity/Q3" in told
    assert f"score 0.925 (threshold 0.9): in the table «Mario Rossi» (0.85), role {identifier} agrees (0.5)" in told
    (link,) = json.loads(intreccio("why", identifier, "-g", made, "--json").out)["links"]
    assert (link["wikidata"], link["facts"]) == ("Q3", [identifier])


def test_rows_that_say_nothing_are_named_and_counted(intreccio: Intreccio, made: Path, table: Path) -> None:
    bad = "".join(f"Q{'x' * n},Mario Rossi,,,,,\n" for n in range(1, 8))
    table.write_text(TABLE + bad, encoding="utf-8")
    result = intreccio("link", "-c", table, "-g", made)
    assert result.code == 1
    assert result.complaints[0] == f"skipped {table}, line 5: 'Qx' is no Wikidata id"
    assert len(result.complaints) == 5 + 2
    assert result.complaints[-1] == "7 rows passed over"


def test_a_date_that_is_none_is_named_with_its_cell_and_the_rest_is_read(
    intreccio: Intreccio, made: Path, table: Path
) -> None:
    table.write_text("item,nome,dal\nQ3,Mario Rossi,boh\nQ9,Anna Rossi,\n", encoding="utf-8")
    result = intreccio("link", "-c", table, "-g", made, "-t", "0.5")
    assert result.code == 1
    told = f"skipped {table}, line 2: dal: 'boh' is no date; write it as 2020-05-31 or 31/05/2020"
    assert result.complaints == [told, f"{made}: 1 of its persons linked, by a table of 1", "1 row passed over"]
    table.write_text("item,nome,dal\nQ3,Mario Rossi,boh\n", encoding="utf-8")
    result = intreccio("link", "-c", table, "-g", made)
    assert (result.code, result.complaints) == (
        2,
        [told, "error: nobody to link to: no row of the table could be used, see above"],
    )


def test_a_dry_run_of_removing_tells_what_would_go_and_changes_nothing(
    intreccio: Intreccio, made: Path, table: Path
) -> None:
    intreccio("link", "-c", table, "-g", made)
    before = _files(made)
    result = intreccio("link", "--remove", "--dry-run", "-g", made)
    assert (result.code, result.out) == (0, "")
    assert result.complaints == [f"{made}: 1 of its persons would be linked no longer; its table of 3 would go"]
    assert _files(made) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "persone.csv: empty"),
        ("\x00\x01", "binary"),
        ("nome;cognome\na;b\n", "no column for the wikidata; call it wikidata or item (columns found: nome, cognome)"),
        ("item,itemLabel\n", "nobody to link to: the table has no rows"),
        ("[{}]", "no column for the wikidata"),
        ("{'a'}", "broken JSON"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(
    intreccio: Intreccio, made: Path, table: Path, content: str, said: str
) -> None:
    before = _files(made)
    table.write_text(content, encoding="utf-8")
    result = intreccio("link", "-c", table, "-g", made)
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith("error: ")
    assert said in complaint
    assert _files(made) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give a table of people with --candidates FILE, or --remove"),
        (("-c", "{table}", "--remove"), "--remove takes the table away and --candidates gives another in its place"),
        (("-c", "{table}", "-t", "nan"), "a threshold is above 0 and at most 1, not nan"),
        (("-c", "{table}", "-t", "0"), "a threshold is above 0 and at most 1, not 0"),
        (("-c", "{table}", "-t", "1.01"), "a threshold is above 0 and at most 1, not 1.01"),
        (("-c", "nowhere.csv"), "cannot read nowhere.csv: No such file"),
        (("-c", "nowhere.jsonl"), "cannot read nowhere.jsonl: No such file"),
    ],
)
def test_a_call_without_sense_is_refused(
    intreccio: Intreccio, made: Path, table: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = intreccio("link", *(argument.format(table=table) for argument in arguments), "-g", made)
    assert (result.code, result.out) == (2, "")
    assert said in result.complaints[0]


def test_a_folder_without_a_graph_is_named(intreccio: Intreccio, table: Path, tmp_path: Path) -> None:
    result = intreccio("link", "-c", table, "-g", tmp_path / "nowhere")
    assert (result.code, len(result.complaints)) == (2, 1)
    assert "holds no graph; make one with: intreccio build" in result.err
    assert not (tmp_path / "nowhere").exists()


def test_hostile_names_reach_neither_terminal_nor_graph_as_commands(
    intreccio: Intreccio, made: Path, table: Path, hostile_text: str
) -> None:
    rows = [{"item": "Q3", "itemLabel": "Mario Rossi", "itemAltLabel": hostile_text[:180], "positionLabel": "ministro"}]
    rows += [{"item": f"Q3{hostile_text}", "itemLabel": hostile_text}]
    table.write_text(json.dumps(rows), encoding="utf-8")
    result = intreccio("link", "-c", table, "-g", made, "-t", "0.3", "--dry-run")
    assert result.code == 1
    assert not set("\x1b\x07") & set(result.out + result.err)
    assert intreccio("link", "-c", table, "-g", made, "-t", "0.3").code == 1
    assert intreccio("validate", "-g", made).code == 0


def test_the_query_that_is_shown_is_sparql(intreccio: Intreccio, tmp_path: Path) -> None:
    out = tmp_path / "people.rq"
    shown = intreccio("link", "--query").out
    assert intreccio("link", "--query", "--out", out).code == 0
    assert out.read_text(encoding="utf-8") == shown
    spaces = ("wd", "wdt", "p", "ps", "pq", "wikibase", "bd")
    prefixes = {name: f"http://example.org/{name}/" for name in spaces}
    prefixes["xsd"] = "http://www.w3.org/2001/XMLSchema#"
    # Oxigraph knows no label service: without it the rest is read and run
    text = "\n".join(line for line in shown.splitlines() if "SERVICE" not in line)
    found = pyoxigraph.Store().query(text, prefixes=prefixes)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert [v.value for v in found.variables] == [
        *("item", "itemLabel", "itemAltLabel", "positionLabel", "of", "ofLabel", "start", "end")
    ]
