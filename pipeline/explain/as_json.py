"""Traces and diagnoses as what JSON holds, for other programs. Offsets are half-open and count code points."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipeline.explain.records import Diagnosis, NearMiss
from pipeline.explain.trace import EvidenceTrace, Party, Trace
from pipeline.explain.trees import Link
from pipeline.export.jsonl import evidence_record, to_record
from pipeline.model import Mention


def trace_record(trace: Trace) -> dict[str, Any]:
    """Return why a fact is in a graph."""
    return {
        "fact": to_record(trace.fact),
        "evidence": [_evidence_record(found) for found in trace.evidence],
        "links": [asdict(link) for link in trace.links],
    }


def _evidence_record(found: EvidenceTrace) -> dict[str, Any]:
    return evidence_record(found.evidence) | {
        "sentence": {"start": found.sentence.start, "end": found.sentence.end, "text": found.text},
        "claims": [
            {"trigger": claim.trigger, "parties": [_party_record(party) for party in claim.parties]}
            for claim in found.claims
        ],
    }


def _party_record(party: Party) -> dict[str, Any]:
    entity = party.entity
    named = party.named_at
    return {
        "slot": party.slot,
        **_mention_record(party.mention),
        "how": party.how,
        "named_at": {"start": named.start, "end": named.end} if named else None,
        "entity": {"id": entity.iri, "label": entity.label, "type": entity.type} if entity else None,
        "path": None if party.path is None else [_link_record(link) for link in party.path],
    }


def _mention_record(mention: Mention) -> dict[str, Any]:
    return {"text": mention.text, "start": mention.span.start, "end": mention.span.end, "name": mention.name}


def _link_record(link: Link) -> dict[str, Any]:
    return {"label": link.label, "direction": "up" if link.up else "down", "word": link.word}


def diagnosis_record(diagnosis: Diagnosis, near: tuple[NearMiss, ...]) -> dict[str, Any]:
    """Return what was read in a sentence, which of the near misses are to be shown, and what states nothing."""
    return {
        "read": [
            {
                "kind": found.claim.kind,
                "rule": found.claim.evidence.rule,
                "subject": found.claim.subject.name,
                "predicate": found.claim.predicate,
                "object": found.claim.object.name if isinstance(found.claim.object, Mention) else found.claim.object,
                "notes": list(found.notes),
                "dropped": found.dropped,
            }
            for found in diagnosis.read
        ],
        "near": [_near_record(miss) for miss in near],
        "silent": [{"start": span.start, "end": span.end, "role": role} for span, role in diagnosis.silent],
    }


def _near_record(miss: NearMiss) -> dict[str, Any]:
    return {
        "kind": miss.kind,
        "rule": miss.rule,
        "word": miss.word,
        "offset": miss.offset,
        "lacks": list(miss.lacks),
        "distance": miss.distance,
    }
