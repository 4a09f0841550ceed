"""Persons and candidates → what was found for each, and the links that are sure enough.

The score of a person and a candidate, from 0 to 1, is

    1 - (1 - name) * (1 - office)       where an office of both agrees
    name * (1 - contradiction)          where the offices of both contradict each other, and none agrees
    name                                where offices tell nothing

`name` is the best of `name_score` over the names of both (at most 0.85 of a surname that very many have), `office` the
best of `Offices.agreement` over their offices. So a full name that is the same comes to 0.92, to 0.984 where the office
is the same on that day; a surname alone to 0.5, with the office to 0.9.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.link.names import COMMON, MONONYM, NameIndex, name_score
from pipeline.link.offices import SOME_DAY, Office, Offices, contradiction
from pipeline.link.persons import Person
from pipeline.model import Candidate, EntityLink

MARGIN = 0.05
"""Two candidates of scores no further apart are both meant, unless the office of the better one agrees more."""
DIGITS = 4


class Verdict(StrEnum):
    """What came of a person."""

    LINKED = "linked"
    BELOW = "below the threshold"
    SEVERAL = "several candidates"
    ONE_NAME = "one name, and no office to tell"


@dataclass(frozen=True, slots=True)
class Match:
    """A person beside a candidate."""

    candidate: Candidate
    name: str
    """The candidate's name that is most like the person's."""
    score: float
    name_score: float
    office_score: float
    contradiction: float = 0.0
    facts: tuple[str, ...] = ()
    """Ids of the roles that agree as much as any."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The candidate that a person is most likely to be, and whether he is taken for him."""

    person: Person
    match: Match
    verdict: Verdict
    rivals: tuple[str, ...] = ()
    """Items of the other candidates who may be meant."""


def find_links(
    persons: Iterable[Person], candidates: Sequence[Candidate], offices: Offices, common_surnames: Collection[str]
) -> tuple[Finding, ...]:
    """Return for each person for whom there is a candidate at all the best one, sorted by the person's IRI."""
    index = NameIndex(candidate.names for candidate in candidates)
    read: dict[int, tuple[Office, ...]] = {}
    found = []
    for person in sorted(persons, key=_iri):
        matches = []
        words = person.label.split()
        most = COMMON if words[0] in common_surnames or words[-1] in common_surnames else 1.0
        for place in sorted({place for name in person.names for place in index.like(name)}):
            if place not in read:
                read[place] = tuple(offices.office(tenure) for tenure in candidates[place].tenures)
            match = _match(person, candidates[place], read[place], offices, most)
            if match is not None:
                matches.append(match)
        if matches:
            found.append(_judge(person, matches))
    return tuple(found)


def links_of(findings: Iterable[Finding]) -> tuple[EntityLink, ...]:
    """Return the links among what was found, sorted by the person's IRI."""
    return tuple(
        sorted(
            EntityLink(
                entity=finding.person.iri,
                label=finding.person.label,
                wikidata=finding.match.candidate.wikidata,
                name=finding.match.name,
                score=finding.match.score,
                name_score=finding.match.name_score,
                office_score=finding.match.office_score,
                threshold=finding.match.candidate.threshold,
                facts=finding.match.facts,
            )
            for finding in findings
            if finding.verdict is Verdict.LINKED
        )
    )


def _iri(person: Person) -> str:
    return person.iri


def _match(
    person: Person, candidate: Candidate, tenures: Sequence[Office], offices: Offices, most: float
) -> Match | None:
    """Return how a person and a candidate agree, the name counting for no more than `most`; None for other names."""
    score, name = max((name_score(own, other), other) for own in person.names for other in candidate.names)
    if not score:
        return None
    named = min(score, most)
    agreeing = [(offices.agreement(held, tenure), held.fact) for held in person.held for tenure in tenures]
    agreed = max((found for found, _ in agreeing), default=0.0)
    against = 0.0 if agreed else contradiction(person.held, tenures)
    total = 1 - (1 - named) * (1 - agreed) if agreed else named * (1 - against)
    facts = tuple(sorted({fact for found, fact in agreeing if agreed and found == agreed}))
    return Match(candidate, name, round(total, DIGITS), named, agreed, against, facts)


def _judge(person: Person, matches: Sequence[Match]) -> Finding:
    best, *others = sorted(matches, key=_best_first)
    rivals = tuple(
        other.candidate.wikidata
        for other in others
        if other.score >= best.score - MARGIN and other.office_score >= best.office_score
    )
    if best.score < best.candidate.threshold:
        verdict = Verdict.BELOW
    elif best.name_score <= MONONYM and best.office_score < SOME_DAY:
        verdict = Verdict.ONE_NAME
    else:
        verdict = Verdict.SEVERAL if rivals else Verdict.LINKED
    return Finding(person, best, verdict, rivals)


def _best_first(match: Match) -> tuple[float, float, int, str]:
    item = match.candidate.wikidata
    return -match.score, -match.office_score, len(item), item
