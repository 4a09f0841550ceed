"""A graph folder on disk: one state or another, never between, and one writer at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.folder import FRESH, LOCK, READY, STORE, TRIG, graph_state, locked, open_current, open_together, renewed
from pipeline.graph import Graph, read_graph, write_graph
from pipeline.knowledge import Knowledge, load_knowledge
from pipeline.rdf.store import ask, open_store
from tests.onlooker import IDS, look

A, B, C = "articles.jsonl", "facts.jsonl", "network.html"
NAMES = (A, B, TRIG)
WRITES = 12


def _write(folder: Path, content: str) -> None:
    with renewed(folder) as fresh:
        for name in (*NAMES, C):
            (fresh / name).write_text(content, encoding="utf-8")


def _read(folder: Path) -> list[str]:
    with open_together(folder, *NAMES) as files:
        return [file.read().decode() for file in files]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _write(tmp_path, "old")
    return tmp_path


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def two(example: Graph, known: Knowledge) -> tuple[Graph, Graph]:
    """Return two graphs: with the second article, and without it and what is said there."""
    one = example.articles[0].id
    facts = tuple(fact for fact in example.facts if {e.article for e in fact.evidence} == {one})
    ids = {fact.id for fact in example.facts} - {fact.id for fact in facts}
    quads = tuple(q for q in example.quads if "gazzetta" not in str(q) and not any(i in str(q) for i in ids))
    return example, Graph(example.articles[:1], facts, quads)


def test_new_files_take_the_place_of_the_old_and_others_stay(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    before = graph_state(folder)
    _write(folder, "new")
    assert _read(folder) == ["new"] * 3
    assert graph_state(folder) != before
    assert sorted(path.name for path in folder.iterdir()) == sorted([*NAMES, C, "mine.txt", STORE])


def test_what_was_opened_before_a_write_is_all_old(folder: Path) -> None:
    with open_together(folder, *NAMES) as files:
        _write(folder, "new")
        assert [file.read() for file in files] == [b"old"] * 3


def test_a_write_between_the_opening_of_two_files_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def interfering(graph: Path, name: str) -> object:
        opened.append(name)
        if len(opened) == 2:
            _write(folder, "newer")
        return open_current(graph, name)

    monkeypatch.setattr("pipeline.folder.open_current", interfering)
    assert _read(folder) == ["newer"] * 3
    assert opened == [*NAMES, *NAMES]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, ValueError])
def test_a_write_that_fails_leaves_the_old(folder: Path, error: type[BaseException]) -> None:
    before = graph_state(folder)

    def failing() -> None:
        with renewed(folder) as fresh:
            (fresh / A).write_text("new", encoding="utf-8")
            raise error

    with pytest.raises(error):
        failing()
    assert (_read(folder), graph_state(folder)) == (["old"] * 3, before)
    assert not (folder / FRESH).exists()


@pytest.mark.parametrize("moved", range(4))
def test_a_process_that_dies_while_it_moves_files_has_written_them_all(
    folder: Path, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced: list[Path] = []
    replace = Path.replace

    def dying(self: Path, target: Path) -> Path:
        if len(replaced) == moved:
            raise SystemExit
        replaced.append(self)
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dying)
        with pytest.raises(SystemExit):
            _write(folder, "new")
    assert (folder / READY).is_dir()
    assert _read(folder) == ["new"] * 3
    state = graph_state(folder)
    with pytest.raises(ValueError, match="in vain"), renewed(folder):
        raise ValueError("in vain")
    assert not (folder / READY).exists()
    assert {(folder / name).read_text(encoding="utf-8") for name in (*NAMES, C)} == {"new"}
    assert graph_state(folder) == state


def test_ctrl_c_while_files_are_moved_is_too_late(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupts, replace = [KeyboardInterrupt], Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if interrupts and self.name == B:
            raise interrupts.pop()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    _write(folder, "new")
    assert _read(folder) == ["new"] * 3
    assert not (folder / READY).exists()


@pytest.mark.parametrize("name", ["nowhere", "a-file", "empty"])
def test_a_folder_without_a_graph_has_no_state(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").touch()
    (tmp_path / "empty").mkdir()
    assert graph_state(tmp_path / name) == ""
    with pytest.raises(UsageError, match="holds no graph; make one with"):
        open_current(tmp_path / name, A)


def test_who_is_inside_may_enter_again(folder: Path) -> None:
    with locked(folder), locked(folder):
        _write(folder, "new")
        assert _read(folder) == ["new"] * 3


def test_a_second_writer_is_turned_away_until_the_first_has_ended(folder: Path) -> None:
    holding = (
        "import sys; from pathlib import Path; from pipeline.folder import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holding, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(UsageError, match=f"another intreccio is writing to {folder}; wait until it has ended"):
            _write(folder, "new")
        assert _read(folder) == ["old"] * 3
        process.stdin.close()
    _write(folder, "new")
    assert _read(folder) == ["new"] * 3


def test_a_writer_that_was_killed_locks_nobody_out(folder: Path) -> None:
    (folder / FRESH).mkdir()
    (folder / FRESH / "leftover").touch()
    (folder / STORE / LOCK).touch()
    _write(folder, "new")
    assert not (folder / "leftover").exists()


def test_a_store_that_is_open_keeps_its_graph(two: tuple[Graph, Graph], known: Knowledge, tmp_path: Path) -> None:
    write_graph(two[0], tmp_path, known)
    store = open_store(tmp_path)
    before = ask(store, IDS)
    for graph in (two[1], two[0], two[1]):
        write_graph(graph, tmp_path, known)
    assert ask(store, IDS) == before
    assert len(ask(open_store(tmp_path), IDS).rows) < len(before.rows)


def test_while_one_writes_others_see_the_old_graph_or_the_new(
    two: tuple[Graph, Graph], known: Knowledge, tmp_path: Path
) -> None:
    folder = tmp_path / "graph"
    looks = []
    for graph in two:
        write_graph(graph, folder, known)
        looks.append(look(folder))
    command = [sys.executable, "-m", "tests.onlooker", str(folder)]
    onlookers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    try:
        for onlooker in onlookers:
            assert onlooker.stdout is not None
            assert onlooker.stdout.readline() == "looking\n"
        for number in range(WRITES):
            write_graph(two[number % 2], folder, known)
        ends = [onlooker.communicate(timeout=120) for onlooker in onlookers]
    finally:
        for onlooker in onlookers:
            onlooker.kill()
    for out, err in ends:
        assert err == ""
        seen = json.loads(out)
        assert seen["stores"] == sorted({store for store, _ in looks})
        assert seen["files"] == sorted({files for _, files in looks})
        assert seen["times"] > WRITES / 2


def test_a_graph_is_read_back_while_its_files_are_not_all_in_place(
    two: tuple[Graph, Graph], known: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_graph(two[0], tmp_path, known)

    def dying(self: Path, target: Path) -> Path:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dying)
        with pytest.raises(SystemExit):
            write_graph(two[1], tmp_path, known)
    assert read_graph(tmp_path).articles == two[1].articles
    expected = {article.id for article in two[1].articles}
    ids = ask(open_store(tmp_path), "SELECT ?id WHERE { ?a a news:Article ; news:id ?id }")
    assert {row[0] for row in ids.rows} == expected
