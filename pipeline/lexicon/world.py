"""Tables of countries, regions, organisations, seats of power and nationalities → names and what they denote."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from babel import Locale

from pipeline.errors import DataError
from pipeline.lexicon.entries import Name, Partisan
from pipeline.lexicon.tables import listed, read_rows
from pipeline.typography import folded


def read_countries(folder: Path) -> tuple[dict[str, Name], dict[str, Name]]:
    """Return countries under their Italian CLDR name (or the newspapers' own), and capitals, which stand for them."""
    path = folder / "countries.tsv"
    columns = ("iso", "name", "aliases", "wikidata", "capital", "capital_aliases", "capital_wikidata", "source")
    territories = Locale.parse("it").territories
    countries: dict[str, Name] = {}
    names: dict[str, Name] = {}
    for row in read_rows(path, columns):
        iso = row["iso"]
        label = row["name"] or territories.get(iso)
        if not label:
            raise DataError(path, iso, "has no name, neither here nor in CLDR")
        country = Name(label, label, "Country", row["wikidata"] or None, iso, "country")
        countries[iso] = country
        for form in (label, *listed(row["aliases"])):
            names[form] = country
        if row["capital"]:
            capital = Name(
                form=row["capital"],
                label=label,
                type="Country",
                wikidata=country.wikidata,
                country=iso,
                kind="capital",
                place=row["capital"],
                place_wikidata=row["capital_wikidata"] or None,
            )
            for form in (row["capital"], *listed(row["capital_aliases"])):
                names.setdefault(form, capital)
    return countries, names


def read_regions(folder: Path) -> dict[str, Name]:
    """Return regions and cities by each of their names."""
    columns = ("name", "aliases", "wikidata", "type", "source")
    names = {}
    for row in read_rows(folder / "regions.tsv", columns):
        region = Name(row["name"], row["name"], "Place", row["wikidata"] or None, None, row["type"])
        for form in (row["name"], *listed(row["aliases"])):
            names[form] = region
    return names


def read_organisations(folder: Path) -> dict[str, Name]:
    """Return organisations by each of their names."""
    columns = ("name", "aliases", "type", "country", "wikidata", "source")
    names = {}
    for row in read_rows(folder / "organisations.tsv", columns):
        organisation = Name(
            row["name"], row["name"], "Organization", row["wikidata"] or None, row["country"] or None, row["type"]
        )
        for form in (row["name"], *listed(row["aliases"])):
            names[form] = organisation
    return names


def read_seats(folder: Path, known: Mapping[str, Name]) -> dict[str, Name]:
    """Return seats of power under their own name; they stand for the organisation of that name, where there is one."""
    columns = ("name", "aliases", "denotes", "type", "country", "wikidata", "source")
    names = {}
    for row in read_rows(folder / "seats.tsv", columns):
        institution = known.get(row["denotes"])
        seat = Name(
            form=row["name"],
            label=institution.label if institution else row["denotes"],
            type=institution.type if institution else "Organization",
            wikidata=(institution.wikidata if institution else None) or row["wikidata"] or None,
            country=row["country"] or None,
            kind="seat",
            place=row["name"],
        )
        for form in (row["name"], *listed(row["aliases"])):
            names[form] = seat
    return names


def read_demonyms(folder: Path, countries: Mapping[str, Name], names: Mapping[str, Name]) -> dict[str, Name]:
    """Return countries and regions by the four forms of their adjectives."""
    path = folder / "demonyms.tsv"
    forms = ("masculine", "feminine", "masculine_plural", "feminine_plural")
    demonyms = {}
    for row in read_rows(path, (*forms, "prefix", "target", "wikidata", "source")):
        target = countries.get(row["target"]) or names.get(row["target"])
        if target is None:
            raise DataError(path, row["masculine"], f"no country or region {row['target']!r}")
        for form in forms:
            demonyms[folded(row[form])] = target
    return demonyms


def read_partisans(folder: Path, names: Mapping[str, Name]) -> dict[str, tuple[Partisan, ...]]:
    """Return the parties that each form of their members' adjectives may mean."""
    path = folder / "partisans.tsv"
    forms = ("masculine", "feminine", "masculine_plural", "feminine_plural")
    partisans: dict[str, tuple[Partisan, ...]] = {}
    for row in read_rows(path, (*forms, "party", "use", "source")):
        party = names.get(row["party"])
        if party is None:
            raise DataError(path, row["masculine"], f"no party {row['party']!r}")
        for form in sorted({folded(row[form]) for form in forms}):
            partisans[form] = (*partisans.get(form, ()), Partisan(party, row["use"]))
    return partisans


def read_demonym_prefixes(folder: Path, countries: Mapping[str, Name], names: Mapping[str, Name]) -> dict[str, Name]:
    """ "italo-", "sino-", "franco-": what is meant by the form that a nationality takes at the head of a compound."""
    columns = ("masculine", "feminine", "masculine_plural", "feminine_plural", "prefix", "target", "wikidata", "source")
    return {
        folded(row["prefix"]): countries.get(row["target"]) or names[row["target"]]
        for row in read_rows(folder / "demonyms.tsv", columns)
        if row["prefix"]
    }
