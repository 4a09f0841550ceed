"""In whatever order articles come and go, a graph has the bytes of one built of the same articles."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export.claims import CLAIMS, claims_to_jsonl, read_claims_jsonl
from pipeline.export.jsonl import ARTICLES, articles_to_jsonl, read_articles_jsonl, to_jsonl
from pipeline.folder import graph_state
from pipeline.graph import Graph, write_graph
from pipeline.model import (
    Article,
    Claim,
    EncounterDetail,
    EntityType,
    Evidence,
    FigureDetail,
    Mention,
    RoleDetail,
    SayingDetail,
    Span,
    When,
)
from pipeline.rdf.store import to_trig, to_turtle
from pipeline.run import Tools, make_graph
from pipeline.update import Read, add_articles, merge_graphs, retract_articles
from tests.updates import KNOWN, assembled, built, files_of

PARTIES: Sequence[tuple[str, EntityType, str | None, bool]] = (
    ("Vladimir Putin", "Person", None, True),
    ("Putin", "Person", None, True),
    ("Mario Rossi", "Person", None, True),
    ("Anna Rossi", "Person", None, True),
    ("Rossi", "Person", None, True),
    ("Sergey Lavrov", "Person", None, True),
    ("Sergei Lavrov", "Person", None, True),
    ("Lavrov", "Organization", None, True),
    ("Eni", "Organization", "Q565594", True),
    ("ENI", "Organization", None, True),
    ("Eni", "Place", None, True),
    ("Cina", "Country", "Q148", True),
    ("il cancelliere", "Person", None, False),
)
"""Parties that are one or two by what else is read: surnames, spellings, types, names that a gazetteer knows."""

TEXT = f"{', '.join(dict.fromkeys(name for name, *_ in PARTIES))} si sono visti ieri e hanno detto di sì."


def _mention(party: tuple[str, EntityType, str | None, bool]) -> Mention:
    start = TEXT.index(party[0])
    return Mention(Span(start, start + len(party[0])), party[0], *party)


MENTIONS = st.sampled_from(PARTIES).map(_mention)

REPORTS = (
    "",
    " Il colloquio è durato due ore, ha riferito il portavoce al termine della giornata, senza dare altri particolari.",
    " Secondo fonti diplomatiche nulla è stato firmato, e le delegazioni torneranno a vedersi in autunno a Ginevra.",
)
"""What follows `TEXT`: articles of one report are copies, and count as one source."""

SOURCES = st.lists(MENTIONS, max_size=2).map(tuple)

WHEN = st.sampled_from([None, When("ieri"), When("ieri", "2024-04-08"), When("nel 2024", "2024")])


@st.composite
def claims_of(draw: st.DrawFn, article: Article) -> Claim:
    kind, predicate = draw(
        st.sampled_from(
            [
                ("encounter", "met"),
                ("visit", "visited"),
                ("statement", "said"),
                ("figure", "measures"),
                ("role", "holdsRole"),
                ("relation", "supports"),
                ("relation", "tradesWith"),
            ]
        )
    )
    subject, other, more = draw(MENTIONS), draw(MENTIONS), draw(SOURCES)
    value = draw(st.sampled_from([7.5, 9.25]))  # two sources may disagree
    object_, detail = {
        "encounter": (other, EncounterDetail((subject, other, *more), draw(st.sampled_from(["meeting", "call"])))),
        "visit": (other, None),
        "statement": ("di sì", SayingDetail((subject,), "di sì", draw(st.booleans()), "dire", more, draw(SOURCES))),
        "figure": (value, FigureDetail("pil", value, "%", about=more, via=draw(SOURCES))),
        "role": ("ministro", RoleDetail("ministro", draw(st.none() | MENTIONS), draw(st.booleans()))),
        "relation": (other, None),
    }[kind]
    start = draw(st.integers(0, 40))
    span = Span(start, draw(st.integers(start + 1, len(TEXT))))
    return Claim(
        kind=kind,  # type: ignore[arg-type]
        predicate=predicate,
        subject=subject,
        object=object_,  # type: ignore[arg-type]
        evidence=Evidence.of(article, span, extractor=f"{kind}s", rule=draw(st.sampled_from(["x/y", "x/z"]))),
        negated=draw(st.booleans()),
        status=draw(st.sampled_from(["happened", "planned", "alleged", "denied"])),
        when=draw(WHEN),
        detail=detail,
        attributed_to=draw(SOURCES),
        anchor=start,
    )


@st.composite
def invented(draw: st.DrawFn) -> tuple[Read, ...]:
    """Return articles of few texts, each with claims that somebody might have read in it."""
    ids = draw(st.lists(st.sampled_from(["a1", "a2", "b", "è/1", "z"]), unique=True, min_size=1, max_size=4))
    dates = st.sampled_from([None, "2024", "2024-04-09", "2024-04-10"])
    outlets = st.sampled_from([None, "ANSA", "Gazzetta"])
    articles = (
        Article(identifier, TEXT + draw(st.sampled_from(REPORTS)), source=draw(outlets), published=draw(dates))
        for identifier in ids
    )
    return tuple((article, tuple(draw(st.lists(claims_of(article), max_size=4)))) for article in articles)


def _id(item: Read) -> str:
    return item[0].id


def _texts(graph: Graph) -> tuple[str, ...]:
    rdf = (to_trig(graph.quads), to_turtle(graph.quads))
    return (articles_to_jsonl(graph.articles), claims_to_jsonl(graph.claims), to_jsonl(graph.facts), *rdf)


@settings(max_examples=100)
@given(invented(), st.randoms(use_true_random=False))
def test_what_a_graph_keeps_of_its_articles_gives_the_graph_again(read: tuple[Read, ...], random: Random) -> None:
    graph = assembled(read)
    with TemporaryDirectory() as name:
        stored, claimed = Path(name, ARTICLES), Path(name, CLAIMS)
        stored.write_text(articles_to_jsonl(graph.articles), encoding="utf-8", newline="\n")
        claimed.write_text(claims_to_jsonl(graph.claims), encoding="utf-8", newline="\n")
        articles, claims = list(read_articles_jsonl(stored)), list(read_claims_jsonl(claimed))
    random.shuffle(articles)
    kept = [(a, tuple(claim for claim in claims if claim.evidence.article == a.id)) for a in articles]
    assert sorted(kept, key=_id) == sorted(read, key=_id)
    assert _texts(assembled(kept)) == _texts(graph)


@settings(max_examples=10)
@given(invented(), invented(), st.data())
def test_merged_and_retracted_in_any_order_a_graph_is_that_of_its_articles(
    read: tuple[Read, ...], others: tuple[Read, ...], data: st.DataObject
) -> None:
    ids = {article.id for article, _ in read}
    others = tuple(item for item in others if item[0].id not in ids)
    gone = data.draw(st.lists(st.sampled_from(sorted(ids)), unique=True))
    with TemporaryDirectory() as name:
        folder = Path(name)
        parts = [built(read, folder / "one"), built(others, folder / "other")]
        merge_graphs(data.draw(st.permutations(parts)), folder / "merged", KNOWN)
        assert files_of(folder / "merged") == files_of(built([*others, *read], folder / "at-once"))
        retract_articles(folder / "merged", gone, KNOWN)
        rest = [item for item in (*read, *others) if item[0].id not in gone]
        assert files_of(folder / "merged") == files_of(built(rest, folder / "never-had"))


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (3, 0, 4, 2, 1)])
def test_the_seeds_added_one_by_one_in_any_order_are_the_seeds_built_at_once(
    order: Sequence[int], seed_graph: Graph, graph_folder: Path, tools: Tools, tmp_path: Path
) -> None:
    built((), tmp_path)
    done: list[str] = []
    states = set()
    for number in order:
        article = seed_graph.articles[number]
        change = add_articles(tmp_path, [article], tools, done=lambda article: done.append(article.id))
        assert (change.added, change.replaced, change.same, change.refused) == ((article.id,), (), (), ())
        states.add(graph_state(tmp_path))
    assert done == [seed_graph.articles[number].id for number in order]
    assert len(states) == len(order)
    assert files_of(tmp_path) == files_of(graph_folder)


def test_seeds_retracted_leave_the_graph_of_a_build_without_them(
    seed_graph: Graph, graph_folder: Path, tools: Tools, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(graph_folder, tmp_path / "graph"))
    retract_articles(folder, [seed_graph.articles[3].id, seed_graph.articles[0].id], KNOWN)
    rest = [article for number, article in enumerate(seed_graph.articles) if number not in (0, 3)]
    write_graph(make_graph(rest, tools), tmp_path / "never-had", tools)
    assert files_of(folder) == files_of(tmp_path / "never-had")
