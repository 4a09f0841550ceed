"""Whom a name that a user types denotes in a graph, and what is told where nobody is called so."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from pipeline.errors import UsageError
from pipeline.lexicon import ontology_dir
from pipeline.namespaces import DATA
from pipeline.rdf.iris import RDFS, SKOS
from pipeline.rdf.names import find_entities
from pipeline.rdf.search import add_keys

NAMES = {
    "person/anna-bassi": ("Anna Bassi", "Bassi"),
    "person/carlo-bassi": ("Carlo Bassi",),
    "person/niccolo-dell-acqua": ("Niccolò Dell’Acqua", "Dell'Acqua"),
    "country/niger": ("Niger",),
    "country/nigeria": ("Nigeria",),
    "country/norlandia": ("Norlandia",),
    "organization/norlandia-unita": ("Norlandia Unita",),
    "person/pia-norlandia": ("Pia Norlandia", "Norlandia"),
    "country/stati-uniti": ("Stati Uniti",),
    "organization/usa-ieri": ("Usa ieri",),
    "person/ida-usai": ("Ida Usai",),
    "organization/onu": ("Organizzazione delle Nazioni Unite", "ONU", "Nazioni Unite"),
    "organization/missione-onu": ("Missione ONU",),
    "organization/strasse": ("Straße AG",),
    "person/quotes": ('Ugo "il Rosso" \\ } Neri',),
    "person/cyrillic": ("Владимир Путин",),
}


def _store(names: Mapping[str, Iterable[str]]) -> Store:
    """Return a store of entities with these names, the first of each its label."""
    store = Store()
    for slug, (label, *others) in names.items():
        node = NamedNode(f"{DATA}entity/{slug}")
        store.add(Quad(node, NamedNode(f"{RDFS}label"), Literal(label), DefaultGraph()))
        for name in others:
            store.add(Quad(node, NamedNode(f"{SKOS}altLabel"), Literal(name), DefaultGraph()))
    add_keys(store)
    return store


@pytest.fixture(scope="module")
def named() -> Store:
    return _store(NAMES)


def _found(store: Store, name: str) -> list[str]:
    return [entity.value.rpartition("/")[2] for entity in find_entities(store, name, ontology_dir())]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # the whole name wins over names that have its words, too
        ("Norlandia", ["norlandia"]),
        ("norlandia!", ["norlandia"]),
        ("Nazioni Unite", ["onu"]),
        ("ONU", ["onu"]),
        ("Unita Norlandia", ["norlandia-unita"]),
        # but a surname is no whole name: whoever has it may be meant
        ("Bassi", ["anna-bassi", "carlo-bassi"]),
        ("Anna Bassi", ["anna-bassi"]),
        # what the gazetteer calls a country is a name, too
        ("Usa", ["stati-uniti"]),
        # all words in any order
        ("bassi ANNA", ["anna-bassi"]),
        ("unite nazioni", ["onu"]),
        ("Usa Ieri", ["usa-ieri"]),
        # accents and apostrophes, written or not
        ("niccolo", ["niccolo-dell-acqua"]),
        ("NICCOLÒ dell acqua", ["niccolo-dell-acqua"]),
        ("Niccolo\u0300", ["niccolo-dell-acqua"]),
        ("Dell’Acqua", ["niccolo-dell-acqua"]),
        ("STRASSE", ["strasse"]),
        ("путин", ["cyrillic"]),
        # a whole word is taken before its being the beginning of another
        ("Niger", ["niger"]),
        ("Nige", ["niger", "nigeria"]),
        # beginnings of several words, of one entity
        ("car bas", ["carlo-bassi"]),
        ('"il Rosso" \\', ["quotes"]),
        ("} Neri", ["quotes"]),
    ],
)
def test_whom_a_name_finds(named: Store, name: str, expected: list[str]) -> None:
    assert _found(named, name) == expected


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nolrandia", "no entity is called 'Nolrandia'; did you mean Norlandia"),
        ("Carla Bassi", "no entity is called 'Carla Bassi'; did you mean Carlo Bassi"),
        ("Bazzi", "no entity is called 'Bazzi'"),
        ("Usay", "no entity is called 'Usay'; did you mean Usa ieri or Ida Usai?"),
        ("Anna Neri", "no entity is called 'Anna Neri'"),
        # nothing is found by what stands within a word
        ("assi", "no entity is called 'assi'; did you mean Bassi or Anna Bassi or Carlo Bassi?"),
        ("Xyzzy", "no entity is called 'Xyzzy'"),
        (" ?! ", "no entity is called '?!'"),
    ],
)
def test_where_nobody_is_called_so_near_names_are_told(named: Store, name: str, said: str) -> None:
    with pytest.raises(UsageError) as told:
        find_entities(named, name, ontology_dir())
    assert str(told.value).startswith(said)
    assert "\n" not in str(told.value)
    assert str(told.value).count(" or ") < 3


def test_the_gazetteer_is_that_of_the_ontology_given(named: Store, tmp_path: Path) -> None:
    shutil.copytree(ontology_dir(), tmp_path / "own")
    table = tmp_path / "own" / "lexicon" / "countries.tsv"
    rows = table.read_text(encoding="utf-8").replace("Usa|USA|", "")
    table.write_text(rows, encoding="utf-8")
    assert [e.value.rpartition("/")[2] for e in find_entities(named, "Usa", tmp_path / "own")] == ["usa-ieri"]


@settings(deadline=None)  # the first example reads the gazetteer
@given(label=st.text(min_size=1, max_size=30), other=st.text(min_size=1, max_size=30))
def test_everybody_is_found_by_each_of_their_names(label: str, other: str) -> None:
    store = _store({"person/one": (label, other), "person/two": ("Somebody Else",)})
    for name in (label, other):
        if any(c.isalnum() for c in name):
            assert "one" in _found(store, name)
