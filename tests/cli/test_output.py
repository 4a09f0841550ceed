"""`intreccio view`, `export`, `validate`: what they print and write, and what they say of a broken graph."""

from __future__ import annotations

import gzip
import re
import webbrowser
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export.formats import EXPORTERS, Exportable
from pipeline.run import Graph, read_graph
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
