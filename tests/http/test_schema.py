"""Every operation of the API's own description, with what it asks for and with what it does not: no answer but a
described one, and none that blames the server."""

import json
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

DESCRIPTION = Path(__file__).resolve().parents[2] / "core/web/openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# Left out: what reaches for the network, and what writes years of data at every call.
LEFT_OUT = ["/v1/servers/discover", "/v1/demo", "/v1/models/local", "/v1/sync", "/v1/sync/now"]

schema = schemathesis.openapi.from_path(str(DESCRIPTION)).exclude(path=LEFT_OUT)


def test_the_served_description_is_the_committed_one(api):
    assert api.call("GET", "/v1/openapi.json").json() == json.loads(DESCRIPTION.read_text())


@schema.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_operation(case, api):
    case.call_and_validate(base_url=api.url, headers=api.headers, checks=CHECKS, timeout=60)
