"""Every tool of every server, over both transports, in both revisions, with the client that most programs use."""

import json
import subprocess

import anyio
import pytest
from client import ALL_SCOPES, READ_SCOPES, REVISIONS, SERVERS, TRANSPORTS, WRITES, connected, least
from jsonschema import Draft202012Validator
from mcp import MCPError

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
                assert tool.annotations.read_only_hint is (tool.name not in WRITES)
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


SERVER_OF = {tool: server for server, tools in SERVERS.items() for tool in tools}


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_write_is_only_proposed(coach, transport):
    async def journey():
        for server in SERVERS:
            async with connected(coach, server, transport, "auto") as client:
                for tool in (await client.list_tools()).tools:
                    if tool.name not in WRITES:
                        continue
                    result = await client.call_tool(tool.name, least(tool))
                    assert not result.is_error, text_of(result)
                    assert "coach approve" in text_of(result), tool.name
                    assert result.structured_content["written"] is False, tool.name
                    proposal = result.meta["app.pocketcoach/proposal"]
                    assert proposal["id"] and proposal["summary"], tool.name

    anyio.run(journey)


@pytest.mark.parametrize("scopes", [None, READ_SCOPES])
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_without_a_write_scope_nothing_that_writes_is_listed_or_called(coach, transport, scopes):
    async def journey():
        async with connected(coach, None, "http", "auto", scopes=ALL_SCOPES) as client:
            least_of = {tool.name: least(tool) for tool in (await client.list_tools()).tools}
        for server, tools in SERVERS.items():
            async with connected(coach, server, transport, "auto", scopes=scopes) as client:
                names = {tool.name for tool in (await client.list_tools()).tools}
                assert names == tools - set(WRITES)
                for tool in tools & set(WRITES):
                    assert "scope" in await refusal(client, tool, least_of[tool])

    anyio.run(journey)


async def refusal(client, tool: str, arguments: dict) -> str:
    """What is said of a call that must not go through, as an error of the tool or of the protocol."""
    try:
        result = await client.call_tool(tool, arguments)
    except MCPError as error:
        return str(error)
    assert result.is_error, f"{tool}: {text_of(result)}"
    return text_of(result)


def test_one_write_scope_opens_no_other(coach):
    async def journey():
        for scope in set(WRITES.values()):
            for server, tools in SERVERS.items():
                async with connected(coach, server, "stdio", "auto", scopes=f"{READ_SCOPES},{scope}") as client:
                    names = {tool.name for tool in (await client.list_tools()).tools}
                    assert names == {tool for tool in tools if WRITES.get(tool, scope) == scope}
        async with connected(coach, "fitness-wearables", "stdio", "auto", scopes="read:activity") as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert names < SERVERS["fitness-wearables"]

    anyio.run(journey)


def test_an_approved_meal_is_the_one_that_was_proposed(coach):
    async def journey():
        async with connected(coach, "nutrition-tracking", "http", "auto") as client:
            before = await client.call_tool("getMeals", {})
            said = {"text": "2 eggs and 200 g of cooked rice for lunch"}
            asked = await client.call_tool("logMealNaturalLanguage", said)
            eaten = [(item["food"], item["grams"]) for item in asked.structured_content["items"]]
            assert eaten == [("egg-boiled", 100.0), ("white-rice-cooked", 200.0)]
            still = await client.call_tool("getMeals", {})
            assert still.structured_content == before.structured_content
        done = coach.run("approve", asked.meta["app.pocketcoach/proposal"]["id"], stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stderr.decode()
        async with connected(coach, "nutrition-tracking", "http", "auto") as client:
            after = (await client.call_tool("getMeals", {})).structured_content
            meal = next(meal for meal in after["meals"] if meal["note"] == said["text"])
            assert [(item["food"], item["grams"]) for item in meal["items"]] == eaten
            assert meal["slot"] == "lunch"

    anyio.run(journey)


def test_a_proposal_that_is_approved_late_writes_no_other_plan(coach):
    async def journey():
        async with connected(coach, "exercise-recommendations", "http", "auto") as client:
            first, second = [
                await client.call_tool("modifyWorkout", {"change": "days", "weekdays": days})
                for days in (["tue", "thu"], ["mon", "sat"])
            ]
        ids = [result.meta["app.pocketcoach/proposal"]["id"] for result in (first, second)]
        written = coach.run("approve", ids[0], stdin=subprocess.DEVNULL)
        assert written.returncode == 0, written.stderr.decode()
        refused = coach.run("approve", ids[1], stdin=subprocess.DEVNULL)
        assert refused.returncode != 0 and b"changed since it was proposed" in refused.stdout + refused.stderr

    anyio.run(journey)


def test_all_servers_on_one_endpoint(coach):
    async def journey():
        async with connected(coach, None, "http", "auto", scopes=ALL_SCOPES) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert names >= set.union(*SERVERS.values())

    anyio.run(journey)
