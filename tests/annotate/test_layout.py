"""Parts of an article: what each stretch of newspaper text is, and whether a sentence begins with it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotate.layout import FEEDING, ROLES, Passage, find_passages
from pipeline.lexicon import Lexicon, load_lexicon, ontology_dir
from pipeline.model import Article, Dateline
from tests.builders import make_lexicon

LEXICON = load_lexicon(ontology_dir())
LONG = (
    "Il ministro degli Esteri è arrivato ieri mattina a Pechino per incontrare il suo omologo cinese e per firmare "
    "un accordo sul gas."
)
NEXT = (
    "La firma è stata preceduta da un colloquio di due ore, nel quale le due parti hanno discusso anche di commercio, "
    "di energia e di visti."
)
Case = list[tuple[str, str]]


def _passages(
    text: str, *, title: str | None = None, dateline: Dateline | None = None, lexicon: Lexicon = LEXICON
) -> tuple[Passage, ...]:
    return find_passages(Article("a1", text, title=title, dateline=dateline), lexicon)


def _parts(text: str, *, title: str | None = None) -> Case:
    return [(p.role, text[p.span.start : p.span.end]) for p in _passages(text, title=title)]


def _opens(text: str) -> list[tuple[str, bool]]:
    return [(p.role, p.opens) for p in _passages(text)]


def _bodies(text: str) -> list[str]:
    return [words for role, words in _parts(text) if role == "body"]


# Good text keeps every sentence -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Il presidente è arrivato a Pechino. Domani vedrà il suo omologo.",
        "Il Parlamento approverà le leggi anche senza il voto della Camera. Leggi anche severe non bastano.",
        "Alle 14.30 il premier ha parlato, alle 15:10 è partito: alle ore 20.30 Putin lo aspetta a Mosca.",
        "Il 10.52 per cento dei voti è andato ai Verdi, il 12:30 resta un orario.",
        "Il quotidiano Il Meridiano e il film La grande bellezza piacciono a L'Aquila.",
        "Il fondatore Jack Ma ha detto che resterà. Lo ha confermato Ngo Le, secondo il quale tutto va bene.",
        "Nella foto diffusa dal Cremlino, i due leader si stringono la mano.",
        "Foto di gruppo al vertice: i leader sorridono. Foto Ansa mostrano i carri armati.",
        "Continua a leggere il discorso il presidente, mentre fuori si protesta.",
        "Segue il dibattito in Aula. Restano da votare tre articoli.",
        "I due si sono scritti su WhatsApp e su Facebook, poi hanno condiviso l'articolo sui social.",
        "Il Garante vieta di accettare i cookie senza consenso: i siti, spiega, non possono obbligare chi legge.",
        "La riproduzione riservata ai soci è vietata. Tutti i diritti sono dei lavoratori.",
        "Abbonati in calo per la televisione: sono 300 mila in meno. Registrati 30 mila nuovi utenti.",
        "Entra nel canale di Suez la prima nave. Commenta con ironia il ministro.",
        "«Seguici su questa strada», ha detto il premier. «Clicca qui per vincere» era il messaggio della truffa.",
        "L'agenzia (Ansa) ha riferito che il vertice (che si terrà a Roma) è stato rinviato.",
        "Sondaggi: i laburisti al 33%, i liberali al 36,5%. Con LinkedIn e YouTube cresce anche TikTok.",
        "Il lo “zar” Putin e il «presidente» Maduro si sono visti. Poi sono partiti.",
        "Scrivo per ringraziarLa e per farLe sapere che verrò.",
    ],
)
def test_good_sentences_are_all_body(text: str) -> None:
    assert _parts(text) == [("body", text)]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\n\n{NEXT}",
        f"{LONG}\n{NEXT}",
        "Che cosa le ha chiesto?\n\n«Di fermarsi, e di trattare».\n\nE lui?\n\n«Ha detto di no».",
        "«Trattiamo con chiunque».\n\nLo ha detto il ministro.",
        f"{LONG}\n\nIl premier: «Non cediamo»\n\n{NEXT}",
        f"{LONG}\n\nVi è poi una seconda ipotesi.\n\n{NEXT}",
        "I punti dell'accordo:\n- dazi al 10%\n- visti\n- energia",
        "Il premier è partito\n\nIl ministro è arrivato\n\nLa visita è finita",
    ],
)
def test_good_paragraphs_are_all_body(text: str) -> None:
    passages = _passages(text)
    assert {p.role for p in passages} == {"body"}
    assert all(p.opens for p in passages)
    assert [text[p.span.start : p.span.end] for p in passages] == [line for line in text.split("\n") if line]


# Before the report --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"Firmato l'accordo sul gas\n\n{LONG}", [("headline", "Firmato l'accordo sul gas"), ("body", LONG)]),
        (f"Firmato l'accordo sul gas\n{LONG}", [("headline", "Firmato l'accordo sul gas"), ("body", LONG)]),
        (f"Gas, c'è la firma?\n\n{LONG}", [("headline", "Gas, c'è la firma?"), ("body", LONG)]),
        (
            f"Firmato l'accordo\n\nMario Rossi\n\nFirmato l'accordo\n\n{LONG}",
            [
                ("headline", "Firmato l'accordo"),
                ("byline", "Mario Rossi"),
                ("headline", "Firmato l'accordo"),
                ("body", LONG),
            ],
        ),
        (
            f"Firmato l'accordo\nA Pechino due ore di colloquio\ndi Mario Rossi\n\n{LONG}",
            [
                ("headline", "Firmato l'accordo"),
                ("standfirst", "A Pechino due ore di colloquio"),
                ("byline", "di Mario Rossi"),
                ("body", LONG),
            ],
        ),
        (
            f"Firmato l'accordo\n\nA Pechino due ore di colloquio.\n\nMario Rossi\n\n{LONG}",
            [
                ("headline", "Firmato l'accordo"),
                ("standfirst", "A Pechino due ore di colloquio."),
                ("byline", "Mario Rossi"),
                ("body", LONG),
            ],
        ),
        (
            f"«Il governo ci ascolti» Parla Anna Neri, segretaria della lega\n\n{LONG}",
            [
                ("headline", "«Il governo ci ascolti»"),
                ("standfirst", "Parla Anna Neri, segretaria della lega"),
                ("body", LONG),
            ],
        ),
        (
            f"Firmato l'accordo\n\n3' di lettura\n\nMILANO {LONG}",
            [
                ("headline", "Firmato l'accordo"),
                ("boilerplate", "3' di lettura"),
                ("dateline", "MILANO"),
                ("body", LONG),
            ],
        ),
        (f"dal nostro inviato Mario Rossi\n\n{LONG}", [("byline", "dal nostro inviato Mario Rossi"), ("body", LONG)]),
        (f"A cura della redazione\n\n{LONG}", [("byline", "A cura della redazione"), ("body", LONG)]),
        (f"12 marzo 2024, 14:30\n\n{LONG}", [("dateline", "12 marzo 2024, 14:30"), ("body", LONG)]),
        (f"Pubblicato il 12 marzo 2024\n{LONG}", [("dateline", "Pubblicato il 12 marzo 2024"), ("body", LONG)]),
        (f"L'INTERVISTA {LONG}", [("headline", "L'INTERVISTA"), ("body", LONG)]),
        (f"KIEV {LONG}", [("dateline", "KIEV"), ("body", LONG)]),
        (f"BRUXELLES. {LONG}", [("dateline", "BRUXELLES."), ("body", LONG)]),
        (f"PIOMBINO «{LONG}»", [("dateline", "PIOMBINO"), ("body", f"«{LONG}»")]),
        (
            f"Giacarta, dal nostro inviato — {LONG}",
            [("dateline", "Giacarta, dal nostro inviato —"), ("body", LONG)],
        ),
    ],
)
def test_before_the_report(text: str, parts: Case) -> None:
    assert _parts(text) == parts


def test_a_dateline_that_ingest_found_is_kept_and_no_headline_follows_it() -> None:
    text = f"ROMA - Firmato l'accordo\n\n{LONG}"
    passages = _passages(text, dateline=Dateline(7, None, "Roma"))
    assert [(p.role, text[p.span.start : p.span.end]) for p in passages] == [
        ("dateline", "ROMA -"),
        ("body", "Firmato l'accordo"),
        ("body", LONG),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Titolo dell'articoloIl presidente ha detto che la guerra finirà presto.",
            [("headline", "Titolo dell'articolo"), ("body", "Il presidente ha detto che la guerra finirà presto.")],
        ),
        (
            "L'Europa cerca una via d'uscita dalla crisi del gasROMA – Il ministro ha visto il suo omologo.",
            [
                ("headline", "L'Europa cerca una via d'uscita dalla crisi del gas"),
                ("dateline", "ROMA –"),
                ("body", "Il ministro ha visto il suo omologo."),
            ],
        ),
        (
            "Un nuovo accordo per il gasPutin è arrivato a Pechino. Domani Putin vedrà Xi.",
            [
                ("headline", "Un nuovo accordo per il gas"),
                ("body", "Putin è arrivato a Pechino. Domani Putin vedrà Xi."),
            ],
        ),
        (
            f"Gas, ad Algeri la missione del ministro {LONG}",
            [("headline", "Gas, ad Algeri la missione del ministro"), ("body", LONG)],
        ),
        (
            f"Telefonata al generale, il governo: «Mai avvenuta» {LONG}",
            [("headline", "Telefonata al generale, il governo: «Mai avvenuta»"), ("body", LONG)],
        ),
        # Not surely a headline: nothing is lost, but a sentence begins.
        (f"Firmato a Pechino un accordo {LONG}", [("body", "Firmato a Pechino un accordo"), ("body", LONG)]),
        (f"Inflazione a ottobre all'1,6% {LONG}", [("body", "Inflazione a ottobre all'1,6%"), ("body", LONG)]),
    ],
)
def test_headline_and_text_in_one_line(text: str, parts: Case) -> None:
    assert _parts(text) == parts


@pytest.mark.parametrize("joint", ["\n\n", "\n", " ", ""])
def test_a_known_title_is_the_headline_whatever_stands_after_it(joint: str) -> None:
    title = "Il ministro vola a Pechino"
    assert _parts(f"{title}{joint}{LONG}", title=title) == [("headline", title), ("body", LONG)]


def test_a_title_is_found_with_other_case_and_spaces() -> None:
    assert _parts(f"il ministro  vola a PECHINO\n\n{LONG}", title="Il ministro vola a Pechino.")[0][0] == "headline"


def test_a_text_that_begins_with_the_words_of_a_short_title_is_body() -> None:
    text = "Russia e Cina approfondiranno la cooperazione."
    assert _parts(text, title="Russia e Cina") == [("body", text)]


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
    assert _parts(text) == parts


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
    assert _parts(text) == parts


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
    assert _parts(text) == parts


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
    assert _parts(text) == parts


def test_a_heading_stands_between_long_paragraphs() -> None:
    text = f"{LONG}\n\nI conti\n\n{NEXT}"
    assert _parts(text) == [("body", LONG), ("headline", "I conti"), ("body", NEXT)]


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
    assert _parts(text) == parts


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
    assert _parts(text) == [("body", text)]


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


# Any text -----------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            "Il premier ",
            "ha detto ",
            "di no. ",
            "ieri.",
            "Poi ",
            "gas",
            "ROMA – ",
            "KIEV ",
            "Mario Rossi",
            "«Sì» ",
            '"',
        ),
        *(
            "14:32 ",
            "ore 9.15 – ",
            "LEGGI ANCHE ",
            "Leggi anche: ",
            "(Foto: Ansa) ",
            "(segue)",
            "© ",
            "Commenta",
            "Foto: ",
        ),
        *("\n", "\r\n", "\n\n", " ", "\u2028", "\x0b", "😀", "İ", "ß", ".", "!", "-", "«", "»", "(", "'", "%", "\xad"),
        *("di ", "Segui ", "su Facebook ", "è giornalista ", "è ", "L'Ue ", "RIPRODUZIONE RISERVATA", "12 marzo 2024"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)).filter(str.strip)


def _assert_sound(text: str, passages: tuple[Passage, ...], start: int = 0) -> None:
    assert all(a.span.end <= b.span.start for a, b in pairwise(passages))
    assert all(p.span.end <= len(text) and p.role in ROLES for p in passages)
    assert all(text[p.span.start : p.span.end].strip() for p in passages)
    covered = bytearray(len(text))
    for p in passages:
        covered[p.span.start : p.span.end] = b"\x01" * (p.span.end - p.span.start)
    assert all(covered[i] or c.isspace() for i, c in enumerate(text[start:], start))
    feeding = [p for p in passages if p.feeds]
    assert not feeding or feeding[0].opens


@settings(max_examples=400)
@given(TEXTS)
def test_passages_cover_a_text_in_order(text: str) -> None:
    passages = _passages(text)
    _assert_sound(text, passages)
    assert _passages(text) == passages


@given(TEXTS, st.integers(0, 10), st.one_of(st.none(), TEXTS))
def test_passages_cover_a_text_with_dateline_and_title(text: str, end: int, title: str | None) -> None:
    dateline = Dateline(end) if 0 < end < len(text) else None
    _assert_sound(text, _passages(text, title=title, dateline=dateline))


@given(TEXTS)
def test_without_words_there_are_only_shapes(text: str) -> None:
    _assert_sound(text, _passages(text, lexicon=make_lexicon()))


def test_two_megabytes_in_one_line() -> None:
    text = f"{LONG} " * (2_000_000 // len(LONG))
    assert [p.role for p in _passages(text)] == ["body"]


def test_every_role_feeds_or_not() -> None:
    assert frozenset({"standfirst", "body"}) == FEEDING
    assert [p.feeds for p in _passages(f"14:32 – {LONG}")] == [False, True]
