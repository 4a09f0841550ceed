"""What the named questions are asked in the bench: names that are in much of a graph, rare ones, beginnings, words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import Store

from pipeline.lexicon import ontology_dir
from pipeline.rdf.queries import load_queries
from pipeline.rdf.store import ask

VALUES = {
    ("article", "id"): "?article news:id ?value",
    ("claims", "who"): "?attribution news:attributionSource ?node . ?node rdfs:label ?value",
    ("claims", "about"): "?fact news:attribution ?attribution ; rdf:object ?node . ?node rdfs:label ?value",
    ("contested", "who"): "?fact news:deniedBy ?other ; rdf:subject ?node . ?node rdfs:label ?value",
    ("conflicts", "who"): "?fact news:conflictsWith ?other ; news:about ?node . ?node rdfs:label ?value",
    ("figures", "about"): "?fact news:about ?node . ?node rdfs:label ?value",
    ("figures", "year"): "?fact news:yearKey ?value . FILTER(?fact != <https://w3id.org/intreccio/id/search>)",
    ("figures", "indicator"): "?fact news:indicator ?value",
    ("met", "who"): "?fact news:participant ?node . ?node rdfs:label ?value",
    ("met", "whom"): "?fact news:participant ?node . ?node rdfs:label ?value",
    ("offices", "who"): "?fact a news:Role ; rdf:subject ?node . ?node rdfs:label ?value",
    ("offices", "of"): "?fact news:of ?node . ?node rdfs:label ?value",
    ("relations", "who"): "?fact a news:Relation ; rdf:subject ?node . ?node rdfs:label ?value",
    ("relations", "predicate"): "?fact a news:Relation ; rdf:predicate ?node . ?node rdfs:label ?value",
    ("said", "who"): "?fact news:speaker ?node . ?node rdfs:label ?value",
    ("said", "about"): "?fact news:contentKey ?value . FILTER(STRLEN(?value) > 4 && ?value != 'possono')",
    ("sanctions", "who"): "?fact rdf:predicate news:sanctions ; rdf:subject ?node . ?node rdfs:label ?value",
    ("sanctions", "whom"): "?fact rdf:predicate news:sanctions ; rdf:object ?node . ?node rdfs:label ?value",
    ("visits", "who"): "?fact a news:Visit ; rdf:subject ?node . ?node rdfs:label ?value",
    ("visits", "where"): "?fact a news:Visit ; rdf:object ?node . ?node rdfs:label ?value",
}
"""What a parameter may be, for each question: the words of the graph itself."""
WHOLE = frozenset({"id", "year", "predicate"})
"""Parameters that beginnings of words do not stand for."""
BEGINNING = 4
"""Letters of the beginning of a name."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with the parameters that it is asked with."""

    question: str
    given: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """The parameters as on the command line."""
        return " ".join(f"--{name} {value!r}" if " " in value else f"--{name} {value}" for name, value in self.given)


def askings(store: Store) -> list[Asking]:
    """Return what is asked of a graph, the same for the same graph."""
    return list(dict.fromkeys(_askings(store)))


def _askings(store: Store) -> Iterator[Asking]:
    for name, query in load_queries(ontology_dir()).items():
        yield Asking(name)
        values = {parameter: found for parameter in query.parameters if (found := _values(store, name, parameter))}
        for parameter, found in values.items():
            for value in (found[0], found[-1], *([] if parameter in WHOLE else [found[0].split()[-1][:BEGINNING]])):
                yield Asking(name, ((parameter, value),))
        for one, other in combinations(values, 2):
            for place in (1, -1):
                yield Asking(name, ((one, values[one][0]), (other, values[other][place])))
        if len(values) > 2:
            yield Asking(name, tuple((parameter, found[0]) for parameter, found in values.items()))


def _values(store: Store, question: str, parameter: str) -> list[str]:
    """Return the values of a parameter, the commonest first; where there is one only, twice."""
    pattern = VALUES[question, parameter]
    found = ask(store, f"SELECT ?value (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?value ORDER BY DESC(?n) ?value")
    values = [row[0] for row in found.rows]
    return values * 2 if len(values) == 1 else values
