"""Who "il premier" is where his article names nobody in the office: whom other articles of the time call so.

Between resolution and merging: claims and a directory in, a directory out that knows more. Only offices that one
person at a time holds are looked up, only by articles with a date, and nobody is taken where two may be meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipeline.days import day_of, last_day
from pipeline.lexicon import Lexicon
from pipeline.lexicon.posts import OF_ONE_WORLD, post_of
from pipeline.model import Claim, Entity, Post, Resolution, RoleDetail
from pipeline.resolve.directory import Directory, place_in
from pipeline.resolve.mentions import mentions_of

DAYS_SINCE = 366
"""For how long somebody is taken to be still in an office that an article gave him: one year, and not a day more."""
DAYS_AHEAD = 31
"""For how long somebody is taken to have been in office before the first article that says so."""


@dataclass(frozen=True, slots=True, order=True)
class _Told:
    """What one article says of a post: for which day, who, and whether as something past."""

    day: date
    """Of a role that the article gives for an earlier time ("nel 2010 era ministro") the end of that time."""
    article: str
    person: Entity
    former: bool


@dataclass(slots=True)
class _Tenures:
    """What is told of one post, by days, and who held it on the days that were asked for."""

    told: tuple[_Told, ...]
    days: tuple[date, ...]
    known: dict[date, _Told | None] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Iterable[_Told]) -> _Tenures:
        """Put what is told in order."""
        ordered = tuple(sorted(told))
        return cls(ordered, tuple(t.day for t in ordered))

    def on_day(self, day: date) -> _Told | None:
        """Return the one person in office on a day, as the nearest article tells; None where it may be several."""
        if day not in self.known:
            first, now, last = (
                bisect_left(self.days, day + timedelta(days=days)) for days in (-DAYS_SINCE, 1, DAYS_AHEAD + 1)
            )
            self.known[day] = _in_office(self.told[first:now], self.told[now:last])
        return self.known[day]


def resolve_holders(
    claims: Iterable[Claim], directory: Directory, published: Mapping[str, str | None], lexicon: Lexicon
) -> Directory:
    """Return the directory with every office without a name that one person held when its article was published."""
    claims = tuple(claims)
    told, here = _told(claims, directory, published, lexicon)
    by_office: dict[str, dict[str | None, _Tenures]] = defaultdict(dict)
    for post in sorted(told, key=str):
        by_office[post.office][post.owner] = told[post]
    countries = _countries(claims)
    found: dict[tuple[str, str, str], Entity] = {}
    resolutions: dict[tuple[str, str], Resolution] = {}
    for (article, name), posts in sorted(_meant(claims).items()):
        day = day_of(published.get(article))
        if day is None or len(posts) != 1:
            continue
        (asked,) = posts
        if asked is None or any(_may_be(asked, other) for other in here.get(article, ())):
            continue
        holder = _holder(asked, day, by_office.get(asked.office, {}), countries[article])
        if holder is not None:
            found[place_in(article, name)] = holder.person
            resolutions[article, name] = Resolution(article, name, holder.person.iri, "office", holder.article, 1.0)
    return replace(
        directory,
        by_article={**directory.by_article, **found},
        resolutions={**directory.resolutions, **resolutions},
    )


def _told(
    claims: tuple[Claim, ...], directory: Directory, published: Mapping[str, str | None], lexicon: Lexicon
) -> tuple[Mapping[Post, _Tenures], Mapping[str, frozenset[Post]]]:
    """Return what is told of each post, and the posts for which each article names today's holder itself."""
    told: dict[Post, set[_Told]] = defaultdict(set)
    here: dict[str, set[Post]] = defaultdict(set)
    for claim in claims:
        detail = claim.detail
        if not isinstance(detail, RoleDetail) or not claim.subject.named or claim.negated:
            continue
        country = detail.of.country if detail.of is not None and detail.of.type == "Country" else None
        post = post_of(detail.role, detail.of, country, lexicon)
        if post is None:
            continue
        article = claim.evidence.article
        then = last_day(claim.when.iso) if claim.when else None
        if not detail.former and then is None:
            here[article].add(post)
        today = day_of(published.get(article))
        day = today if detail.former else then or today
        if day is not None and claim.status == "happened":
            person = directory.entity(claim.subject, article)
            told[post].add(_Told(day, article, person, detail.former))
    tenures = {post: _Tenures.of(sayings) for post, sayings in told.items()}
    return tenures, {article: frozenset(posts) for article, posts in here.items()}


def _meant(claims: tuple[Claim, ...]) -> Mapping[tuple[str, str], set[Post | None]]:
    """Return, by article and words, what posts the persons without a name are said to hold."""
    meant: dict[tuple[str, str], set[Post | None]] = defaultdict(set)
    for claim in claims:
        for mention in mentions_of(claim):
            if not mention.named and mention.type == "Person":
                meant[claim.evidence.article, mention.name].add(mention.post)
    return meant


def _may_be(post: Post, other: Post) -> bool:
    """Say whether two posts of one article may be one: "il premier", where it names the premier of a country."""
    return post.office == other.office and (post.owner == other.owner or None in (post.owner, other.owner))


def _countries(claims: tuple[Claim, ...]) -> Mapping[str, set[str]]:
    """Return the countries that each article speaks of."""
    countries: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        countries[claim.evidence.article].update(m.country for m in mentions_of(claim) if m.country)
    return countries


def _holder(post: Post, day: date, told: Mapping[str | None, _Tenures], countries: set[str]) -> _Told | None:
    """Return who held a post on a day, and where it is told; None where nobody or more than one may have.

    `told` is of all posts of its name, by owner. A post without owner is anybody's who alone holds one of that name,
    unless the article speaks of other countries.
    """
    if post.owner is not None or post.office == OF_ONE_WORLD:
        return told[post.owner].on_day(day) if post.owner in told else None
    holders = {owner: holder for owner, held in told.items() if (holder := held.on_day(day)) is not None}
    if len({holder.person for holder in holders.values()}) != 1 or not countries <= holders.keys():
        return None
    return max(holders.values())


def _in_office(before: tuple[_Told, ...], after: tuple[_Told, ...]) -> _Told | None:
    """Return the one person in office between what is told up to a day and soon after it: last before, else after.

    Whoever another followed in the office, or is later called former, holds it no more.
    """
    first: dict[Entity, _Told] = {}
    last: dict[Entity, _Told] = {}
    ended: dict[Entity, date] = {}
    for t in before:
        if t.former:
            ended[t.person] = t.day
        else:
            first.setdefault(t.person, t)
            last[t.person] = t
    newest = max((t.day for t in last.values()), default=date.min)
    holding = {p for p, t in last.items() if t.day == newest and ended.get(p, date.min) <= newest}
    if len(holding) > 1 or any(_takes_turns(first[p].day, last[p].day, p, before) for p in holding):
        return None
    following = next((t for t in after if not t.former), None)
    if following is not None and not holding:
        holding = {t.person for t in after if not t.former and t.day == following.day}
    elif following is not None and following.person not in holding:
        return None
    if len(holding) != 1:
        return None
    (person,) = holding
    return last.get(person) or (following if person not in ended else None)


def _takes_turns(first: date, last: date, person: Entity, told: Iterable[_Told]) -> bool:
    """Say whether between two times that one person is said to be in office another is: then two are called so."""
    return any(first < t.day < last and t.person != person and not t.former for t in told)
