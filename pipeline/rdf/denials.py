"""Which facts of a store some article denies: same parties and predicate, and no other time, place or office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from pipeline.days import first_day, last_day
from pipeline.namespaces import NEWS
from pipeline.rdf.iris import RDF

Node: TypeAlias = NamedNode | BlankNode | Literal | Triple | None

_MET = NamedNode(f"{NEWS}met")
_UNCONTESTED = frozenset({NamedNode(f"{NEWS}said"), NamedNode(f"{NEWS}measures")})
"""That somebody said it, and how much it is: two statements or figures are never one said to be so and not so."""
_TOLD_SO = frozenset({NamedNode(f"{NEWS}happened"), NamedNode(f"{NEWS}alleged")})


@dataclass(frozen=True, slots=True)
class _Told:
    """What makes a fact the counterpart of another."""

    node: NamedNode
    subject: Node
    predicate: Node
    object_: Node
    participants: frozenset[Node]
    negative: bool
    status: Node
    date: str
    place: Node
    of: Node

    @property
    def parties(self) -> frozenset[Node]:
        """The two that an encounter is between; for others the order makes a difference."""
        return frozenset({self.subject, self.object_})


def denials(store: Store) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield pairs of a fact that is told as being so and one that denies it.

    Only the denials are held in memory; the facts that may be their counterparts are found by their objects.
    """
    by_object: dict[Node, list[_Told]] = defaultdict(list)
    for node in sorted(_negative(store), key=str):
        denial = _told(store, node)
        if denial.predicate not in _UNCONTESTED:
            for value in denial.participants if denial.predicate == _MET else (denial.object_,):
                by_object[value].append(denial)
    for value, found in by_object.items():
        by_parties: dict[tuple[Node, frozenset[Node]], list[_Told]] = defaultdict(list)
        for denial in found:
            for parties in _pairs(denial):
                by_parties[denial.predicate, parties].append(denial)
        nodes = _subjects(store.quads_for_pattern(None, NamedNode(f"{RDF}object"), value))
        wanted = {(denial.predicate, denial.subject) for denial in found if denial.predicate != _MET}
        meetings = any(denial.predicate == _MET for denial in found)
        for node in nodes:
            if _may_be(store, node, wanted, meetings):
                fact = _told(store, node)
                same = by_parties.get((fact.predicate, fact.parties), ())
                yield from ((node, denial.node) for denial in same if _contradict(fact, denial))


def _pairs(denial: _Told) -> Iterator[frozenset[Node]]:
    """Yield the parties of the facts that a denial may be of: of a meeting of several, any two of them."""
    if denial.predicate != _MET:
        yield denial.parties
    else:
        yield from map(frozenset, combinations(sorted(denial.participants, key=str), 2))


def _subjects(quads: Iterable[Quad]) -> set[NamedNode]:
    return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}


def _negative(store: Store) -> set[NamedNode]:
    """Return the facts that are negated or denied."""
    negated = store.quads_for_pattern(None, NamedNode(f"{NEWS}negated"), Literal(True))
    denied = store.quads_for_pattern(None, NamedNode(f"{NEWS}status"), NamedNode(f"{NEWS}denied"))
    return _subjects(negated) | _subjects(denied)


def _may_be(store: Store, node: NamedNode, wanted: set[tuple[Node, Node]], meetings: bool) -> bool:
    """Say whether a fact has the predicate and subject of a denial, before all of it is looked up."""
    predicate = _first(store, node, f"{RDF}predicate")
    if predicate == _MET:
        return meetings
    return (predicate, _first(store, node, f"{RDF}subject")) in wanted


def _contradict(fact: _Told, denial: _Told) -> bool:
    if fact.negative or fact.status not in _TOLD_SO or fact.predicate != denial.predicate:
        return False
    if fact.predicate == _MET:
        same = fact.parties <= denial.participants and len(fact.parties) > 1
    else:
        same = (fact.subject, fact.object_) == (denial.subject, denial.object_)
    return same and fact.of == denial.of and _compatible(fact, denial)


def _compatible(fact: _Told, denial: _Told) -> bool:
    """Say whether two may be of one time and place: their times have a day in common; what is not said may be alike."""
    if fact.date and denial.date and not _share_a_day(fact.date, denial.date):
        return False
    return fact.place is None or denial.place is None or fact.place == denial.place


def _share_a_day(one: str, other: str) -> bool:
    """Say whether two dates or intervals of any precision overlap; what is no date is only what is written alike."""
    begin, end, other_begin, other_end = first_day(one), last_day(one), first_day(other), last_day(other)
    if begin is None or end is None or other_begin is None or other_end is None:
        return one == other
    return begin <= other_end and other_begin <= end


def _told(store: Store, node: NamedNode) -> _Told:
    """Return what a fact says; it says the same in the graph of each of its articles."""
    found: dict[str, set[Node]] = defaultdict(set)
    for quad in store.quads_for_pattern(node, None, None):
        found[quad.predicate.value].add(quad.object)

    def one(name: str) -> Node:
        return min(found[name], key=str, default=None)

    date = one(f"{NEWS}date")
    return _Told(
        node=node,
        subject=one(f"{RDF}subject"),
        predicate=one(f"{RDF}predicate"),
        object_=one(f"{RDF}object"),
        participants=frozenset(found[f"{NEWS}participant"]),
        negative=Literal(True) in found[f"{NEWS}negated"],
        status=one(f"{NEWS}status"),
        date=date.value if isinstance(date, Literal) else "",
        place=one(f"{NEWS}place"),
        of=one(f"{NEWS}of"),
    )


def _first(store: Store, node: NamedNode, predicate: str) -> Node:
    return next((quad.object for quad in store.quads_for_pattern(node, NamedNode(predicate), None)), None)
