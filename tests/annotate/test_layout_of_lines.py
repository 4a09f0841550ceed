"""Inside of an article's lines and after its report: clock times, links, captions, and where sentences begin."""

from __future__ import annotations

import pytest

from tests.annotate.passages import LONG, NEXT, Case, parts_of, passages_of


def _opens(text: str) -> list[tuple[str, bool]]:
    return [(p.role, p.opens) for p in passages_of(text)]


def _bodies(text: str) -> list[str]:
    return [words for role, words in parts_of(text) if role == "body"]


# Inside of a line ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"14:32 – {LONG}", [("clock", "14:32 –"), ("body", LONG)]),
        (f"ore 9.15 {LONG}", [("clock", "ore 9.15"), ("body", LONG)]),
        (f"{LONG} 15:10 {NEXT}", [("body", LONG), ("clock", "15:10"), ("body", NEXT)]),
        (f"{LONG} 10.52 {NEXT}", [("body", LONG), ("clock", "10.52"), ("body", NEXT)]),
        (
            f"18:15 Il portavoce: «Colpiti due depositi» {LONG} 17:40 Herbst vola al Cairo {NEXT}",
            [
                ("clock", "18:15"),
                ("headline", "Il portavoce: «Colpiti due depositi»"),
                ("body", LONG),
                ("clock", "17:40"),
                ("headline", "Herbst vola al Cairo"),
                ("body", NEXT),
            ],
        ),
        (f"18:15\n{LONG}", [("clock", "18:15"), ("body", LONG)]),
    ],
)
def test_clock_times(text: str, parts: Case) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{LONG} LEGGI ANCHE Gas, sale il prezzo", [("body", LONG), ("related", "LEGGI ANCHE Gas, sale il prezzo")]),
        (
            f"{LONG}\n\nLeggi anche: Gas, sale il prezzo",
            [("body", LONG), ("related", "Leggi anche: Gas, sale il prezzo")],
        ),
        (
            f"{LONG} LEGGI ANCHE Gas, sale il prezzo: +12% {NEXT}",
            [("body", LONG), ("related", "LEGGI ANCHE Gas, sale il prezzo: +12%"), ("body", NEXT)],
        ),
        (
            f"{LONG} LEGGI ANCHE Gas, sale il prezzo in Asia 09:10 {NEXT}",
            [
                ("body", LONG),
                ("related", "LEGGI ANCHE Gas, sale il prezzo in Asia"),
                ("clock", "09:10"),
                ("body", NEXT),
            ],
        ),
        (
            f"{LONG} GUARDA IL VIDEO: Arrivo a Pechino LEGGI ANCHE: Gas, sale il prezzo\n{NEXT}",
            [
                ("body", LONG),
                ("related", "GUARDA IL VIDEO: Arrivo a Pechino"),
                ("related", "LEGGI ANCHE: Gas, sale il prezzo"),
                ("body", NEXT),
            ],
        ),
        (
            f"{LONG}\n\nPotrebbe interessarti anche\n\nGas, sale il prezzo\n\nMacron vola a Kiev\n\n{NEXT}",
            [
                ("body", LONG),
                ("related", "Potrebbe interessarti anche"),
                ("related", "Gas, sale il prezzo"),
                ("related", "Macron vola a Kiev"),
                ("body", NEXT),
            ],
        ),
        (f"{LONG}\n\nVIDEO - L'arrivo\n\n{NEXT}", [("body", LONG), ("related", "VIDEO - L'arrivo"), ("body", NEXT)]),
        (
            f"{LONG} Per approfondire: Gas, che cosa cambia {NEXT}",
            [("body", LONG), ("related", "Per approfondire: Gas, che cosa cambia"), ("body", NEXT)],
        ),
        (f"Per approfondire, {LONG}", [("body", f"Per approfondire, {LONG}")]),
        # Where the title ends cannot be told: only the cue is the link.
        (
            f"{LONG} LEGGI ANCHE Pechino accelera Putin invece frena e {NEXT}",
            [("body", LONG), ("related", "LEGGI ANCHE"), ("body", f"Pechino accelera Putin invece frena e {NEXT}")],
        ),
    ],
)
def test_related_links(text: str, parts: Case) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{LONG} © RIPRODUZIONE RISERVATA", [("body", LONG), ("boilerplate", "© RIPRODUZIONE RISERVATA")]),
        (f"{LONG} PUBBLICITÀ {NEXT}", [("body", LONG), ("boilerplate", "PUBBLICITÀ"), ("body", NEXT)]),
        (
            f"{LONG} Iscriviti alla newsletter per ricevere le notizie. {NEXT}",
            [("body", LONG), ("boilerplate", "Iscriviti alla newsletter per ricevere le notizie."), ("body", NEXT)],
        ),
        (
            f"{LONG} Iscriviti alla newsletter {NEXT}",
            [("body", LONG), ("boilerplate", "Iscriviti alla newsletter"), ("body", NEXT)],
        ),
        (
            f"{LONG} Segui Il Meridiano su Google News {NEXT}",
            [("body", LONG), ("boilerplate", "Segui Il Meridiano su Google News"), ("body", NEXT)],
        ),
        (
            f"{LONG}\n\nAccetta i cookie\n\nCondividi su Facebook\nCommenta\nTweet",
            [
                ("body", LONG),
                ("boilerplate", "Accetta i cookie"),
                ("boilerplate", "Condividi su Facebook"),
                ("boilerplate", "Commenta"),
                ("boilerplate", "Tweet"),
            ],
        ),
        (f"{LONG}\n\nLoading...\n\n{NEXT}", [("body", LONG), ("boilerplate", "Loading..."), ("body", NEXT)]),
        (f"{LONG} (segue) {NEXT}", [("body", LONG), ("boilerplate", "(segue)"), ("body", NEXT)]),
    ],
)
def test_orders_to_the_reader(text: str, parts: Case) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{LONG} (Foto: Ansa/Epa) {NEXT}", [("body", LONG), ("caption", "(Foto: Ansa/Epa)"), ("body", NEXT)]),
        (f"{LONG} Foto: Ansa {NEXT}", [("body", LONG), ("caption", "Foto: Ansa"), ("body", NEXT)]),
        (
            f"I due leader a Pechino (Credito immagine: AP)\n{LONG}",
            [("caption", "I due leader a Pechino (Credito immagine: AP)"), ("body", LONG)],
        ),
        (
            f"I due leader a Pechino (AP Photo/Anna Neri) {LONG}",
            [("caption", "I due leader a Pechino (AP Photo/Anna Neri)"), ("body", LONG)],
        ),
        (f"I due leader (Neri/LaPresse)\n\n{LONG}", [("caption", "I due leader (Neri/LaPresse)"), ("body", LONG)]),
        (f"Nella foto, i due leader\n\n{LONG}", [("caption", "Nella foto, i due leader"), ("body", LONG)]),
        (f"Foto LaPresse\n\n{LONG}", [("caption", "Foto LaPresse"), ("body", LONG)]),
        (f"{LONG}\n\nCredits: Anna Neri", [("body", LONG), ("caption", "Credits: Anna Neri")]),
    ],
)
def test_captions_and_credits(text: str, parts: Case) -> None:
    assert parts_of(text) == parts


