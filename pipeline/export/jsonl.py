"""Facts → JSON lines, the contract's flat form: one fact a line, sorted by id."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pipeline.model import EncounterDetail, Entity, Evidence, Fact, FigureDetail, RoleDetail, SayingDetail


def to_jsonl(facts: Iterable[Fact]) -> str:
    """Return the facts as JSON lines."""
    return "".join(json.dumps(to_record(fact), ensure_ascii=False) + "\n" for fact in facts)


def to_record(fact: Fact) -> dict[str, Any]:
    """Return one fact with the keys of the contract, and `attributed_to` and `asserted` beside them."""
    return {
        "id": fact.id,
        "kind": fact.kind,
        "subject": _entity(fact.subject),
        "predicate": fact.predicate,
        "object": _entity(fact.object) if isinstance(fact.object, Entity) else fact.object,
        "negated": fact.negated,
        "status": fact.status,
        "date": fact.when.iso if fact.when else None,
        "date_text": fact.when.text if fact.when else None,
        "confidence": fact.confidence,
        **_detail(fact),
        "asserted": bool(fact.asserted_in),
        "attributed_to": [_entity(who) for who in fact.attributed_to],
        "evidence": [_evidence(e) for e in fact.evidence],
    }


def _entity(entity: Entity) -> dict[str, str]:
    record = {"id": entity.iri, "label": entity.label, "type": entity.type}
    return record | {"wikidata": entity.wikidata} if entity.wikidata else record


def _evidence(evidence: Evidence) -> dict[str, Any]:
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
                "value": int(detail.value) if detail.value.is_integer() else detail.value,
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
