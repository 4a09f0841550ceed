"""The query page in a real Chromium: it asks this server alone, and shows what it is told as text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

from pipeline.graph import Graph
from pipeline.lexicon import ontology_dir
from pipeline.rdf.iris import RDFS
from pipeline.rdf.queries import load_queries
from tests.serve.conftest import MAX_ROWS, TIME_LIMIT, Server, make_folder, serving
from tests.serve.test_limits import SLOW

pytestmark = pytest.mark.slow
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
SHOWN_WITHIN = 60_000
"""Milliseconds, on a machine that has other things to do."""
MAX_PAGE = 2 * 1024**2
EDITOR = "document.querySelector('.CodeMirror').CodeMirror"


@dataclass
class Watched:
    """A page, and what it did."""

    page: Page
    root: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def write(self, query: str) -> None:
        self.page.evaluate(f"(query) => {EDITOR}.setValue(query)", query)

    def run(self, query: str) -> str:
        """Run a query and return what the page says of it."""
        self.write(query)
        self.page.click("#run")
        return self.told()

    def told(self) -> str:
        self.page.wait_for_selector("#result[aria-busy=false]", timeout=SHOWN_WITHIN, state="attached")
        return self.page.locator("#status").text_content() or ""

    def cells(self, column: str) -> list[str]:
        names = self.page.locator("th").all_text_contents()
        return self.page.locator(f"tbody td:nth-child({names.index(column) + 1})").all_text_contents()

    def behaved(self) -> bool:
        """Say whether the page asked nobody but its server, and complained of nothing."""
        return all(url.startswith(self.root) for url in self.requests) and not self.complaints


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def watched(browser: Browser, served: Server) -> Iterator[Watched]:
    yield from _open(browser, served, "it-IT")


def _open(browser: Browser, server: Server, locale: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale=locale)
    page = context.new_page()
    watched = Watched(page, server.root)

    def asked(request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            watched.requests.append(request.url)

    def heard(message: ConsoleMessage) -> None:
        # that a refused query has status 400 or 503 is said by the browser, and is no fault of the page
        if (
            message.type in {"error", "warning", "assert"}
            and "the server responded with a status of" not in message.text
        ):
            watched.complaints.append(f"{message.type}: {message.text}")

    def dismiss(dialog: Dialog) -> None:
        watched.complaints.append(dialog.message)
        dialog.dismiss()

    page.on("request", asked)
    page.on("console", heard)
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on("dialog", dismiss)
    page.goto(server.root)
    page.wait_for_selector("body[data-ready=true]", timeout=SHOWN_WITHIN)
    yield watched
    context.close()


def test_a_named_query_is_a_click_away(watched: Watched) -> None:
    watched.page.click("[data-query=met]")
    assert watched.told().startswith("2 righe in")
    assert watched.cells("participants") == ["Anna Bassi, Carlo Dondi"] * 2
    assert watched.behaved()


def test_a_parameter_becomes_part_of_the_query(watched: Watched) -> None:
    watched.page.click("[data-query=met]")
    watched.told()
    for name, found in (("Lisbona", "Nessuna"), ("Bassi", "2 righe"), ('Anna" } ?a ?b ?c { "', "no entity is called")):
        watched.page.fill("input[name=who]", name)
        watched.page.press("input[name=who]", "Enter")
        watched.page.wait_for_function(
            "(found) => document.querySelector('#status').textContent.startsWith(found)",
            arg=found,
            timeout=SHOWN_WITHIN,
        )
    assert watched.behaved()


def test_every_named_query_is_there_in_both_languages(watched: Watched) -> None:
    queries = load_queries(ontology_dir()).values()
    buttons = watched.page.locator("#queries button")
    assert buttons.all_text_contents() == [query.title_it for query in queries]
    assert watched.page.locator("#run").text_content() == "Esegui"
    watched.page.click("#language")
    assert buttons.all_text_contents() == [query.title_en for query in queries]
    assert watched.page.locator("#run").text_content() == "Run"
    assert watched.page.evaluate("document.documentElement.lang") == "en"


def test_the_page_speaks_english_to_those_who_read_no_italian(browser: Browser, served: Server) -> None:
    for watched in _open(browser, served, "de-DE"):
        assert watched.page.locator("#run").text_content() == "Run"


def test_a_query_is_written_coloured_and_checked(watched: Watched) -> None:
    watched.page.evaluate(f"{EDITOR}.setValue('')")
    watched.page.click(".CodeMirror")
    watched.page.keyboard.type(f"PREFIX l: <{RDFS}> SELECT ?name WHERE {{ ?x l:label ?name }} ORDER BY ?name LIMIT 2")
    assert watched.page.locator(".cm-keyword").count() >= 3
    assert watched.page.locator(".parseErrorIcon").count() == 0
    watched.page.keyboard.press("Control+Enter")
    watched.page.wait_for_selector("table", timeout=SHOWN_WITHIN)
    assert len(watched.cells("name")) == 2
    watched.page.keyboard.type(" }")
    watched.page.wait_for_selector(".parseErrorIcon", timeout=SHOWN_WITHIN)
    assert watched.behaved()


def test_what_the_server_refuses_is_shown(watched: Watched) -> None:
    assert watched.run("SELECT * {").startswith("not a SPARQL query")
    assert watched.run("SELECT * { SERVICE <http://x/> {} }").startswith("SERVICE is off")
    assert watched.page.locator("#status.error").count() == 1
    assert watched.run("ASK { ?a news:met ?b }") == "Sì"
    assert watched.run("SELECT (1 AS ?one) {}").startswith("1 riga in")
    assert watched.behaved()


def test_a_cut_answer_is_told(watched: Watched) -> None:
    assert f"troncata al limite di {MAX_ROWS}" in watched.run("SELECT * { ?s ?p ?o }")
    assert watched.page.locator("#status.cut").count() == 1


def test_a_query_can_be_stopped(watched: Watched) -> None:
    watched.write(SLOW)
    watched.page.click("#run")
    watched.page.click("#stop")
    assert watched.told() == "Fermata."
    assert watched.run("ASK {}") == "Sì"


def test_an_address_is_described_at_a_click(watched: Watched) -> None:
    watched.run("SELECT ?x { ?x rdfs:label 'Anna Bassi' }")
    watched.page.click("button.iri")
    watched.page.wait_for_selector("#result pre", timeout=SHOWN_WITHIN)
    assert '"Anna Bassi"' in (watched.page.locator("#result pre").text_content() or "")
    assert watched.page.locator("#form option").first.text_content() == "Turtle"
    assert watched.behaved()


@pytest.mark.parametrize(("form", "beginning"), [("CSV", b"name\r\nAnna"), ("TSV", b'?name\n"Anna')])
def test_an_answer_can_be_downloaded(watched: Watched, tmp_path: Path, form: str, beginning: bytes) -> None:
    watched.run("SELECT ?name { ?x a news:Person ; rdfs:label ?name } ORDER BY ?name")
    watched.page.select_option("#form", label=form)
    with watched.page.expect_download() as download:
        watched.page.click("#save")
    assert download.value.suggested_filename == f"intreccio.{form.lower()}"
    assert Path(download.value.path()).read_bytes().startswith(beginning)
    assert watched.behaved()


def test_what_the_graph_says_is_shown_and_never_run(browser: Browser, hostile: Graph, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "graph", hostile.quads)
    with serving(folder, "--workers=1") as server:
        for watched in _open(browser, server, "it-IT"):
            names = [fact.subject.label for fact in hostile.facts if fact.kind == "role"]
            watched.run("SELECT ?name { ?x a news:Person ; rdfs:label ?name } ORDER BY ?name")
            assert names[0] in watched.cells("name")
            watched.run("CONSTRUCT WHERE { ?x a news:Person ; rdfs:label ?name }")
            assert "<script>" in (watched.page.locator("#result pre").text_content() or "")
            assert watched.page.evaluate("window.pwned") is None
            assert watched.page.evaluate("document.images.length") == 0
            assert watched.page.evaluate("document.scripts.length") == 2
            assert watched.behaved()


def test_the_page_tells_the_limits_and_the_endpoint(watched: Watched) -> None:
    footer = watched.page.locator("footer").text_content() or ""
    assert f"dopo {TIME_LIMIT} secondi" in footer
    assert f"{watched.root}sparql" in footer


def test_the_files_of_the_page_are_small_and_those_of_the_notice(root: Path) -> None:
    static = root / "pipeline/serve/static"
    files = [path for path in static.iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) < MAX_PAGE
    notice = (static / "NOTICE").read_text(encoding="utf-8")
    hashes = dict(re.findall(r"^(\S+) +sha256 ([0-9a-f]{64})$", notice, re.MULTILINE))
    assert hashes == {
        name: hashlib.sha256((static / name).read_bytes()).hexdigest() for name in ("yasqe.min.js", "yasqe.min.css")
    }
    assert "The MIT License" in (static / "yasqe.LICENSE.txt").read_text(encoding="utf-8")