def test_a_heading_stands_between_long_paragraphs() -> None:
    text = f"{LONG}\n\nI conti\n\n{NEXT}"
    assert parts_of(text) == [("body", LONG), ("headline", "I conti"), ("body", NEXT)]


# After the report ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{LONG}\n\nMario Rossi", [("body", LONG), ("byline", "Mario Rossi")]),
        (f"{LONG} Mario Rossi", [("body", LONG), ("byline", "Mario Rossi")]),
        (f"{LONG} (ANSA).", [("body", LONG), ("byline", "(ANSA).")]),
        (f"{LONG}\n\ndi Redazione", [("body", LONG), ("byline", "di Redazione")]),
        (
            f"{LONG}\n\nA cura di Mario Rossi | 12 marzo 2024",
            [("body", LONG), ("byline", "A cura di Mario Rossi | 12 marzo 2024")],
        ),
        (
            f"di Mario Rossi\n\n{LONG}\n\nMario Rossi, nato nel 1970, vive a Roma.",
            [("byline", "di Mario Rossi"), ("body", LONG), ("biography", "Mario Rossi, nato nel 1970, vive a Roma.")],
        ),
        (
            f"{LONG}\n\nMario Rossi\n\nMario Rossi è giornalista e scrive per molte testate. Vive a Roma.",
            [
                ("body", LONG),
                ("byline", "Mario Rossi"),
                ("biography", "Mario Rossi è giornalista e scrive per molte testate. Vive a Roma."),
            ],
        ),
        (
            f"Mario Rossi è stato arrestato ieri. {LONG}\n\nMario Rossi è giornalista.",
            [("body", f"Mario Rossi è stato arrestato ieri. {LONG}"), ("body", "Mario Rossi è giornalista.")],
        ),
        (f"{LONG} Ha concluso Putin.", [("body", f"{LONG} Ha concluso Putin.")]),
    ],
)
def test_after_the_report(text: str, parts: Case) -> None:
    assert parts_of(text) == parts


