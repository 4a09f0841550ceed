"""SERVICE is refused, however it is written, before anything is connected to; the mere word is not."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, Store

from pipeline.serve.scan import code_of, may_call_service, names_dataset
from tests.serve.conftest import Server

# Every one of these makes Oxigraph connect. ADDRESS stands for the address, without its angle brackets.
CALLS = [
    "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { service <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE SiLeNt <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { SERVICE<ADDRESS>{} }",
    "SELECT * { SERVICESILENT<ADDRESS>{} }",
    "SELECT * { SERVICE# a comment\n<ADDRESS># another {\n{ ?s ?p ?o } }",
    "SELECT * { SERVICE\r# ' \" {\rSILENT#\r<ADDRESS>\t{ ?s ?p ?o } }",
    "PREFIX far: <ADDRESS> SELECT * { SERVICE far:x { ?s ?p ?o } }",
    "PREFIX far: <ADDRESS> SELECT * {SERVICEfar:x{?s ?p ?o}}",
    "PREFIX : <ADDRESS> SELECT * { SERVICE : { ?s ?p ?o } }",
    # escapes in the name: a quote or a hash that begins nothing
    "PREFIX ex: <ADDRESS> SELECT * { SERVICE SILENT ex:a\\'b { ?s ?p ?o } }",
    "PREFIX ex: <ADDRESS> SELECT * { SERVICE ex:a\\#b { ?s ?p ?o } }",
    "PREFIX ex: <ADDRESS> SELECT * { SERVICE ex:\\'a\\'{ ?s ?p ?o } }",
    "PREFIX ex: <ADDRESS> SELECT * {SERVICEex:a\\#b#\n{ ?s ?p ?o } }",
    "PREFIX ex: <ADDRESS> SELECT * { ?a !ex:it\\'s ?b . SERVICE ex:a\\'s { ?s ?p ?o } }",
    "PREFIX : <ADDRESS> SELECT * { SERVICE:a\\'b { ?s ?p ?o } }",
    "PREFIX : <ADDRESS> PREFIX service: <g:> SELECT * { service:a\\#b\t{ ?s ?p ?o } }",
    # a letter that Python takes for a blank
    "PREFIX : <ADDRESS> SELECT * { SERVICE:a\u1680b { ?s ?p ?o } }",
    "PREFIX ex: <ADDRESS> SELECT * { SERVICE ex:a\u1680b { ?s ?p ?o } }",
    # a number that ends before it
    "PREFIX : <ADDRESS> SELECT * { ?a !:-1SERVICE:x { ?s ?p ?o } }",
    "BASE <ADDRESS> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "BASE <ADDRESS> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE<ADDRESS>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c.SERVICE<ADDRESS>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c FILTER(1=1)SERVICE<ADDRESS>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c OPTIONAL { SERVICE <ADDRESS> { ?s ?p ?o } } }",
    "SELECT * { { ?a ?b ?c } UNION { GRAPH <g:1> { SERVICE <ADDRESS> { ?s ?p ?o } } } }",
    "SELECT * { ?a ?b ?c . FILTER EXISTS { SERVICE <ADDRESS> { ?s ?p ?o } } }",
    "SELECT * { { SELECT ?s { SERVICE <ADDRESS> { ?s ?p ?o } } } }",
    "ASK { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { SERVICE <ADDRESS\\u0061> { ?s ?p ?o } }",
    # strings and comments that seem to hold it, under the wrong reading
    'SELECT * { BIND("\\u0022" AS ?a) SERVICE <ADDRESS> { ?s ?p ?o } }',
    "SELECT * { BIND('\\'' AS ?a) SERVICE <ADDRESS> { ?s ?p ?o } #'\n }",
    'SELECT * { VALUES ?x { """a" } SERVICE <ADDRESS> { ?s ?p ?o } }',
    'SELECT * { BIND("""a"" " \\""" """ AS ?x) SERVICE <ADDRESS> { ?s ?p ?o } #"""\n }',
    "SELECT * { BIND('''it's''' AS ?x) SERVICE <ADDRESS> { ?s ?p ?o } #'\n }",
    'SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b#>"""\n) SERVICE <ADDRESS> { ?s ?p ?o } #"""\n }',
    "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b#>'''\n) SERVICE <ADDRESS> { ?s ?p ?o } #'''\n }",
    'SELECT * { BIND("a" AS ?x) # "\nSERVICE <ADDRESS> { ?s ?p ?o } # "\n }',
    "SELECT * { BIND(<http://x/#a> AS ?x) SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { BIND(<http://x/it's> AS ?x) SERVICE <ADDRESS> { ?s ?p ?o } BIND(<http://x/it's> AS ?y) }",
]
# None of these has anything but the word.
WORDS = [
    'SELECT * { ?a ?b "SERVICE <http://x/> { ?s ?p ?o }" }',
    "SELECT * { ?a ?b 'the service <http://x/> {}'@en }",
    'SELECT * { ?a ?b """\nSERVICE <http://x/> {\n"quoted" }""" }',
    "SELECT * { ?a ?b '''SERVICE \\''' <http://x/> {''' }",
    "# SERVICE <http://x/> {}\nSELECT * { ?a ?b ?c } # SERVICE ex:x {",
    "SELECT * { <http://x/SERVICE> ?service ?c . GRAPH ?service { ?a ?b ?c } }",
    "PREFIX service: <http://x/service#> SELECT * { ?a service:x service:service OPTIONAL { ?a ?b ?c } }",
    "PREFIX ex: <http://x/> SELECT * { ?service a ex:Service OPTIONAL { ?service ex:service ?b } }",
    "PREFIX ex: <http://x/> SELECT * { ?a a ex:Service { ?a ?b ?c } UNION { ?a ?b ?c } }",
    "PREFIX ex: <http://x/> SELECT * { ?a a ex:service MINUS { ?a ?b ?c } GRAPH ex:service { ?a ?b ?c } }",
    "SELECT ?service { ?a ?b ?service FILTER(?service < 3 && ?a > 2) }",
    "PREFIX ex: <http://x/> SELECT * { ?a ex:civil-service ex:Service_1 ; ex:it\\'s '' }",
    "PREFIX services: <http://x/> SELECT * { ?a services:x services:it\\'s OPTIONAL { ?a ?b ?c } }",
    'SELECT * { ?a ?b ?c FILTER(CONTAINS(?c, "service") && REGEX(?c, "SERVICE\\\\s<")) }',
]
# Pieces of a pattern that a scanner may stumble over; joined at random they stay valid more often than not.
PIECES = [
    "?a ?b ?c . ",
    "?a ?b ?c ",
    "BIND(1 AS ?v0) ",
    "FILTER(?a<?b) ",
    "FILTER(?a<?b#>\n) ",
    'FILTER(?a<?b#>"""\n) ',
    "FILTER(?a<?b#>'\n) ",
    "FILTER(1<2&&3>2)",
    '# it\'s """ <\n',
    "# ''' >\n",
    'BIND("#" AS ?v1) ',
    'BIND("it\'s <" AS ?v2) ',
    "BIND('\\'\"' AS ?v3) ",
    'BIND("""a"" \\""" \' """ AS ?v4) ',
    "BIND('''b\n# ' \\'' \"\"\" ''' AS ?v5) ",
    "BIND(<http://x/#'> AS ?v6) ",
    "BIND(<http://x/\\u0022> AS ?v7) ",
    'VALUES ?v8 { """a" } ',
    "VALUES ?v9 { '' '' } ",
    "OPTIONAL{?a ?b true}",
    "SERVICE<ADDRESS>{?s ?p ?o}",
    "SERVICE SILENT <ADDRESS> { ?s ?p ?o } ",
    'SERVICE#\'\n<ADDRESS>#"""\n{?s ?p ?o}',
    "?a far:it\\'s far:\\#1 . ",
    "?a far:\\(x\\) 'it\\'s' . ",
    "SERVICE far:a\\'b { ?s ?p ?o } ",
    "SERVICESILENTfar:\\#{ ?s ?p ?o } ",
]
# What a name may be made of after its prefix, and what may stand between words.
LETTERS = [*(f"\\{char}" for char in "_~.-!$&'()*+,;=/?#@%"), *"ab1:_\u1680é", "%27"]
GAPS = ["", " ", "\t", "\r", "\n", "#\n", "# it's {\r", '#"""\n', "  ", "\u00a0"]
BEFORE = [
    "",
    "?a ?b ?c.",
    "?a ?b true",
    "?a ?b 1",
    "?a ?b-1",
    "?a !far:-1",
    "?a far:p\\'?c.",
    "{}",
    "FILTER(?a<1)",
    "far:p",
]


