"""Articles into a graph and out of it: what is refused, what is marked, and what an interrupted update leaves."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.errors import DataError, IntreccioError, UsageError
from pipeline.export.claims import CLAIMS
from pipeline.export.jsonl import ARTICLES
from pipeline.export.read_by import READING, ReadBy, ontology_hash, read_readings
from pipeline.folder import READY, graph_state
from pipeline.graph import write_graph
from pipeline.ingest import Skipped
from pipeline.model import (
    Article,
    Evidence,
    Span,
)
from pipeline.run import Tools, read_claims
from pipeline.update import Read, add_articles, merge_graphs, read_articles_of, retract_articles
from tests.builders import make_article, make_claim, make_mention
from tests.updates import BY, KNOWN, assembled, built, files_of

MET = "Paolo Neri sostiene la Cina."

OTHER = replace(BY, model="it_altro 9.9")


def _read(identifier: str, text: str = MET, *, rule: str = "supports/active") -> Read:
    """Return an article that says that one supports another."""
    article = make_article(text, id=identifier)
    claim = make_claim(subject=make_mention("Paolo Neri"), object=make_mention("Cina", "Country"))
    evidence = Evidence.of(article, Span(0, 10), extractor="relations", rule=rule)
    return article, (replace(claim, evidence=evidence),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a graph of two articles that say the same."""
    return built([_read("uno"), _read("due")], tmp_path / "graph")


def test_an_article_that_is_there_already_changes_nothing(folder: Path, tools: Tools) -> None:
    before, state = files_of(folder), graph_state(folder)
    done: list[Article] = []
    change = add_articles(folder, [_read("uno")[0]], tools, done=done.append)
    assert (change.graph, change.same, len(done)) == (None, ("uno",), 1)
    assert (files_of(folder), graph_state(folder)) == (before, state)


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
    assert files_of(folder) == files_of(built([(new, claims), _read("due")], tmp_path / "at-once"))


def test_an_update_interrupted_while_it_reads_leaves_the_graph(folder: Path, tools: Tools) -> None:
    def interrupt(_: Article) -> None:
        raise KeyboardInterrupt

    before = files_of(folder)
    with pytest.raises(KeyboardInterrupt):
        add_articles(folder, [make_article(id="tre"), make_article(id="quattro")], tools, done=interrupt)
    assert files_of(folder) == before
    assert retract_articles(folder, ["uno"], KNOWN).graph is not None


def test_a_graph_may_lose_all_its_articles_and_get_them_back(folder: Path, tools: Tools, tmp_path: Path) -> None:
    before = files_of(folder)
    retract_articles(folder, ["due", "uno", "due"], KNOWN)
    assert files_of(folder) == files_of(built((), tmp_path / "empty"))
    assert read_articles_of(folder) == {}
    merge_graphs([folder, built([_read("due"), _read("uno")], tmp_path / "copy")], folder, KNOWN)
    assert files_of(folder) == before


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["una"], "has no article una; did you mean uno?"),
        (["uno", "xyz"], "has no article xyz; the ids are those of "),
        ([""], "has no article ; the ids are those of "),
    ],
)
def test_an_article_that_is_not_there_is_not_retracted_nor_any_other(folder: Path, ids: list[str], said: str) -> None:
    before = files_of(folder)
    with pytest.raises(UsageError, match=re.escape(said)):
        retract_articles(folder, ids, KNOWN)
    assert files_of(folder) == before


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
    other = built([read, _read("tre")], tmp_path / "other")
    message = f"article due of {other} {said} {folder}; retract it from one of the two: intreccio retract due --graph"
    with pytest.raises(UsageError, match=re.escape(message)):
        merge_graphs([folder, other], tmp_path / "merged", KNOWN)
    assert not (tmp_path / "merged").exists()


def test_graphs_that_share_an_article_are_merged_into_one_of_them(folder: Path, tmp_path: Path) -> None:
    other = built([_read("due"), _read("tre")], tmp_path / "other")
    change = merge_graphs([other, folder], folder, KNOWN)
    assert change.added == ("due", "tre", "uno")
    at_once = built([_read("uno"), _read("due"), _read("tre")], tmp_path / "at-once")
    assert files_of(folder) == files_of(at_once)


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
    shutil.copy(built(read, tmp_path / "other") / CLAIMS, folder / CLAIMS)
    with pytest.raises(DataError, match=re.escape(f"{folder / CLAIMS}: {said}")):
        read_articles_of(folder)


def test_a_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(IntreccioError, match="holds no graph; make one with"):
        retract_articles(tmp_path, ["uno"], KNOWN)


def _marked(read: Iterable[Read], folder: Path, *readings: ReadBy) -> Path:
    write_graph(replace(assembled(read), readings=readings), folder, KNOWN)
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
    before, new = files_of(folder), make_article("Xi Jinping ha incontrato Vladimir Putin a Pechino.", id="tre")
    with pytest.raises(UsageError, match=re.escape(named)) as caught:
        add_articles(folder, [new], tools)
    hint = f"build it anew (intreccio build {folder / ARTICLES} --out {folder}), or mix the readings with --force"
    assert str(caught.value).endswith(hint)
    assert "\n" not in str(caught.value)
    assert files_of(folder) == before
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
