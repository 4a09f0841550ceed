"""A graph that articles were added to, taken from or merged into has the bytes of one built of the same articles."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import __version__
from pipeline.annotate.spacy_backend import WEIGHTS
from pipeline.errors import DataError, IntreccioError, UsageError
from pipeline.export.claims import CLAIMS, claims_to_jsonl, read_claims_jsonl
from pipeline.export.jsonl import ARTICLES, articles_to_jsonl, read_articles_jsonl, to_jsonl
from pipeline.export.read_by import READING, ReadBy, ontology_hash, read_readings
from pipeline.folder import READY, STORE, graph_state
from pipeline.ingest import Skipped
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
from pipeline.run import Graph, Tools, assemble, load_knowledge, make_graph, read_claims, write_graph
from pipeline.update import Read, add_articles, merge_graphs, read_articles_of, retract_articles
from tests.builders import make_article, make_claim, make_mention

MET = "Paolo Neri sostiene la Cina."
KNOWN = load_knowledge()
META = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))
BY = ReadBy(__version__, "spacy", f"it_intreccio {META['version']}", ontology_hash(KNOWN.ontology))
"""What the embedded model marks."""
OTHER = replace(BY, model="it_altro 9.9")
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


def _assembled(read: Iterable[Read]) -> Graph:
    return replace(assemble(read, KNOWN.lexicon, KNOWN.vocab), readings=(BY,))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != STORE}


def _built(read: Iterable[Read], folder: Path) -> Path:
    write_graph(_assembled(read), folder, KNOWN)
    return folder


def _id(item: Read) -> str:
    return item[0].id


def _texts(graph: Graph) -> tuple[str, ...]:
    rdf = (to_trig(graph.quads), to_turtle(graph.quads))
    return (articles_to_jsonl(graph.articles), claims_to_jsonl(graph.claims), to_jsonl(graph.facts), *rdf)


@settings(max_examples=100)
@given(invented(), st.randoms(use_true_random=False))
def test_what_a_graph_keeps_of_its_articles_gives_the_graph_again(read: tuple[Read, ...], random: Random) -> None:
    graph = _assembled(read)
    with TemporaryDirectory() as name:
        stored, claimed = Path(name, ARTICLES), Path(name, CLAIMS)
        stored.write_text(articles_to_jsonl(graph.articles), encoding="utf-8", newline="\n")
        claimed.write_text(claims_to_jsonl(graph.claims), encoding="utf-8", newline="\n")
        articles, claims = list(read_articles_jsonl(stored)), list(read_claims_jsonl(claimed))
    random.shuffle(articles)
    kept = [(a, tuple(claim for claim in claims if claim.evidence.article == a.id)) for a in articles]
    assert sorted(kept, key=_id) == sorted(read, key=_id)
    assert _texts(_assembled(kept)) == _texts(graph)


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
        parts = [_built(read, folder / "one"), _built(others, folder / "other")]
        merge_graphs(data.draw(st.permutations(parts)), folder / "merged", KNOWN)
        assert _files(folder / "merged") == _files(_built([*others, *read], folder / "at-once"))
        retract_articles(folder / "merged", gone, KNOWN)
        rest = [item for item in (*read, *others) if item[0].id not in gone]
        assert _files(folder / "merged") == _files(_built(rest, folder / "never-had"))


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (3, 0, 4, 2, 1)])
def test_the_seeds_added_one_by_one_in_any_order_are_the_seeds_built_at_once(
    order: Sequence[int], seed_graph: Graph, graph_folder: Path, tools: Tools, tmp_path: Path
) -> None:
    _built((), tmp_path)
    done: list[str] = []
    states = set()
    for number in order:
        article = seed_graph.articles[number]
        change = add_articles(tmp_path, [article], tools, done=lambda article: done.append(article.id))
        assert (change.added, change.replaced, change.same, change.refused) == ((article.id,), (), (), ())
        states.add(graph_state(tmp_path))
    assert done == [seed_graph.articles[number].id for number in order]
    assert len(states) == len(order)
    assert _files(tmp_path) == _files(graph_folder)


def test_seeds_retracted_leave_the_graph_of_a_build_without_them(
    seed_graph: Graph, graph_folder: Path, tools: Tools, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(graph_folder, tmp_path / "graph"))
    retract_articles(folder, [seed_graph.articles[3].id, seed_graph.articles[0].id], KNOWN)
    rest = [article for number, article in enumerate(seed_graph.articles) if number not in (0, 3)]
    write_graph(make_graph(rest, tools), tmp_path / "never-had", tools)
    assert _files(folder) == _files(tmp_path / "never-had")


def _read(identifier: str, text: str = MET, *, rule: str = "supports/active") -> Read:
    """Return an article that says that one supports another."""
    article = make_article(text, id=identifier)
    claim = make_claim(subject=make_mention("Paolo Neri"), object=make_mention("Cina", "Country"))
    evidence = Evidence.of(article, Span(0, 10), extractor="relations", rule=rule)
    return article, (replace(claim, evidence=evidence),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a graph of two articles that say the same."""
    return _built([_read("uno"), _read("due")], tmp_path / "graph")


