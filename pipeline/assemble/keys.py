"""The one definition of identity: two claims with the same key are the same fact."""

from __future__ import annotations

import json
from hashlib import sha256

from pipeline.model import EncounterDetail, Entity, Fact, FigureDetail, RoleDetail, SayingDetail
from pipeline.typography import collapsed, folded

ID_LENGTH = 16
"""Hexadecimal digits of an id: 64 bits."""
FACE_TO_FACE = frozenset({"meeting", "talks"})
"""What articles call one and the same meeting by turns: "ha ricevuto X, con il quale ha parlato di …"."""


def fact_key(fact: Fact, occasion: str) -> str:
    """Return what makes a fact this fact and no other, as canonical JSON.

    Not in it: evidence, confidence and what only adds to a fact (the place of a meeting, the date of a relation).
    `occasion` stands for the date of an encounter or visit that has none: who meets often must not have all meetings
    taken for one. An office at an earlier time is not the office of today.
    """
    parts: list[object] = [fact.kind, fact.predicate, fact.negated, fact.status]
    when = fact.when.iso if fact.when and fact.when.iso else f"~{occasion}"
    match fact.detail:
        case EncounterDetail():
            form = "meeting" if fact.detail.form in FACE_TO_FACE else fact.detail.form
            parts += [sorted(p.iri for p in fact.detail.participants), form, when]
        case SayingDetail():
            parts += [sorted(s.iri for s in fact.detail.speakers), key_words(fact.detail.content)]
        case FigureDetail():
            detail = fact.detail
            parts += [key_words(detail.indicator), detail.value, detail.unit, detail.comparator, detail.direction]
            parts += [sorted(a.iri for a in detail.about), detail.period]
        case RoleDetail():
            of = fact.detail.of.iri if fact.detail.of else None
            parts += [fact.subject.iri, key_words(fact.detail.role), of, fact.detail.former]
            parts += [fact.when.iso] if fact.when and fact.when.iso else []
        case _:
            parts += [fact.subject.iri, fact.object.iri if isinstance(fact.object, Entity) else fact.object]
            parts += [when] if fact.kind == "visit" else []
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def fact_id(key: str) -> str:
    """Return the stable id of a key."""
    return sha256(key.encode()).hexdigest()[:ID_LENGTH]


def key_words(text: str) -> str:
    """Return words as keys compare them: without case and without breaks."""
    return collapsed(folded(text))
