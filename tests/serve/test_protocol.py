"""The W3C's protocol cases, and this project's beside them, sent to a real server."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.serve.conftest import W3C, Server

CASES = tomllib.loads((Path(__file__).parent / "protocol.toml").read_text(encoding="utf-8"))["case"]
W3C_CASES = 21


def _filled(text: str) -> str:
    for number in (1, 2, 3):
        text = text.replace(f"GRAPH{number}", f"{W3C}data{number}.rdf")
    return text


def _encoded(pairs: list[list[str]]) -> str:
    return urlencode([(name, _filled(value)) for name, value in pairs])


def test_all_query_cases_of_the_w3c_are_here() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)
    assert len([name for name in names if not name.startswith("own")]) == W3C_CASES


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_request_is_answered_as_the_protocol_says(served: Server, case: dict[str, Any]) -> None:
    padding = " " * case.get("padding", 0)
    body: bytes | None = None
    if "form" in case:
        body = _encoded(case["form"]).encode()
    elif "body" in case:
        body = (_filled(case["body"]) + padding).encode(case.get("encoding", "utf-8"))
    parameters = _encoded(case.get("parameters", [])) + (urlencode({"x": padding}) if body is None and padding else "")
    given = {"Content-Type": case.get("type"), "Accept": case.get("accept")}
    headers = {name: value for name, value in given.items() if value is not None}
    reply = served.send(case["method"], f"/sparql?{parameters}" if parameters else "/sparql", headers, body)
    expected = case["status"]
    assert str(reply.status) == expected or (expected.endswith("xx") and reply.status // 100 == int(expected[0]))
    if reply.status >= 400:
        assert reply.headers["content-type"] == "text/plain; charset=utf-8"
        assert reply.text.count("\n") == 1
        assert reply.text.endswith("\n")
    if "types" in case:
        assert reply.type in case["types"]
    if "answer" in case:
        assert json.loads(reply.text)["boolean"] is case["answer"]


def test_what_the_updates_would_have_cleared_is_still_there(served: Server) -> None:
    assert json.loads(served.ask("ASK { ?a news:met ?b }").text)["boolean"] is True
    assert json.loads(served.ask("ASK { <http://example.org/s> ?p ?o }").text)["boolean"] is False


def test_a_refused_method_is_told_which_there_are(served: Server) -> None:
    assert served.send("DELETE", "/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    options = served.send("OPTIONS", "/sparql")
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_head_is_get_without_a_body(served: Server) -> None:
    target = "/sparql?query=ASK%20%7B%7D"
    get, head = served.send("GET", target), served.send("HEAD", target)
    assert head.body == b""
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}
