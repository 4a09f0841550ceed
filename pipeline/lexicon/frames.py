"""`ontology/relations/*.toml` → frames: how Italian says a relation, as paths over a dependency parse.

A path is a chain of steps joined by " > ". A step is `[^]label|label[(prep|prep)][{lemma|lemma}]`: from a token
down to a child with one of the labels (up to its head with ^), which carries one of the prepositions, and has one
of the lemmas. The last step may be `demonym`: an adjective of nationality on the token gives the country; or
`possessor`: whose "sua" or "loro" on the token is; `itself` is whom the frame's own word means. The path `bearer`
stands for all the places where whoever is called an ally, a member, a successor may stand about that noun. A relation's
`words` name lists that its frames share: "@goods" among lemmas stands for all of them.

A frame of a noun also reads what a light verb lends the noun (`light_verb` in words.tsv): "ha rivolto un appello ai
colleghi", "gli aiuti forniti da Riad al Cairo", "contro Oslo sono state decise sanzioni" need no frame of their own.
So with a verb of arriving (`arriving_verb`): "un plauso ad Ankara è giunto da Baku".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from pipeline.errors import DataError

DEMONYM = "demonym"
POSSESSOR = "possessor"
ITSELF = "itself"
LIST_MARK = "@"
NO_PREPOSITION = "-"
BEARER = "bearer"
ALWAYS = "always"
BEARER_PATHS = (
    "nsubj",  # "la Turchia è alleata di"
    "^xcomp > nsubj",  # "la Turchia resta alleata di"
    "^appos|acl",  # "la Turchia, alleata di"
    "^nmod(-)",
    "^appos > nsubj",
    "^nsubj",  # "il primo alleato di Baku è la Turchia"
    "^nsubj|nsubj:pass{restare|rimanere|diventare|divenire|risultare|figurare} > xcomp|nsubj|obj|obl(-)",
    "^advcl|vocative|dislocated|obl(-) > nsubj|nsubj:pass",  # "membro della Nato, la Turchia ha firmato"
    "^nmod{uno} > ^appos",  # "la Turchia, uno dei principali alleati di"
    "^nmod{uno} > nsubj",
    "^obl(tra|fra){essere|figurare|stare|restare|rimanere} > nsubj",  # "tra gli alleati di Baku figura la Turchia"
    "appos|flat|flat:name(-)",  # "l'alleato di Baku, Ankara, ha firmato"
    ITSELF,  # "il deputato della Lega ha detto", of somebody named before
)
AGENT_PREPOSITION = "da_parte_di"
LENT_SUBJECT = (
    "acl{VERBS} > obl:agent|obl(da|da_parte_di)",
    "acl:relcl{VERBS} > nsubj",
    "^nsubj:pass{VERBS} > obl:agent|obl(da|da_parte_di)",
    "^obj{VERBS} > nsubj",
)
"""Where the subject of a light verb stands, from the noun that is its object."""
LENT_COMPLEMENT = (
    "^obj{VERBS} > obl|iobj(PREPOSITIONS)",
    "^nsubj:pass{VERBS} > obl|iobj(PREPOSITIONS)",
    "acl{VERBS} > obl|iobj|nmod(PREPOSITIONS)",
    "acl{VERBS} > obl:agent > nmod(PREPOSITIONS)",  # "gli appelli lanciati dal Papa ai governi"
)
"""Where a complement of the noun stands that the parse gives to its light verb."""
LENT_PARTIES = ("acl|advcl{VERBS} > obl|nmod(tra|fra)", "^obj|nsubj:pass{VERBS} > obl(tra|fra)")
"""Where the two sides stand that the parse gives to a light verb: "l'accordo raggiunto tra Oslo e Riga"."""
ARRIVED_SUBJECT = ("^nsubj|obj{VERBS} > obl|obl:agent(da|da_parte_di)",)
ARRIVED_COMPLEMENT = ("^nsubj|obj{VERBS} > obl|iobj(PREPOSITIONS)",)
"""The same with a verb of arriving, whose subject the noun is: "da Oslo è arrivata solidarietà a Kiev"."""
VERBAL_PREPOSITIONS = frozenset({"di", "da", "in", AGENT_PREPOSITION, NO_PREPOSITION})
"""What one of these introduces is the verb's own."""

_STEP = re.compile(r"(?P<up>\^)?(?P<labels>[a-z:]+(?:\|[a-z:]+)*)(?:\((?P<preps>[^()]+)\))?(?:\{(?P<lemmas>[^{}]+)\})?")
_FRAME_KEYS = frozenset(
    {
        "rule",
        "pos",
        "lemmas",
        "subject",
        "object",
        "parties",
        "with",
        "without",
        "status",
        "negated",
        "owner",
        "subject_types",
        "object_types",
        "named",
    }
)


