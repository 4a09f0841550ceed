"""The records that pass from stage to stage: Article → (Reading) → Claim → Fact.

All are frozen and check themselves when made. No I/O and no third-party import here. A `Reading`, the
annotated document, is defined in `pipeline.annotate.reading`, with the parse that it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeAlias, TypeVar

Kind: TypeAlias = Literal["encounter", "visit", "statement", "figure", "role", "relation"]
Status: TypeAlias = Literal["happened", "planned", "alleged", "denied"]
EntityType: TypeAlias = Literal["Person", "Organization", "Country", "Place", "Group"]

Certainty: TypeAlias = Literal["certain", "probable", "possible"]
Comparator: TypeAlias = Literal["=", ">", "<", "~"]
Direction: TypeAlias = Literal["+", "-"]

KINDS: tuple[Kind, ...] = ("encounter", "visit", "statement", "figure", "role", "relation")
STATUSES: tuple[Status, ...] = ("happened", "planned", "alleged", "denied")
ENTITY_TYPES: tuple[EntityType, ...] = ("Person", "Organization", "Country", "Place", "Group")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got start {self.start} and end {self.end}")

    def covers(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the report itself: " date 2025-01 ", "Pechino, 12 mar. (askanews) -"."""

    end: int
    """Where the report begins: offset into the text."""
    published: str | None = None
    place: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `text` is exactly what was stored, and all offsets count in it."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    """ISO 8601 to the precision known."""
    dateline: Dateline | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")
        if not self.text.strip():
            raise ValueError(f"article {self.id}: the text is empty")

    @property
    def body_start(self) -> int:
        """Offset at which the report begins, after date and dateline."""
        return self.dateline.end if self.dateline else 0


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words of an article that a fact rests on, and the rule that read them."""

    article: str
    span: Span
    text: str
    extractor: str
    rule: str

    @classmethod
    def of(cls, article: Article, span: Span, *, extractor: str, rule: str) -> Evidence:
        """Cut the span out of the article's text.

        Raises ValueError where it reaches beyond the text, and for a rule that is not named like "visits/verbal".
        """
        if rule.count("/") != 1 or len(rule.split()) != 1:
            raise ValueError(f"{rule!r} is no name of a rule")
        if span.end > len(article.text):
            raise ValueError(f"article {article.id}: span ends at {span.end}, the text at {len(article.text)}")
        return cls(article.id, span, article.text[span.start : span.end], extractor, rule)


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """An office that one person at a time holds, under one name for all its names, and whose it is."""

    office: str
    owner: str | None = None
    """ISO code of the country, or name of the body or place; None where the words do not say."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A party as one article names it.

    `text` is what stands in the text at `span`; for a pronoun or a dropped subject that is the pronoun or the
    verb. `name` is the fullest form in the article, `wikidata` the item where a gazetteer knows it.
    """

    span: Span
    text: str
    name: str
    type: EntityType
    wikidata: str | None = None
    named: bool = True
    """False for a party that has no name of its own: "il cancelliere tedesco"."""
    country: str | None = None
    """ISO code of the country that the words connect the party with."""
    post: Post | None = None
    """Of a party without a name: the post that only one person can be meant by."""


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A party across all articles."""

    iri: str
    label: str
    type: EntityType
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Resolution:
    """How words of one article came to an entity of another name, which no word of theirs says."""

    article: str
    name: str
    entity: str
    """IRI."""
    by: Literal["office", "spelling"]
    source: str
    """Id of the article that says who holds the office; of another spelling, the name that it is taken for."""
    score: float
    """1 for an office that one person is said to hold; for spellings, how much of the letters they share."""


@dataclass(frozen=True, slots=True, order=True)
class Tenure:
    """An office that a table of people gives somebody, in the table's words; "" for what it does not say."""

    office: str = ""
    of: tuple[str, ...] = ()
    """Whose office: a name in any language, or the item of a country or body."""
    start: str = ""
    """ISO 8601 to the precision known."""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a table of people, whom a person of the graph may be."""

    wikidata: str
    name: str
    aliases: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    threshold: float = 0.9
    """The score from which on a person of the graph is taken for this one."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all others."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, order=True)
class EntityLink:
    """That a person of the graph is an item of Wikidata, how surely, and by what."""

    entity: str
    """IRI."""
    label: str
    wikidata: str
    name: str
    """The name in the table that the person's is most like."""
    score: float
    name_score: float
    office_score: float
    threshold: float
    facts: tuple[str, ...] = ()
    """Ids of the roles that agree with an office in the table."""

    def __post_init__(self) -> None:
        if not self.threshold <= self.score <= 1.0:
            raise ValueError(f"{self.entity}: a link of score {self.score} is below its threshold {self.threshold}")


