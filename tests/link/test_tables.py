"""Tables of people: CSV and SPARQL results → rows → candidates, and what is wrong with them."""

from __future__ import annotations

import json
import random
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.ingest import Skipped
from pipeline.lexicon import load_lexicon, ontology_dir
from pipeline.link import Row, candidates_of, read_table, united
from pipeline.link.candidates import iso_date, item_of
from pipeline.model import Candidate, Tenure

COLUMNS = load_lexicon(ontology_dir()).linking.columns
PRESIDENT = Tenure("presidente della Valdoria", ("Q5", "Valdoria"), "2020-03-01", "")


def _read(path: Path, content: str | bytes) -> list[Row | Skipped]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_table(path, COLUMNS))


def _candidates(path: Path, content: str) -> tuple[Candidate, ...]:
    return candidates_of(row for row in _read(path, content) if isinstance(row, Row))


SPARQL = {
    "head": {"vars": ["item", "itemLabel"]},
    "results": {
        "bindings": [
            {
                "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q77"},
                "itemLabel": {"type": "literal", "xml:lang": "it", "value": "Anna Bassi"},
                "itemAltLabel": {"type": "literal", "value": "Bassi, Anna B. Bassi"},
                "positionLabel": {"type": "literal", "value": "presidente della Valdoria"},
                "of": {"type": "uri", "value": "http://www.wikidata.org/entity/Q5"},
                "ofLabel": {"type": "literal", "value": "Valdoria"},
                "start": {"type": "literal", "datatype": "x", "value": "2020-03-01T00:00:00Z"},
            }
        ]
    },
}
SIMPLE = [{name: cell["value"] for name, cell in SPARQL["results"]["bindings"][0].items()}]  # type: ignore[index]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(SPARQL),
        json.dumps(SIMPLE),
        json.dumps(SPARQL["results"]["bindings"]),  # type: ignore[index]
        "item,itemLabel,itemAltLabel,positionLabel,of,ofLabel,start,end\n"
        'http://www.wikidata.org/entity/Q77,Anna Bassi,"Bassi, Anna B. Bassi",presidente della Valdoria,'
        "http://www.wikidata.org/entity/Q5,Valdoria,2020-03-01T00:00:00Z,\n",
        "\ufeffNome;Alias;ID Wikidata;Carica;Paese;Stato;Data inizio;Fine\n"
        "Anna Bassi;Bassi|Anna B. Bassi;wd:Q77;presidente della Valdoria;Q5;Valdoria;01/03/2020;\n",
        "Name\tAliases\tWikidata\tOffice\tOf\tCountry\tFrom\tTo\n"
        "Anna Bassi\tBassi | Anna B. Bassi\tQ77\tpresidente della Valdoria\tQ5\tValdoria\t2020-03-01\t\n",
    ],
    ids=["sparql", "download", "verbose download", "csv of the service", "italian", "tabs"],
)
def test_one_person_in_many_forms(tmp_path: Path, content: str) -> None:
    assert _candidates(tmp_path / "table", content) == (
        Candidate("Q77", "Anna Bassi", ("Anna B. Bassi", "Bassi"), (PRESIDENT,)),
    )


