"""Links → facts whose persons have the items that they are linked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from pipeline.model import Entity, EntityLink, Fact

T = TypeVar("T")


def with_links(facts: Iterable[Fact], links: Iterable[EntityLink]) -> tuple[Fact, ...]:
    """Return the facts, with the Wikidata item of each linked person wherever he stands in them."""
    items = {link.entity: link.wikidata for link in links}
    return tuple(_with_items(fact, items) if items else fact for fact in facts)


def _with_items(value: T, items: Mapping[str, str]) -> T:
    """Return a record with the items of all entities below it; the record itself where none has one."""
    if isinstance(value, Entity):
        return replace(value, wikidata=items[value.iri]) if value.iri in items else value
    if isinstance(value, tuple):
        return tuple(_with_items(part, items) for part in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: new for name, part in parts.items() if (new := _with_items(part, items)) != part}
    return replace(value, **changed) if changed else value
