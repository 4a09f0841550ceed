"""Names of all articles → one entity a party: "Petrov" and "Ivan Petrov", "Aleksey" and "Sergei Ivanov"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.model import Entity, EntityType, Mention, Resolution
from pipeline.namespaces import DATA
from pipeline.spelling import likeness, same_name
from pipeline.typography import ascii_slug

LONGEST_PARTICLE = 3
"""Letters of the words that no full name begins with, but many a surname: "van", "de", "al", "bin"."""
LONG_SURNAME = 7
"""Letters from which a surname may be written in two ways."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Who is who: looked up by mention and article."""

    by_name: Mapping[tuple[str, str], Entity]
    """(type, slug of the name) → entity, for names that mean one party everywhere."""
    by_article: Mapping[tuple[str, str, str], Entity]
    """(type, slug, article) → entity, for names that mean something only within their article."""
    types: Mapping[str, EntityType]
    """Slug → the type that most articles give a name that no gazetteer knows."""
    aliases: Mapping[str, tuple[str, ...]]
    """IRI → other names met with, sorted."""
    resolutions: Mapping[tuple[str, str], Resolution] = field(default_factory=dict)
    """(article, words without a name) → how another article told who is meant."""

    def entity(self, mention: Mention, article: str) -> Entity:
        """Return the entity of a mention that was heard when the directory was built."""
        slug = _slug(mention)
        kind = mention.type if mention.wikidata or not mention.named else self.types.get(slug, mention.type)
        found = self.by_article.get((kind, slug, article)) or self.by_name.get((kind, slug))
        if found is None:
            raise KeyError(f"{mention.name!r} of article {article} was not heard when the directory was built")
        return found

    def resolution(self, mention: Mention, article: str) -> Resolution | None:
        """Return how a mention came to an entity that its words do not name; None where they do."""
        if not mention.named:
            return self.resolutions.get((article, mention.name)) if mention.type == "Person" else None
        entity = self.entity(mention, article)
        if (
            entity.type != "Person"
            or entity.wikidata
            or not _is_other_spelling(_slug(mention), ascii_slug(entity.label))
        ):
            return None
        score = likeness(mention.name, entity.label)
        return Resolution(article, mention.name, entity.iri, "spelling", entity.label, score)


def place_in(article: str, name: str) -> tuple[str, str, str]:
    """Return under what a person without a name stands in `by_article`."""
    return "Person", ascii_slug(name) or _code(name), article


def build_directory(heard: Iterable[tuple[Mention, str]], common_surnames: frozenset[str]) -> Directory:
    """Return the directory of all mentions, each with the id of its article.

    A surname alone is the one person of that surname; it stays within its article where there are several, or where
    the surname is so common that one article's "Li" need not be another's. A party without a name stays within its
    article, too: "il cancelliere tedesco" of 2004 is not the one of 2024.
    """
    mentions = sorted({(m.name, m.type, m.wikidata, m.named, a) for m, a in heard}, key=str)
    types = _majority_types(mentions)
    by_name: dict[tuple[str, str], Entity] = {}
    by_article: dict[tuple[str, str, str], Entity] = {}
    people: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, set[str]] = defaultdict(set)
    for name, kind, wikidata, named, article in mentions:
        slug = ascii_slug(name) or _code(name)
        final = kind if wikidata or not named else types[slug]
        if not named:
            by_article[final, slug, article] = _entity(name, final, _within(slug, article))
        elif final == "Person" and not wikidata:
            people[slug][name] += 1
        else:
            entity = _entity(name, final, slug, wikidata)
            known = by_name.get((final, slug))
            if known is None or (known.wikidata or "", known.label) < (wikidata or "", name):
                by_name[final, slug] = entity
            names[entity.iri].add(name)
    for slug, entity in _full_names(people).items():
        by_name["Person", slug] = entity
        names[entity.iri].update(people[slug])
    known_owners = _Owners(by_name)
    articles: dict[str, set[str]] = defaultdict(set)
    for name, _, wikidata, named, article in mentions:
        if named and not wikidata:
            articles[ascii_slug(name) or _code(name)].add(article)
    for slug in sorted(s for s in people if "-" not in s):
        owners = known_owners.of(slug)
        label = _commonest(people[slug])
        if len(owners) == 1 and label not in common_surnames:
            by_name["Person", slug] = owners[0]
            names[owners[0].iri].update(people[slug])
        elif owners or label in common_surnames:
            for article in sorted(articles[slug]):
                by_article["Person", slug, article] = _entity(label, "Person", _within(slug, article))
        else:
            by_name["Person", slug] = _entity(label, "Person", slug)
    labels = {e.iri: e.label for e in (*by_name.values(), *by_article.values())}
    aliases = {iri: tuple(sorted(forms - {labels.get(iri, "")})) for iri, forms in names.items()}
    return Directory(by_name, by_article, types, {iri: forms for iri, forms in sorted(aliases.items()) if forms})


def _within(slug: str, article: str) -> str:
    """Return the slug of a party that means something only within its article."""
    return f"{slug}--{sha256(article.encode()).hexdigest()[:10]}"


def _slug(mention: Mention) -> str:
    return ascii_slug(mention.name) or _code(mention.name)


