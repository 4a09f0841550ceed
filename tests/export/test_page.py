"""The network's page in a real Chromium without a network: it draws, it answers clicks, it runs nothing but its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Route, sync_playwright

from pipeline.export.html import COLOURS, to_html
from pipeline.graph import PAGE, Graph
from pipeline.model import Entity, Fact
from pipeline.vocab import Vocab

pytestmark = pytest.mark.slow
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DRAWN_WITHIN = 60_000
"""Milliseconds for the layout to settle, on a machine that has other things to do."""
PAINTED = """() => {
  const canvas = document.querySelector("#network canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  let painted = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3] > 0) { painted += 1; colours.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]); }
  }
  return { painted: painted / (pixels.length / 4), colours: colours.size };
}"""
# A point of the window where a click meets the edge of one of the facts wanted, and no node lies over it.
EDGE_POINT = """(wanted) => {
  const box = document.querySelector("#network canvas").getBoundingClientRect();
  for (let y = 4; y < box.height - 4; y += 3) for (let x = 4; x < box.width - 4; x += 3) {
    if (network.getNodeAt({ x, y }) !== undefined) continue;
    const edge = edges.get(network.getEdgeAt({ x, y }));
    if (edge && wanted.includes(edge.fact)) return { x: box.left + x, y: box.top + y, fact: edge.fact };
  }
  return null;
}"""
NODE_POINT = """(id) => {
  const box = document.querySelector("#network canvas").getBoundingClientRect();
  const at = network.canvasToDOM(network.getPositions([id])[id]);
  return { x: box.left + at.x, y: box.top + at.y, hit: network.getNodeAt(at) };
}"""

# Whether every node's middle lies in the window.
WITHIN = """() => {
  const box = document.querySelector("#network canvas").getBoundingClientRect();
  return nodes.getIds().every((id) => {
    const at = network.canvasToDOM(network.getPositions([id])[id]);
    return at.x > 0 && at.y > 0 && at.x < box.width && at.y < box.height;
  });
}"""
# The colour at the middle of each entity's node, by the last part of its id.
COLOURS_DRAWN = """() => {
  const canvas = document.querySelector("#network canvas");
  const scale = canvas.width / canvas.getBoundingClientRect().width;
  const pen = canvas.getContext("2d");
  return Object.fromEntries(nodes.getIds().filter((id) => id.includes("/entity/")).map((id) => {
    const at = network.canvasToDOM(network.getPositions([id])[id]);
    return [id.split("/").pop(), Array.from(pen.getImageData(at.x * scale, at.y * scale, 1, 1).data.slice(0, 3))];
  }));
}"""


@dataclass
class Watched:
    """A page, and what it did that it must not do."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def open(self, path: Path) -> None:
        self.page.goto(path.resolve().as_uri())
        self.page.wait_for_selector("body[data-drawn=true]", timeout=DRAWN_WITHIN)

    def behaved(self) -> bool:
        """Say whether the page asked for nothing, complained of nothing and put up no dialog."""
        return (self.requests, self.messages, self.dialogs) == ([], [], [])

    def sentences(self) -> list[str]:
        return self.page.locator("#panel blockquote mark").all_text_contents()

    def places(self) -> list[str]:
        return self.page.locator("#panel blockquote + .where").all_text_contents()

    def click_edge_of(self, facts: list[Fact]) -> Fact:
        """Click the edge of one of the facts, and return that fact."""
        point = self.page.evaluate(EDGE_POINT, [fact.id for fact in facts])
        assert point, "no edge of these facts can be clicked"
        self.page.mouse.click(point["x"], point["y"])
        return next(fact for fact in facts if fact.id == point["fact"])

    def click_node(self, nodes: list[str]) -> str:
        """Click one of the nodes that no other node lies over, and return its id."""
        for node in nodes:
            point = self.page.evaluate(NODE_POINT, node)
            if point["hit"] == node:
                self.page.mouse.click(point["x"], point["y"])
                return node
        pytest.fail("none of these nodes can be clicked")


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    watched = Watched(page)

    def guard(route: Route, request: Request) -> None:
        if request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            watched.requests.append(request.url)
            route.abort()

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            watched.messages.append(f"{message.type}: {message.text}")

    def dismiss(dialog: Dialog) -> None:
        watched.dialogs.append(dialog.message)
        dialog.dismiss()

    def asked(request: Request) -> None:
        # seen here and not by the guard: what a Content-Security-Policy or a preload stops before it is routed
        if not request.url.startswith(("file:", "data:")) and request.url not in watched.requests:
            watched.requests.append(request.url)

    context.route("**/*", guard)
    page.on("request", asked)
    page.on("console", heard)
    page.on("pageerror", lambda error: watched.messages.append(str(error)))
    page.on("dialog", dismiss)
    yield watched
    context.close()


