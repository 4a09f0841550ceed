"""Who is meant without a name: nominals, "i due", pronouns, dropped subjects."""

from __future__ import annotations

from collections import defaultdict

import pytest

from pipeline.annotate.parse import Doc, parse_of
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.annotate.references import resolve_references
from pipeline.lexicon.entries import Name, Office, PersonNoun
from tests.builders import make_lexicon, make_parse

RUSSIA = Name("Russia", "Russia", "Country", "Q159", "RU", "country")
CHINA = Name("Cina", "Cina", "Country", "Q148", "CN", "country")
LEXICON = make_lexicon(
    demonyms={"russo": RUSSIA, "cinese": CHINA},
    offices={
        ("presidente",): Office("presidente", "c", "sg", "state"),
        ("leader",): Office("leader", "c", "sg", "generic"),
        ("presidenti",): Office("presidente", "c", "pl", "state"),
        ("capo", "dello", "stato"): Office("capo dello Stato", "m", "sg", "state"),
    },
    person_nouns={"uomo": PersonNoun("uomo", "m", "sg", "person")},
    words=defaultdict(
        frozenset,
        {
            "generic_office": frozenset({"leader"}),
            "pair": frozenset({"due", "entrambi"}),
            "two": frozenset({"due"}),
            "country_noun": frozenset({"paesi"}),
            "personal_pronoun": frozenset({"lui", "lei", "egli"}),
            "feminine_pronoun": frozenset({"lei"}),
            "clitic_masculine": frozenset({"gli"}),
            "epithet": frozenset({"manager"}),
            "head_of_state": frozenset({"presidente", "capo dello stato"}),
            "possessive": frozenset({"suo"}),
        },
    ),
)
PETROV = Chain("Ivan Petrov", "Person", None, "RU", frozenset({("presidente", "RU")}))
WANG = Chain("Wang Li", "Person", None, "CN", frozenset({("presidente", "CN")}))
VERDI = Chain("Marta Verdi", "Person")
CHAINS = {"Petrov": PETROV, "Wang": WANG, "Verdi": VERDI}
COUNTRIES = {"Russia": Chain("Russia", "Country", "Q159", "RU"), "Cina": Chain("Cina", "Country", "Q148", "CN")}

PETROV_MET_WANG = """
Petrov Petrov PROPN nsubj 3
ha avere AUX aux 3 3s
visto vedere VERB ROOT 0 part
Wang Wang PROPN obj 3
. . PUNCT punct 3
"""
VERDI_SPOKE = """
Verdi Verdi PROPN nsubj 3
ha avere AUX aux 3 3s
parlato parlare VERB ROOT 0 part
. . PUNCT punct 3
"""
TWO_COUNTRIES = """
La il DET det 2 def
Russia Russia PROPN nsubj 4
ha avere AUX aux 4 3s
sentito sentire VERB ROOT 0 part
la il DET det 6 def
Cina Cina PROPN obj 4
. . PUNCT punct 4
"""


def _nominal(noun: str, adjective: str = "", article: str = "Il il DET det 2 def", features: str = "sg") -> str:
    rows = [article, f"{noun} {noun} NOUN nsubj {4 if adjective else 3} {features}"]
    rows += [f"{adjective} {adjective} ADJ amod 2"] if adjective else []
    return "\n".join([*rows, "tace tacere VERB ROOT 0 3s", f". . PUNCT punct {len(rows) + 1}"])


def _resolve(*sentences: str) -> dict[str, tuple[str, ...]]:
    """Return who each word of the last sentence stands for."""
    doc = parse_of(make_parse("\n\n".join(sentence.strip() for sentence in sentences)))
    known = {name: chain for name, chain in {**CHAINS, **COUNTRIES}.items() if name in {t.text for t in doc}}
    order = list(known)
    names = {t.i: NameSpan(t.i, t.i + 1, order.index(t.text)) for t in doc if t.text in known}
    found = resolve_references(tuple(known.values()), names, {}, LEXICON, doc.sents)
    return {doc[i].text: tuple(known[order[c]].name for c in chains) for i, chains in found.items() if _last(doc, i)}


