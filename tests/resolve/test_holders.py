"""Who "il premier" is where his article does not say: whom the articles of the time call so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from time import process_time

import pytest

from pipeline.lexicon import Lexicon, load_lexicon, ontology_dir
from pipeline.lexicon.posts import post_of
from pipeline.model import Claim, Mention, Post, RoleDetail, When
from pipeline.resolve import build_directory, mentions_of, resolve_holders
from tests.builders import make_claim, make_mention

FRANCE = replace(make_mention("Francia", "Country", wikidata="Q142"), country="FR")
JAPAN = replace(make_mention("Giappone", "Country", wikidata="Q17"), country="JP")
ROLE = "presidente"
ALONE = replace(make_mention("presidente francese", named=False), country="FR", post=Post("head_of_state", "FR"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ontology_dir())


def _role(name: str, article: str, role: str = ROLE, of: Mention | None = FRANCE, *, former: bool = False) -> Claim:
    return make_claim("role", make_mention(name), role, article=article, detail=RoleDetail(role, of, former))


def _asked(mention: Mention = ALONE, article: str = "asked", other: Mention | None = None) -> Claim:
    return make_claim("relation", mention, other, article=article)


def _who(claims: Iterable[Claim], published: Mapping[str, str | None], lexicon: Lexicon) -> str:
    """Return the label of the subject of the claim in the article "asked"."""
    claims = list(claims)
    directory = build_directory(((m, c.evidence.article) for c in claims for m in mentions_of(c)), frozenset())
    directory = resolve_holders(claims, directory, published, lexicon)
    (asked,) = [c for c in claims if c.evidence.article == "asked" and c.kind == "relation"]
    return directory.entity(asked.subject, "asked").label


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ({"2024-03-01": "Luc Berlin"}, "Luc Berlin"),
        ({"2024-04-01": "Luc Berlin"}, "Luc Berlin"),
        ({"2024-04-20": "Luc Berlin"}, "Luc Berlin"),
        ({"2022-03-01": "Luc Berlin"}, "presidente francese"),
        ({"2024-08-01": "Luc Berlin"}, "presidente francese"),
        ({"2024-02-01": "Ada Moulin", "2024-03-01": "Luc Berlin"}, "Luc Berlin"),
        ({"2024-02-01": "Ada Moulin", "2024-05-01": "Luc Berlin"}, "presidente francese"),
        ({"2024-02-01": "Luc Berlin", "2024-02-10": "Ada Moulin", "2024-03-01": "Luc Berlin"}, "presidente francese"),
    ],
    ids=["before", "that-day", "soon-after", "long-ago", "much-later", "succeeded", "between-two", "by-turns"],
)
def test_the_holder_is_whom_articles_of_the_time_call_so(told: dict[str, str], who: str, lexicon: Lexicon) -> None:
    published: dict[str, str | None] = {"asked": "2024-04-01", **{f"a{day}": day for day in told}}
    claims = [_asked(), *(_role(name, f"a{day}") for day, name in told.items())]
    assert {_who(order, published, lexicon) for order in permutations(claims)} == {who}


def test_nobody_is_taken_where_two_hold_an_office_on_one_day(lexicon: Lexicon) -> None:
    claims = [_asked(), _role("Luc Berlin", "a1"), _role("Ada Moulin", "a2")]
    published = {"asked": "2024-04-01", "a1": "2024-03-01", "a2": "2024-03-01"}
    assert _who(claims, published, lexicon) == "presidente francese"


def test_who_is_called_former_holds_it_no_more(lexicon: Lexicon) -> None:
    claims = [_asked(), _role("Luc Berlin", "a1"), _role("Luc Berlin", "a2", former=True)]
    published = {"asked": "2024-04-01", "a1": "2024-02-01", "a2": "2024-03-01"}
    assert _who(claims, published, lexicon) == "presidente francese"


def test_who_held_an_office_at_an_earlier_time_is_not_its_holder_today(lexicon: Lexicon) -> None:
    published: dict[str, str | None] = {"asked": "2024-04-01", "a1": "2024-03-31"}
    then = replace(_role("Luc Berlin", "a1"), when=When("nel 2010", "2010"))
    assert _who([_asked(), then], published, lexicon) == "presidente francese"
    assert _who([_asked(), then, _role("Ada Moulin", "a1")], published, lexicon) == "Ada Moulin"
    assert _who([_asked(), then], published | {"asked": "2011-03-01"}, lexicon) == "Luc Berlin"


def test_what_was_told_more_than_a_year_ago_is_not_believed(lexicon: Lexicon) -> None:
    claims = [_asked(), _role("Luc Berlin", "a1")]
    assert _who(claims, {"asked": "2024-04-01", "a1": "2023-04-01"}, lexicon) == "Luc Berlin"
    assert _who(claims, {"asked": "2024-04-03", "a1": "2023-04-01"}, lexicon) == "presidente francese"


def test_offices_without_a_name_are_found_in_many_articles(lexicon: Lexicon) -> None:
    days = [date(2023, 1, 1) + timedelta(days=number % 700) for number in range(3000)]
    told = [_role("Luc Berlin", f"a{number}") for number in range(3000)]
    asked = [_asked(article=f"q{number}") for number in range(3000)]
    published = {f"{kind}{number}": day.isoformat() for number, day in enumerate(days) for kind in "aq"}
    claims = [*told, *asked]
    directory = build_directory(((m, c.evidence.article) for c in claims for m in mentions_of(c)), frozenset())
    began = process_time()
    found = resolve_holders(claims, directory, published, lexicon)
    assert len(found.resolutions) == 3000
    assert process_time() - began < 10  # less than a second; it was minutes when each article went through all others


def test_an_article_that_names_a_holder_itself_is_left_alone(lexicon: Lexicon) -> None:
    claims = [_asked(), _role("Luc Berlin", "a1"), _role("Ada Moulin", "asked")]
    assert _who(claims, {"asked": "2024-04-01", "a1": "2024-03-01"}, lexicon) == "presidente francese"


def test_an_article_without_a_date_is_left_alone(lexicon: Lexicon) -> None:
    claims = [_asked(), _role("Luc Berlin", "a1")]
    assert _who(claims, {"asked": None, "a1": "2024-03-01"}, lexicon) == "presidente francese"


def test_an_office_of_no_country_is_not_looked_for_in_another_than_the_article_speaks_of(lexicon: Lexicon) -> None:
    premier = replace(make_mention("premier", named=False), post=Post("head_of_government"))
    published: dict[str, str | None] = {"asked": "2024-04-01", "a1": "2024-03-01"}
    held = _role("Ren Ito", "a1", "primo ministro", JAPAN)
    assert _who([_asked(premier), held], published, lexicon) == "Ren Ito"
    assert _who([_asked(premier, other=JAPAN), held], published, lexicon) == "Ren Ito"
    assert _who([_asked(premier, other=FRANCE), held], published, lexicon) == "premier"


def test_how_the_holder_was_found_is_recorded(lexicon: Lexicon) -> None:
    claims = [_asked(), _role("Luc Berlin", "a1")]
    directory = build_directory(((m, c.evidence.article) for c in claims for m in mentions_of(c)), frozenset())
    directory = resolve_holders(claims, directory, {"asked": "2024-04-01", "a1": "2024-03-01"}, lexicon)
    resolution = directory.resolution(ALONE, "asked")
    assert resolution is not None
    assert (resolution.by, resolution.source, resolution.name) == ("office", "a1", "presidente francese")
    assert resolution.entity == directory.entity(ALONE, "asked").iri


@pytest.mark.parametrize(
    ("role", "owner", "post"),
    [
        ("premier", JAPAN, Post("head_of_government", "JP")),
        ("primo ministro", JAPAN, Post("head_of_government", "JP")),
        ("presidente del Consiglio", None, Post("head_of_government", "IT")),
        ("presidente", FRANCE, Post("head_of_state", "FR")),
        ("presidente", None, None),
        ("ministro degli Esteri", FRANCE, Post("foreign_minister", "FR")),
        ("capo della diplomazia", FRANCE, Post("foreign_minister", "FR")),
        ("ministro dell'Economia e delle Finanze", FRANCE, Post("ministro economia", "FR")),
        ("ministra della Difesa", FRANCE, Post("ministro difesa", "FR")),
        ("ministro", FRANCE, None),
        ("deputato", FRANCE, None),
        ("presidente della commissione Giustizia", FRANCE, None),
        ("papa", None, Post("pope")),
        ("sindaco", make_mention("Altavalle", "Place"), Post("head_of_town", "altavalle")),
        ("presidente", make_mention("Alfabanca", "Organization"), Post("presidente", "alfabanca")),
        ("portavoce", make_mention("Alfabanca", "Organization"), None),
    ],
)
def test_names_of_one_post(role: str, owner: Mention | None, post: Post | None, lexicon: Lexicon) -> None:
    country = owner.country if owner is not None and owner.type == "Country" else None
    assert post_of(role, owner, country, lexicon) == post