def _write(graph: Graph, vocab: Vocab, folder: Path) -> Path:
    path = folder / PAGE
    articles = {article.id: article for article in graph.articles}
    path.write_text(to_html(graph.facts, articles, vocab), encoding="utf-8", newline="\n")
    return path


def _touching(facts: tuple[Fact, ...], iri: str) -> list[Fact]:
    return [
        fact for fact in facts if iri in {end.iri for end in (fact.subject, fact.object) if isinstance(end, Entity)}
    ]


def _published(graph: Graph) -> dict[str, str]:
    return {article.id: article.published for article in graph.articles if article.published}


def test_the_page_of_the_seeds_draws(watched: Watched, graph_folder: Path) -> None:
    watched.open(graph_folder / PAGE)
    painted: dict[str, Any] = watched.page.evaluate(PAINTED)
    assert painted["painted"] > 0.005
    assert painted["colours"] > 20
    assert watched.behaved()


def test_the_page_names_no_other_address_to_load_from(graph_folder: Path) -> None:
    page = (graph_folder / PAGE).read_text(encoding="utf-8")
    head = page[: page.index("<body>")]
    assert "src=" not in head
    assert "@import" not in head
    assert "url(http" not in head


def test_a_click_on_an_edge_shows_the_sentence_with_article_and_date(
    watched: Watched, graph_folder: Path, seed_graph: Graph
) -> None:
    published = _published(seed_graph)
    dated = [fact for fact in seed_graph.facts if any(e.article in published for e in fact.evidence)]
    watched.open(graph_folder / PAGE)
    fact = watched.click_edge_of(dated)
    assert watched.sentences() == [evidence.text for evidence in fact.evidence]
    places = watched.places()
    for evidence, place in zip(fact.evidence, places, strict=True):
        assert evidence.article in place
        assert published.get(evidence.article, "") in place
        assert f"({evidence.span.start}–{evidence.span.end})" in place
    assert watched.behaved()


def test_a_click_on_a_node_shows_all_that_is_said_of_it(
    watched: Watched, graph_folder: Path, seed_graph: Graph
) -> None:
    watched.open(graph_folder / PAGE)
    putin = next(f.subject for f in seed_graph.facts if f.subject.label == "Vladimir Putin")
    node = watched.click_node([putin.iri])
    assert watched.page.locator("#panel h2").text_content() == "Vladimir Putin"
    sentences = watched.sentences()
    for fact in _touching(seed_graph.facts, node):
        for evidence in fact.evidence:
            assert evidence.text in sentences
    articles = {e.article for fact in _touching(seed_graph.facts, node) for e in fact.evidence}
    places = watched.places()
    assert len(places) == len(sentences)
    for article in articles:
        date = _published(seed_graph).get(article, "")
        assert [place for place in places if article in place and date in place]
    assert watched.behaved()


def test_every_node_has_the_colour_that_the_legend_gives_its_type(
    watched: Watched, example: Graph, vocab: Vocab, tmp_path: Path
) -> None:
    watched.open(_write(example, vocab, tmp_path))
    drawn: dict[str, list[int]] = watched.page.evaluate(COLOURS_DRAWN)
    types = {"anna-bassi": "Person", "carlo-dondi": "Person", "norlandia": "Country", "valdoria": "Country"}
    expected = {name: [int(COLOURS[kind][i : i + 2], 16) for i in (1, 3, 5)] for name, kind in types.items()}
    assert {name: colour for name, colour in drawn.items() if name in types} == expected


def test_a_fact_that_nobody_asserts_is_drawn_and_told_apart(
    watched: Watched, example: Graph, vocab: Vocab, tmp_path: Path
) -> None:
    watched.open(_write(example, vocab, tmp_path))
    relation = next(fact for fact in example.facts if fact.kind == "relation")
    assert watched.page.evaluate("(id) => edges.get().find((edge) => edge.fact === id).dashes", relation.id) is True
    watched.click_edge_of([relation])
    assert watched.page.locator("#panel .badge.doubt").all_text_contents() == ["secondo Carlo Dondi"]
    assert watched.behaved()


def test_an_asserted_fact_has_no_badge_of_doubt(watched: Watched, example: Graph, vocab: Vocab, tmp_path: Path) -> None:
    watched.open(_write(example, vocab, tmp_path))
    watched.click_edge_of([fact for fact in example.facts if fact.kind == "encounter"])
    assert watched.page.locator("#panel .badge.doubt").count() == 0
    assert watched.page.locator("#panel .where").first.text_content() == "Quando: il 9 aprile (2024-04-09)"