class Step(NamedTuple):
    """One step of a path; an empty set sets no condition."""

    labels: frozenset[str]
    up: bool = False
    prepositions: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()


Path_ = tuple[Step, ...]
Words: TypeAlias = Mapping[str, frozenset[str]]
NO_WORDS: Words = {}


@dataclass(frozen=True, slots=True)
class LightVerbs:
    """Lemmas of verbs that only say what a noun does: "rivolgere" (an appeal), "arrivare" (from somebody)."""

    doing: frozenset[str] = frozenset()
    arriving: frozenset[str] = frozenset()


NO_LIGHT_VERBS = LightVerbs()


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say a relation; `rule` is what evidence shows: "supports/active"."""

    relation: str
    rule: str
    pos: frozenset[str]
    lemmas: frozenset[str]
    subject: tuple[Path_, ...] = ()
    object: tuple[Path_, ...] = ()
    parties: tuple[Path_, ...] = ()
    required: tuple[Path_, ...] = ()
    excluded: tuple[Path_, ...] = ()
    status: str | None = None
    negated: bool = False
    owner: bool = True
    of_states: bool = False
    """A person acts for the country whose office they hold: "il presidente ha invaso l'Ucraina"."""
    of_leaders: bool = False
    """Two persons do so too: "i due premier vogliono raddoppiare gli scambi"."""
    subject_after: str | None = None
    """The relation whose object, in the sentence before, is whom a clause without subject is about."""
    subject_types: frozenset[str] = frozenset()
    object_types: frozenset[str] = frozenset()
    """Types of party that alone may stand there; empty: whatever the ontology allows."""
    named: bool = False
    """Whether both parties must have a name: "è passato al comando" is of nobody."""
    passive: bool | None = field(init=False)
    """Whether a verb must be passive, or active (False); None: either will do."""

    def __post_init__(self) -> None:
        """Of a passive is a frame whose object is its subject or a participle's noun, of an active one with `nsubj`."""
        heads = [path[0] for path in self.subject if not path[0].up]
        of_passive = any("nsubj:pass" in step.labels for step in heads)
        wants_active = not of_passive and any("nsubj" in step.labels for step in heads)
        described = any("obl:agent" in step.labels for step in heads) and all(path[0].up for path in self.object)
        wants_passive = described or any("nsubj:pass" in path[0].labels for path in self.object)
        # a frozen dataclass has no other way to set what it makes of its own fields
        object.__setattr__(self, "passive", None if wants_passive == wants_active else wants_passive)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it must give: (subject, object, "" or "negated" or a status)."""

    text: str
    expect: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation with its frames and examples."""

    id: str
    symmetric: bool
    frames: tuple[Frame, ...]
    examples: tuple[Example, ...]


def parse_path(text: str, words: Words = NO_WORDS) -> Path_:
    """Parse "obj > nmod(contro|a){sanzione}" into its steps; raises ValueError where it is malformed."""
    return tuple(_parse_step(part.strip(), words) for part in text.split(" > "))


def parse_paths(texts: Iterable[str], words: Words = NO_WORDS) -> tuple[Path_, ...]:
    """Parse several paths, `bearer` into all those that it stands for."""
    spelt = (BEARER_PATHS if text == BEARER else (text,) for text in texts)
    return tuple(parse_path(text, words) for several in spelt for text in several)


def _parse_step(text: str, words: Words) -> Step:
    match = _STEP.fullmatch(text)
    if match is None:
        raise ValueError(f"not a step of a path: {text!r}")
    return Step(
        labels=frozenset(match["labels"].split("|")),
        up=match["up"] is not None,
        prepositions=frozenset(match["preps"].split("|")) if match["preps"] else frozenset(),
        lemmas=_expanded(match["lemmas"].split("|"), words) if match["lemmas"] else frozenset(),
    )


def _expanded(lemmas: Iterable[str], words: Words) -> frozenset[str]:
    """Return the lemmas with each "@list" replaced by its words; raises ValueError for a list that nobody made."""
    found: set[str] = set()
    for lemma in lemmas:
        if not lemma.startswith(LIST_MARK):
            found.add(lemma)
        elif lemma[1:] in words:
            found.update(words[lemma[1:]])
        else:
            raise ValueError(f"no list of words {lemma}")
    return frozenset(found)


