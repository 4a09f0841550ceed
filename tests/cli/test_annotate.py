"""`intreccio annotate`: each form, to standard output and to a file; bad inputs; how it ends; what it leaves alone."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import conllu
import pytest
from rich.console import Console

from pipeline.annotate.as_json import to_json
from pipeline.annotate.conllu import to_conllu
from pipeline.annotate.displacy import to_displacy
from pipeline.annotate.reading import Reading
from pipeline.cli import annotate, reading
from pipeline.ingest import read_articles
from pipeline.model import Article
from pipeline.run import Tools, make_readings
from tests.cli.conftest import Intreccio

MET = "Il presidente russo Vladimir Putin ha incontrato Xi Jinping a Pechino.\n\nPoi è partito.\n"
FORMS: dict[str, Callable[[Reading], str]] = {"conllu": to_conllu, "json": to_json}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that are opened, in a browser that is none."""
    addresses: list[str] = []

    def pretend(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", pretend)
    return addresses


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(MET, encoding="utf-8")
    return path


def _readings(tools: Tools, *inputs: Path) -> list[Reading]:
    items = read_articles(map(str, inputs))
    return list(make_readings((item for item in items if isinstance(item, Article)), tools))


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize("form", FORMS)
def test_each_form_goes_to_standard_output_or_to_a_file(
    intreccio: Intreccio, tools: Tools, root: Path, tmp_path: Path, form: str
) -> None:
    expected = "".join(FORMS[form](reading) for reading in _readings(tools, root / "seeds"))
    printed = intreccio("annotate", root / "seeds", "--format", form)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out == expected
    out = tmp_path / "new" / "letture"
    written = intreccio("annotate", root / "seeds", "-f", form, "-o", out)
    assert (written.code, written.out, written.err) == (0, "", f"wrote {out}\n")
    assert out.read_text(encoding="utf-8") == expected
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.usefixtures("with_tools")
def test_the_form_is_conllu_and_its_offsets_are_those_of_the_text(intreccio: Intreccio, article: Path) -> None:
    result = intreccio("annotate", article)
    sentences = conllu.parse(result.out)
    assert [sentence.metadata["text"] for sentence in sentences] == MET.strip().split("\n\n")
    assert [sentence.metadata["sent_id"] for sentence in sentences] == ["a-1", "a-2"]
    for word in (word for sentence in sentences for word in sentence):
        assert MET[int(word["misc"]["start_char"]) : int(word["misc"]["end_char"])] == word["form"]
    (putin,) = [word for word in sentences[0] if word["form"] == "Putin"]
    assert putin["misc"]["Chain"] == "0"


@pytest.mark.usefixtures("with_tools")
def test_json_has_one_article_a_line(intreccio: Intreccio, root: Path) -> None:
    result = intreccio("annotate", root / "seeds", "-f", "json")
    records = [json.loads(line) for line in result.out.splitlines()]
    assert len(records) == 5
    for record in records:
        for chain in record["chains"]:
            assert all(record["text"][m["start"] : m["end"]] == m["text"] for m in chain["mentions"])


@pytest.mark.usefixtures("with_tools")
def test_the_inputs_are_those_of_build(intreccio: Intreccio, article: Path, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "b 1", "text": MET, "title": "Un viaggio"}), encoding="utf-8")
    by_glob = intreccio("annotate", str(tmp_path / "*.*"), "-f", "json")
    assert intreccio("annotate", tmp_path, article, "-f", "json").out == by_glob.out
    records = [json.loads(line) for line in by_glob.out.splitlines()]
    assert [(record["id"], record["title"]) for record in records] == [("a", None), ("b 1", "Un viaggio")]
    piped = intreccio("annotate", "-", stdin=MET.encode())
    assert (piped.code, piped.out.split("\n")[0]) == (0, "# newdoc id = stdin")


@pytest.mark.usefixtures("with_tools")
def test_a_bad_file_is_named_in_one_line_and_the_rest_goes_on(
    intreccio: Intreccio, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    result = intreccio("annotate", tmp_path / "empty.txt", tmp_path / "nowhere.txt", article)
    assert result.code == 1
    assert result.complaints == [
        f"skipped {tmp_path / 'nowhere.txt'}: no such file or folder",
        f"skipped {tmp_path / 'empty.txt'}: empty",
        "2 of the inputs skipped, see above",
    ]
    assert len(conllu.parse(result.out)) == 2


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize("options", [(), ("-f", "json"), ("--render",)])
def test_where_nothing_can_be_read_the_older_file_stays(
    intreccio: Intreccio, tmp_path: Path, opened: list[str], options: tuple[str, ...]
) -> None:
    out = tmp_path / "letture"
    out.write_text("mio", encoding="utf-8")
    result = intreccio("annotate", tmp_path / "nowhere.txt", "--out", out, *options)
    assert result.code == 2
    assert result.complaints[-1] == "nothing to annotate: no article could be read"
    assert out.read_text(encoding="utf-8") == "mio"
    assert list(tmp_path.iterdir()) == [out]
    assert opened == []


@pytest.mark.usefixtures("with_tools")
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError("No space left on device")])
def test_a_file_is_written_whole_or_not_at_all(
    intreccio: Intreccio,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: type[BaseException] | BaseException,
) -> None:
    def broken(articles: Iterable[Article], tools: Tools) -> Iterator[Reading]:
        yield next(make_readings(articles, tools))
        raise error

    monkeypatch.setattr(annotate, "make_readings", broken)
    out = tmp_path / "letture"
    out.write_text("mio", encoding="utf-8")
    result = intreccio("annotate", root / "seeds", "--out", out)
    interrupted = error is KeyboardInterrupt
    assert result.code == (130 if interrupted else 2)
    said = f"interrupted; {out} is as it was before" if interrupted else f"error: cannot write {out}: No space left"
    assert len(result.complaints) == 1
    assert result.complaints[0].startswith(said)
    assert out.read_text(encoding="utf-8") == "mio"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.usefixtures("with_tools")
