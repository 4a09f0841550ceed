"""Every evidence is a slice of the stored text, on the seeds and on text made to break offsets."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.graph import Graph
from pipeline.ingest.checks import checked_article
from pipeline.model import Article
from pipeline.run import Tools, make_graph

SENTENCES = [
    "Il presidente russo Vladimir Putin ha incontrato Xi Jinping a Pechino mercoledì",
    "“Siamo pronti”, ha detto Vladimir Putin, “a firmare l’accordo”",
    "Secondo l’Istat le esportazioni dell’Italia sono salite del 3,5% nel 2023",
    "«Non c’è alcun accordo», ha dichiarato all’ANSA il ministro degli Esteri Antonio Tajani",
    "Gli Stati Uniti hanno imposto sanzioni alla Russia",
    "L’Unione europea ha criticato l’Ungheria… e ha aggiunto che “la porta resta aperta”",
    "Sergej Lavrov si recherà in Cina ad aprile",
    "Secondo il Cremlino, il commercio tra Russia e Cina ha superato i 240 miliardi di dollari",
    "La premier Giorgia Meloni non ha telefonato a Emmanuel Macron, ha precisato Palazzo Chigi",
    "L'ex cancelliere Olaf Scholz ha accusato la Russia d'aver attaccato l'Ucraina",
]
DECORATIONS = [
    *("’", "‘", "“", "”", "«", "»", '"', "…", "—", "– ", "'", "''", "(", ")", "[…]"),
    *("😀", "👩\u200d👩\u200d👧", "🇮🇹", "\U0001f600" * 3),
    *("e\u0301", "a\u0300\u0323", "\u0301", "ﬁ", "İ", "ß", "ŀ"),
    *("\r\n", "\n\n", "\n", "\t", "\u00a0", "\u2028", "\u200b", "\ufeff", "\u00ad", "  "),
    *("\x07", "\x85", "\u202e", "\U0010ffff", "新聞", "عربي"),
]
COMBINED = {"à": "a\u0300", "è": "e\u0300", "é": "e\u0301", "ì": "i\u0300", "ò": "o\u0300", "ù": "u\u0300"}
MARKS = [("’", "'"), ("'", "’"), ("“", '"'), ("”", '"'), ("“", "«"), ("”", "»"), ("”", ""), ("“", ""), (" ", "\u00a0")]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Draw an Italian sentence with its marks exchanged or lost, and things put into it between or inside words."""
    text = draw(st.sampled_from(SENTENCES))
    for old, new in draw(st.lists(st.sampled_from(MARKS), max_size=3)):
        text = text.replace(old, new)
    if draw(st.booleans()):
        text = "".join(COMBINED.get(c, c) for c in text)
    for decoration in draw(st.lists(st.sampled_from(DECORATIONS), max_size=4)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + decoration + text[place:]
    return text


def _texts() -> st.SearchStrategy[str]:
    ends = st.sampled_from([". ", ".\n", ".\r\n", "", "? ", "… ", ".” ", "!\n\n"])
    starts = st.sampled_from(
        ["", " date 2024-03 ", "Roma, 12 mar. (askanews) – ", "\ufeff", "\r\n", "(ANSA) - ROMA, 3 GEN - "]
    )
    parts = st.lists(st.tuples(sentences(), ends).map("".join), min_size=1, max_size=5)
    return st.tuples(starts, parts.map("".join)).map("".join)


def _check(graph: Graph, texts: dict[str, str]) -> int:
    """Check every evidence against its slice, and return how many there are."""
    found = [evidence for fact in graph.facts for evidence in fact.evidence]
    for evidence in found:
        assert texts[evidence.article][evidence.span.start : evidence.span.end] == evidence.text
    return len(found)


def test_every_evidence_of_the_seeds_is_a_slice_of_its_file(seed_graph: Graph, root: Path) -> None:
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in (root / "seeds").glob("*.txt")}
    assert _check(seed_graph, texts) >= len(seed_graph.facts) > 0


def test_every_evidence_in_the_folder_is_a_slice_of_its_article(graph_folder: Path) -> None:
    def records(name: str) -> list[dict[str, object]]:
        with (graph_folder / name).open(encoding="utf-8", newline="\n") as lines:
            return [json.loads(line) for line in lines]

    texts = {record["id"]: record["text"] for record in records("articles.jsonl")}
    checked = 0
    for fact in records("facts.jsonl"):
        assert isinstance(fact["evidence"], list)
        assert fact["evidence"]
        for evidence in fact["evidence"]:
            text = texts[evidence["article"]]
            assert isinstance(text, str)
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
            checked += 1
    assert checked


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(_texts().filter(str.strip), min_size=1, max_size=4))
def test_every_evidence_of_any_text_is_a_slice_of_it(tools: Tools, texts: list[str]) -> None:
    articles = [Article(f"a{number}", text) for number, text in enumerate(texts)]
    _check(make_graph(articles, tools), {article.id: article.text for article in articles})


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=_texts().filter(str.strip))
def test_every_evidence_stands_after_the_dateline(tools: Tools, text: str) -> None:
    # "Roma, 12 mar. (askanews) – ": place and date of an agency's dateline do not enter the facts
    article = checked_article(id="a", text="Il testo che segue è in italiano, ed è una notizia. ", name="a")
    dated = checked_article(id="b", text=f"Roma, 12 mar. (askanews) – {article.text}{text}", name="b")
    assert dated.dateline is not None
    for fact in make_graph([dated], tools).facts:
        for evidence in fact.evidence:
            assert evidence.span.start >= dated.body_start
            assert dated.text[evidence.span.start : evidence.span.end] == evidence.text


def test_the_sentences_of_these_texts_do_give_facts(tools: Tools) -> None:
    articles = [Article(f"a{number}", f"{sentence}.") for number, sentence in enumerate(SENTENCES)]
    graph = make_graph(articles, tools)
    assert {fact.kind for fact in graph.facts} >= {"encounter", "statement", "figure", "relation"}
