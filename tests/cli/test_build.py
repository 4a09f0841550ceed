"""`intreccio build`: what it makes of good and bad inputs, what it says, how it ends, and what it leaves alone."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from pipeline.folder import graph_state
from pipeline.graph import read_graph
from pipeline.rdf.store import stored_at
from pipeline.run import Tools
from tests.cli.conftest import Intreccio

MET = "Il presidente russo Vladimir Putin ha incontrato Xi Jinping a Pechino."
ENGLISH = (
    "The Russian president met his Chinese counterpart in Beijing on Tuesday, where the two leaders discussed trade, "
    "energy and the war in Ukraine. Officials in both capitals said that the talks had been frank and constructive, "
    "and that another meeting would follow in the autumn."
)
FILES = [
    "articles.jsonl",
    "candidates.jsonl",
    "claims.jsonl",
    "facts.jsonl",
    "graph.trig",
    "graph.ttl",
    "links.jsonl",
    "network.html",
    "reading.json",
    "store",
]


def _line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def _digests(folder: Path) -> dict[str, str]:
    """Return name → digest of every file below a folder. Oxigraph's own lock and logs say nothing of the graph."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "store" not in path.parts)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _stored(folder: Path) -> set[str]:
    return {str(quad) for quad in pyoxigraph.Store.read_only(str(stored_at(folder, graph_state(folder))))}