# Sentences ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Il premier parte ieri.Il vertice è finito.", ["Il premier parte ieri.", "Il vertice è finito."]),
        ("Lo ha riferito AP.Putin ha risposto.", ["Lo ha riferito AP.", "Putin ha risposto."]),
        ("È “finita”.Poi è partito.", ["È “finita”.", "Poi è partito."]),
        ("È “finita.”Poi è partito.", ["È “finita.”", "Poi è partito."]),
        ('Ha detto "è finita."Poi è partito.', ['Ha detto "è finita."', "Poi è partito."]),
        ('È finita."Poi vedremo", ha detto.', ["È finita.", '"Poi vedremo", ha detto.']),
        ("È finita!«Poi vedremo», ha detto.", ["È finita!", "«Poi vedremo», ha detto."]),
        ("Sono 8.300.000 nel 2024.Il resto è qui.", ["Sono 8.300.000 nel 2024.", "Il resto è qui."]),
        ("Il nodo del gasIl ministro tace.\nE poi?", ["Il nodo del gas", "Il ministro tace.", "E poi?"]),
    ],
)
def test_sentences_without_a_space_between_them(text: str, bodies: list[str]) -> None:
    assert _bodies(text) == bodies


@pytest.mark.parametrize(
    "text",
    [
        "Lo scrive Corriere.it sul sito www.governo.it.Home o su http://www.a.it/b.Html ieri.",
        "Scrive a mario.Rossi@posta.it e a Booking.Com la S.p.A. di U.S.A. e U.S.Navy.",
        "Il decreto n.1, l'art.Uno, il dott.Rossi, S.Francesco e G.Verdi.",
        "Anna L.Neri è tornata.",
    ],
)
def test_full_stops_inside_of_words_end_no_sentence(text: str) -> None:
    assert parts_of(text) == [("body", text)]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Il presi-\ndente tace.", ["Il presi-\ndente tace."]),
        ("Il presidente\ntace.", ["Il presidente\ntace."]),
        ("Il presidente\r\ntace.\r\nPoi parla.", ["Il presidente\r\ntace.", "Poi parla."]),
        ("Il ministro va a\nRoma.", ["Il ministro va a\nRoma."]),
        (
            "Il presidente russo ha visto ieri mattina il collega\nXi Jinping in una sala del palazzo del governo\n"
            "cinese.\nPoi è partito.",
            [
                "Il presidente russo ha visto ieri mattina il collega\nXi Jinping in una sala del palazzo del governo\n"
                "cinese.",
                "Poi è partito.",
            ],
        ),
        ("Il presidente ha detto di\n«no». Poi è\npartito.", ["Il presidente ha detto di\n«no». Poi è\npartito."]),
    ],
)
def test_wrapped_lines_are_one_passage(text: str, bodies: list[str]) -> None:
    assert _bodies(text) == bodies


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        (
            "Il premier, che ieri ha visto Macron,\n\nLEGGI ANCHE: Il piano di pace\n\nha detto di no.",
            [("body", True), ("related", False), ("body", False)],
        ),
        (
            "Il premier ha detto (LEGGI ANCHE: Il piano di pace) di no.",
            [("body", True), ("related", False), ("body", False)],
        ),
        ("Il premier LEGGI ANCHE ha detto di no.", [("body", True), ("related", False), ("body", False)]),
        ("Il premier (nella foto) ha detto di no.", [("body", True), ("caption", False), ("body", False)]),
        (
            "Il premier ha detto\n\nPUBBLICITÀ\n\ndi no.",
            [("body", True), ("boilerplate", False), ("body", False)],
        ),
        ("Il premier tace.\n\nPUBBLICITÀ\n\ne poi?", [("body", True), ("boilerplate", True), ("body", True)]),
        (f"{LONG} PUBBLICITÀ {NEXT}", [("body", True), ("boilerplate", True), ("body", True)]),
        (f"{LONG} (Foto: Ansa). {NEXT}", [("body", True), ("caption", False), ("body", False)]),
        ("Il premier ha detto\n\ndi no.", [("body", True), ("body", False)]),
        ("Ieri.Il premier tace.", [("body", True), ("body", True)]),
    ],
)
def test_where_sentences_begin(text: str, opens: list[tuple[str, bool]]) -> None:
    assert _opens(text) == opens
