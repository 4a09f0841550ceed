"""Who "il premier" is where his article names nobody in the office: whom other articles of the time call so.

Between resolution and merging: claims and a directory in, a directory out that knows more. Only offices that one
person at a time holds are looked up, only by articles with a date, and nobody is taken where two may be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.lexicon import Lexicon
from pipeline.lexicon.posts import OF_ONE_WORLD, post_of
from pipeline.model import Claim, Entity, Mention, Post, Resolution, RoleDetail
from pipeline.resolve.directory import Directory, place_in
from pipeline.resolve.mentions import mentions_of

DAYS_SINCE = 366
"""For how long somebody is taken to be still in an office that an article gave him."""
DAYS_AHEAD = 31
"""For how long somebody is taken to have been in office before the first article that says so."""
WHOLE_DATE = len("2024-04-09")


@dataclass(frozen=True, slots=True, order=True)
class _Told:
    """What one article says of a post: on which day, who, and whether as something past."""

    day: date
    article: str
    person: Entity
    former: bool


def resolve_holders(
    claims: Iterable[Claim], directory: Directory, published: Mapping[str, str | None], lexicon: Lexicon
) -> Directory:
    """Return the directory with every office without a name that one person held when its article was published."""
    claims = tuple(claims)
    told, here = _told(claims, directory, published, lexicon)
    found: dict[tuple[str, str, str], Entity] = {}
    resolutions: dict[tuple[str, str], Resolution] = {}
    for (article, name), posts in sorted(_meant(claims).items()):
        day = _day(published.get(article))
        if day is None or len(posts) != 1:
            continue
        (post,) = posts
        if post is None or any(_may_be(post, other) for other in here.get(article, ())):
            continue
        holder = _holder(post, day, told, _countries(claims, article))
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
) -> tuple[Mapping[Post, tuple[_Told, ...]], Mapping[str, frozenset[Post]]]:
    """Return what is told of each post, by days, and the posts for which each article names somebody itself."""
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
        if not detail.former:
            here[article].add(post)
        day = _day(published.get(article))
        if day is not None and claim.status == "happened":
            person = directory.entity(claim.subject, article)
            told[post].add(_Told(day, article, person, detail.former))
    ordered = {post: tuple(sorted(sayings)) for post, sayings in told.items()}
    return ordered, {article: frozenset(posts) for article, posts in here.items()}


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


def _countries(claims: tuple[Claim, ...], article: str) -> frozenset[str]:
    """Return the countries that an article speaks of."""
    mentions: Iterable[Mention] = (m for c in claims if c.evidence.article == article for m in mentions_of(c))
    return frozenset(mention.country for mention in mentions if mention.country)


def _holder(post: Post, day: date, told: Mapping[Post, tuple[_Told, ...]], countries: frozenset[str]) -> _Told | None:
    """Return who held a post on a day, and where it is told; None where nobody or more than one may have.

    A post without owner is anybody's who alone holds one of that name, unless the article speaks of other countries.
    """
    if post.owner is not None or post.office == OF_ONE_WORLD:
        return _on_day(told.get(post, ()), day)
    holders = {
        other.owner: holder
        for other in sorted(told, key=str)
        if other.office == post.office and (holder := _on_day(told[other], day)) is not None
    }
    if len({holder.person for holder in holders.values()}) != 1 or not countries <= holders.keys():
        return None
    return max(holders.values())


def _on_day(told: tuple[_Told, ...], day: date) -> _Told | None:
    """Return the one person in office on a day, as the nearest article tells: last before it, else soon after it."""
    before = [t for t in told if 0 <= (day - t.day).days <= DAYS_SINCE]
    after = [t for t in told if 0 < (t.day - day).days <= DAYS_AHEAD]
    holding = {t.person for t in before if not t.former and not _is_over(t, before)}
    if any(_takes_turns(person, before) for person in holding):
        return None
    following = [t for t in after if not t.former]
    if following and not holding:
        holding = {t.person for t in following if t.day == following[0].day}
    elif following and holding and following[0].person not in holding:
        return None
    last = _latest(before, holding)
    if last is not None:
        return last
    if len(holding) != 1 or any(t.person in holding and t.former for t in before):
        return None
    return following[0] if following else None


def _is_over(told: _Told, later: Iterable[_Told]) -> bool:
    """Say whether somebody's time in office ended after an article told of it: it is called past, or another's."""
    return any(
        other.day > told.day and (other.former if other.person == told.person else not other.former) for other in later
    )


def _takes_turns(person: Entity, told: Iterable[_Told]) -> bool:
    """Say whether between two times that one person is said to be in office another is: then two are called so."""
    told = [t for t in told if not t.former]
    days = [t.day for t in told if t.person == person]
    return any(min(days) < t.day < max(days) for t in told if t.person != person)


def _latest(told: Iterable[_Told], people: set[Entity]) -> _Told | None:
    """Return where the only one of some people was last said to be in office; None where they are several."""
    if len(people) != 1:
        return None
    return max((t for t in told if t.person in people and not t.former), default=None)


def _day(published: str | None) -> date | None:
    if published is None or len(published) < WHOLE_DATE:
        return None
    try:
        return date.fromisoformat(published[:WHOLE_DATE])
    except ValueError:
        return None