def test_an_article_that_is_there_already_changes_nothing(folder: Path, tools: Tools) -> None:
    before, state = _files(folder), graph_state(folder)
    done: list[Article] = []
    change = add_articles(folder, [_read("uno")[0]], tools, done=done.append)
    assert (change.graph, change.same, len(done)) == (None, ("uno",), 1)
    assert (_files(folder), graph_state(folder)) == (before, state)


@pytest.mark.parametrize(
    ("other", "named"),
    [
        ({"text": f"{MET} Poi è partito."}, "text"),
        ({"published": "2024-04-09"}, "published"),
        ({"text": "No.", "title": "Un titolo"}, "text and title"),
    ],
)
def test_an_article_with_other_content_is_refused_and_the_rest_added(
    folder: Path, tools: Tools, other: dict[str, str], named: str
) -> None:
    known = _read("uno")[0]
    new = make_article("Xi Jinping ha incontrato Vladimir Putin a Pechino.", id="tre")
    change = add_articles(folder, [replace(known, **other), new], tools)  # type: ignore[arg-type]
    reason = f"the graph has it with another {named}; --replace takes the new one, or retract it first"
    assert change.refused == (Skipped("uno", reason),)
    assert change.added == ("tre",)
    assert read_articles_of(folder)["uno"] == _read("uno")
    assert {claim.kind for claim in read_articles_of(folder)["tre"][1]} == {"encounter"}


def test_with_replace_the_new_article_takes_the_place_of_the_old(folder: Path, tools: Tools, tmp_path: Path) -> None:
    new = replace(_read("uno")[0], text="Vladimir Putin ha visitato la Cina.")
    change = add_articles(folder, [new, _read("due")[0]], tools, replace=True)
    assert (change.replaced, change.same, change.refused) == (("uno",), ("due",), ())
    ((_, claims),) = read_claims([new], tools)
    assert _files(folder) == _files(_built([(new, claims), _read("due")], tmp_path / "at-once"))


def test_an_update_interrupted_while_it_reads_leaves_the_graph(folder: Path, tools: Tools) -> None:
    def interrupt(_: Article) -> None:
        raise KeyboardInterrupt

    before = _files(folder)
    with pytest.raises(KeyboardInterrupt):
        add_articles(folder, [make_article(id="tre"), make_article(id="quattro")], tools, done=interrupt)
    assert _files(folder) == before
    assert retract_articles(folder, ["uno"], KNOWN).graph is not None


def test_a_graph_may_lose_all_its_articles_and_get_them_back(folder: Path, tools: Tools, tmp_path: Path) -> None:
    before = _files(folder)
    retract_articles(folder, ["due", "uno", "due"], KNOWN)
    assert _files(folder) == _files(_built((), tmp_path / "empty"))
    assert read_articles_of(folder) == {}
    merge_graphs([folder, _built([_read("due"), _read("uno")], tmp_path / "copy")], folder, KNOWN)
    assert _files(folder) == before


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["una"], "has no article una; did you mean uno?"),
        (["uno", "xyz"], "has no article xyz; the ids are those of "),
        ([""], "has no article ; the ids are those of "),
    ],
)
def test_an_article_that_is_not_there_is_not_retracted_nor_any_other(folder: Path, ids: list[str], said: str) -> None:
    before = _files(folder)
    with pytest.raises(UsageError, match=re.escape(said)):
        retract_articles(folder, ids, KNOWN)
    assert _files(folder) == before


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (_read("due", f"{MET} Poi è partito."), "is another than in"),
        (_read("due", rule="supports/passive"), "was read otherwise (another model or version) than in"),
    ],
    ids=["text", "claims"],
)
def test_graphs_that_have_an_article_otherwise_are_not_merged(
    folder: Path, tmp_path: Path, read: Read, said: str
) -> None:
    other = _built([read, _read("tre")], tmp_path / "other")
    message = f"article due of {other} {said} {folder}; retract it from one of the two: intreccio retract due --graph"
    with pytest.raises(UsageError, match=re.escape(message)):
        merge_graphs([folder, other], tmp_path / "merged", KNOWN)
    assert not (tmp_path / "merged").exists()


def test_graphs_that_share_an_article_are_merged_into_one_of_them(folder: Path, tmp_path: Path) -> None:
    other = _built([_read("due"), _read("tre")], tmp_path / "other")
    change = merge_graphs([other, folder], folder, KNOWN)
    assert change.added == ("due", "tre", "uno")
    at_once = _built([_read("uno"), _read("due"), _read("tre")], tmp_path / "at-once")
    assert _files(folder) == _files(at_once)