def _last(doc: Doc, i: int) -> bool:
    return doc[i].sent == list(doc.sents)[-1]


@pytest.mark.parametrize(
    ("nominal", "expected"),
    [
        (_nominal("presidente", "russo"), ("Ivan Petrov",)),
        (_nominal("presidente", "cinese"), ("Wang Li",)),
        (_nominal("leader", "russo"), ("Ivan Petrov",)),
        (_nominal("uomo", "cinese"), ("Wang Li",)),
        (_nominal("presidente"), ("Wang Li",)),
        (_nominal("presidente", "russo", article="Un uno DET det 2 ind"), ()),
        (_nominal("tavolo", "russo"), ()),
    ],
    ids=[
        "office-country",
        "other-country",
        "generic-office",
        "person-noun",
        "office-of-the-last",
        "indefinite",
        "thing",
    ],
)
def test_a_nominal_stands_for_whoever_fits_it(nominal: str, expected: tuple[str, ...]) -> None:
    assert _resolve(PETROV_MET_WANG, nominal).get(nominal.split("\n")[1].split()[0], ()) == expected


def test_a_nominal_of_a_country_that_nobody_is_of_stands_for_nobody() -> None:
    assert "presidente" not in _resolve(VERDI_SPOKE, _nominal("presidente", "russo"))


def test_a_title_before_a_name_stands_for_nobody_else() -> None:
    titled = """
    Il il DET det 2 def
    presidente presidente NOUN nsubj 4 sg
    Verdi Verdi PROPN flat 2
    tace tacere VERB ROOT 0 3s
    """
    assert "presidente" not in _resolve(PETROV_MET_WANG, titled)


PAIR = """
I il DET det 3 defp
due due NUM nummod 3
{noun} {noun} NOUN nsubj 5 pl
hanno avere AUX aux 5 3p
parlato parlare VERB ROOT 0 part
"""


@pytest.mark.parametrize(
    ("before", "noun", "expected"),
    [
        (PETROV_MET_WANG, "presidenti", ("Ivan Petrov", "Wang Li")),
        (TWO_COUNTRIES, "paesi", ("Russia", "Cina")),
        (VERDI_SPOKE, "presidenti", ()),
        (PETROV_MET_WANG, "tavoli", ()),
    ],
    ids=["persons", "countries", "only-one", "things"],
)
def test_the_two(before: str, noun: str, expected: tuple[str, ...]) -> None:
    assert _resolve(before, PAIR.format(noun=noun)).get(noun, ()) == expected


def test_both_alone_are_the_last_two_persons() -> None:
    both = """
    Entrambi entrambi PRON nsubj 2 pl
    tacciono tacere VERB ROOT 0 3p
    """
    assert _resolve(PETROV_MET_WANG, both)["Entrambi"] == ("Ivan Petrov", "Wang Li")


def test_a_pronoun_is_the_subject_of_the_sentence_before() -> None:
    pronoun = """
    Lui lui PRON nsubj 2 pron
    tace tacere VERB ROOT 0 3s
    """
    assert _resolve(PETROV_MET_WANG, pronoun)["Lui"] == ("Ivan Petrov",)


DROPPED = """
Ha avere AUX aux 2 {form}
aggiunto aggiungere VERB ROOT 0 part
altro altro PRON obj 2
"""
TOGETHER = """
Petrov Petrov PROPN nsubj 5
e e CCONJ cc 3
Wang Wang PROPN conj 1
hanno avere AUX aux 5 3p
parlato parlare VERB ROOT 0 part
"""