def _with_lent(paths: Mapping[str, tuple[Path_, ...]], light: LightVerbs) -> dict[str, tuple[Path_, ...]]:
    """Return a noun frame's paths and, after each kind, those over a light verb, as a verb says what the noun does."""
    agents = {AGENT_PREPOSITION} & {
        prep for path in paths["subject"] if len(path) == 1 for prep in path[0].prepositions
    }
    lendable = ["|".join(sorted(_lendable(path))) for path in paths["object"] if _lendable(path)]
    subject: list[str] = []
    lent: list[str] = []
    parties: list[str] = []
    for verbs, subjects, complements in (
        (light.doing, LENT_SUBJECT, LENT_COMPLEMENT),
        (light.arriving, ARRIVED_SUBJECT, ARRIVED_COMPLEMENT),
    ):
        if verbs:
            listed = "|".join(sorted(verbs))
            subject += [text.replace("VERBS", listed) for text in subjects if agents]
            lent += [
                text.replace("VERBS", listed).replace("PREPOSITIONS", prepositions)
                for prepositions in lendable
                for text in complements
            ]
    if light.doing and any("tra" in path[0].prepositions for path in paths["parties"]):
        parties = [text.replace("VERBS", "|".join(sorted(light.doing))) for text in LENT_PARTIES]
    return {
        **paths,
        "subject": (*paths["subject"], *parse_paths(subject)),
        "object": (*paths["object"], *parse_paths(lent)),
        "parties": (*paths["parties"], *parse_paths(parties)),
    }


def _lendable(path: Path_) -> frozenset[str]:
    """Return the prepositions of a noun's complement that may as well be its verb's: "un appello ai governi"."""
    step = path[0]
    whole = len(path) == 1 and not step.up and not step.lemmas and "nmod" in step.labels
    return step.prepositions - VERBAL_PREPOSITIONS if whole else frozenset()


def read_relation(path: Path, light: LightVerbs = NO_LIGHT_VERBS) -> Relation:
    """Read one relation; raises DataError naming the file and the frame."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(path, "", str(error)) from error
    relation = data.get("id")
    if relation != path.stem:
        raise DataError(path, "id", f"should be the file's name, {path.stem}")
    words = {name: frozenset(listed) for name, listed in data.get("words", {}).items()}
    return Relation(
        id=relation,
        symmetric=bool(data.get("symmetric", False)),
        frames=tuple(_frame(path, data, entry, words, light) for entry in data.get("frame", ())),
        examples=tuple(_example(path, entry) for entry in data.get("example", ())),
    )


def _frame(path: Path, data: Mapping[str, Any], entry: Mapping[str, Any], words: Words, light: LightVerbs) -> Frame:
    relation = data["id"]
    rule = str(entry.get("rule", "?"))
    unknown = set(entry) - _FRAME_KEYS
    if unknown:
        raise DataError(path, f"frame {rule}", f"unknown keys {', '.join(sorted(unknown))}")
    if len(rule.split()) != 1 or "/" in rule:
        raise DataError(path, f"frame {rule}", "the name of a rule is one word, without a stroke")
    if not entry.get("lemmas") or not entry.get("pos"):
        raise DataError(path, f"frame {rule}", "needs lemmas and pos")
    if not entry.get("parties") and not (entry.get("subject") and entry.get("object")):
        raise DataError(path, f"frame {rule}", "needs subject and object, or parties")
    try:
        paths = {
            key: parse_paths(entry.get(key, ()), words) for key in ("subject", "object", "parties", "with", "without")
        }
        lemmas = _expanded(entry["lemmas"], words)
    except ValueError as error:
        raise DataError(path, f"frame {rule}", str(error)) from error
    if set(entry["pos"]) == {"NOUN"}:
        paths = _with_lent(paths, light)
    return Frame(
        relation=relation,
        rule=f"{relation}/{rule}",
        pos=frozenset(entry["pos"]),
        lemmas=lemmas,
        subject=paths["subject"],
        object=paths["object"],
        parties=paths["parties"],
        required=paths["with"],
        excluded=paths["without"],
        status=entry.get("status"),
        negated=bool(entry.get("negated", False)),
        owner=bool(entry.get("owner", True)),
        of_states=bool(data.get("of_states", False)),
        subject_after=data.get("subject_after"),
        of_leaders=data.get("of_states") == ALWAYS,
        subject_types=frozenset(entry.get("subject_types", ())),
        object_types=frozenset(entry.get("object_types", ())),
        named=bool(entry.get("named", False)),
    )


def _example(path: Path, entry: Mapping[str, Any]) -> Example:
    try:
        expect = tuple((str(e[0]), str(e[1]), str(e[2]) if len(e) > 2 else "") for e in entry["expect"])
        return Example(str(entry["text"]), expect)
    except (KeyError, IndexError) as error:
        raise DataError(path, "example", f"needs text and expect: {entry}") from error
