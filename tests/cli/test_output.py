"""`intreccio view`, `export`, `validate`: what they print and write, and what they say of a broken graph."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import webbrowser
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export.formats import EXPORTERS, Exportable
from pipeline.graph import Graph, read_graph
from pipeline.vocab import Vocab
from tests.cli.conftest import Intreccio

FOLDERS = frozenset({"kgx", "neo4j", "parquet"})


@pytest.mark.parametrize("form", sorted(EXPORTERS.keys() - FOLDERS))
def test_each_format_goes_to_standard_output_or_to_a_file(
    intreccio: Intreccio, small_folder: Path, example: Graph, vocab: Vocab, tmp_path: Path, form: str
) -> None:
    expected = EXPORTERS[form](Exportable(example.facts, example.quads, vocab, example.articles))
    printed = intreccio("export", "--format", form, "--graph", small_folder)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out == expected
    out = tmp_path / "new" / f"graph.{form}"
    written = intreccio("export", "-f", form, "-g", small_folder, "-o", out)
    assert (written.code, written.out, written.err) == (0, "", f"wrote {out}\n")
    assert out.read_text(encoding="utf-8") == expected


def test_an_unknown_format_is_refused_with_those_there_are(intreccio: Intreccio, small_folder: Path) -> None:
    result = intreccio("export", "--format", "excel", "--graph", small_folder)
    assert result.code == 2
    assert "graphml" in result.err


def test_the_exported_files_are_those_of_the_folder(intreccio: Intreccio, small_folder: Path) -> None:
    for form, name in (("jsonl", "facts.jsonl"), ("trig", "graph.trig"), ("turtle", "graph.ttl")):
        text = (small_folder / name).read_text(encoding="utf-8")
        assert intreccio("export", "--format", form, "--graph", small_folder).out == text


def test_the_page_is_that_of_the_folder(intreccio: Intreccio, small_folder: Path, tmp_path: Path) -> None:
    page = (small_folder / "network.html").read_text(encoding="utf-8")
    assert intreccio("view", "--graph", small_folder).out == page
    assert intreccio("view", "--graph", small_folder, "--out", tmp_path / "rete.html").code == 0
    assert (tmp_path / "rete.html").read_text(encoding="utf-8") == page


def test_the_page_is_opened_where_asked(
    intreccio: Intreccio, small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def pretend(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", pretend)
    assert intreccio("view", "--open", "--graph", small_folder, "--out", tmp_path / "rete.html").code == 0
    assert opened == [(tmp_path / "rete.html").as_uri()]
    assert intreccio("view", "--open", "--graph", small_folder).code == 0
    assert Path(opened[1].removeprefix("file://")).is_file()


def test_where_no_browser_starts_the_page_is_named(
    intreccio: Intreccio, small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    result = intreccio("view", "--open", "--graph", small_folder, "--out", tmp_path / "rete.html")
    assert result.code == 2
    assert f"error: no browser could be started; open {tmp_path / 'rete.html'} yourself" in result.err


@pytest.mark.parametrize("command", [("view",), ("export", "-f", "jsonl")])
def test_a_place_that_cannot_be_written_is_named(
    intreccio: Intreccio, small_folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = intreccio(*command, "--graph", small_folder, "--out", tmp_path)
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith(f"error: cannot write {tmp_path}")


@pytest.mark.parametrize("command", [("view",), ("export", "-f", "jsonl"), ("validate",)])
def test_a_folder_without_a_graph_is_told_in_one_line(
    intreccio: Intreccio, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = intreccio(*command, "--graph", tmp_path / "nowhere")
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith(f"error: {tmp_path / 'nowhere'} holds no graph")


READERS = {
    "facts.jsonl": (("view",), ("export", "-f", "jsonl")),
    "articles.jsonl": (("view",), ("export", "-f", "jsonl")),
    "graph.trig": (("validate",), ("export", "-f", "turtle")),
}
"""File of a graph folder → commands that read it."""
# a TriG of one empty line is a graph without triples, and so not broken
BROKEN = [
    (name, text) for name in READERS for text in (b"rotto {", b"\n", b"\xff") if (name, text) != ("graph.trig", b"\n")
]


@pytest.mark.parametrize(("name", "content"), BROKEN)
def test_a_broken_file_of_the_folder_is_named_in_one_line(
    intreccio: Intreccio, small_folder: Path, name: str, content: bytes
) -> None:
    (small_folder / name).write_bytes(content)
    for command in READERS[name]:
        result = intreccio(*command, "--graph", small_folder)
        assert (result.code, result.out) == (2, "")
        (complaint,) = result.complaints
        assert complaint.startswith("error: ")
        assert name in complaint


def test_a_good_graph_conforms(intreccio: Intreccio, folder: Path) -> None:
    result = intreccio("validate", "--graph", folder)
    assert (result.code, result.out, result.err) == (0, f"{folder} conforms to the shapes\n", "")


def test_a_broken_graph_is_told_node_by_node(intreccio: Intreccio, small_folder: Path) -> None:
    trig = small_folder / "graph.trig"
    text, changed = re.subn(r"\s*news:status news:happened ;", "", trig.read_text(encoding="utf-8"), count=1)
    assert changed == 1
    trig.write_text(text, encoding="utf-8")
    result = intreccio("validate", "--graph", small_folder)
    assert (result.code, result.out) == (1, "")
    *found, last = result.complaints
    assert "A fact has exactly one status: happened, planned, alleged or denied." in result.err
    assert last == f"{small_folder} breaks the shapes {len(found)} times"


def test_an_export_reads_what_was_built(intreccio: Intreccio, folder: Path, seed_graph: Graph) -> None:
    lines = intreccio("export", "--format", "jsonl", "--graph", folder).out.splitlines()
    assert len(lines) == len(seed_graph.facts)
    assert read_graph(folder) == replace(seed_graph, claims=(), readings=())


@pytest.mark.parametrize("form", sorted(FOLDERS))
def test_the_command_writes_a_folder_of_files(
    intreccio: Intreccio, small_folder: Path, example: Graph, vocab: Vocab, tmp_path: Path, form: str
) -> None:
    result = intreccio("export", "--format", form, "--graph", small_folder, "--out", tmp_path / "tables")
    assert (result.code, result.out) == (0, "")
    made = EXPORTERS[form](Exportable(example.facts, example.quads, vocab, example.articles))
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == made
    result = intreccio("export", "--format", form, "--graph", small_folder)
    assert (result.code, result.out) == (2, "")
    assert f"{form} is several files; name a folder for them with --out" in result.err
    result = intreccio("export", "--format", form, "--graph", small_folder, "--out", tmp_path / "tables.gz")
    assert (result.code, (tmp_path / "tables.gz").exists()) == (2, False)


def test_a_name_that_ends_with_gz_is_compressed(intreccio: Intreccio, small_folder: Path, tmp_path: Path) -> None:
    plain = intreccio("export", "-f", "nquads", "-g", small_folder).out
    packed = []
    for name in ("one.nq.gz", "other.nq.gz"):
        assert intreccio("export", "-f", "nquads", "-g", small_folder, "-o", tmp_path / name).code == 0
        packed.append((tmp_path / name).read_bytes())
    assert gzip.decompress(packed[0]).decode() == plain
    assert packed[0] == packed[1]


COMMANDS = [
    ("export", "-f", "graphml"),
    ("view",),
    ("query", "met"),
    ("figures",),
    ("figures", "--plot"),
    ("conflicts",),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_there_already_is_replaced_and_that_is_said(
    intreccio: Intreccio, small_folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = tmp_path / "uscita.svg"
    arguments = (*command, *(() if "--plot" in command else ("--out",)), out, "--graph", small_folder)
    assert f"wrote {out}" in intreccio(*arguments).complaints
    made = out.read_bytes()
    out.write_text("qualcosa di più lungo\n" * 1000, encoding="utf-8")
    out.chmod(0o640)
    result = intreccio(*arguments)
    assert (result.code, out.read_bytes(), out.stat().st_mode & 0o777) == (0, made, 0o640)
    assert f"replaced {out}" in result.complaints
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_link_stays_a_link_and_a_device_a_device(intreccio: Intreccio, small_folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "ultimo.jsonl"
    link.symlink_to(tmp_path / "oggi.jsonl")
    assert intreccio("export", "-f", "jsonl", "-g", small_folder, "-o", link).code == 0
    assert link.is_symlink()
    assert (tmp_path / "oggi.jsonl").read_bytes() == (small_folder / "facts.jsonl").read_bytes()
    assert intreccio("export", "-f", "jsonl", "-g", small_folder, "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_an_older_file_stays_where_writing_fails(
    intreccio: Intreccio, small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    out = tmp_path / "rete.graphml"
    out.write_text("quello di ieri", encoding="utf-8")
    monkeypatch.setattr(Path, "write_bytes", full)
    result = intreccio("export", "-f", "graphml", "-g", small_folder, "-o", out)
    assert (result.code, result.complaints) == (2, [f"error: cannot write {out}: No space left on device"])
    assert out.read_text(encoding="utf-8") == "quello di ieri"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rete.graphml", "small"]


@pytest.mark.parametrize("name", ["graph.trig", "facts.jsonl", "claims.jsonl", "articles.jsonl", "reading.json"])
def test_no_result_takes_the_place_of_a_file_that_a_graph_is_read_from(
    intreccio: Intreccio, small_folder: Path, name: str
) -> None:
    before = (small_folder / name).read_bytes()
    for command in (("export", "-f", "graphml"), ("query", "met")):
        result = intreccio(*command, "--graph", small_folder, "--out", small_folder / name)
        told = f"error: cannot write {small_folder / name}: a graph is kept in it; choose another name"
        assert (result.code, result.complaints) == (2, [told])
    assert (small_folder / name).read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk that anybody can have is Linux's")
@pytest.mark.parametrize("command", [("query", "--list"), ("export", "-f", "jsonld")])
def test_a_full_disk_is_told_in_one_line(small_folder: Path, root: Path, command: tuple[str, ...]) -> None:
    where = () if "--list" in command else ("--graph", str(small_folder))
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *command, *where],
            cwd=root,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    expected = "error: cannot write all of the result: No space left on device\n"
    assert (done.returncode, done.stderr) == (2, expected)


def test_a_reader_who_goes_away_is_no_error(small_folder: Path, root: Path) -> None:
    for command in ("query --list", f"export -f nquads --graph {small_folder}"):
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {sys.executable} -m pipeline {command} | true"],
            cwd=root,
            capture_output=True,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_folder_that_is_a_file_is_named(intreccio: Intreccio, small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "nota").write_text("x", encoding="utf-8")
    result = intreccio("export", "-f", "jsonl", "-g", small_folder, "-o", tmp_path / "nota" / "x.jsonl")
    told = f"error: cannot write {tmp_path / 'nota' / 'x.jsonl'}: {tmp_path / 'nota'} is a file, not a folder"
    assert (result.code, result.complaints) == (2, [told])


def test_a_pipe_may_be_the_file(small_folder: Path, root: Path) -> None:
    command = f"{sys.executable} -m pipeline export -f jsonl --graph {small_folder} --out /dev/stdout | cat"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=root, capture_output=True)
    assert (done.returncode, done.stdout) == (0, (small_folder / "facts.jsonl").read_bytes())


def test_who_closes_the_output_beforehand_gets_no_traceback(root: Path, tmp_path: Path) -> None:
    for command, code in (("query --list", 0), (f"export -f jsonl --graph {tmp_path / 'nowhere'}", 2)):
        done = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m pipeline {command} >&-"], cwd=root, capture_output=True, text=True
        )
        assert done.returncode == code
        assert "Traceback" not in done.stderr
