"""The files of questions: their form, how parameters fill them, and questions of one's own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from pipeline.errors import DataError, UsageError
from pipeline.lexicon import ontology_dir
from pipeline.rdf.asking import ask_named
from pipeline.rdf.queries import NamedQuery, Terms, compose, load_queries
from pipeline.rdf.search import add_keys
from pipeline.rdf.store import Table, ontology_quads


@pytest.fixture(scope="module")
def store(mini_quads: tuple[Quad, ...]) -> Store:
    store = Store()
    store.extend((*mini_quads, *ontology_quads(ontology_dir())))
    add_keys(store)
    return store


def test_a_question_without_a_title_is_refused(tmp_path: Path) -> None:
    shutil.copytree(ontology_dir() / "queries", tmp_path / "queries")
    (tmp_path / "queries" / "nameless.rq").write_text("# it: Senza titolo inglese\nASK {}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"nameless\.rq: header"):
        load_queries(tmp_path)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("#[whom] VALUES ?whom { $entities }", "depends on whom, no '# param'"),
        ("#[] VALUES ?who { $entities }", "depends on nothing"),
        ("#[who] VALUES ?who { $people }", r"\$people is none of \$entities, \$predicates"),
        ("VALUES ?who { $entities } #[-who]", r"whose \$entities\? give one name"),
        ("{ ?a ?b ?c } #[-whom]", "depends on whom, no '# param'"),
        ("#[-who] ?a ?b ?c", "is no SPARQL without parameters; set the brackets"),
        ("#[who of] VALUES ?who { $entities }", r"whose \$entities\? give one name"),
    ],
)
def test_a_line_out_of_form_is_refused(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "queries").mkdir()
    text = f"# it: a\n# en: a\n# param who: x\n# param of: x\nSELECT * WHERE {{\n{line}\n}}\n"
    (tmp_path / "queries" / "own.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=rf"own\.rq: .*: {complaint}"):
        load_queries(tmp_path)


def test_a_line_is_part_of_a_question_where_its_conditions_hold() -> None:
    text = "# it: a\n#[who] first\nSELECT\n#[who] VALUES ?who { $entities }\n"
    text += " none #[-who]\n#[who -of] one\n#[who of] two\n"
    query = NamedQuery("own", "a", "a", {"who": "", "of": ""}, f"{text}LIMIT 100 LIMIT 1000")
    anna, who, of = NamedNode("x:anna"), "VALUES ?who { <x:anna> }", ((NamedNode("x:of"),),)

    def lines(found: dict[str, Terms], limit: int = 100) -> list[str]:
        return compose(query, found, limit=limit).split("\n")

    assert [line.strip() for line in lines({})] == ["SELECT", "none", "LIMIT 100 LIMIT 1000", ""]
    assert [line.strip() for line in lines({"who": ((anna,),)})[:4]] == ["first", "SELECT", who, "one"]
    assert "two" in lines({"who": ((anna,),), "of": of})[3]
    assert lines({}, limit=7)[-2] == "LIMIT 7 LIMIT 1000"
    assert lines({}, limit=0)[-2] == " LIMIT 1000"


def test_words_fill_a_line_once_for_each() -> None:
    query = NamedQuery("own", "a", "a", {"about": ""}, "#[about] ?f news:contentKey $contentKey .")
    one, two, three = Literal("uno"), Literal("due"), Literal("tre")
    assert compose(query, {"about": ((one,), (two, three))}).split("\n")[:-1] == [
        '         ?f news:contentKey "uno" .',
        '         VALUES ?about_2 { "due" "tre" }',
        "         ?f news:contentKey ?about_2 .",
    ]
    assert compose(query, {"about": ()}).strip() == "FILTER(false)"


def test_a_question_of_ones_own_may_have_strings_and_no_limit(store: Store) -> None:
    text = """SELECT ?name ?who WHERE { ?p a news:Person ; rdfs:label ?name FILTER(STR(?who) = "" || ?name = ?who) }
    ORDER BY ?name"""
    query = NamedQuery("people", "a", "a", {"who": "name"}, text)
    assert ask_named(store, query, {"who": "Ugo Ferri"}) == Table(("name",), (("Ugo Ferri",),))
    assert ask_named(store, query, {}, limit=2) == Table(("name",), (("Marco Bellandi",), ("Teresa Quintela",)), True)
    with pytest.raises(UsageError, match="does not contains variable"):
        ask_named(store, NamedQuery("own", "a", "a", {"who": "name"}, "ASK {}"), {})


def test_the_question_of_the_readme_is_one(store: Store, root: Path, tmp_path: Path) -> None:
    (text,) = re.findall(
        r"This is `pairs\.rq`:\n\n```sparql\n(.*?)```", (root / "README.md").read_text("utf-8"), re.DOTALL
    )
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "pairs.rq").write_text(text, encoding="utf-8")
    pairs = load_queries(tmp_path)["pairs"]
    expected = (("Marco Bellandi", "Teresa Quintela", "1"),)
    assert ask_named(store, pairs, {}).rows == expected
    assert ask_named(store, pairs, {"who": "bellandi"}).rows == expected
    assert ask_named(store, pairs, {"who": "Ferri"}).rows == ()
