"""A web page → one article: trafilatura finds the text, and title, date, site where the page names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import Skipped, read_articles
from pipeline.model import Article

PAGE = """<!DOCTYPE html>
<html lang="it"><head>
<meta charset="utf-8">
<title>Vertice a Bruxelles, accordo nella notte - La Gazzetta di Prova</title>
<meta property="og:title" content="Vertice a Bruxelles, accordo nella notte">
<meta property="og:site_name" content="La Gazzetta di Prova">
<meta property="og:type" content="article">
<meta property="article:published_time" content="2024-03-12T08:30:00+01:00">
<link rel="canonical" href="https://gazzetta.example/2024/vertice">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/meteo">Meteo</a></li></ul></nav>
<main><article><h1>Vertice a Bruxelles, accordo nella notte</h1>
<p>I ministri dell’Economia hanno trovato un accordo dopo nove ore di trattativa sul nuovo patto di stabilità.</p>
<p>«È un buon compromesso», ha detto la ministra francese ai giornalisti che l’aspettavano all’uscita.</p>
<p>Il testo passa ora all’esame del Parlamento europeo, che dovrebbe votarlo prima dell’estate.</p>
</article></main>
<aside><p>Iscriviti alla newsletter per ricevere le notizie ogni mattina.</p></aside>
<footer><p>Tutti i diritti riservati. Partita IVA 00000000000.</p></footer>
</body></html>
"""


def _read(path: Path, content: str | bytes) -> Article | Skipped:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (item,) = read_articles([str(path)])
    return item


@pytest.mark.parametrize("ending", [".html", ".htm"])
def test_a_page_gives_its_report_and_what_it_says_of_itself(tmp_path: Path, ending: str) -> None:
    article = _read(tmp_path / f"vertice{ending}", PAGE)
    assert isinstance(article, Article), article
    assert (article.id, article.title, article.source, article.published, article.url) == (
        "vertice",
        "Vertice a Bruxelles, accordo nella notte",
        "La Gazzetta di Prova",
        "2024-03-12",
        "https://gazzetta.example/2024/vertice",
    )


def test_the_text_of_a_page_is_its_paragraphs_without_what_surrounds_them(tmp_path: Path) -> None:
    article = _read(tmp_path / "a.html", PAGE)
    assert isinstance(article, Article), article
    lines = article.text.splitlines()
    assert lines[-3].startswith("I ministri dell’Economia")
    assert lines[-2].startswith("«È un buon compromesso»")
    assert lines[-1].endswith("prima dell’estate.")
    assert not [line for line in lines if "newsletter" in line or "Partita IVA" in line or line == "Sport"]


def test_a_page_in_latin_1_is_read_by_its_bytes(tmp_path: Path) -> None:
    page = PAGE.replace("’", "'").replace('charset="utf-8"', 'charset="iso-8859-1"')
    article = _read(tmp_path / "a.html", page.encode("latin-1"))
    assert isinstance(article, Article), article
    assert "«È un buon compromesso»" in article.text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body></body></html>", "no article found in the page"),
        ("", "empty"),
    ],
    ids=["nothing", "empty"],
)
def test_a_page_without_an_article_is_skipped(tmp_path: Path, page: str, reason: str) -> None:
    item = _read(tmp_path / "a.html", page)
    assert isinstance(item, Skipped), item
    assert item.reason == reason
