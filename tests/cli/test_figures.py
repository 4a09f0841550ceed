"""`intreccio figures`: the table, its forms, the chart, and what is told where nothing is found."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Intreccio

SEEDS = ("figures", "--of", "commercio", "--about", "Russia,Cina")


def test_the_table_of_the_seeds(intreccio: Intreccio, graph_folder: Path) -> None:
    result = intreccio(*SEEDS, "--graph", graph_folder)
    assert (result.code, result.err) == (0, "")
    assert "↑ > 25 %" in result.out
    assert "gen–lug 2024" in result.out
    assert result.out.splitlines()[-1].endswith("figures")


@pytest.mark.parametrize("about", ["Russia,Cina", " cina , RUSSIA ", "Cina"])
def test_parties_are_found_by_any_of_their_names(intreccio: Intreccio, graph_folder: Path, about: str) -> None:
    rows = json.loads(
        intreccio("figures", "--of", "COMMERCI", "--about", about, "--graph", graph_folder, "-f", "json").out
    )
    assert rows
    assert all(set(row["about"]) >= {"Cina"} for row in rows)
    assert [row["period_start"] for row in rows] == sorted(row["period_start"] for row in rows)


@pytest.mark.parametrize("name", ["Norlandia", "norl", "Xyzzy", "Carla Dondi", "?!"])
def test_names_are_looked_up_as_for_questions(intreccio: Intreccio, small_folder: Path, name: str) -> None:
    table = intreccio("figures", "--about", name, "--graph", small_folder, "--format", "json")
    asked = intreccio("query", "figures", "--about", name, "--graph", small_folder, "--format", "json")
    assert (table.code, table.err) == (asked.code, asked.err)
    if table.code == 0:
        assert [row["indicator"] for row in json.loads(table.out)] == [row["figure"] for row in json.loads(asked.out)]


def test_the_gazetteer_knows_names_that_the_articles_do_not_use(intreccio: Intreccio, graph_folder: Path) -> None:
    rows = json.loads(intreccio("figures", "--about", "federazione russa", "--graph", graph_folder, "-f", "json").out)
    assert rows
    assert all("Russia" in row["about"] for row in rows)


def test_csv_has_plain_values_and_every_column(intreccio: Intreccio, small_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "cifre" / "export.csv"
    result = intreccio("figures", "--of", "esportazione", "--graph", small_folder, "--out", out)
    assert (result.code, result.out, result.err) == (0, "", f"wrote {out}\n")
    (row,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))
    assert (row["value"], row["unit"], row["comparator"], row["direction"]) == ("4500000000.5", "EUR", ">", "+")
    assert (row["period_start"], row["period_end"]) == ("2023-01-01", "2023-06-30")
    assert (row["area"], row["counterpart"], row["via"]) == ("Norlandia", "Valdoria", "Carlo Dondi")
    assert (row["outlets"], row["words"]) == ("Agenzia", "Le esportazioni sono salite a 4,5 miliardi di euro")


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--year", "2023"), True),
        (("--year", "2022"), False),
        (("--of", "gas"), False),
        (("--about", "Lisbona"), False),
        ((), True),
    ],
)
def test_what_is_asked_for(intreccio: Intreccio, small_folder: Path, options: tuple[str, ...], found: bool) -> None:
    result = intreccio("figures", *options, "--graph", small_folder)
    assert (result.code, result.out == "no figure\n") == (0, not found)


def test_a_chart_is_a_file_beside_the_table(intreccio: Intreccio, small_folder: Path, tmp_path: Path) -> None:
    plot = tmp_path / "nuova" / "cifre.SVG"
    result = intreccio("figures", "--graph", small_folder, "--plot", plot)
    assert result.code == 0
    assert "4.500.000.000,5 EUR" in result.out
    assert result.err == f"wrote {plot}\n"
    assert "Agenzia" in "".join(ElementTree.parse(plot).getroot().itertext())
    first = plot.read_bytes()
    intreccio("figures", "--graph", small_folder, "--plot", plot)
    assert plot.read_bytes() == first


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--plot", "x.gif"), "error: a chart is a file of svg, png, pdf, not 'gif'"),
        (("--plot", "x"), "error: a chart is a file of svg, png, pdf, not 'one without an ending'"),
        (("--of", "gas", "--plot", "x.svg"), "error: nothing to draw: no figure is as asked for"),
        (("--about", "Nolrandia"), "error: no entity is called 'Nolrandia'; did you mean Norlandia?"),
        (("--about", "Xyzzy,Norlandia"), "error: no entity is called 'Xyzzy'"),
        (("--about", ","), "error: --about has no name; leave it out to ask for all"),
        (("--about", ""), "error: --about has no name; leave it out to ask for all"),
        (("--of", ""), "error: --of has no word to look for; leave it out to ask for all"),
        (("--of", "della"), "error: --of has no word to look for; leave it out to ask for all"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    intreccio: Intreccio, small_folder: Path, options: tuple[str, ...], complaint: str
) -> None:
    result = intreccio("figures", *options, "--graph", small_folder)
    assert (result.code, result.out, result.err) == (2, "", f"{complaint}\n")


def test_a_year_is_a_number(intreccio: Intreccio, small_folder: Path) -> None:
    assert intreccio("figures", "--year", "l'anno scorso", "--graph", small_folder).code == 2


def test_without_matplotlib_the_extra_is_named(small_folder: Path, root: Path) -> None:
    """In a process of its own, in which matplotlib cannot be imported."""
    program = (
        "import sys; sys.modules['matplotlib'] = None\n"
        f"sys.argv = ['intreccio', 'figures', '--graph', {str(small_folder)!r}, '--plot', 'x.svg']\n"
        "from pipeline.cli.main import run_cli; run_cli()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: a chart needs matplotlib; install it with: pip install 'intreccio[plot]'\n"


def test_a_cell_is_never_a_formula(intreccio: Intreccio, small_folder: Path) -> None:
    query = 'SELECT ?a ?b ?c ?d WHERE { BIND("=1+1" AS ?a) BIND("-2.5" AS ?b) BIND("=" AS ?c) BIND("@SUM(A1)" AS ?d) }'
    out = intreccio("query", query, "--graph", small_folder, "--format", "csv").out
    assert list(csv.reader(io.StringIO(out)))[1] == ["'=1+1", "-2.5", "=", "'@SUM(A1)"]
