"""What intruders, broken clients and mistaken people get."""

import http.client
import json
import subprocess
from urllib.parse import urlsplit

SERVER = "fitness-wearables"
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}


def post(url: str, body: bytes, **headers: str) -> tuple[int, bytes]:
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    usual = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    try:
        connection.request("POST", address.path, body, usual | headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_foreign_pages_and_names_are_refused(coach):
    hello = json.dumps(HELLO).encode()
    with coach.serve_http(SERVER) as url:
        assert post(url, hello)[0] == 200
        for origin in ("https://evil.example", "null", "http://localhost:1"):
            assert post(url, hello, Origin=origin)[0] == 403, origin
        for host in ("evil.example", f"evil.example:{urlsplit(url).port}"):
            assert post(url, hello, Host=host)[0] == 403, host


def test_huge_and_deep_bodies_are_refused_and_the_server_lives(coach):
    with coach.serve_http(SERVER) as url:
        assert post(url, b'{"a":"' + b"x" * 1_000_000 + b'"}')[0] == 413
        assert 400 <= post(url, b"[" * 100_000)[0] < 500
        assert 400 <= post(url, b"\xff\xfe")[0] < 500
        assert post(url, json.dumps(HELLO).encode())[0] == 200


def test_standard_output_is_protocol_and_the_end_of_input_is_the_end(coach):
    lines = [json.dumps(HELLO), '{"jsonrpc":"2.0","method":"notifications/initialized"}', "not json", "{}"]
    lines.append('{"jsonrpc":"2.0","id":2,"method":"tools/list"}')
    ended = coach.run(*coach.serve_arguments(SERVER, "stdio", None), input="\n".join(lines).encode() + b"\n")
    assert ended.returncode == 0, ended.stderr.decode()
    answers = [json.loads(line) for line in ended.stdout.decode().splitlines()]
    assert all(answer["jsonrpc"] == "2.0" for answer in answers)
    assert {answer.get("id") for answer in answers} >= {1, 2}


def test_nothing_to_read_is_a_clean_end(coach):
    ended = coach.run(*coach.serve_arguments(SERVER, "stdio", None), stdin=subprocess.DEVNULL)
    assert (ended.returncode, ended.stdout) == (0, b""), ended.stderr.decode()


def test_an_unknown_server_and_a_taken_port_are_said(coach):
    wrong = coach.run(*coach.serve_arguments("no-such-server", "stdio", None), stdin=subprocess.DEVNULL)
    assert wrong.returncode != 0 and b"no-such-server" in wrong.stderr
    assert len(wrong.stderr.splitlines()) <= 3 and not wrong.stdout
    with coach.serve_http(SERVER) as url:
        port = str(urlsplit(url).port)
        taken = coach.run(*coach.serve_arguments(SERVER, "http", None), "--port", port, stdin=subprocess.DEVNULL)
    assert taken.returncode != 0 and port.encode() in taken.stderr
