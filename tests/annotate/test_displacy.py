"""displaCy's page: trees and parties of every sentence, and nothing in it but what belongs there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from playwright.sync_api import sync_playwright

from pipeline.annotate.displacy import to_displacy
from pipeline.annotate.parse import parse_of
from pipeline.annotate.reading import Chain, NameSpan, Reading
from pipeline.model import Article
from tests.annotate.readings import odd_readings, sample_reading
from tests.builders import make_doc

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "div", "br", "mark", "span"),
    *("svg", "text", "tspan", "g", "path", "textpath"),
}


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[tuple[str, str]] = []
        """(class of the element, its text)."""
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._inside = dict(attrs).get("class") or tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self._inside, data))

    def texts_of(self, inside: str) -> list[str]:
        return [text.strip() for where, text in self.texts if where == inside and text.strip()]


def test_the_page_shows_trees_and_parties() -> None:
    page = Page(to_displacy([sample_reading()]))
    assert page.texts_of("h1") == ["Il <saluto>"]
    assert page.texts_of("h2") == ["a 1/b-1 · headline", "a 1/b-2 · body"]
    words = ["Xi", "Jinping", "ha", "salutato", "Putin", ".", "“", "Verrà", "a", "Roma", "”", ",", "dice"]
    assert page.texts_of("displacy-word") == words
    labels = [*("nsubj", "flat:name", "aux", "obj", "punct"), *("punct", "ccomp", "case", "obl", "punct", "punct")]
    assert page.texts_of("displacy-label") == labels
    parties = ["Person", "Person · Vladimir Putin", "→ Xi Jinping, Vladimir Putin", "Country · Italia", "→ Xi Jinping"]
    assert [text for text in page.texts_of("span") if text in parties] == parties


def test_an_article_without_a_title_has_its_id() -> None:
    doc = parse_of(make_doc(["Ciao"]))
    reading = Reading(Article("<b>", doc.text), doc, chains=(), names={}, references={})
    assert Page(to_displacy([reading, reading])).texts_of("h1") == ["<b>", "<b>"]


@given(odd_readings())
@settings(deadline=None)
def test_no_text_of_an_article_becomes_markup(reading: Reading) -> None:
    page = Page(to_displacy([reading]))
    assert page.tags <= TAGS
    assert not [name for name in page.attributes if name.startswith("on") or name in {"src", "href"}]
    drawn = [" ".join(text.split()) for text in page.texts_of("displacy-word")]
    assert drawn == [" ".join(t.text.split()) for t in reading.doc if not t.is_space]


def test_the_page_is_the_same_every_time() -> None:
    assert to_displacy([sample_reading()]) == to_displacy([sample_reading()])


def test_arcs_have_ids_of_their_own() -> None:
    ids = re.findall(r'id="(arrow-[^"]+)"', to_displacy([sample_reading()] * 2))
    assert len(ids) == len(set(ids)) == 22


@pytest.mark.slow
def test_a_hostile_article_runs_nothing_in_a_browser(browser_path: str, hostile_text: str, tmp_path: Path) -> None:
    doc = parse_of(make_doc([hostile_text, "dice", hostile_text], heads=[1, 1, 1], deps=["nsubj", "ROOT", "obj"]))
    reading = Reading(
        Article(hostile_text, doc.text, title=hostile_text),
        doc,
        chains=(Chain(hostile_text, "Person"),),
        names={0: NameSpan(0, 1, 0)},
        references={1: (0,)},
    )
    path = tmp_path / "page.html"
    path.write_text(to_displacy([reading]), encoding="utf-8", newline="\n")
    told: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("request", lambda request: told.append(request.url))
        page.goto(path.as_uri())
        assert page.evaluate("window.pwned") is None
        assert page.evaluate("document.querySelectorAll('script, img').length") == 0
        assert page.evaluate("document.querySelectorAll('.displacy-word').length") == 3
        browser.close()
    assert told == [path.as_uri()]
