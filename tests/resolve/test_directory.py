"""Who is who across articles."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import EncounterDetail, FigureDetail, Mention, RoleDetail, SayingDetail
from pipeline.resolve import Directory, build_directory, mentions_of
from tests.builders import make_claim, make_mention

COMMON = frozenset({"Rossi"})
Heard = tuple[Mention, str]


def _directory(*heard: Heard) -> Directory:
    return build_directory(heard, COMMON)


def _labels(*heard: Heard) -> list[str]:
    directory = _directory(*heard)
    return [directory.entity(mention, article).label for mention, article in heard]


def _entities(*heard: Heard) -> int:
    directory = _directory(*heard)
    return len({directory.entity(mention, article).iri for mention, article in heard})


def _person(name: str, article: str = "a1") -> Heard:
    return make_mention(name), article


@pytest.mark.parametrize(
    ("heard", "entities"),
    [
        ([_person("Vladimir Putin", "a1"), _person("Vladimir Putin", "a2")], 1),
        ([_person("Vladimir Putin", "a1"), _person("Putin", "a2")], 1),
        ([_person("Xi Jinping", "a1"), _person("Xi", "a2")], 1),
        ([_person("Sergey Lavrov", "a1"), _person("Sergei Lavrov", "a2")], 1),
        ([_person("Oleh Zelinsky", "a1"), _person("Oleh Zelinskyj", "a2")], 1),
        ([_person("Marco Rosi", "a1"), _person("Marco Rossi", "a2")], 2),
        ([_person("Marta Verdi", "a1"), _person("Paolo Verdi", "a2")], 2),
        ([_person("Marta Verdi", "a1"), _person("Paolo Verdi", "a2"), _person("Verdi", "a3")], 3),
        ([_person("Paolo Verdi", "a1"), _person("Paola Verdi", "a2")], 2),
        ([_person("George W. Verdi", "a1"), _person("George Verdi", "a2")], 1),
        ([_person("Bae Sooah", "a1"), _person("Bae Soo-ah", "a2")], 1),
        ([_person("Annika van der Steen", "a1"), _person("van der Steen", "a2")], 1),
        ([_person("Neri", "a1"), _person("Neri", "a2")], 1),
        ([_person("Rossi", "a1"), _person("Rossi", "a2")], 2),
        ([_person("Mario Rossi", "a1"), _person("Rossi", "a2")], 2),
        ([_person("Perù", "a1"), _person("Peru", "a2")], 1),
    ],
    ids=[
        "same",
        "surname",
        "first-name",
        "spelling",
        "spelling-of-a-surname",
        "short-surnames",
        "two-of-a-surname",
        "surname-of-two",
        "two-genders",
        "initial",
        "hyphen",
        "particle",
        "surname-alone",
        "common-surname",
        "common-surname-and-full",
        "accent",
    ],
)
def test_how_many_persons(heard: list[Heard], entities: int) -> None:
    assert _entities(*heard) == entities


def test_a_surname_takes_the_full_name() -> None:
    assert _labels(_person("Putin", "a1"), _person("Vladimir Putin", "a2")) == ["Vladimir Putin"] * 2


def test_the_spelling_met_with_most_often_is_the_label() -> None:
    heard = [_person("Sergei Lavrov", f"a{i}") for i in range(3)] + [_person("Sergey Lavrov", "b")]
    assert set(_labels(*heard)) == {"Sergei Lavrov"}


def test_other_spellings_are_aliases() -> None:
    heard = [_person("Sergei Lavrov", "a1"), _person("Sergei Lavrov", "a2"), _person("Sergey Lavrov", "a3")]
    directory = _directory(*heard)
    iri = directory.entity(*heard[0]).iri
    assert directory.aliases == {iri: ("Sergey Lavrov",)}


def test_another_spelling_is_joined_with_a_score() -> None:
    heard = [_person("Sergei Lavrov", "a1"), _person("Sergei Lavrov", "a2"), _person("Sergey Lavrov", "a3")]
    directory = _directory(*heard)
    resolution = directory.resolution(*heard[2])
    assert resolution is not None
    assert (resolution.by, resolution.source, resolution.score) == ("spelling", "Sergei Lavrov", 0.92)
    assert resolution.entity == directory.entity(*heard[0]).iri
    assert directory.resolution(*heard[0]) is None


@pytest.mark.parametrize("other", ["Lavrov", "Sergei V. Lavrov"])
def test_part_of_a_name_is_no_other_spelling(other: str) -> None:
    heard = [_person("Sergei Lavrov", "a1"), _person("Sergei Lavrov", "a2"), _person(other, "a3")]
    assert _directory(*heard).resolution(*heard[2]) is None


def test_a_party_without_a_name_stays_within_its_article() -> None:
    chancellor = make_mention("cancelliere tedesco", named=False)
    assert _entities((chancellor, "a1"), (chancellor, "a1")) == 1
    assert _entities((chancellor, "a1"), (chancellor, "a2")) == 2


def test_an_item_of_wikidata_keeps_its_type_whatever_others_say() -> None:
    country = make_mention("Georgia", "Country", wikidata="Q230")
    person = make_mention("Georgia", "Person")
    directory = _directory((country, "a1"), (person, "a2"), (person, "a3"))
    assert directory.entity(country, "a1").type == "Country"
    assert directory.entity(country, "a1").wikidata == "Q230"
    assert directory.entity(person, "a2").type == "Person"


def test_a_name_that_the_gazetteer_knows_in_one_spelling_only_is_one_party() -> None:
    known, unknown = make_mention("Eni", "Organization", wikidata="Q565594"), make_mention("ENI", "Organization")
    directory = _directory((known, "a1"), (unknown, "a2"))
    assert directory.entity(unknown, "a2") == directory.entity(known, "a1")
    assert directory.entity(known, "a1").wikidata == "Q565594"


def test_a_name_that_no_gazetteer_knows_is_what_most_articles_take_it_for() -> None:
    company, person = make_mention("Acme", "Organization"), make_mention("Acme", "Person")
    directory = _directory((company, "a1"), (company, "a2"), (person, "a3"))
    assert {directory.entity(m, a).type for m, a in ((company, "a1"), (person, "a3"))} == {"Organization"}


def test_a_name_without_letters_has_an_iri_of_its_own() -> None:
    assert _entities((make_mention("+++", "Organization"), "a1"), (make_mention("---", "Organization"), "a1")) == 2


def test_what_was_not_heard_is_an_error() -> None:
    with pytest.raises(KeyError, match="'Paolo Neri' of article a1 was not heard"):
        _directory(_person("Marta Verdi")).entity(make_mention("Paolo Neri"), "a1")


NAMES = st.sampled_from(
    [
        "Putin",
        "Vladimir Putin",
        "Rossi",
        "Mario Rossi",
        "Anna Rossi",
        "Xi",
        "Xi Jinping",
        "Sergey Lavrov",
        "Sergei Lavrov",
    ]
)
MENTIONS = st.one_of(
    st.builds(
        make_mention,
        NAMES,
        st.sampled_from(["Person", "Person", "Organization", "Place"]),
        named=st.sampled_from([True, True, False]),
    ),
    st.builds(make_mention, NAMES, st.sampled_from(["Organization", "Place"]), wikidata=st.just("Q7747")),
)
HEARD = st.lists(st.tuples(MENTIONS, st.sampled_from(["a1", "a2", "a3"])), max_size=12)


@given(HEARD, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_makes_no_difference(heard: list[Heard], random: Random) -> None:
    shuffled = list(heard)
    random.shuffle(shuffled)
    assert _directory(*shuffled) == _directory(*heard)


@given(HEARD)
def test_every_mention_that_was_heard_has_an_entity_of_a_known_iri(heard: list[Heard]) -> None:
    directory = _directory(*heard)
    for mention, article in heard:
        entity = directory.entity(mention, article)
        assert entity.iri.startswith(f"https://w3id.org/intreccio/id/entity/{entity.type.lower()}/")


@given(HEARD)
def test_an_iri_has_one_label_and_one_type(heard: list[Heard]) -> None:
    directory = _directory(*heard)
    entities = {directory.entity(mention, article) for mention, article in heard}
    assert len({entity.iri for entity in entities}) == len(entities)


ONE, TWO, THREE = make_mention("Uno"), make_mention("Due"), make_mention("Tre")


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        (None, ["Marta Verdi", "Paolo Neri"]),
        (EncounterDetail((ONE, TWO), "meeting", THREE), ["Marta Verdi", "Paolo Neri", "Uno", "Due", "Tre"]),
        (EncounterDetail((ONE, TWO), "meeting"), ["Marta Verdi", "Paolo Neri", "Uno", "Due"]),
        (
            SayingDetail((ONE,), "no", False, "dire", (TWO,), (THREE,)),
            ["Marta Verdi", "Paolo Neri", "Uno", "Due", "Tre"],
        ),
        (FigureDetail("pil", 1.0, "%", about=(ONE,), via=(TWO,)), ["Marta Verdi", "Paolo Neri", "Uno", "Due"]),
        (RoleDetail("ministra", ONE), ["Marta Verdi", "Paolo Neri", "Uno"]),
        (RoleDetail("ministra"), ["Marta Verdi", "Paolo Neri"]),
    ],
    ids=["none", "encounter-place", "encounter", "saying", "figure", "role-of", "role"],
)
def test_mentions_of_a_claim(detail: EncounterDetail[Mention] | None, expected: list[str]) -> None:
    assert [mention.name for mention in mentions_of(make_claim(detail=detail))] == expected


def test_mentions_of_a_claim_hold_those_in_whose_words_it_stands() -> None:
    claim = make_claim(object="no", attributed_to=(ONE,))
    assert [mention.name for mention in mentions_of(claim)] == ["Marta Verdi", "Uno"]
