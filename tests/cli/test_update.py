"""`intreccio add`, `retract`, `merge`: what they say, how they end, and what they leave alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.folder import READY, STORE, graph_state
from pipeline.graph import read_graph, write_graph
from pipeline.run import Tools, make_graph
from tests.builders import make_article
from tests.cli.conftest import Intreccio

MET = "Il presidente russo Vladimir Putin ha incontrato Xi Jinping a Pechino."
TRIP = "Giorgia Meloni è arrivata a Tunisi."


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != STORE}


def _ids(folder: Path) -> list[str]:
    return [article.id for article in read_graph(folder).articles]


def _text(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def made(tools: Tools, tmp_path: Path) -> Path:
    """Return the graph folder of one short article, "uno"."""
    write_graph(make_graph([make_article(MET, id="uno")], tools), tmp_path / "made", tools)
    return tmp_path / "made"


@pytest.mark.usefixtures("with_tools")
def test_an_article_added_is_there_and_can_be_asked_for(intreccio: Intreccio, made: Path, tmp_path: Path) -> None:
    result = intreccio("add", _text(tmp_path / "due.txt", TRIP), "--graph", made)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"1 added; {made}: 2 articles, {len(read_graph(made).facts)} facts\n"
    asked = intreccio("query", "visits", "--who", "Meloni", "--graph", made, "-f", "csv")
    assert "Tunisi" in asked.out


@pytest.mark.usefixtures("with_tools")
def test_an_article_that_is_there_is_told_and_nothing_written(intreccio: Intreccio, made: Path, tmp_path: Path) -> None:
    state = graph_state(made)
    result = intreccio("add", _text(tmp_path / "uno.txt", MET), "--graph", made)
    assert (result.code, result.err, result.out) == (0, "", f"1 there already; {made}: unchanged\n")
    assert graph_state(made) == state


@pytest.mark.usefixtures("with_tools")
def test_an_article_of_another_text_needs_replace(intreccio: Intreccio, made: Path, tmp_path: Path) -> None:
    before = _files(made)
    path = _text(tmp_path / "uno.txt", TRIP)
    result = intreccio("add", path, "--graph", made)
    assert (result.code, result.out) == (2, f"none added; {made}: unchanged\n")
    assert result.complaints[0] == (
        "skipped uno: the graph has it with another text; --replace takes the new one, or retract it first"
    )
    assert _files(made) == before
    result = intreccio("add", path, _text(tmp_path / "due.txt", MET), "--graph", made)
    assert (result.code, result.complaints[1:]) == (1, ["1 of the inputs skipped, see above"])
    result = intreccio("add", path, "--replace", "--graph", made)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("1 replaced; ")
    assert {article.id: article.text for article in read_graph(made).articles} == {"uno": TRIP, "due": MET}


@pytest.mark.usefixtures("with_tools")
def test_what_cannot_be_read_is_named_and_the_rest_added(intreccio: Intreccio, made: Path, tmp_path: Path) -> None:
    result = intreccio("add", _text(tmp_path / "empty.txt", ""), "-", "--graph", made, stdin=TRIP.encode())
    assert result.code == 1
    assert result.complaints == [f"skipped {tmp_path / 'empty.txt'}: empty", "1 of the inputs skipped, see above"]
    assert _ids(made) == ["stdin", "uno"]


@pytest.mark.usefixtures("with_tools")
def test_where_nothing_can_be_read_nothing_changes(intreccio: Intreccio, made: Path, tmp_path: Path) -> None:
    state = graph_state(made)
    result = intreccio("add", tmp_path / "nowhere.txt", "--graph", made)
    assert (result.code, result.out) == (2, "")
    assert result.complaints[-1] == "nothing to add: no article could be read"
    assert graph_state(made) == state


def test_articles_are_retracted_one_or_many(intreccio: Intreccio, folder: Path) -> None:
    first, second, third, *rest = _ids(folder)
    result = intreccio("retract", second, "--graph", folder)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"1 retracted; {folder}: 4 articles, {len(read_graph(folder).facts)} facts\n"
    assert intreccio("retract", first, third, first, "--graph", folder).out.startswith("2 retracted; ")
    assert _ids(folder) == rest
    assert intreccio("validate", "--graph", folder).code == 0


def test_an_article_that_is_not_there_is_named(intreccio: Intreccio, folder: Path) -> None:
    before = _files(folder)
    result = intreccio("retract", "003", "--graph", folder)
    assert (result.code, result.out) == (2, "")
    assert result.complaints == [
        f"error: {folder} has no article 003; the ids are those of {folder / 'articles.jsonl'}"
    ]
    assert _files(folder) == before


@pytest.mark.usefixtures("with_tools")
def test_graphs_are_merged_in_any_order(intreccio: Intreccio, made: Path, folder: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    result = intreccio("merge", made, folder, "--out", one)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"2 graphs merged; {one}: 6 articles, {len(read_graph(one).facts)} facts\n"
    assert intreccio("merge", folder, made, folder, "--out", other).code == 0
    assert _files(one) == _files(other)
    assert intreccio("diff", one, other).code == 0
    assert intreccio("merge", made, one, "--out", made).code == 0
    assert _files(made) == _files(one)


def test_merge_needs_two_graphs(intreccio: Intreccio, folder: Path, tmp_path: Path) -> None:
    result = intreccio("merge", folder, "--out", tmp_path / "out")
    assert (result.code, result.complaints) == (2, ["error: merge needs two graph folders or more"])


@pytest.mark.parametrize(
    "arguments",
    [("add", "x.txt", "--graph", "{}"), ("retract", "x", "--graph", "{}"), ("merge", "{}", "{}", "--out", "{}/out")],
)
def test_a_folder_without_a_graph_is_named_and_not_made(
    intreccio: Intreccio, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    nowhere = tmp_path / "nowhere"
    result = intreccio(*(argument.format(nowhere) for argument in arguments))
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith(f"error: {nowhere} holds no graph; make one with: intreccio build")
    assert not nowhere.exists()


@pytest.mark.parametrize("arguments", [("retract", "uno", "--graph", "{}"), ("merge", "{}", "{}", "--out", "{}")])
def test_a_graph_of_an_older_version_is_to_be_built_anew(
    intreccio: Intreccio, made: Path, arguments: tuple[str, ...]
) -> None:
    (made / "claims.jsonl").unlink()
    before = _files(made)
    result = intreccio(*(argument.format(made) for argument in arguments))
    assert result.code == 2
    (complaint,) = result.complaints
    assert complaint.endswith(f"build it anew from its articles: intreccio build {made}/articles.jsonl --out {made}")
    assert _files(made) == before


@pytest.mark.usefixtures("with_tools")
def test_an_older_graph_built_anew_as_told_is_the_same(intreccio: Intreccio, made: Path) -> None:
    before = _files(made)
    (made / "claims.jsonl").unlink()
    assert intreccio("build", made / "articles.jsonl", "--out", made).code == 0
    assert _files(made) == before


@pytest.mark.usefixtures("with_tools")
def test_while_another_process_writes_all_commands_that_write_say_so(
    intreccio: Intreccio, made: Path, tmp_path: Path
) -> None:
    before = _files(made)
    path = _text(tmp_path / "due.txt", TRIP)
    holding = (
        "import sys; from pathlib import Path; from pipeline.folder import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holding, str(made)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        for arguments in (
            ("build", path, "--out", made),
            ("add", path, "--graph", made),
            ("retract", "uno", "--graph", made),
            ("merge", made, made, "--out", made),
        ):
            result = intreccio(*arguments)
            assert (result.code, result.out) == (2, "")
            expected = f"error: another intreccio is writing to {made}; wait until it has ended, and try again"
            assert result.complaints == [expected]
        assert intreccio("query", "visits", "--graph", made).code == 0
        process.stdin.close()
    assert _files(made) == before
    assert intreccio("add", path, "--graph", made).code == 0


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_leaves_the_graph_as_it_was_and_free(intreccio: Intreccio, folder: Path, tmp_path: Path) -> None:
    before = _files(folder)
    lines = "".join(json.dumps({"id": f"a{number}", "text": f"{MET} " * 40}) + "\n" for number in range(2000))
    command = [sys.executable, "-m", "pipeline", "add", "-", "--graph", str(folder)]
    process = subprocess.Popen(
        command,
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
        assert process.poll() is None, "the articles were added before it could be interrupted"
        os.kill(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert err.decode().strip() == f"interrupted; {folder} is as it was before"
    assert _files(folder) == before
    assert not (folder / READY).exists()
    assert intreccio("retract", _ids(folder)[0], "--graph", folder).code == 0