def test_interrupted_it_has_printed_whole_articles(
    intreccio: Intreccio, tools: Tools, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _readings(tools, root / "seeds")[0]

    def broken(articles: Iterable[Article], tools: Tools) -> Iterator[Reading]:
        yield first
        raise KeyboardInterrupt

    monkeypatch.setattr(annotate, "make_readings", broken)
    result = intreccio("annotate", root / "seeds")
    assert (result.code, result.complaints) == (130, ["interrupted"])
    assert result.out == to_conllu(first)


@pytest.mark.usefixtures("with_tools")
def test_a_folder_is_no_file_to_write(intreccio: Intreccio, article: Path, tmp_path: Path) -> None:
    result = intreccio("annotate", article, "--out", tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.complaints == [f"error: cannot write {tmp_path}: Is a directory"]


@pytest.mark.usefixtures("with_tools")
def test_a_device_stays_a_device_and_a_link_a_link(intreccio: Intreccio, article: Path, tmp_path: Path) -> None:
    assert intreccio("annotate", article, "--out", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()
    link = tmp_path / "link.conllu"
    link.symlink_to(tmp_path / "target.conllu")
    assert intreccio("annotate", article, "--out", link).code == 0
    assert link.is_symlink()
    assert (tmp_path / "target.conllu").read_text(encoding="utf-8").startswith("# newdoc id = a\n")


@pytest.mark.usefixtures("with_tools")
def test_progress_goes_to_standard_error_only(
    intreccio: Intreccio, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = intreccio("annotate", article)
    for module in (annotate, reading):
        monkeypatch.setattr(module, "error_console", Console(stderr=True, force_terminal=True, width=100))
    result = intreccio("annotate", article)
    assert (result.code, result.out) == (0, plain.out)
    assert "reading a" in result.err


@pytest.mark.usefixtures("with_tools")
def test_the_page_is_written_and_opened(
    intreccio: Intreccio,
    tools: Tools,
    article: Path,
    tmp_path: Path,
    opened: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = to_displacy(_readings(tools, article))
    out = tmp_path / "letture.html"
    result = intreccio("annotate", article, "--render", "--out", out)
    assert (result.code, result.out, result.err) == (0, "", f"wrote {out}\n")
    assert out.read_text(encoding="utf-8") == page
    assert opened == [out.as_uri()]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert intreccio("annotate", article, "--render").code == 0
    assert Path(opened[1].removeprefix("file://")).read_text(encoding="utf-8") == page
    assert Path(opened[1].removeprefix("file://")).is_relative_to(tmp_path)


@pytest.mark.usefixtures("with_tools")
def test_the_page_is_only_written_where_asked(
    intreccio: Intreccio, article: Path, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    result = intreccio("annotate", article, "--render", "--no-open")
    (written,) = tmp_path.rglob("*.html")
    assert (result.code, result.out, result.err) == (0, "", f"wrote {written}\n")
    assert opened == []


@pytest.mark.usefixtures("with_tools")
def test_where_no_browser_starts_the_page_is_named(
    intreccio: Intreccio, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    result = intreccio("annotate", article, "--render", "--out", tmp_path / "letture.html")
    assert result.code == 2
    assert f"error: no browser could be started; open {tmp_path / 'letture.html'} yourself" in result.err


def test_a_page_has_no_format(intreccio: Intreccio, article: Path) -> None:
    result = intreccio("annotate", article, "--render", "--format", "json")
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith("error: --render makes a page of its own")


@pytest.mark.parametrize("arguments", [(), ("--format", "xml", "x")])
def test_a_call_that_makes_no_sense_ends_with_2(intreccio: Intreccio, arguments: tuple[str, ...]) -> None:
    result = intreccio("annotate", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Usage: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--model", "it_core_news_nowhere"), "no spaCy pipeline 'it_core_news_nowhere'"),
        (("--ontology", "nowhere"), "nowhere"),
    ],
)
def test_a_model_or_ontology_that_is_not_there_is_named(
    intreccio: Intreccio, article: Path, arguments: tuple[str, str], said: str
) -> None:
    result = intreccio("annotate", article, *arguments)
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith("error: ")
    assert said in complaint


def test_the_help_shows_examples(intreccio: Intreccio) -> None:
    result = intreccio("annotate", "--help")
    assert (result.code, result.err) == (0, "")
    assert "intreccio annotate seeds/ --out letture.conllu" in result.out
    assert "jq '.chains[].name'" in result.out
    assert "[bold]" not in result.out


def test_a_reader_that_goes_away_is_no_error(root: Path) -> None:
    command = f"set -o pipefail; {sys.executable} -m pipeline annotate {root}/seeds | head -1"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("# newdoc")