@dataclass(frozen=True, slots=True)
class When:
    """A time: the words, and the ISO 8601 date or interval that they denote, where that can be told."""

    text: str
    iso: str | None = None


P = TypeVar("P", Mention, Entity)
"""A party: a `Mention` in a claim, an `Entity` in a fact."""


@dataclass(frozen=True, slots=True)
class EncounterDetail(Generic[P]):
    """Who met, how, where."""

    participants: tuple[P, ...]
    form: str
    place: P | None = None

    def __post_init__(self) -> None:
        if len(self.participants) < 2:
            raise ValueError("an encounter needs two participants")

    @property
    def parties(self) -> tuple[P, ...]:
        """All parties of the detail, some more than once."""
        place: tuple[P, ...] = () if self.place is None else (self.place,)
        return self.participants + place


@dataclass(frozen=True, slots=True)
class SayingDetail(Generic[P]):
    """Who said what to whom; `cue` is the lemma of the word of saying, empty for a quotation without one."""

    speakers: tuple[P, ...]
    content: str
    quoted: bool
    cue: str
    addressees: tuple[P, ...] = ()
    via: tuple[P, ...] = ()

    @property
    def parties(self) -> tuple[P, ...]:
        """All parties of the detail, some more than once."""
        return self.speakers + self.addressees + self.via


@dataclass(frozen=True, slots=True)
class FigureDetail(Generic[P]):
    """A number in plain units: 245 billion dollars are value 245000000000.0, unit "USD"."""

    indicator: str
    value: float
    unit: str
    comparator: Comparator = "="
    direction: Direction | None = None
    about: tuple[P, ...] = ()
    period: str | None = None
    via: tuple[P, ...] = ()

    @property
    def parties(self) -> tuple[P, ...]:
        """All parties of the detail, some more than once."""
        return self.about + self.via


@dataclass(frozen=True, slots=True)
class RoleDetail(Generic[P]):
    """An office, without the nationality, which is `of`."""

    role: str
    of: P | None = None
    former: bool = False

    @property
    def parties(self) -> tuple[P, ...]:
        """All parties of the detail, some more than once."""
        return (self.of,) if self.of is not None else ()


Detail: TypeAlias = EncounterDetail[P] | SayingDetail[P] | FigureDetail[P] | RoleDetail[P] | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one rule read in one place of one article."""

    kind: Kind
    predicate: str
    subject: Mention
    object: Mention | str | float
    evidence: Evidence
    negated: bool = False
    status: Status = "happened"
    when: When | None = None
    detail: Detail[Mention] = None
    attributed_to: tuple[Mention, ...] = ()
    """In whose words the claim stands; empty where the article itself says it."""
    anchor: int | None = None
    """Offset of the word that the rule began with; of a statement, where its content begins."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """In whose words one article has a fact.

    `statement` is the id of the statement in whose content it stands, None where the source is only named ("secondo
    Reuters"). That statement may be attributed itself: article → speaker → inner speaker → fact.
    """

    article: str
    sources: tuple[Entity, ...]
    statement: str | None
    certainty: Certainty
    """How sure the source is, by mood and by the word of saying, not how sure we are of the source."""
    evidence: Evidence
    """The words of the fact's evidence in which this source says so."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What several claims say alike, over entities, with all the evidence."""

    id: str
    kind: Kind
    predicate: str
    subject: Entity
    object: Entity | str | float
    evidence: tuple[Evidence, ...]
    confidence: float
    negated: bool = False
    status: Status = "happened"
    when: When | None = None
    detail: Detail[Entity] = None
    attributed_to: tuple[Entity, ...] = ()
    """Who says so where no article says it in its own words; empty where one does."""
    asserted_in: tuple[str, ...] = field(default=())
    """Ids of the articles that say it in their own words, as something that is so."""
    sources: int = 1
    """How many independent sources it rests on: copies of one text, and articles of one outlet, are one."""
    attributions: tuple[Attribution, ...] = ()
    """Where it stands in somebody's words, also where another article asserts it."""
    resolved: tuple[Resolution, ...] = field(default=())
    """The parties that another article told, or that stand there under another spelling."""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"fact {self.id} has no evidence")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"fact {self.id}: confidence {self.confidence} is not between 0 and 1")
