"""Parts of an article: what each stretch of newspaper text is, and whether a sentence begins with it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotate.layout import FEEDING, ROLES, Passage
from pipeline.model import Dateline
from tests.annotate.passages import LONG, NEXT, Case, parts_of, passages_of
from tests.builders import make_lexicon

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
    assert parts_of(text) == [("body", text)]


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
    passages = passages_of(text)
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
    assert parts_of(text) == parts


def test_a_dateline_that_ingest_found_is_kept_and_no_headline_follows_it() -> None:
    text = f"ROMA - Firmato l'accordo\n\n{LONG}"
    passages = passages_of(text, dateline=Dateline(7, None, "Roma"))
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
    assert parts_of(text) == parts


@pytest.mark.parametrize("joint", ["\n\n", "\n", " ", ""])
def test_a_known_title_is_the_headline_whatever_stands_after_it(joint: str) -> None:
    title = "Il ministro vola a Pechino"
    assert parts_of(f"{title}{joint}{LONG}", title=title) == [("headline", title), ("body", LONG)]


def test_a_title_is_found_with_other_case_and_spaces() -> None:
    assert parts_of(f"il ministro  vola a PECHINO\n\n{LONG}", title="Il ministro vola a Pechino.")[0][0] == "headline"


def test_a_text_that_begins_with_the_words_of_a_short_title_is_body() -> None:
    text = "Russia e Cina approfondiranno la cooperazione."
    assert parts_of(text, title="Russia e Cina") == [("body", text)]


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
    passages = passages_of(text)
    _assert_sound(text, passages)
    assert passages_of(text) == passages


@given(TEXTS, st.integers(0, 10), st.one_of(st.none(), TEXTS))
def test_passages_cover_a_text_with_dateline_and_title(text: str, end: int, title: str | None) -> None:
    dateline = Dateline(end) if 0 < end < len(text) else None
    _assert_sound(text, passages_of(text, title=title, dateline=dateline))


@given(TEXTS)
def test_without_words_there_are_only_shapes(text: str) -> None:
    _assert_sound(text, passages_of(text, lexicon=make_lexicon()))


def test_two_megabytes_in_one_line() -> None:
    text = f"{LONG} " * (2_000_000 // len(LONG))
    assert [p.role for p in passages_of(text)] == ["body"]


def test_every_role_feeds_or_not() -> None:
    assert frozenset({"standfirst", "body"}) == FEEDING
    assert [p.feeds for p in passages_of(f"14:32 – {LONG}")] == [False, True]