def _code(name: str) -> str:
    """Return a slug for a name without letters or digits."""
    return "-".join(f"{ord(c):x}" for c in name)


def _entity(name: str, kind: EntityType, slug: str, wikidata: str | None = None) -> Entity:
    return Entity(f"{DATA}entity/{kind.lower()}/{slug}", name, kind, wikidata)


def _commonest(names: Counter[str]) -> str:
    return max(names, key=lambda name: (names[name], name))


def _majority_types(mentions: Iterable[tuple[str, EntityType, str | None, bool, str]]) -> dict[str, EntityType]:
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name, kind, wikidata, named, _ in mentions:
        if named and not wikidata:
            votes[ascii_slug(name) or _code(name)][kind] += 1
    return {slug: max(counts, key=lambda kind: (counts[kind], kind)) for slug, counts in votes.items()}


def _full_names(people: Mapping[str, Counter[str]]) -> dict[str, Entity]:
    """Return the entity of each full name; spellings of one name share it, under the spelling met most often."""
    full = sorted(slug for slug in people if "-" in slug)
    shortened = _shortened(full)
    entities: dict[str, Entity] = {}
    for group in _spellings([slug for slug in full if slug not in shortened]):
        best = max(group, key=lambda slug: (sum(people[slug].values()), slug))
        entity = _entity(_commonest(people[best]), "Person", best)
        entities.update(dict.fromkeys(group, entity))
    entities.update({short: entities[long] for short, long in shortened.items()})
    return entities


def _shortened(slugs: list[str]) -> dict[str, str]:
    """Return, for a name that begins with a particle, the one full name that ends in it: "van der Berg"."""
    particles = {slug for slug in slugs if len(slug.split("-", 1)[0]) <= LONGEST_PARTICLE}
    longer: dict[str, list[str]] = defaultdict(list)
    for slug in slugs:
        words = slug.split("-")
        for start in range(1, len(words)):
            end = "-".join(words[start:])
            if end in particles:
                longer[end].append(slug)
    return {short: owners[0] for short, owners in longer.items() if len(owners) == 1}


def _spellings(slugs: list[str]) -> list[list[str]]:
    """Group the spellings of one name: connected by similarity, so the order does not matter."""
    first: dict[str, str] = {slug: slug for slug in slugs}

    def leader(slug: str) -> str:
        while first[slug] != slug:
            first[slug] = first[first[slug]]
            slug = first[slug]
        return slug

    sharing: dict[str, list[str]] = defaultdict(list)
    for slug in slugs:
        parts = _parts(slug)
        for key in sorted({"".join(parts), parts[-1], parts[0]}):  # names that share none are never alike
            for other in sharing[key]:
                if leader(other) != leader(slug) and _alike(slug, other):
                    one, two = sorted((leader(slug), leader(other)))
                    first[two] = one
            sharing[key].append(slug)
    groups: dict[str, list[str]] = defaultdict(list)
    for slug in sorted(slugs):
        groups[leader(slug)].append(slug)
    return [groups[slug] for slug in sorted(groups)]


def _alike(one: str, other: str) -> bool:
    """Say whether two full names are spellings of one: Sergey and Sergei, Jinping and Jin-ping, without "W.".

    Of one given name also long surnames may be: "Oleh Zelinsky" and "Oleh Zelinskyj", but not "Marco Rosi" and "Rossi".
    """
    parts, others = _parts(one), _parts(other)
    if parts == others or "".join(parts) == "".join(others):
        return True
    if len(parts) != len(others):
        return False
    if parts[-1] != others[-1] and (min(len(parts[-1]), len(others[-1])) < LONG_SURNAME or parts[:-1] != others[:-1]):
        return False
    return all(same_name(a, b) for a, b in zip(parts, others, strict=True))


def _is_other_spelling(one: str, other: str) -> bool:
    """Say whether a full name is written with other letters than the label that stands for it."""
    parts, others = _parts(one), _parts(other)
    return len(parts) == len(others) > 1 and "".join(parts) != "".join(others)


def _parts(slug: str) -> list[str]:
    """Return the words of a name without initials: "George W. Neri" is "George Neri"."""
    words = slug.split("-")
    return [word for word in words if len(word) > 1] if len(words) > 2 else words


class _Owners:
    """The persons whose full name ends with a word; if none does, begins with it; if none does, has it within."""

    def __init__(self, by_name: Mapping[tuple[str, str], Entity]) -> None:
        self._by_place: tuple[dict[str, dict[str, Entity]], ...] = (
            defaultdict(dict),
            defaultdict(dict),
            defaultdict(dict),
        )
        for (kind, slug), entity in by_name.items():
            words = slug.split("-")
            if kind != "Person" or len(words) < 2:
                continue
            # of two surnames the first alone stands within: "Vargas" is "Luis Vargas Pardo"
            for owned, place in zip((words[-1:], words[:1], words[1:-1]), self._by_place, strict=True):
                for word in owned:
                    place[word][entity.iri] = entity

    def of(self, word: str) -> list[Entity]:
        """Return the owners of a word."""
        found = next((place[word] for place in self._by_place if word in place), {})
        return [found[iri] for iri in sorted(found)]