@pytest.mark.parametrize("claims", [None, ""])
def test_a_graph_without_claims_is_to_be_built_anew(folder: Path, claims: str | None) -> None:
    (folder / CLAIMS).unlink()
    if claims is not None:
        (folder / CLAIMS).write_text(claims, encoding="utf-8")
    with pytest.raises(UsageError, match="does not hold the claims") as caught:
        retract_articles(folder, ["uno"], KNOWN)
    assert str(caught.value).endswith(f"intreccio build {folder / ARTICLES} --out {folder}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ([_read("tre")], "tre: articles.jsonl has no such article"),
        ([_read("due", "Altro testo.")], "due: its text has"),
    ],
)
def test_claims_of_other_articles_are_an_error(folder: Path, tmp_path: Path, read: list[Read], said: str) -> None:
    shutil.copy(_built(read, tmp_path / "other") / CLAIMS, folder / CLAIMS)
    with pytest.raises(DataError, match=re.escape(f"{folder / CLAIMS}: {said}")):
        read_articles_of(folder)


def test_a_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(IntreccioError, match="holds no graph; make one with"):
        retract_articles(tmp_path, ["uno"], KNOWN)


def _marked(read: Iterable[Read], folder: Path, *readings: ReadBy) -> Path:
    write_graph(replace(_assembled(read), readings=readings), folder, KNOWN)
    return folder


def test_what_is_read_is_marked_with_what_read_it(graph_folder: Path, folder: Path, tools: Tools) -> None:
    assert tools.read_by == BY
    assert read_readings(graph_folder / READING) == (BY,)
    retract_articles(folder, ["uno"], KNOWN)
    assert read_readings(folder / READING) == (BY,)


@pytest.mark.parametrize(
    ("marks", "named"),
    [
        ((OTHER,), f"(model it_altro 9.9, not {BY.model})"),
        ((replace(BY, intreccio="0.0.1"),), f"(intreccio 0.0.1, not {__version__})"),
        ((replace(BY, ontology="x"),), f"(ontology x, not {BY.ontology})"),
        ((BY, replace(BY, engine="stanza")), "(engine stanza, not spacy)"),
        ((), f"(intreccio unknown, not {__version__}; engine unknown"),
    ],
)
def test_articles_are_not_added_to_what_another_read_unless_forced(
    tmp_path: Path, tools: Tools, marks: Sequence[ReadBy], named: str
) -> None:
    folder = _marked([_read("uno")], tmp_path / "graph", *marks)
    before, new = _files(folder), make_article("Xi Jinping ha incontrato Vladimir Putin a Pechino.", id="tre")
    with pytest.raises(UsageError, match=re.escape(named)) as caught:
        add_articles(folder, [new], tools)
    hint = f"build it anew (intreccio build {folder / ARTICLES} --out {folder}), or mix the readings with --force"
    assert str(caught.value).endswith(hint)
    assert "\n" not in str(caught.value)
    assert _files(folder) == before
    assert add_articles(folder, [_read("uno")[0]], tools).same == ("uno",)
    assert add_articles(folder, [new], tools, force=True).added == ("tre",)
    assert read_readings(folder / READING) == tuple(sorted({*(marks or [ReadBy()]), BY}))


def test_graphs_that_were_read_otherwise_are_not_merged_unless_forced(folder: Path, tmp_path: Path) -> None:
    other = _marked([_read("tre")], tmp_path / "other", OTHER)
    with pytest.raises(UsageError, match=re.escape(f"{other} was read otherwise (model it_altro 9.9, not")):
        merge_graphs([folder, other], tmp_path / "merged", KNOWN)
    assert not (tmp_path / "merged").exists()
    merge_graphs([folder, other], tmp_path / "merged", KNOWN, force=True)
    assert set(read_readings(tmp_path / "merged" / READING)) == {BY, OTHER}


def test_a_mark_that_is_none_is_named(folder: Path, tools: Tools) -> None:
    (folder / READING).write_text('{"model": 1}', encoding="utf-8")
    with pytest.raises(DataError, match="does not say what read the claims"):
        add_articles(folder, [make_article(id="tre")], tools)


def test_what_changes_the_words_or_frames_of_an_ontology_changes_its_hash(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(KNOWN.ontology, tmp_path / "ontology"))
    assert ontology_hash(copy) == BY.ontology
    (copy / "shapes.ttl").write_text("", encoding="utf-8")
    assert ontology_hash(copy) == BY.ontology
    with (copy / "lexicon" / "words.tsv").open("a", encoding="utf-8") as words:
        words.write("x\ty\tz\n")
    assert ontology_hash(copy) != BY.ontology


def test_a_writer_that_died_with_the_new_graph_ready_leaves_one_that_can_be_changed(folder: Path) -> None:
    """An older Intreccio's folder without claims, and all the new files still in `.ready`."""
    (folder / READY).mkdir()
    for path in [path for path in folder.iterdir() if path.is_file()]:
        path.rename(folder / READY / path.name)
    shutil.copy(folder / READY / "facts.jsonl", folder)
    change = retract_articles(folder, ["uno"], KNOWN)
    assert change.graph is not None
    assert set(read_articles_of(folder)) == {"due"}
    assert not (folder / READY).exists()