def test_rows_of_one_person_are_one_candidate_in_any_order(tmp_path: Path) -> None:
    rows = [
        "Q77,Anna Bassi,,sindaca,Lisbona,2010,2014",
        "Q77,Anna Bassi,Bassi,presidente,Valdoria,2020,",
        "Q77,Ana Bassi,,presidente,Valdoria,2020,",
        "Q9,Bruno Bassi,,,,,",
    ]
    made = set()
    for seed in range(6):
        random.Random(seed).shuffle(rows)
        table = "\n".join(["wikidata,name,aliases,office,of,from,to", *rows])
        made.add(_candidates(tmp_path / "table.csv", table))
    offices = (Tenure("presidente", ("Valdoria",), "2020", ""), Tenure("sindaca", ("Lisbona",), "2010", "2014"))
    assert made == {(Candidate("Q9", "Bruno Bassi"), Candidate("Q77", "Anna Bassi", ("Ana Bassi", "Bassi"), offices))}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("QX,Anna Bassi,,", "'QX' is no Wikidata id"),
        ("Q0,Anna Bassi,,", "'Q0' is no Wikidata id"),
        ("Q1' OR 1=1,Anna Bassi,,", '"Q1\' OR 1=1" is no Wikidata id'),
        ("Q1 Q2,Anna Bassi,,", "'Q1 Q2' is no Wikidata id"),
        (",Anna Bassi,,", "has no Wikidata id"),
        ("Q1,,,", "Q1 has no name"),
        ("Q1,Q1,,", "Q1 has no name"),
        ("Q1,!!!,,", "Q1 has no name"),
        (f"Q1,{'a' * 201},,", "Q1 has no name"),
        ("Q1,Anna Bassi,ieri,", "from: 'ieri' is no date; write it as 2020-05-31 or 31/05/2020"),
        ("Q1,Anna Bassi,2020-13-01,", "from: '2020-13-01' is no date"),
        ("Q1,Anna Bassi,2019,31/02/2020", "to: '31/02/2020' is no date"),
        ("Q1,Anna Bassi,2019,2021,Neri", "more cells than columns"),
        ("Q1,Anna Bassi,2021,2019", "it ends (2019) before it starts (2021)"),
    ],
)
def test_a_row_that_says_nothing_is_told_and_the_rest_read(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "table.csv"
    skipped, good = _read(path, f"wikidata,name,from,to\n{row}\nQ2,Bruno Neri,2020,\n")
    assert isinstance(skipped, Skipped)
    assert skipped.name == f"{path}, line 2"
    assert skipped.reason.startswith(reason)
    assert isinstance(good, Row)


def test_a_row_is_named_by_the_line_of_the_file_where_it_begins(tmp_path: Path) -> None:
    rows = ['Q1;"Anna\r\nBassi";2020', ";;", "", 'Q2;"Bruno\nNeri";mai', "Q3;Carlo Dondi;"]
    first, bad, last = _read(tmp_path / "t.csv", "\r\n".join(["", "wikidata;name;dal", *rows, ""]))
    assert first == Row("Q1", ("Anna Bassi",))
    assert isinstance(bad, Skipped)
    assert bad.name == f"{tmp_path / 't.csv'}, line 7"
    assert bad.reason.startswith("dal: 'mai' is no date")
    assert last == Row("Q3", ("Carlo Dondi",))


def test_a_row_of_json_has_its_number(tmp_path: Path) -> None:
    _, bad = _read(tmp_path / "t.json", json.dumps([{"item": "Q1", "name": "Anna"}, {"item": "Q2"}]))
    assert bad == Skipped(f"{tmp_path / 't.json'}, row 2", "Q2 has no name")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02wikidata,name", "binary, not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"a,b\n1,2\n", "no column for the wikidata; call it wikidata or item (columns found: a, b)"),
        (b"wikidata,b\nQ1,2\n", "no column for the name; call it name, nome or itemLabel"),
        (b"{", "broken JSON"),
        (b"[1, 2]", "JSON, but no SPARQL results"),
        (b'{"results": 5}', "JSON, but no SPARQL results"),
        (b'{"head": {}, "results": {"bindings": []}}', "no column for the wikidata"),
        (b"[" * 100_000, "broken JSON"),
    ],
)
def test_what_is_no_table_is_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        _read(tmp_path / "table", content)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*nowhere\.csv: No such file"):
        list(read_table(tmp_path / "nowhere.csv", COLUMNS))


def test_hostile_names_are_names_without_what_steers_a_terminal(tmp_path: Path, hostile_text: str) -> None:
    content = json.dumps([{"item": "Q1", "itemLabel": hostile_text[:150], "itemAltLabel": "=1+1, \x1b[31mx, \u202eab"}])
    (candidate,) = _candidates(tmp_path / "t.json", content)
    assert "</script>" in candidate.name
    assert candidate.aliases == ("=1+1", "[31mx", "ab")
    assert not set("\x1b\x07\u202e") & set("".join(candidate.names))


def test_half_a_character_is_no_part_of_a_name(tmp_path: Path) -> None:
    content = r'[{"item": "Q1", "itemLabel": "Anna \ud800 Bassi", "positionLabel": "\udfff"}, {"item": "\ud800"}]'
    row, skipped = _read(tmp_path / "t.json", content)
    assert row == Row("Q1", ("Anna Bassi",))
    assert isinstance(skipped, Skipped)
    assert skipped.reason.encode() == b"'' is no Wikidata id"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020-03-01T00:00:00Z", "2020-03-01"),
        ("2020-01-01T00:00:00Z", "2020"),
        ("2020-01-01", "2020-01-01"),
        ("+2020-00-00T00:00:00Z", "2020"),
        ("2020-05-00", "2020-05"),
        ("1.3.2020", "2020-03-01"),
        ("http://www.wikidata.org/.well-known/genid/abc", ""),
        ("_:b12", ""),
        ("t1234", ""),
        (" ", ""),
    ],
)
def test_dates_have_the_precision_that_is_known(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_an_error_and_an_item_or_none(text: str) -> None:
    with suppress(ValueError):
        assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", iso_date(text))
    item = item_of(text)
    assert item is None or item[1:].isascii()


CANDIDATES = st.builds(
    Candidate,
    st.sampled_from(["Q1", "Q2", "Q30"]),
    st.sampled_from(["Anna Bassi", "Bruno Neri"]),
    st.sampled_from([(), ("Bassi",), ("B. Neri", "Neri")]),
    st.sampled_from([(), (Tenure("sindaco"),), (Tenure("presidente", ("Q5",)),)]),
    st.sampled_from([0.8, 0.9]),
)
TABLES = st.lists(st.lists(CANDIDATES, max_size=3, unique_by=lambda candidate: candidate.wikidata), max_size=3)


@given(TABLES, st.randoms(use_true_random=False))
def test_tables_are_united_in_any_order_and_once(tables: list[list[Candidate]], order: random.Random) -> None:
    whole = united(tables)
    shuffled = [order.sample(table, len(table)) for table in tables]
    order.shuffle(shuffled)
    assert united(shuffled) == whole
    assert united([whole, *tables]) == whole
    assert [united([table]) for table in tables[:1]] == [
        tuple(sorted(table, key=lambda candidate: int(candidate.wikidata[1:]))) for table in tables[:1]
    ]
