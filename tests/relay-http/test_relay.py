"""Every operation of the relay's own description, with what it asks for and with what it does not: no answer but a
described one, none that blames the server, and nobody let in without a proof."""

import os

import pytest
import requests
import schemathesis
from conftest import description
from hypothesis import HealthCheck, Phase, settings, strategies
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
DESCRIPTION = description()
schema = schemathesis.openapi.from_dict(DESCRIPTION)
# Bodies are CBOR, of which the description says that they are bytes.
schemathesis.openapi.media_type("application/cbor", strategies.binary(max_size=4000))
OPEN = {
    ("POST", "/v1/accounts"),
    ("POST", "/v1/challenge"),
    ("POST", "/v1/login"),
    ("POST", "/v1/news/{question}"),
    ("POST", "/v1/session/refresh"),
    ("POST", "/v1/session/service"),
    ("PUT", "/v1/rendezvous/{meeting}/{letter}"),
    ("GET", "/v1/rendezvous/{meeting}/{letter}"),
    ("GET", "/v1/about"),
    ("GET", "/health"),
    ("GET", "/ready"),
    ("GET", "/metrics"),
}
EVERY = {(method.upper(), path) for path, item in DESCRIPTION["paths"].items() for method in item}
MEMBERS = sorted(EVERY - OPEN)


@schema.parametrize()
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_operation(case, relay):
    case.call_and_validate(base_url=relay, checks=CHECKS, timeout=60)


@pytest.mark.parametrize(("method", "path"), MEMBERS)
def test_nobody_is_let_in_without_a_proof(method, path, relay):
    digits = os.urandom(73).hex()
    answers = set()
    for headers in [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": f"Bearer {digits}"},
        {"Authorization": f"Basic {digits}"},
        {"Sec-WebSocket-Protocol": f"pocketcoach.v1, {digits}"},
    ]:
        path = path.replace("{", "").replace("}", "")
        answer = requests.request(method, relay + path, headers=headers, data=b"\x81\x00", timeout=60)
        answers.add((answer.status_code, answer.headers["content-type"], answer.text))
    assert len(answers) == 1, "they look the same"
    assert answers.pop()[0] == 401


def test_what_needs_a_proof_says_so():
    open_to_all = {
        (method.upper(), path)
        for path, item in DESCRIPTION["paths"].items()
        for method, operation in item.items()
        if operation.get("security") == [{}] or operation.get("security") == []
    }
    assert open_to_all == OPEN
    assert len(MEMBERS) > 30
