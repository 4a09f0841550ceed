"""Facts ↔ JSON lines, the contract's flat form: one fact a line, sorted by id. Articles likewise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from pipeline.errors import DataError
from pipeline.model import (
    Article,
    Attribution,
    Dateline,
    Detail,
    EncounterDetail,
    Entity,
    Evidence,
    Fact,
    FigureDetail,
    Resolution,
    RoleDetail,
    SayingDetail,
    Span,
    When,
)

FACTS = "facts.jsonl"
ARTICLES = "articles.jsonl"
"""Their files in a graph folder."""
Source: TypeAlias = Path | BinaryIO
"""A file, or an open one, which is read from where it is."""


def to_jsonl(facts: Iterable[Fact]) -> str:
    """Return the facts as JSON lines."""
    return "".join(json.dumps(to_record(fact), ensure_ascii=False) + "\n" for fact in facts)


def to_record(fact: Fact) -> dict[str, Any]:
    """Return one fact with the keys of the contract; beside them who says it, and who was told by another article."""
    return {
        "id": fact.id,
        "kind": fact.kind,
        "subject": _entity(fact.subject),
        "predicate": fact.predicate,
        "object": _object(fact.object),
        "negated": fact.negated,
        "status": fact.status,
        "date": fact.when.iso if fact.when else None,
        "date_text": fact.when.text if fact.when else None,
        "confidence": fact.confidence,
        "sources": fact.sources,
        **_detail(fact),
        "asserted_in": list(fact.asserted_in),
        "attributed_to": [_entity(who) for who in fact.attributed_to],
        "attributions": [_attribution(attribution) for attribution in fact.attributions],
        **({"resolved": [asdict(found) for found in fact.resolved]} if fact.resolved else {}),
        "evidence": [evidence_record(e) for e in fact.evidence],
    }


def _object(value: Entity | str | float) -> Any:  # noqa: ANN401 - what JSON holds
    if isinstance(value, Entity):
        return _entity(value)
    return _number(value) if isinstance(value, float) else value


def _number(value: float) -> int | float:
    """Return whole numbers as such: 245000000000, not 245000000000.0."""
    return int(value) if value.is_integer() else value


def _entity(entity: Entity) -> dict[str, str]:
    record = {"id": entity.iri, "label": entity.label, "type": entity.type}
    return record | {"wikidata": entity.wikidata} if entity.wikidata else record


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "article": attribution.article,
        "sources": [_entity(source) for source in attribution.sources],
        "statement": attribution.statement,
        "certainty": attribution.certainty,
        "start": attribution.evidence.span.start,
        "end": attribution.evidence.span.end,
        "rule": attribution.evidence.rule,
    }


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """Return an evidence as it stands in a line: article, offsets, words, rule."""
    return {
        "article": evidence.article,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "text": evidence.text,
        "rule": evidence.rule,
    }


def _detail(fact: Fact) -> dict[str, Any]:
    match fact.detail:
        case EncounterDetail(participants=participants, form=form, place=place):
            return {
                "participants": [_entity(p) for p in participants],
                "form": form,
                "place": _entity(place) if place else None,
            }
        case SayingDetail(speakers=speakers, content=content, quoted=quoted, cue=cue, addressees=to, via=via):
            return {
                "speakers": [_entity(s) for s in speakers],
                "content": content,
                "quoted": quoted,
                "addressees": [_entity(a) for a in to],
                "via": [_entity(v) for v in via],
                "cue": cue,
            }
        case FigureDetail():
            detail = fact.detail
            return {
                "indicator": detail.indicator,
                "value": _number(detail.value),
                "unit": detail.unit,
                "comparator": detail.comparator,
                "direction": detail.direction,
                "about": [_entity(a) for a in detail.about],
                "period": detail.period,
                "via": [_entity(v) for v in detail.via],
            }
        case RoleDetail(role=role, of=of, former=former):
            return {"role": role, "of": _entity(of) if of else None, "former": former}
    return {}


def articles_to_jsonl(articles: Iterable[Article]) -> str:
    """Return the articles as JSON lines, with the text that all offsets count in."""
    return "".join(json.dumps(asdict(article), ensure_ascii=False) + "\n" for article in articles)


def read_articles_jsonl(source: Source) -> Iterator[Article]:
    """Yield the articles of a graph folder; raises DataError where a line is no article."""
    for number, record in read_records(source):
        try:
            dateline = Dateline(**record.pop("dateline")) if record.get("dateline") else None
            yield Article(**{**record, "dateline": dateline})
        except (TypeError, ValueError, KeyError) as error:
            raise DataError(path_of(source), f"line {number}", str(error)) from error


def read_facts_jsonl(source: Source) -> Iterator[Fact]:
    """Yield the facts of a graph folder; raises DataError where a line is no fact."""
    for number, record in read_records(source):
        try:
            yield from_record(record)
        except (TypeError, ValueError, KeyError) as error:
            raise DataError(path_of(source), f"line {number}", f"not a fact: {error}") from error


def read_records(source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield number and object of each line; raises DataError where one is no JSON object."""
    with nullcontext(source) if not isinstance(source, Path) else source.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line.decode("utf-8"))
            except (json.JSONDecodeError, UnicodeDecodeError) as error:
                raise DataError(path_of(source), f"line {number}", f"not JSON: {error}") from error
            if not isinstance(record, dict):
                raise DataError(path_of(source), f"line {number}", "not a JSON object")
            yield number, record