@dataclass
class Listener:
    """A socket that nothing must connect to, and how often something did."""

    address: str
    visits: int = 0


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found = Listener(f"http://127.0.0.1:{listening.getsockname()[1]}/")

        def count() -> None:
            while True:
                try:
                    visitor, _ = listening.accept()
                except OSError:
                    return
                found.visits += 1
                visitor.close()

        threading.Thread(target=count, daemon=True).start()
        yield found
        listening.shutdown(socket.SHUT_RDWR)


def _connects(query: str, listener: Listener) -> bool:
    """Run a query in Oxigraph itself, and say whether it connected to the listener."""
    store = Store()
    for value in (Literal(True), Literal(-1)):
        store.add(Quad(NamedNode("g:a"), NamedNode("g:b"), value, NamedNode("g:1")))
    before = listener.visits
    try:
        result = store.query(query, use_default_graph_as_union=True)
        if not isinstance(result, QueryBoolean):
            list(result)
    except (OSError, SyntaxError, ValueError, RuntimeError):
        pass
    return listener.visits > before


@pytest.mark.parametrize("query", CALLS)
def test_a_query_that_would_connect_is_seen(listener: Listener, query: str) -> None:
    told = query.replace("ADDRESS", listener.address)
    assert _connects(told, listener), "Oxigraph no longer follows this: the case shows nothing"
    assert may_call_service(told)