@pytest.mark.usefixtures("with_tools")
def test_the_seeds_give_every_file_and_a_table(intreccio: Intreccio, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "graph"
    result = intreccio("build", root / "seeds", "--out", out, "--check")
    assert (result.code, result.err) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == FILES
    graph = read_graph(out)
    assert f"5 articles, {len(graph.facts)} facts" in result.out
    assert "the graph conforms to the shapes" in result.out
    assert f"open {out / 'network.html'}" in result.out


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize("width", ["60", "80", "200"])
def test_the_table_shows_kinds_and_counts_in_any_terminal(intreccio: Intreccio, tmp_path: Path, width: str) -> None:
    (tmp_path / "a.txt").write_text(MET, encoding="utf-8")
    result = intreccio("build", tmp_path / "a.txt", "--out", tmp_path / "graph", width=width)
    for kind in ("encounter", "visit", "statement", "figure", "role", "relation"):
        (row,) = [line for line in result.out.splitlines() if f" {kind} " in line]
        assert row.split("│")[2].strip().isdigit()


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("nul.txt", MET.encode() + b"\x00", "binary"),
        ("english.txt", ENGLISH.encode(), "not Italian (looks like 'en')"),
        ("report.pdf", b"%PDF-1.7", "cannot read .pdf"),
        ("noending", MET.encode(), "cannot read a file without ending"),
        ("empty.html", b"<html><body></body></html>", "no article found in the page"),
        (
            "table.csv",
            b"id,prezzo\n1,testo\n",
            "no column with the text; call it text or testo (columns found: id, prezzo)",
        ),
        ("empty.jsonl", b"", "empty"),
    ],
)
def test_a_bad_file_is_named_in_one_line_and_the_rest_goes_on(
    intreccio: Intreccio, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(MET, encoding="utf-8")
    result = intreccio("build", tmp_path / name, tmp_path / "good.txt", "--out", tmp_path / "graph")
    assert result.code == 1
    assert result.complaints[0].startswith(f"skipped {tmp_path / name}: ")
    assert said in result.complaints[0]
    assert result.complaints[1:] == ["1 of the inputs skipped, see above"]
    assert [article.id for article in read_graph(tmp_path / "graph").articles] == ["good"]


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["nowhere.txt"], ["skipped {0}: no such file or folder"]),
        (["*.nothing"], ["skipped {0}: no such file or folder"]),
        (["folder"], ["skipped {0}: the folder holds no .txt .md .html .htm .jsonl .csv file"]),
        (["empty.txt", "nowhere.txt"], ["skipped {1}: no such file or folder", "skipped {0}: empty"]),
    ],
)
def test_where_nothing_can_be_read_the_older_graph_stays(
    intreccio: Intreccio, folder: Path, tmp_path: Path, names: list[str], said: list[str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder" / "picture.png").touch()
    before, stored = _digests(folder), _stored(folder)
    inputs = [str(tmp_path / name) for name in names]
    result = intreccio("build", *inputs, "--out", folder)
    assert result.code == 2
    expected = [line.format(*inputs) for line in said]
    assert result.complaints == [*expected, "nothing to build: no article could be read"]
    assert (_digests(folder), _stored(folder)) == (before, stored)


def test_a_file_where_the_folder_is_to_be_is_named_before_anything_is_read(
    intreccio: Intreccio, tmp_path: Path
) -> None:
    target = tmp_path / "graph"
    target.write_text("kept", encoding="utf-8")
    result = intreccio("build", tmp_path / "nowhere.txt", "--out", target)
    assert (result.code, target.read_text(encoding="utf-8")) == (2, "kept")
    assert "is a file; --out needs a folder" in result.err


@pytest.mark.usefixtures("with_tools")
def test_nothing_is_made_where_there_was_nothing(intreccio: Intreccio, tmp_path: Path) -> None:
    result = intreccio("build", tmp_path / "nowhere.txt", "--out", tmp_path / "graph")
    assert result.code == 2
    assert not (tmp_path / "graph").exists()


@pytest.mark.usefixtures("with_tools")
def test_the_broken_lines_of_a_file_are_named_by_their_number(intreccio: Intreccio, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    good = _line(id="uno", text=MET)
    lines = [good, "{rotto\n", "[1, 2]\n", "\n", _line(id="due"), _line(id="tre", text=7), _line(text=ENGLISH), good]
    path.write_text("".join(lines) + _line(text=MET), encoding="utf-8")
    result = intreccio("build", path, "--out", tmp_path / "graph")
    assert result.code == 1
    named = [line.removeprefix("skipped ").removeprefix(str(path)) for line in result.complaints]
    assert [line.split(": ")[:2] for line in named[:-1]] == [
        [", line 2", "not JSON"],
        [", line 3", "not a JSON object"],
        [", line 5", "no text; call it text or testo (keys found"],
        [", line 6", "no text"],
        [", line 7", "not Italian (looks like 'en')"],
        [", article uno", "the same article was given twice"],
    ]
    assert named[-1] == "6 of the inputs skipped, see above"
    assert [article.id for article in read_graph(tmp_path / "graph").articles] == ["many-9", "uno"]


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MET, "the same article was given twice"),
        (f"{MET} Poi è partito.", "another article has the same id; give it an id of its own"),
    ],
)
def test_a_second_article_of_one_id_is_named(intreccio: Intreccio, tmp_path: Path, text: str, said: str) -> None:
    for name, content in (("one", MET), ("two", text)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(content, encoding="utf-8")
    result = intreccio("build", tmp_path / "one", tmp_path / "two", "--out", tmp_path / "graph")
    assert result.code == 1
    assert result.complaints[0] == f"skipped {tmp_path / 'two' / 'a.txt'}, article a: {said}"
    assert len(read_graph(tmp_path / "graph").articles) == 1


@pytest.mark.usefixtures("with_tools")
def test_a_file_named_twice_is_read_once_and_nothing_is_said(intreccio: Intreccio, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(MET, encoding="utf-8")
    result = intreccio("build", path, tmp_path, str(tmp_path / "*.txt"), "--out", tmp_path / "graph")
    assert (result.code, result.err) == (0, "")


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize(
    ("stdin", "articles"),
    [
        (MET.encode(), ["stdin"]),
        ((_line(id="uno", text=MET) + _line(text=MET)).encode(), ["stdin-2", "uno"]),
    ],
)
def test_standard_input_is_read(intreccio: Intreccio, tmp_path: Path, stdin: bytes, articles: list[str]) -> None:
    result = intreccio("build", "-", "--out", tmp_path / "graph", stdin=stdin)
    assert result.code == 0
    assert [article.id for article in read_graph(tmp_path / "graph").articles] == articles


@pytest.mark.usefixtures("with_tools")
def test_empty_standard_input_is_named(intreccio: Intreccio, tmp_path: Path) -> None:
    result = intreccio("build", "-", "--out", tmp_path / "graph")
    assert result.code == 2
    assert result.complaints[0] == "skipped standard input: empty"


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize(
    "record",
    [
        {"id": "\ud800"},
        {"title": "\ud800"},
        {"url": "\udfff"},
        {"source": "a\ud83d"},
        {"id": "nul\x00"},
        {"title": "nul\x00"},
        {"url": "http://x y <z>"},
        {"published": "ieri"},
        {"published": "2024-13-45"},
        {"published": "2024-02-31"},
        {"id": "../../../etc/passwd"},
        {"id": "x" * 5000},
        {"id": ["una", "lista"]},
        {"title": {"it": "un oggetto"}},
        {"id": 7},
    ],
)
def test_odd_fields_never_stop_a_build(intreccio: Intreccio, tmp_path: Path, record: dict[str, object]) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text(_line(id="good", text=MET) + _line(**{"text": MET} | record), encoding="utf-8")
    result = intreccio("build", path, "--out", tmp_path / "graph", "--check")
    assert result.code in {0, 1}
    assert "the graph conforms to the shapes" in result.out
    graph = read_graph(tmp_path / "graph")
    assert "good" in {article.id for article in graph.articles}
    # what is not taken is named
    assert len(graph.articles) == 2 - sum(line.startswith("skipped ") for line in result.complaints)


@pytest.mark.usefixtures("with_tools")
def test_an_article_that_says_nothing_makes_a_graph_without_facts(intreccio: Intreccio, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ciao a tutti.", encoding="utf-8")
    result = intreccio("build", tmp_path / "a.txt", "--out", tmp_path / "graph", "--check")
    assert result.code == 0
    assert "1 articles, 0 facts" in result.out


@pytest.mark.usefixtures("with_tools")
def test_square_brackets_of_a_name_are_printed_as_they_are(intreccio: Intreccio, tmp_path: Path) -> None:
    path = tmp_path / "[bold]a[red].txt"
    path.touch()
    result = intreccio("build", path, "--out", tmp_path / "graph")
    assert result.complaints[0] == f"skipped {path}: empty"


@pytest.mark.usefixtures("with_tools")
def test_a_file_in_the_place_of_the_folder_is_named(intreccio: Intreccio, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MET, encoding="utf-8")
    (tmp_path / "graph").write_text("mio", encoding="utf-8")
    result = intreccio("build", tmp_path / "a.txt", "--out", tmp_path / "graph")
    assert result.code == 2
    assert len(result.complaints) == 1
    assert str(tmp_path / "graph") in result.err
    assert (tmp_path / "graph").read_text(encoding="utf-8") == "mio"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--model", "it_core_news_nowhere"), "no spaCy pipeline 'it_core_news_nowhere'"),
        (("--ontology", "nowhere"), "nowhere"),
    ],
)
def test_a_model_or_ontology_that_is_not_there_is_named(
    intreccio: Intreccio, root: Path, tmp_path: Path, arguments: tuple[str, str], said: str
) -> None:
    result = intreccio("build", root / "seeds", "--out", tmp_path / "graph", *arguments)
    assert result.code == 2
    (complaint,) = result.complaints
    assert complaint.startswith("error: ")
    assert said in complaint
    assert not (tmp_path / "graph").exists()


@pytest.mark.usefixtures("with_tools")
def test_a_new_build_takes_the_place_of_the_older(intreccio: Intreccio, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MET, encoding="utf-8")
    assert intreccio("build", tmp_path / "a.txt", "--out", folder).code == 0
    assert sorted(path.name for path in folder.iterdir()) == FILES
    assert [article.id for article in read_graph(folder).articles] == ["a"]
    ids = intreccio("query", "SELECT ?id WHERE { ?a a news:Article ; news:id ?id }", "--graph", folder, "-f", "csv")
    assert ids.out.split() == ["id", "a"]


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize(
    "step", ["pipeline.graph.to_trig", "pipeline.export.html.to_html", "pipeline.graph.make_store"]
)
def test_a_build_interrupted_while_it_writes_leaves_the_older_graph(
    intreccio: Intreccio, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text(MET, encoding="utf-8")
    before, stored = _digests(folder), _stored(folder)
    monkeypatch.setattr(step, interrupted)
    result = intreccio("build", tmp_path / "a.txt", "--out", folder)
    assert result.code == 130
    after = _digests(folder)
    assert {name: after.get(name) for name in before} == before
    assert _stored(folder) == stored


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_leaves_the_older_graph_as_it_was(folder: Path, tmp_path: Path) -> None:
    before, stored = _digests(folder), _stored(folder)
    text = f"{MET} " * 40
    lines = "".join(_line(id=f"a{n}", text=text) for n in range(2000))
    command = [sys.executable, "-m", "pipeline", "build", "-", "--out", str(folder)]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # started in the background, a test run has Ctrl-C ignored, and its children would inherit that
        preexec_fn=_heed_interrupts,
    )
    try:
        assert process.stdin is not None
        # more than a pipe holds: once it is written the model is loaded and the articles are being read
        process.stdin.write(lines.encode())
        process.stdin.close()
        process.stdin = None
        time.sleep(3)
        assert process.poll() is None, "the build ended before it could be interrupted"
        os.kill(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert "Traceback" not in err.decode()
    assert "interrupted" in err.decode()
    assert (_digests(folder), _stored(folder)) == (before, stored)


def test_the_tools_of_these_tests_are_those_of_the_command(tools: Tools, root: Path) -> None:
    assert tools.ontology == root / "ontology"
