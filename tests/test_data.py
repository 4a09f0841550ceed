"""Lint of the tables of `ontology/`: well formed, and of one mind with one another."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale

from pipeline.annotate.layout import ROLES
from pipeline.ingest.records import FIELDS
from pipeline.lexicon import load_lexicon
from pipeline.lexicon.columns import header_key, read_columns
from pipeline.lexicon.frames import read_relation
from pipeline.lexicon.linking import phrase_words
from pipeline.lexicon.tables import read_rows
from pipeline.model import KINDS
from pipeline.typography import folded, plain
from pipeline.vocab import load_vocab
from tests.ontology_files import ONTOLOGY, RELATIONS, repeated

ROOT = Path(__file__).resolve().parents[1]

TABLES = {
    "attributions": ("phrase", "position", "source"),
    "changes": ("lemma", "pos", "direction", "source"),
    "common_surnames": ("form", "source"),
    "company_hints": ("form", "type", "source"),
    "countries": (
        "iso",
        "name",
        "aliases",
        "wikidata",
        "capital",
        "capital_aliases",
        "capital_wikidata",
        "source",
    ),
    "cues": ("lemma", "pos", "type", "frames", "english", "source"),
    "demonyms": (
        "masculine",
        "feminine",
        "masculine_plural",
        "feminine_plural",
        "prefix",
        "target",
        "wikidata",
        "source",
    ),
    "given_names": ("name", "gender", "source"),
    "indicators": ("lemma", "measure", "english", "source"),
    "layout": ("role", "cue", "position", "scope", "source"),
    "measures": ("form", "kind", "value", "source"),
    "meetings": ("lemma", "pos", "form", "frame", "english", "source"),
    "numbers": ("form", "value", "kind", "source"),
    "offices": ("form", "lemma", "gender", "number", "scope", "english", "source"),
    "organisations": ("name", "aliases", "type", "country", "wikidata", "source"),
    "partisans": (
        "masculine",
        "feminine",
        "masculine_plural",
        "feminine_plural",
        "party",
        "use",
        "source",
    ),
    "person_nouns": ("form", "lemma", "gender", "number", "kind", "source"),
    "priors": ("kind", "prior", "source"),
    "regions": ("name", "aliases", "wikidata", "type", "source"),
    "seats": ("name", "aliases", "denotes", "type", "country", "wikidata", "source"),
    "units": ("form", "unit", "kind", "source"),
    "verb_endings": ("form", "infinitive", "source"),
    "visits": ("lemma", "pos", "frame", "source"),
    "words": ("list", "word", "source"),
}

KEYS = {
    "words": ("list", "word"),
    "verb_endings": ("form", "infinitive"),
    "measures": ("form", "kind"),
    "partisans": ("masculine", "party"),
    "layout": ("role", "cue", "position"),
}
"""The columns that no two lines share, where it is not the first alone."""

REPEATED_PREFIX = "demonyms"
"""The one table whose first column may repeat, for a second prefix: sino-, cino-; the target must be the same."""

LAYOUT_LISTS = {"abbreviation", "after", "domain", "names", "opens", "prefix", "spaced", "surname"}
"""The positions in `layout.tsv` of single words that shapes are read by."""

ALLOWED: dict[tuple[str, str], set[str]] = {
    ("attributions", "position"): {"any", "start"},
    ("changes", "direction"): {"+", "-"},
    ("given_names", "gender"): {"f", "m"},
    ("layout", "role"): {str(role) for role in ROLES} - {"standfirst"},
    ("layout", "position"): {"anywhere", "bracket", "bracket_end", "end", "label", "start", "whole", *LAYOUT_LISTS},
    ("layout", "scope"): {"credit", "date", "names", "paragraph", "phrase", "sentence", "title", "word"},
    ("indicators", "measure"): {"", "money", "count", "many", "rate", "basis points"},
    ("measures", "kind"): {
        "base",
        "comparator",
        "elliptic",
        "empty",
        "level",
        "level_verb",
        "reached",
        "share",
        "shared_currency",
        "sum",
        "topic",
        "type",
        "uncounted",
        "verb",
        "vote",
    },
    ("numbers", "kind"): {"magnitude", "collective", "comparator", "fraction"},
    ("offices", "number"): {"sg", "pl"},
    ("offices", "gender"): {"m", "f", "c"},
    ("person_nouns", "number"): {"sg", "pl"},
    ("person_nouns", "gender"): {"m", "f", "c"},
}

CITY_STATES = {"HK", "MC", "SG", "VA"}
"""Countries in the table that are one city, which has no other name and no other item."""

WITHOUT_CAPITAL_ITEM = {"PS"}
"""Ramallah is where the authorities sit; no source at hand had its item."""

TABLE_NAMES = sorted(TABLES)


def _rows(table: str) -> list[dict[str, str]]:
    return [dict(row) for row in read_rows(ONTOLOGY / "lexicon" / f"{table}.tsv", TABLES[table])]


# Tables ---------------------------------------------------------------------------------------------------------------


def test_every_table_is_known() -> None:
    assert sorted(path.stem for path in (ONTOLOGY / "lexicon").iterdir()) == TABLE_NAMES


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_table_has_its_columns_and_a_source_on_every_line(table: str) -> None:
    rows = _rows(table)
    assert rows
    assert [row for row in rows if not row["source"] or not next(iter(row.values()))] == []


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_table_is_sorted(table: str) -> None:
    rows = [tuple(row.values()) for row in _rows(table)]
    assert [pair for pair in pairwise(rows) if pair[0] > pair[1]] == []


@pytest.mark.parametrize("table", [t for t in TABLE_NAMES if t != REPEATED_PREFIX])
def test_table_has_no_key_twice(table: str) -> None:
    columns = KEYS.get(table, TABLES[table][:1] if "pos" not in TABLES[table] else (TABLES[table][0], "pos"))
    assert repeated(tuple(row[column] for column in columns) for row in _rows(table)) == []


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_table_is_tidy(table: str) -> None:
    text = (ONTOLOGY / "lexicon" / f"{table}.tsv").read_text(encoding="utf-8")
    cells = [cell for line in text.splitlines() for cell in line.split("\t")]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []
    assert [cell for cell in cells if cell != plain(cell)] == []


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_lists_in_cells_have_no_empty_and_no_repeated_item(table: str) -> None:
    cells = [cell for row in _rows(table) for cell in row.values() if "|" in cell]
    assert [cell for cell in cells if not all(cell.split("|")) or repeated(cell.split("|"))] == []


@pytest.mark.parametrize(("table", "column"), sorted(ALLOWED))
def test_cells_hold_known_values(table: str, column: str) -> None:
    assert {row[column] for row in _rows(table)} <= ALLOWED[table, column]


def test_every_kind_of_fact_has_a_prior_and_every_rule_with_one_exists() -> None:
    priors = {row["kind"]: float(row["prior"]) for row in _rows("priors")}
    rules = priors.keys() - set(KINDS)
    assert set(KINDS) <= priors.keys()
    assert all(0 < prior < 1 for prior in priors.values())
    of_a_kind = {f"{kind}s" for kind in KINDS}
    relations = {path.stem for path in RELATIONS}
    assert {rule.split("/")[0] for rule in rules} <= of_a_kind | relations
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline" / "extract").glob("*.py"))
    frames = {frame.rule for path in RELATIONS for frame in read_relation(path).frames}
    assert [
        r for r in sorted(rules) if r not in frames and f'"{r}"' not in code and f'"{r.split("/")[1]}"' not in code
    ] == []


@pytest.mark.parametrize("table", sorted(t for t, columns in TABLES.items() if "wikidata" in columns))
def test_wikidata_items_are_well_formed(table: str) -> None:
    columns = [column for column in TABLES[table] if column.endswith("wikidata")]
    items = [row[column] for row in _rows(table) for column in columns]
    assert [item for item in items if item and not re.fullmatch(r"Q[1-9]\d*", item)] == []


def test_no_two_entries_of_a_table_share_a_wikidata_item() -> None:
    shared = {
        (table, item): names
        for table in ("countries", "regions", "organisations")
        for item, names in _by_item(table).items()
        if len(names) > 1
    }
    assert shared == {}


def _by_item(table: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows(table):
        if row["wikidata"]:
            found[row["wikidata"]].append(next(iter(row.values())))
    return found


def test_every_country_has_a_wikidata_item() -> None:
    rows = _rows("countries")
    assert [row["iso"] for row in rows if not row["wikidata"]] == []
    assert [row["iso"] for row in rows if row["capital_wikidata"] and not row["capital"]] == []


def test_every_member_of_the_united_nations_and_their_observers_are_there() -> None:
    assert len(_rows("countries")) == 193 + len({"VA", "PS"}) + len({"TW", "XK"}) + len({"HK", "GL"})


def test_every_capital_has_a_wikidata_item_of_its_own() -> None:
    capitals = {row["iso"]: row["capital_wikidata"] for row in _rows("countries")}
    assert {iso for iso, item in capitals.items() if not item} == CITY_STATES | WITHOUT_CAPITAL_ITEM
    items = [item for item in capitals.values() if item]
    assert repeated(items) == []
    assert not set(items) & {row["wikidata"] for row in _rows("countries")}


def test_seats_have_the_item_of_the_organisation_that_they_denote() -> None:
    items = {row["name"]: row["wikidata"] for row in _rows("organisations")}
    assert [
        row["name"]
        for row in _rows("seats")
        if row["wikidata"] and items.get(row["denotes"]) and items[row["denotes"]] != row["wikidata"]
    ] == []


def test_every_country_has_an_iso_code_that_cldr_knows_or_a_name() -> None:
    territories = Locale.parse("it").territories
    assert [row["iso"] for row in _rows("countries") if not row["name"] and row["iso"] not in territories] == []
    assert [row["iso"] for row in _rows("countries") if not re.fullmatch(r"[A-Z]{2}", row["iso"])] == []


@pytest.mark.parametrize("table", ["organisations", "seats"])
def test_countries_of_organisations_and_seats_exist(table: str) -> None:
    known = {row["iso"] for row in _rows("countries")}
    assert {row["country"] for row in _rows(table) if row["country"]} <= known


def test_demonyms_name_countries_or_regions() -> None:
    known = {row["iso"] for row in _rows("countries")} | {row["name"] for row in _rows("regions")}
    known |= {row["name"] for row in _rows("organisations")}
    assert {row["target"] for row in _rows("demonyms")} <= known


def test_a_demonym_has_one_target() -> None:
    targets: dict[str, set[str]] = defaultdict(set)
    for row in _rows("demonyms"):
        for form in ("masculine", "feminine", "masculine_plural", "feminine_plural"):
            targets[row[form]].add(row["target"])
    assert {form: names for form, names in targets.items() if len(names) > 1} == {}


def test_demonyms_have_the_item_of_their_target() -> None:
    items = {row["iso"]: row["wikidata"] for row in _rows("countries")}
    items |= {row["name"]: row["wikidata"] for row in _rows("regions")}
    assert [
        row["masculine"] for row in _rows("demonyms") if row["wikidata"] and row["wikidata"] != items[row["target"]]
    ] == []


@pytest.mark.parametrize("table", ["attributions", "numbers", "offices", "person_nouns", "units", "company_hints"])
def test_keys_that_are_looked_up_folded_are_written_folded(table: str) -> None:
    keys = [next(iter(row.values())) for row in _rows(table)]
    assert [key for key in keys if key != folded(key)] == []


def test_cues_of_the_layout_are_folded_and_its_single_words_are_single() -> None:
    rows = _rows("layout")
    assert [row["cue"] for row in rows if row["cue"] != folded(row["cue"])] == []
    assert [row["cue"] for row in rows if (row["scope"] == "word") != (row["position"] in LAYOUT_LISTS)] == []
    assert [row["cue"] for row in rows if row["scope"] == "word" and " " in row["cue"]] == []


def test_limits_are_set_only_to_words_that_open_sentences() -> None:
    lists = defaultdict(set)
    for row in _rows("layout"):
        lists[row["position"]].add(row["cue"])
    assert lists["spaced"] <= lists["opens"]
    assert lists["surname"] <= lists["opens"]


def test_magnitudes_and_fractions_are_positive_numbers() -> None:
    values = [row["value"] for row in _rows("numbers") if row["kind"] != "comparator"]
    assert [value for value in values if not float(value) > 0] == []
    assert {row["value"] for row in _rows("numbers") if row["kind"] == "comparator"} <= set("=<>~")


def test_currencies_have_iso_4217_codes() -> None:
    assert [
        row["form"] for row in _rows("units") if row["kind"] == "currency" and not re.fullmatch("[A-Z]{3}", row["unit"])
    ] == []


def test_forms_of_meetings_are_terms() -> None:
    vocab = load_vocab(ONTOLOGY)
    assert {row["form"] for row in _rows("meetings")} <= vocab.terms.keys()


def test_the_real_tables_load() -> None:
    lexicon = load_lexicon(ONTOLOGY)
    assert lexicon.names["Pechino"].country == "CN"
    assert lexicon.demonyms["russa"].label == "Russia"


OFFICES, HEADERS = ("phrase", "concepts", "many", "source"), ("field", "header", "source")


@pytest.mark.parametrize(
    ("name", "columns", "key"),
    [
        ("linking/offices", OFFICES, "phrase"),
        ("linking/columns", HEADERS, "header"),
        ("articles/columns", HEADERS, "header"),
    ],
)
def test_the_tables_for_linking_and_input_are_sorted_and_have_no_key_twice(
    name: str, columns: tuple[str, ...], key: str
) -> None:
    rows = [dict(row) for row in read_rows(ONTOLOGY / f"{name}.tsv", columns)]
    assert rows == sorted(rows, key=lambda row: tuple(row.values()))
    assert repeated(row[key] for row in rows) == []
    assert [row for row in rows if not row["source"]] == []


def test_phrases_and_headers_for_linking_are_in_the_form_in_which_they_are_looked_up() -> None:
    linking = load_lexicon(ONTOLOGY).linking
    assert [" ".join(words) for words in linking.concepts if words != phrase_words(" ".join(words))] == []
    assert [header for header in linking.columns if header != header_key(header)] == []
    assert set(linking.columns.values()) == {"wikidata", "name", "aliases", "office", "of", "start", "end"}
    columns = read_columns(ONTOLOGY / "articles" / "columns.tsv")
    assert [header for header in columns if header != header_key(header)] == []
    assert set(columns.values()) == set(FIELDS)
    assert linking.crowded < {concept for concepts in linking.concepts.values() for concept in concepts}