@pytest.mark.parametrize("query", CALLS)
def test_the_server_refuses_it_and_connects_to_nobody(served: Server, listener: Listener, query: str) -> None:
    before = listener.visits
    reply = served.ask(query.replace("ADDRESS", listener.address))
    time.sleep(0.02)
    assert (reply.status, reply.text) == (400, "SERVICE is off: this endpoint asks no other server\n")
    assert listener.visits == before


@pytest.mark.parametrize("query", WORDS)
def test_the_word_alone_is_no_call(served: Server, query: str) -> None:
    assert not may_call_service(query)
    assert served.ask(query).status == 200


@settings(max_examples=400)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=7))
def test_no_query_that_is_let_through_connects(listener: Listener, pieces: list[str]) -> None:
    query = f"PREFIX far: <ADDRESS> SELECT * {{ {''.join(pieces)} }}".replace("ADDRESS", listener.address)
    if not may_call_service(query):
        assert not _connects(query, listener)


@settings(max_examples=600)
@given(
    before=st.sampled_from(BEFORE),
    word=st.sampled_from(["SERVICE", "service", "SERVICESILENT", "SERVICE SILENT", "SERVICE#'\nSILENT"]),
    gaps=st.tuples(st.sampled_from(GAPS), st.sampled_from(GAPS)),
    prefix=st.sampled_from(["far:", ":", "service:", "SILENT:"]),
    local=st.lists(st.sampled_from(LETTERS), max_size=5).map("".join),
    after=st.sampled_from(["", " # '", " ?a ?b 'x' ", ' ?a ?b """x""" ']),
)
def test_no_call_by_a_name_connects(
    listener: Listener, before: str, word: str, gaps: tuple[str, str], prefix: str, local: str, after: str
) -> None:
    prefixes = "".join(f"PREFIX {name} <{listener.address}> " for name in ("far:", ":", "service:", "SILENT:"))
    query = f"{prefixes}SELECT * {{ {before}{word}{gaps[0]}{prefix}{local}{gaps[1]}{{ ?s ?p ?o }}{after}\n }}"
    if not may_call_service(query):
        assert not _connects(query, listener)


@given(text=st.text(alphabet="<>#'\"\\\n {}?a:.SERVICEservice", max_size=60))
def test_any_text_can_be_scanned(text: str) -> None:
    may_call_service(text)
    names_dataset(text)
    assert len(code_of(text)) == len(text)


@pytest.mark.parametrize("unit", ['"""', "'", '" ', "<a", "<'", "'\n", "a:service ", "?service <a> "])
def test_a_query_of_many_readings_is_scanned_to_its_end(unit: str) -> None:
    assert not may_call_service("# SERVICE <x> {\n" + unit * 5_000)
    assert may_call_service(unit * 5_000 + "\nSERVICE <x> {") or unit.count("'") % 2 or unit.count('"') % 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * FROM <g:1> { ?a ?b ?c }", True),
        ("SELECT * from named <g:1> { ?a ?b ?c }", True),
        ("SELECT * FROM<g:1>{ ?a ?b ?c }", True),
        ("PREFIX ex: <g:> CONSTRUCT { ?a ?b ?c } FROM ex:1 WHERE { ?a ?b ?c }", True),
        ("ASK # {\nFROM <g:1> {}", True),
        ("SELECT * { ?a ?b ?c }", False),
        ("SELECT ?from { ?from ?b ?c }", False),
        ("PREFIX from: <g:> SELECT * { ?a from:x ?c }", False),
        ("SELECT * { ?a ?b 'FROM <g:1>' } # FROM <g:1>", False),
        ("SELECT * { { SELECT ('}' AS ?x) {} } ?a <FROM> ?b }", False),
    ],
)
def test_a_dataset_of_the_query_is_seen(query: str, expected: bool) -> None:
    assert names_dataset(query) is expected