def path_of(source: Source) -> Path:
    """Return the name to complain of."""
    return source if isinstance(source, Path) else Path(source.name)


def from_record(record: dict[str, Any]) -> Fact:
    """Return the fact that a line of `facts.jsonl` holds."""
    object_ = record["object"]
    evidence = tuple(
        Evidence(e["article"], Span(e["start"], e["end"]), e["text"], f"{record['kind']}s", e["rule"])
        for e in record["evidence"]
    )
    return Fact(
        id=record["id"],
        kind=record["kind"],
        predicate=record["predicate"],
        subject=_read_entity(record["subject"]),
        object=_read_entity(object_) if isinstance(object_, dict) else _read_literal(object_),
        evidence=evidence,
        confidence=record["confidence"],
        sources=record["sources"],
        negated=record["negated"],
        status=record["status"],
        when=When(record["date_text"], record["date"]) if record["date_text"] else None,
        detail=_read_detail(record),
        attributed_to=_read_entities(record["attributed_to"]),
        asserted_in=tuple(record["asserted_in"]),
        attributions=tuple(_read_attribution(a, evidence) for a in record["attributions"]),
        resolved=tuple(Resolution(**found) for found in record.get("resolved", ())),
    )


def _read_literal(value: str | float) -> str | float:
    return value if isinstance(value, str) else float(value)


def _read_entity(record: dict[str, Any]) -> Entity:
    return Entity(record["id"], record["label"], record["type"], record.get("wikidata"))


def _read_entities(records: Iterable[dict[str, Any]]) -> tuple[Entity, ...]:
    return tuple(_read_entity(record) for record in records)


def _read_attribution(record: dict[str, Any], evidence: Iterable[Evidence]) -> Attribution:
    place = record["article"], Span(record["start"], record["end"]), record["rule"]
    words = next((e for e in evidence if (e.article, e.span, e.rule) == place), None)
    if words is None:
        raise ValueError("an attribution without its evidence")
    return Attribution(
        record["article"], _read_entities(record["sources"]), record["statement"], record["certainty"], words
    )


def _read_detail(record: dict[str, Any]) -> Detail[Entity]:
    match record["kind"]:
        case "encounter":
            place = _read_entity(record["place"]) if record["place"] else None
            return EncounterDetail(_read_entities(record["participants"]), record["form"], place)
        case "statement":
            return SayingDetail(
                speakers=_read_entities(record["speakers"]),
                content=record["content"],
                quoted=record["quoted"],
                cue=record["cue"],
                addressees=_read_entities(record["addressees"]),
                via=_read_entities(record["via"]),
            )
        case "figure":
            return FigureDetail(
                indicator=record["indicator"],
                value=float(record["value"]),
                unit=record["unit"],
                comparator=record["comparator"],
                direction=record["direction"],
                about=_read_entities(record["about"]),
                period=record["period"],
                via=_read_entities(record["via"]),
            )
        case "role":
            of = _read_entity(record["of"]) if record["of"] else None
            return RoleDetail(record["role"], of, record["former"])
    return None