@pytest.mark.parametrize(
    ("before", "form", "expected"),
    [
        (VERDI_SPOKE, "3s", ("Marta Verdi",)),
        (TOGETHER, "3p", ("Ivan Petrov", "Wang Li")),
        (VERDI_SPOKE, "3p", ()),
        (TOGETHER, "3s", ()),
    ],
    ids=["singular", "plural", "one-for-plural", "two-for-singular"],
)
def test_a_dropped_subject_is_the_subject_before_where_the_number_agrees(
    before: str, form: str, expected: tuple[str, ...]
) -> None:
    assert _resolve(before, DROPPED.format(form=form)).get("aggiunto", ()) == expected


def test_a_dropped_subject_lasts_over_several_sentences() -> None:
    dropped = DROPPED.format(form="3s")
    assert _resolve(VERDI_SPOKE, dropped, dropped)["aggiunto"] == ("Marta Verdi",)


def test_a_verb_with_a_subject_refers_to_nobody() -> None:
    own = """
    La il DET det 2 def
    legge legge NOUN nsubj 3 sg
    cambia cambiare VERB ROOT 0 3s
    """
    assert _resolve(VERDI_SPOKE, own) == {}


def test_an_impersonal_verb_refers_to_nobody() -> None:
    impersonal = """
    Si si PRON expl:impers 2 refl
    parla parlare VERB ROOT 0 3s
    """
    assert _resolve(VERDI_SPOKE, impersonal) == {}


MET = """
Petrov Petrov PROPN nsubj 3
ha avere AUX aux 3 3s
visto vedere VERB ROOT 0 part
la il DET det 5 def
manager manager NOUN obj 3 sg
Verdi Verdi PROPN nmod 5
. . PUNCT punct 3
"""


def test_a_clitic_is_somebody_other_than_the_subject() -> None:
    clitic = """
    Wang Wang PROPN nsubj 4
    gli gli PRON iobj 4 clitic
    ha avere AUX aux 4 3s
    parlato parlare VERB ROOT 0 part
    """
    assert _resolve(PETROV_MET_WANG, clitic)["gli"] == ("Ivan Petrov",)


def test_a_relative_pronoun_is_the_word_that_its_clause_is_about() -> None:
    relative = """
    Ecco ecco ADV ROOT 0
    Wang Wang PROPN obj 1
    con con ADP case 5
    il il DET det 5 def
    quale quale PRON obl 7 rel
    ha avere AUX aux 7 3s
    parlato parlare VERB acl:relcl 2 part
    """
    assert _resolve(PETROV_MET_WANG, relative)["quale"] == ("Wang Li",)


def test_a_possessive_is_the_subject_of_its_clause() -> None:
    possessive = """
    Wang Wang PROPN nsubj 2
    prepara preparare VERB ROOT 0 3s
    il il DET det 5 def
    suo suo DET det:poss 5 poss
    arrivo arrivo NOUN obj 2 sg
    """
    assert _resolve(PETROV_MET_WANG, possessive)["suo"] == ("Wang Li",)


def test_an_epithet_is_who_was_last_spoken_of() -> None:
    assert _resolve(PETROV_MET_WANG, _nominal("manager"))["manager"] == ("Wang Li",)


def test_the_head_of_state_is_the_president_of_a_country() -> None:
    nominal = """
    Il il DET det 2 def
    capo capo NOUN nsubj 5 sg
    dello di ADP case 4 def
    Stato Stato PROPN nmod 2
    tace tacere VERB ROOT 0 3s
    """
    assert _resolve(VERDI_SPOKE, PETROV_MET_WANG, nominal)["capo"] == ("Wang Li",)


def test_an_auxiliary_has_no_subject_of_its_own() -> None:
    assert set(_resolve(VERDI_SPOKE, DROPPED.format(form="3s"))) == {"aggiunto"}


def test_somebody_without_a_name_ends_what_was_spoken_of() -> None:
    somebody = """
    Un uno DET det 2 ind
    uomo uomo NOUN nsubj 3 sg
    tace tacere VERB ROOT 0 3s
    """
    assert "aggiunto" not in _resolve(VERDI_SPOKE, somebody, DROPPED.format(form="3s"))
