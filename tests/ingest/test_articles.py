"""Files, folders, globs and standard input → articles, one bad input never stopping the rest."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import ENDINGS, Skipped, expand_inputs, read_articles
from pipeline.ingest.checks import MAX_CHARACTERS
from pipeline.model import Article

ITALIAN = (
    "Il ministro dell’Economia è arrivato a Bruxelles per discutere con i colleghi del nuovo patto di stabilità. "
    "«È una scelta difficile», ha detto ai giornalisti, e ha aggiunto che la trattativa proseguirà fino a venerdì."
)
ENGLISH = (
    "The finance minister arrived in Brussels on Tuesday to discuss the new stability pact with his colleagues. "
    "It is a difficult choice, he told reporters, adding that the negotiations would go on until Friday evening."
)


def _read(*inputs: Path | str, stdin: bytes = b"") -> list[Article | Skipped]:
    return list(read_articles([str(i) for i in inputs], stdin=io.BytesIO(stdin)))


def _article(*inputs: Path | str, stdin: bytes = b"") -> Article:
    (item,) = _read(*inputs, stdin=stdin)
    assert isinstance(item, Article), item
    return item


def _reason(*inputs: Path | str, stdin: bytes = b"") -> str:
    (item,) = _read(*inputs, stdin=stdin)
    assert isinstance(item, Skipped), item
    return item.reason


def _write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("ending", [".txt", ".md", ".TXT"])
def test_a_text_file_is_one_article_named_for_the_file(tmp_path: Path, ending: str) -> None:
    article = _article(_write(tmp_path / f"notizia-1{ending}", ITALIAN))
    assert (article.id, article.text) == ("notizia-1", ITALIAN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    text = ITALIAN.replace("’", "'") if encoding == "latin-1" else ITALIAN
    assert _article(_write(tmp_path / "a.txt", text.encode(encoding))).text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=199).filter(str.strip))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_the_text_is_stored_as_it_was_decoded(tmp_path: Path, text: str) -> None:
    raw = text.encode()
    path = _write(tmp_path / "a.txt", raw)
    for item in _read(path):
        if isinstance(item, Article):
            assert item.text == raw.decode("utf-8-sig")
        else:
            assert not raw.decode("utf-8-sig").strip(), item


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "  a\n\n", "a\u00a0b", "e\u0300", "«È»\t"])
def test_line_ends_spaces_and_decomposed_letters_stay(tmp_path: Path, text: str) -> None:
    assert _article(_write(tmp_path / "a.txt", text)).text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00\x01\x02" * 50, "binary, not text"),
        (bytes(range(256)) * 8, "binary"),
        (ENGLISH.encode(), "not Italian (looks like 'en')"),
        (b"parola " * (MAX_CHARACTERS // 7 + 1), "longer than 2,000,000 characters"),
    ],
    ids=["empty", "blank", "mark-only", "nul", "all-bytes", "english", "too-long"],
)
def test_what_is_no_article_is_skipped_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    assert _reason(_write(tmp_path / "a.txt", content)).startswith(reason)


def test_a_short_text_is_taken_for_italian(tmp_path: Path) -> None:
    assert _article(_write(tmp_path / "a.txt", "White House, Washington")).id == "a"


def test_an_unknown_ending_is_skipped(tmp_path: Path) -> None:
    assert _reason(_write(tmp_path / "a.pdf", ITALIAN)).startswith("cannot read .pdf; known: .txt")


def test_a_file_without_ending_is_skipped(tmp_path: Path) -> None:
    assert _reason(_write(tmp_path / "LEGGIMI", ITALIAN)).startswith("cannot read a file without ending")


def test_a_missing_file_is_skipped_and_the_rest_read(tmp_path: Path) -> None:
    missing, good = _read(tmp_path / "no.txt", _write(tmp_path / "si.txt", ITALIAN))
    assert missing == Skipped(str(tmp_path / "no.txt"), "no such file or folder")
    assert isinstance(good, Article)


def test_a_folder_gives_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sotto/c.txt", ".nascosto.txt", "nota.doc"):
        _write(tmp_path / name, ITALIAN)
    assert [item.id for item in _read(tmp_path) if isinstance(item, Article)] == ["a", "b", "c"]


def test_a_folder_with_an_ending_is_a_folder(tmp_path: Path) -> None:
    _write(tmp_path / "archivio.txt" / "a.txt", ITALIAN)
    assert _article(tmp_path / "archivio.txt").id == "a"


def test_a_folder_without_articles_is_skipped(tmp_path: Path) -> None:
    assert _reason(tmp_path).startswith(f"the folder holds no {' '.join(ENDINGS)}")


def test_a_glob_gives_what_it_matches(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md", "x/d.txt"):
        _write(tmp_path / name, ITALIAN)
    assert [i.id for i in _read(tmp_path / "*.txt") if isinstance(i, Article)] == ["a", "b"]
    assert [i.id for i in _read(tmp_path / "**" / "*.txt") if isinstance(i, Article)] == ["a", "b", "d"]


def test_a_name_with_brackets_is_a_file_before_it_is_a_glob(tmp_path: Path) -> None:
    assert _article(_write(tmp_path / "[1].txt", ITALIAN)).id == "[1]"


def test_a_glob_without_matches_is_skipped(tmp_path: Path) -> None:
    assert _reason(tmp_path / "*.txt") == "no such file or folder"


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", ITALIAN)
    files, missing = expand_inputs([str(path), str(tmp_path), str(tmp_path / "." / "a.txt")])
    assert [file.name for file in files] == ["a.txt"]
    assert missing == []


@pytest.mark.parametrize(
    ("second", "reason"),
    [(ITALIAN, "the same article was given twice"), (ITALIAN + " Fine.", "another article has the same id")],
)
def test_an_id_is_given_once(tmp_path: Path, second: str, reason: str) -> None:
    first, again = _read(_write(tmp_path / "x" / "a.txt", ITALIAN), _write(tmp_path / "y" / "a.txt", second))
    assert isinstance(first, Article)
    assert isinstance(again, Skipped)
    assert again.reason.startswith(reason)


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        (ITALIAN.encode(), ["stdin"]),
        (json.dumps({"id": "x", "text": ITALIAN}).encode(), ["x"]),
        (b"\n" + json.dumps({"text": ITALIAN}).encode(), ["stdin-2"]),
        (f"<html><body><article><p>{ITALIAN}</p></article></body></html>".encode(), ["stdin"]),
    ],
    ids=["text", "json", "json-after-blank", "html"],
)
def test_standard_input_tells_its_kind_by_its_first_character(raw: bytes, ids: list[str]) -> None:
    assert [item.id for item in _read("-", stdin=raw) if isinstance(item, Article)] == ids


def test_empty_standard_input_is_skipped() -> None:
    assert _read("-") == [Skipped("standard input", "empty")]


def test_the_dateline_tells_date_place_and_source(tmp_path: Path) -> None:
    article = _article(_write(tmp_path / "a.txt", f"Pechino, 12 marzo 2024 (ANSA) - {ITALIAN}"))
    assert (article.published, article.source) == ("2024-03-12", "ANSA")
    assert article.text[article.body_start :] == ITALIAN


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_no_bytes_make_it_raise(tmp_path: Path, ending: str, raw: bytes) -> None:
    for item in _read(_write(tmp_path / f"a{ending}", raw)):
        assert isinstance(item, Article) or item.reason


def test_a_graph_folder_below_a_folder_of_articles_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un articolo.", encoding="utf-8")
    graph = tmp_path / "grafo"
    graph.mkdir()
    for name in ("graph.trig", "facts.jsonl", "articles.jsonl", "network.html"):
        (graph / name).write_text("{}", encoding="utf-8")
    files, missing = expand_inputs([str(tmp_path)])
    assert ([path.name for path in files], missing) == (["a.txt"], [])
    files, missing = expand_inputs([str(graph)])
    assert files == []
    assert "articles.jsonl" in missing[0].reason
    files, missing = expand_inputs([str(graph / "articles.jsonl")])
    assert [path.name for path in files] == ["articles.jsonl"]
