"""JSON of a reading: the sample's parts, and what holds of any."""

from __future__ import annotations

import json

from hypothesis import given, settings

from pipeline.annotate.as_json import to_json
from pipeline.annotate.reading import Reading
from tests.annotate.readings import odd_readings, sample_reading, words_of


def test_the_keys_stand_in_one_order() -> None:
    record = json.loads(to_json(sample_reading()))
    names = ["id", "title", "text", "passages", "sentences", "names", "chains", "references", "quotes"]
    assert list(record) == names
    assert to_json(sample_reading()) == to_json(sample_reading())


def test_the_sample_to_the_letter() -> None:
    record = json.loads(to_json(sample_reading()))
    assert (record["id"], record["title"]) == ("a 1/b", "Il <saluto>")
    assert record["passages"] == [
        {"role": "headline", "start": 0, "end": 31},
        {"role": "body", "start": 32, "end": 53},
    ]
    first, second = record["sentences"]
    assert [first[key] for key in ("start", "end", "passage")] == [1, 30, "headline"]
    assert [second[key] for key in ("start", "end", "passage")] == [32, 52, "body"]
    assert [token["head"] for token in second["tokens"]] == [1, 6, 3, 1, 1, 1, None]
    assert first["tokens"][0] == {
        "text": "Xi",
        "start": 1,
        "end": 3,
        "lemma": "Xi",
        "upos": "PROPN",
        "feats": {"Number": "Sing"},
        "head": 3,
        "deprel": "nsubj",
        "ner": "B-PER",
    }
    none = {"place": None, "place_wikidata": None}
    assert record["names"] == [
        {"start": 1, "end": 11, "text": "Xi Jinping", "chain": 0, **none},
        {"start": 24, "end": 29, "text": "Putin", "chain": 1, **none},
        {"start": 41, "end": 45, "text": "Roma", "chain": 2, "place": "Roma", "place_wikidata": "Q220"},
    ]
    assert record["chains"][0] == {
        "name": "Xi Jinping",
        "type": "Person",
        "wikidata": "Q15031",
        "country": "CN",
        "offices": [{"office": "leader", "country": None}, {"office": "presidente", "country": "CN"}],
        "mentions": [{"start": 1, "end": 11, "text": "Xi Jinping"}],
    }
    assert record["references"] == [
        {"start": 33, "end": 38, "text": "Verrà", "chains": [0, 1]},
        {"start": 48, "end": 52, "text": "dice", "chains": [0]},
    ]
    outer, inner = {"start": 32, "end": 46}, {"start": 33, "end": 45}
    assert record["quotes"] == [{"outer": outer, "inner": inner, "depth": 0, "closed": True}]


@given(odd_readings())
@settings(deadline=None)
def test_any_reading_is_one_line_with_all_words(reading: Reading) -> None:
    line = to_json(reading)
    assert line.endswith("\n")
    assert len(line.splitlines()) == 1
    record = json.loads(line)
    assert (record["id"], record["title"], record["text"]) == (
        reading.article.id,
        reading.article.title,
        reading.article.text,
    )
    tokens = [token for sentence in record["sentences"] for token in sentence["tokens"]]
    assert [(token["start"], token["text"]) for token in tokens] == words_of(reading.doc)
    cuts = [*tokens, *record["names"], *record["references"], *record["chains"][0]["mentions"]]
    assert all(cut["text"] == record["text"][cut["start"] : cut["end"]] for cut in cuts)
    assert len(record["names"]) == len(reading.names) == len(record["chains"][0]["mentions"])
    for sentence in record["sentences"]:
        assert [token["head"] for token in sentence["tokens"]].count(None) == 1
