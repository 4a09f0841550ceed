"""What has been spoken of so far in an article, and of which gender its persons are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.annotate.titles import TITLE_REACH, is_of_body
from pipeline.annotate.ud import feature, finite_part
from pipeline.lexicon import Lexicon
from pipeline.model import EntityType
from pipeline.typography import folded

BESIDE = frozenset({"ADJ", "ADP", "DET"})
"""What agrees with a title after it: "la neo ministra", not "ha eletto presidente Anna Neri"."""
SPEAKING_TYPES: frozenset[EntityType] = frozenset({"Person", "Country", "Organization"})


@dataclass(slots=True)
class Discourse:
    """The parties named so far, the last one last, and whom the passage is about."""

    chains: Sequence[Chain]
    genders: Sequence[str]
    """"Masc", "Fem" or "" of each chain, by what is said of it."""
    given: Sequence[str] = ()
    """The same by the given name, which speaks against somebody, but is no sign that he is meant."""
    focus: tuple[int, ...] = ()
    """The subject of the last main clause."""
    people: list[int] = field(default_factory=list)
    countries: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    times: Counter[int] = field(default_factory=Counter)
    """How often each chain has been spoken of."""

    def note(self, chain: int) -> None:
        """Move a chain to the end of its list."""
        self.times[chain] += 1
        order = {"Person": self.people, "Country": self.countries, "Organization": self.bodies}.get(
            self.chains[chain].type
        )
        if order is not None:
            if chain in order:
                order.remove(chain)
            order.append(chain)

    def fits(self, chain: int, gender: str) -> bool:
        """Say whether a person may be of a gender; who is of unknown gender may be of either."""
        known = self.known(chain)
        return not gender or not known or gender == known

    def known(self, chain: int) -> str:
        """Return the gender of a person by her given name ("il ministro Anna Neri"), else by what is said of her."""
        return (self.given[chain] if self.given else "") or (self.genders[chain] if chain < len(self.genders) else "")

    def last_person(self, gender: str, other_than: Iterable[int] = ()) -> tuple[int, ...]:
        """Return the person last spoken of who may be of a gender, those first of whom that is known."""
        barred = set(other_than)
        fitting = [c for c in self.people if c not in barred and self.fits(c, gender)]
        near = fitting[-3:] if gender == "Fem" else []
        sure = [c for c in near if self.genders[c] == gender]
        likely = [c for c in near if self.known(c) == gender]  # "Ada Salvi e Ugo Neri. Lei ha …"
        return tuple((sure or likely or fitting)[-1:])

    def speaking_focus(self, number: str, gender: str = "") -> tuple[int, ...]:
        """Return whom the passage is about, if number and gender agree."""
        focus = self.focus
        if not focus or any(self.chains[index].type not in SPEAKING_TYPES for index in focus):
            return ()
        if number == "Plur":
            return focus if len(focus) > 1 else ()
        return focus if len(focus) == 1 and self.fits(focus[0], gender) else ()


def genders(doc: Doc, names: Mapping[int, NameSpan], chains: Sequence[Chain], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the gender that titles, articles and participles give each person, "" where they give none or both."""
    votes: list[Counter[str]] = [Counter() for _ in chains]
    for i, name in names.items():
        if name.start == i and chains[name.chain].type == "Person":
            votes[name.chain].update(_votes(doc, name, lexicon))
    return tuple(_decided(vote) for vote in votes)


def given_genders(chains: Sequence[Chain], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the gender of each person's given name; a surname alone ("Leone", "Rosa") tells nothing."""
    firsts = ((c.name.split()[0] if c.type == "Person" and " " in c.name else "") for c in chains)
    return tuple(lexicon.given_names.get(folded(first), "") for first in firsts)


def _decided(votes: Counter[str]) -> str:
    best = votes.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]


def _votes(doc: Doc, name: NameSpan, lexicon: Lexicon) -> Iterable[str]:
    root = doc[name.start : name.end].root
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.form in lexicon.demonyms and feature(before, "Gender"):
        yield feature(before, "Gender")  # "l'italiana Anna Neri"
    of_body = name.start > 0 and is_of_body(doc, name.start, lexicon)
    title = None if of_body else _title(doc, name, lexicon)
    if title is not None:
        office = lexicon.offices.get((title.form,))
        said = {"m": "Masc", "f": "Fem"}.get(office.gender if office else "", "")
        article = next((feature(c, "Gender") for c in title.children if c.dep_ == "det" and feature(c, "Gender")), "")
        if said == "Fem" or article == "Fem":
            yield "Fem"
        elif article:
            yield article
        elif title.i and doc[title.i - 1].pos_ in BESIDE and feature(doc[title.i - 1], "Gender"):
            yield feature(doc[title.i - 1], "Gender")
    if root.dep_ in ("nsubj", "nsubj:pass"):
        yield from _agreement(root.head)
    for child in root.children:
        if child.dep_ in ("acl", "amod", "appos") and child.pos_ in ("VERB", "ADJ", "NOUN"):
            if _is_of_either(child, lexicon):
                continue
            gender = feature(child, "Gender")
            if gender and child.i >= name.end:
                yield gender


def _is_of_either(noun: Token, lexicon: Lexicon) -> bool:
    """ "Anna Neri, capogruppo alla Camera": the word is the same for a man and a woman."""
    form = noun.form
    office, person = lexicon.offices.get((form,)), lexicon.person_nouns.get(form)
    return noun.pos_ == "NOUN" and "c" in {office.gender if office else "", person.gender if person else ""}


def _title(doc: Doc, name: NameSpan, lexicon: Lexicon) -> Token | None:
    """Return the noun of office or rank right before a name: "la ministra degli Esteri russa Anna Neri"."""
    for i in range(name.start - 1, max(doc[name.start].sent.start, name.start - TITLE_REACH) - 1, -1):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX", "SCONJ", "PRON", "CCONJ", "PUNCT") or token.ent_type_ in ("PER", "PERSON"):
            return None
        form = token.form
        noun = lexicon.person_nouns.get(form)
        if (form,) in lexicon.offices or (noun is not None and noun.kind == "person"):
            return token
    return None


def _agreement(verb: Token) -> Iterable[str]:
    """ "è arrivata", "è stata ricevuta": with essere a participle agrees with its subject."""
    part = finite_part(verb)
    alone = feature(verb, "VerbForm") == "Part" and feature(verb, "Number") != "Plur"  # "Ada e Ugo si sono visti"
    if alone and part.lemma_.lower() == "essere" and feature(verb, "Gender"):
        yield feature(verb, "Gender")