def test_a_planned_fact_says_so(watched: Watched, example: Graph, vocab: Vocab, tmp_path: Path) -> None:
    watched.open(_write(example, vocab, tmp_path))
    watched.click_edge_of([fact for fact in example.facts if fact.kind == "visit"])
    assert watched.page.locator("#panel .badge.doubt").all_text_contents() == ["previsto"]


def test_a_kind_can_be_taken_out_of_the_picture(watched: Watched, example: Graph, vocab: Vocab, tmp_path: Path) -> None:
    watched.open(_write(example, vocab, tmp_path))
    assert watched.page.evaluate("visibleEdges.length") == 7
    watched.page.locator("#kinds input[value=figure]").uncheck()
    assert watched.page.evaluate("visibleEdges.length") == 5
    watched.page.locator("#kinds input[value=figure]").check()
    assert watched.page.evaluate("visibleEdges.length") == 7
    assert watched.behaved()


def test_a_name_can_be_looked_for(watched: Watched, example: Graph, vocab: Vocab, tmp_path: Path) -> None:
    watched.open(_write(example, vocab, tmp_path))
    watched.page.locator("#search").fill("anna b")
    assert watched.page.locator("#panel h2").text_content() == "Anna Bassi"
    assert watched.behaved()


def _whole_is_shown(watched: Watched) -> bool:
    """Say whether all nodes lie in the window."""
    return bool(watched.page.evaluate(WITHIN))


@pytest.mark.parametrize("way", ["click", "key", "focus"])
def test_the_whole_network_comes_back_into_the_window(
    watched: Watched, example: Graph, vocab: Vocab, tmp_path: Path, way: str
) -> None:
    watched.open(_write(example, vocab, tmp_path))
    watched.page.evaluate("network.moveTo({ position: { x: 5000, y: 5000 }, scale: 4 })")
    assert not _whole_is_shown(watched)
    button = watched.page.get_by_role("button", name="Mostra tutto")
    assert button.get_attribute("title") == "Mostra tutta la rete (tasto F) / Show the whole network (key F)"
    if way == "click":
        button.click()
    elif way == "focus":
        button.focus()
        watched.page.keyboard.press("Enter")
    else:
        watched.page.keyboard.press("f")
    assert _whole_is_shown(watched)
    assert watched.behaved()


def test_an_f_typed_in_the_search_is_a_letter(watched: Watched, example: Graph, vocab: Vocab, tmp_path: Path) -> None:
    watched.open(_write(example, vocab, tmp_path))
    watched.page.evaluate("network.moveTo({ position: { x: 5000, y: 5000 }, scale: 4 })")
    watched.page.locator("#search").press("f")
    assert not _whole_is_shown(watched)
    assert watched.page.locator("#search").input_value() == "f"


def test_a_name_looked_for_is_found_before_the_sentences_that_hold_it(watched: Watched, graph_folder: Path) -> None:
    watched.open(graph_folder / PAGE)
    watched.page.locator("#search").fill("putin")
    assert watched.page.locator("#panel h2").text_content() == "Vladimir Putin"


def test_words_of_articles_are_shown_and_never_run(
    watched: Watched, hostile: Graph, vocab: Vocab, tmp_path: Path
) -> None:
    watched.open(_write(hostile, vocab, tmp_path))
    fact = watched.click_edge_of(list(hostile.facts))
    assert watched.sentences() == [evidence.text for evidence in fact.evidence]
    anna = hostile.facts[0].subject
    watched.click_node([anna.iri])
    assert watched.page.locator("#panel h2").text_content() == anna.label
    assert watched.page.evaluate("window.pwned") is None
    assert watched.page.evaluate("document.images.length") == 0
    assert watched.page.evaluate("document.scripts.length") == 2
    assert watched.behaved()


def test_what_the_pointer_passes_over_is_never_run(
    watched: Watched, hostile: Graph, vocab: Vocab, tmp_path: Path
) -> None:
    watched.open(_write(hostile, vocab, tmp_path))
    for fact in hostile.facts[:2]:
        point = watched.page.evaluate(NODE_POINT, fact.subject.iri)
        watched.page.mouse.move(point["x"], point["y"])
        watched.page.wait_for_timeout(500)
    assert watched.page.evaluate("window.pwned") is None
    assert watched.page.evaluate("document.images.length") == 0
    assert watched.behaved()


def test_a_graph_without_facts_has_a_page_too(watched: Watched, vocab: Vocab, tmp_path: Path) -> None:
    watched.page.goto(_write(Graph((), (), ()), vocab, tmp_path).as_uri())
    watched.page.wait_for_selector("#network canvas")
    watched.page.keyboard.press("f")
    assert watched.behaved()
