"""Every tool of every server, over both transports, in both revisions, with the client that most programs use."""

import json

import anyio
import pytest
from client import ALL_SCOPES, REVISIONS, SERVERS, TRANSPORTS, connected, least
from jsonschema import Draft202012Validator

EVERY_WAY = [
    pytest.param(server, transport, mode, id=f"{server}-{transport}-{revision}")
    for server in SERVERS
    for transport in TRANSPORTS
    for mode, revision in REVISIONS.items()
]


def text_of(result) -> str:
    return "\n".join(block.text for block in result.content if block.type == "text")


@pytest.mark.parametrize(("server", "transport", "mode"), EVERY_WAY)
def test_every_tool_is_listed_and_answers_as_its_schema_says(coach, server, transport, mode):
    async def journey():
        async with connected(coach, server, transport, mode) as client:
            assert client.protocol_version == REVISIONS[mode]
            assert client.server_info.name == server
            tools = (await client.list_tools()).tools
            assert {tool.name for tool in tools} == SERVERS[server]
            with_figures = 0
            for tool in tools:
                Draft202012Validator.check_schema(tool.input_schema)
                Draft202012Validator.check_schema(tool.output_schema)
                assert tool.title and tool.description
                assert "user_id" in tool.input_schema["properties"]
                assert "user_id" not in tool.input_schema.get("required", [])
                writes = tool.name.startswith("log")
                assert tool.annotations.read_only_hint is not writes
                given = least(tool)
                for call in (given, given | {"user_id": "me"}):
                    result = await client.call_tool(tool.name, call)
                    assert not result.is_error, f"{tool.name}: {text_of(result)}"
                    assert text_of(result).strip(), f"{tool.name} says nothing in words"
                    problems = list(Draft202012Validator(tool.output_schema).iter_errors(result.structured_content))
                    assert not problems, f"{tool.name}: {problems}"
                    answer = result.structured_content
                    assert len(json.dumps(answer)) <= 25_000
                    assert answer["figures"] or answer["missing"], f"{tool.name} neither answers nor says what is missing"
                cited = (result.meta or {}).get("app.pocketcoach/citations", [])
                assert {figure["text"] for figure in answer["figures"]} <= {citation["text"] for citation in cited}
                with_figures += bool(answer["figures"])
            assert with_figures >= len(tools) // 2, "the sample year holds data for most tools"

    anyio.run(journey)


@pytest.mark.parametrize(("server", "transport", "mode"), EVERY_WAY)
def test_wrong_arguments_are_answered_in_words(coach, server, transport, mode):
    async def journey():
        async with connected(coach, server, transport, mode) as client:
            for tool in (await client.list_tools()).tools:
                for wrong, word in (({"no_such_argument": 1}, "no_such_argument"), ({"user_id": "someone"}, "user_id")):
                    result = await client.call_tool(tool.name, least(tool) | wrong)
                    assert result.is_error and word in text_of(result), f"{tool.name}: {text_of(result)}"

    anyio.run(journey)


@pytest.mark.parametrize("mode", REVISIONS)
def test_every_resource_and_prompt_can_be_read(coach, mode):
    async def journey():
        async with connected(coach, None, "http", mode) as client:
            for resource in (await client.list_resources()).resources:
                read = await client.read_resource(resource.uri)
                assert read.contents[0].text and read.contents[0].mime_type == resource.mime_type
            for prompt in (await client.list_prompts()).prompts:
                assert (await client.get_prompt(prompt.name)).messages

    anyio.run(journey)


def test_a_write_is_only_proposed(coach):
    async def journey():
        async with connected(coach, "progress-tracking", "http", "auto") as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            result = await client.call_tool("logWorkout", least(tools["logWorkout"]))
            assert "coach approve" in text_of(result)
            proposal = result.meta["app.pocketcoach/proposal"]
            assert proposal["id"] and proposal["summary"]

    anyio.run(journey)


def test_without_scopes_nothing_is_written_or_listed_that_writes(coach):
    async def journey():
        async with connected(coach, "progress-tracking", "stdio", "auto", scopes=None) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert names == SERVERS["progress-tracking"] - {"logWorkout"}
        async with connected(coach, "fitness-wearables", "stdio", "auto", scopes="read:activity") as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert names < SERVERS["fitness-wearables"]

    anyio.run(journey)


def test_all_servers_on_one_endpoint(coach):
    async def journey():
        async with connected(coach, None, "http", "auto", scopes=ALL_SCOPES) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert names >= set.union(*SERVERS.values())

    anyio.run(journey)
