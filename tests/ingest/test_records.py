"""JSON lines and CSV: many articles in one file, each line checked by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.ingest import Skipped, read_articles
from pipeline.model import Article


def _read(path: Path, content: bytes | str) -> list[Article | Skipped]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_articles([str(path)]))


def test_json_lines_give_an_article_a_line_with_all_its_fields(tmp_path: Path) -> None:
    record = {
        "id": "x7",
        "text": "Il vertice è finito.",
        "title": "Vertice",
        "url": "https://example.org/x7",
        "source": "Il Foglio",
        "published": "2024-04-09T10:00:00Z",
        "altro": 1,
    }
    (article,) = _read(tmp_path / "a.jsonl", json.dumps(record) + "\n")
    assert article == Article(
        "x7", "Il vertice è finito.", "Vertice", "https://example.org/x7", "Il Foglio", "2024-04-09"
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "Ciao', "not JSON: "),
        ("[1, 2]", "not a JSON object"),
        ('"testo"', "not a JSON object"),
        ("{}", "no text"),
        ('{"text": ""}', "no text"),
        ('{"text": 7}', "no text"),
        ('{"text": null}', "no text"),
        ('{"text": "rotto \\ud800"}', "holds broken characters (lone surrogates)"),
        ('{"text": "nul \\u0000"}', "binary, not text"),
        ("[" * 100_000, "not JSON: "),
    ],
    ids=["cut", "list", "string", "no-text", "empty", "number", "null", "surrogate", "nul", "deep"],
)
def test_a_broken_line_is_skipped_and_the_next_is_read(tmp_path: Path, line: str, reason: str) -> None:
    broken, good = _read(tmp_path / "a.jsonl", f'{line}\n{{"text": "Il vertice è finito."}}\n')
    assert isinstance(broken, Skipped)
    assert broken.name == f"{tmp_path / 'a.jsonl'}, line 1"
    assert broken.reason.startswith(reason)
    assert isinstance(good, Article)
    assert good.id == "a-2"


@pytest.mark.parametrize("field", ["id", "title", "url", "source"])
def test_a_lone_surrogate_in_another_field_is_skipped(tmp_path: Path, field: str) -> None:
    record = json.dumps({field: "rotto \ud800", "text": "Il vertice è finito."})
    (item,) = _read(tmp_path / "a.jsonl", record)
    assert isinstance(item, Skipped)


@pytest.mark.parametrize("text", ["una\u2028due", "una\x85due", "una\x0cdue"], ids=["2028", "85", "0c"])
def test_only_a_line_feed_ends_a_line_of_json(tmp_path: Path, text: str) -> None:
    (article,) = _read(tmp_path / "a.jsonl", json.dumps({"text": text}, ensure_ascii=False))
    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024", "2024"),
        ("2024-04", "2024-04"),
        ("2024-04-09", "2024-04-09"),
        ("2024-04-09T23:59:00+02:00", "2024-04-09"),
        ("9 aprile 2024", "2024-04-09"),
        ("martedì 9 aprile 2024, ore 14:30", "2024-04-09"),
        ("03/12/2024", "2024-12-03"),
        ("Tue, 09 Apr 2024 23:30:00 -0500", "2024-04-09"),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_kept_to_the_precision_known(tmp_path: Path, published: object, expected: str | None) -> None:
    (article,) = _read(tmp_path / "a.jsonl", json.dumps({"text": "Il vertice è finito.", "published": published}))
    assert isinstance(article, Article)
    assert article.published == expected


@pytest.mark.parametrize("published", ["ieri", "2024-02-31", "05/13/2024", 1712640000, "n/d", "aprile", "0001-01-01"])
def test_what_is_no_date_is_named(tmp_path: Path, published: object) -> None:
    lines = [json.dumps({"text": "Il vertice è finito.", "published": day}) for day in (published, "2024")]
    bad, good = _read(tmp_path / "a.jsonl", "\n".join(lines))
    assert isinstance(bad, Skipped)
    assert bad.name.endswith("a.jsonl, line 1")
    assert bad.reason == f"published is no date: {str(published)!r}; write it as 2024-03-12"
    assert isinstance(good, Article)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_csv_gives_an_article_a_row(tmp_path: Path, delimiter: str) -> None:
    rows = [["id", "title", "text"], ["x", "Uno", '"Prima riga, detta «a»;\nseconda riga."'], ["", "Due", "Fine."]]
    content = "\r\n".join(delimiter.join(row) for row in rows)
    first, second = _read(tmp_path / "a.csv", content)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.title, first.text) == ("x", "Uno", "Prima riga, detta «a»;\nseconda riga.")
    assert (second.id, second.text) == ("a-2", "Fine.")


def test_csv_from_a_spreadsheet_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    (article,) = _read(tmp_path / "a.csv", b"\xef\xbb\xbftext;source\r\nIl vertice;Ansa\r\n")
    assert isinstance(article, Article)
    assert (article.text, article.source) == ("Il vertice", "Ansa")


def test_csv_needs_a_column_of_texts(tmp_path: Path) -> None:
    (item,) = _read(tmp_path / "a.csv", "id,riassunto\n1,Il vertice\n")
    assert isinstance(item, Skipped)
    assert item.reason == "no column with the text; call it text or testo (columns found: id, riassunto)"


HEADERS = [
    "testo;titolo;data;fonte;url;autore",
    "Testo;TITOLO;Data di pubblicazione;Testata;Link;Autore",
    "Corpo;Titolo articolo;Pubblicato il;Giornale;Indirizzo web;Firma",
    "body;headline;Publication date;newspaper;URL;author",
]


@pytest.mark.parametrize("headers", HEADERS)
def test_columns_may_have_italian_names(tmp_path: Path, headers: str) -> None:
    row = "Il vertice è finito.;Vertice;9 aprile 2024;Il Foglio;https://example.org/x7;Anna Bassi"
    (article,) = _read(tmp_path / "a.csv", f"{headers}\n{row}\n")
    expected = Article("a-1", "Il vertice è finito.", "Vertice", "https://example.org/x7", "Il Foglio", "2024-04-09")
    assert article == expected
    record = dict(zip(headers.split(";"), row.split(";"), strict=True))
    assert _read(tmp_path / "a.jsonl", json.dumps(record)) == [expected]


def test_of_two_columns_for_one_thing_its_own_name_goes_first_and_an_empty_one_not_at_all(tmp_path: Path) -> None:
    rows = "corpo,text,fonte,testata\nIl riassunto.,Il testo.,,Il Foglio\nSolo questo.,,Ansa,Il Foglio\n"
    first, second = _read(tmp_path / "a.csv", rows)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, first.source) == ("Il testo.", "Il Foglio")
    assert (second.text, second.source) == ("Solo questo.", "Ansa")


def test_a_column_that_holds_something_else_is_passed_over(tmp_path: Path) -> None:
    (article,) = _read(tmp_path / "a.jsonl", json.dumps({"text": "Il vertice.", "data": {"x": 1}, "fonte": ["Ansa"]}))
    assert article == Article("a-1", "Il vertice.")


def test_a_bad_date_is_named_by_its_column_and_the_line_where_its_row_begins(tmp_path: Path) -> None:
    content = '\ntesto,data\n"Una riga,\nun\'altra.",2024-04-09\n,\nIl vertice.,presto\nFine.,2024\n'
    good, bad, last = _read(tmp_path / "a.csv", content)
    assert isinstance(good, Article)
    assert bad == Skipped(f"{tmp_path / 'a.csv'}, line 6", "data is no date: 'presto'; write it as 2024-03-12")
    assert isinstance(last, Article)


def test_a_record_without_a_text_is_told_what_to_call_it(tmp_path: Path) -> None:
    (item,) = _read(tmp_path / "a.jsonl", '{"riassunto": "Il vertice."}')
    assert isinstance(item, Skipped)
    assert item.reason == "no text; call it text or testo (keys found: riassunto)"


def test_a_row_without_text_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    short, long, good = _read(tmp_path / "a.csv", "id,text\n1\n2, \n3,Il vertice,\n")
    assert [item.reason for item in (short, long) if isinstance(item, Skipped)] == ["no text", "no text"]
    assert isinstance(good, Article)
    assert (good.id, good.text) == ("3", "Il vertice")


def test_the_same_id_on_two_lines_is_skipped(tmp_path: Path) -> None:
    lines = '{"id": "x", "text": "Uno."}\n{"id": "x", "text": "Due."}\n'
    first, second = _read(tmp_path / "a.jsonl", lines)
    assert isinstance(first, Article)
    assert isinstance(second, Skipped)
    assert second.reason.startswith("another article has the same id")


def test_a_row_with_more_cells_than_columns_is_named_and_not_cut(tmp_path: Path) -> None:
    broken, good = _read(tmp_path / "a.csv", 'id,testo\nx1,"Fine",a Oslo\nx2,"Il vertice, a Oslo, è finito."\n')
    assert isinstance(broken, Skipped)
    assert (broken.name, broken.reason.split(":")[0]) == (f"{tmp_path / 'a.csv'}, line 2", "more cells than columns")
    assert isinstance(good, Article)
    assert good.text == "Il vertice, a Oslo, è finito."
