"""Claims ↔ JSON lines: what was read in each article, before it is known who is who. A graph is updated from them.

One claim a line, the articles in the order of their ids, the claims of one in the order in which they were read. What
is null or empty in a claim is left out; a span is [start, end].
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from pipeline.errors import DataError
from pipeline.export.jsonl import Source, path_of, read_records
from pipeline.model import (
    Claim,
    Detail,
    EncounterDetail,
    Evidence,
    FigureDetail,
    Mention,
    Post,
    RoleDetail,
    SayingDetail,
    Span,
    When,
)

CLAIMS = "claims.jsonl"
"""Their file in a graph folder."""
DETAILS: Mapping[str, type[Any]] = {
    "encounter": EncounterDetail,
    "saying": SayingDetail,
    "figure": FigureDetail,
    "role": RoleDetail,
}
NAMES = {detail: name for name, detail in DETAILS.items()}


def claims_to_jsonl(claims: Iterable[Claim]) -> str:
    """Return the claims as JSON lines, in their order."""
    return "".join(json.dumps(_claim(claim), ensure_ascii=False) + "\n" for claim in claims)


def read_claims_jsonl(source: Source) -> Iterator[Claim]:
    """Yield the claims of a graph folder; raises DataError where a line is no claim."""
    for number, record in read_records(source):
        try:
            yield _read_claim(record)
        except (TypeError, ValueError, KeyError) as error:
            raise DataError(path_of(source), f"line {number}", f"not a claim: {error}") from error


def _claim(claim: Claim) -> dict[str, Any]:
    record = {"article": claim.evidence.article} | _record(claim)
    del record["evidence"]["article"]
    if claim.detail is not None:
        record["detail"] = {"type": NAMES[type(claim.detail)]} | record["detail"]
    return record


def _record(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any record of the model
    parts = ((field.name, getattr(value, field.name), field.default) for field in fields(value))
    return {name: _plain(part) for name, part, default in parts if part != default or part not in (None, ())}


def _plain(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    match value:
        case Span(start=start, end=end):
            return [start, end]
        case tuple():
            return [_plain(part) for part in value]
        case None | str() | bool() | int() | float():
            return value
    return _record(value)


def _read_claim(record: dict[str, Any]) -> Claim:
    when, detail, evidence = record.get("when"), record.get("detail"), record["evidence"]
    return Claim(
        kind=record["kind"],
        predicate=record["predicate"],
        subject=_mention(record["subject"]),
        object=_read(record["object"]),
        evidence=Evidence(
            record["article"], Span(*evidence["span"]), evidence["text"], evidence["extractor"], evidence["rule"]
        ),
        negated=record["negated"],
        status=record["status"],
        when=When(**when) if when else None,
        detail=_detail(**detail) if detail else None,
        attributed_to=_read(record.get("attributed_to", [])),
        anchor=record.get("anchor"),
    )


def _detail(*, type: str, **parts: Any) -> Detail[Mention]:  # noqa: ANN401 - the fields of any detail
    detail: Detail[Mention] = DETAILS[type](**{name: _read(part) for name, part in parts.items()})
    return detail


def _read(value: Any) -> Any:  # noqa: ANN401 - a field: a party, parties, or what JSON holds
    match value:
        case dict():
            return _mention(value)
        case list():
            return tuple(_mention(part) for part in value)
    return value


def _mention(record: dict[str, Any]) -> Mention:
    post = record.get("post")
    return Mention(**record | {"span": Span(*record["span"]), "post": Post(**post) if post else None})
