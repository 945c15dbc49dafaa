"""A log of the host's: it hears what the library does, and nothing of the person."""

import asyncio
import json

import pytest
from health_program import batch_of
from pocketcoach import (
    Coach,
    CoachConfig,
    CoachError,
    CoachHost,
    HealthAnchor,
    HostKeychain,
    HostModel,
    KeyChoice,
    LogLevel,
    LogSink,
    ModelApi,
    ModelServer,
    Probe,
    Profile,
    set_log_sink,
)

from conftest import run

# Things that no line may hold. The figures are such that nothing else looks like them.
CANARY = "canary-d41d8c"
TOKEN = "sk-canary-3f9a77b1"
WEIGHT = 87.31415
STEPS = 481_516
BPM = 187.62342


class Sink(LogSink):
    def __init__(self):
        self.lines = []

    def log(self, line):
        self.lines.append(f"{line.level} {line.target} {line.text}")


class Keychain(HostKeychain):
    def __init__(self):
        self.secrets = {}

    def read(self, name):
        return self.secrets.get(name)

    def write(self, name, secret):
        self.secrets[name] = secret

    def delete(self, name):
        self.secrets.pop(name, None)


class Model(HostModel):
    def name(self):
        return "canary-model"

    def answer(self, question, reply):
        if "fail" in question.messages_json:
            raise RuntimeError(f"{CANARY} in a model")
        reply.push(f"You said {CANARY}.")
        return []


@pytest.fixture
def sink():
    sink = Sink()
    set_log_sink(sink, LogLevel.DEBUG)
    yield sink
    set_log_sink(None)


async def anything(work):
    """Whatever comes of it; what counts is what is logged."""
    try:
        return await work
    except CoachError:
        return None


async def life(config, keychain):
    host = CoachHost(keychain=keychain, model=Model())
    coach = await Coach.create(config, Profile(name=CANARY, goal=CANARY, time_zone="UTC"), host=host)
    await anything(coach.log_measurement("body_mass", WEIGHT))
    await anything(coach.log_mood(3, CANARY))
    await anything(coach.log_meal(f"two eggs and {CANARY}"))
    await anything(coach.log_pain(CANARY, 5))
    await anything(coach.ingest(batch_of({CANARY: {"start_ms": 1_741_564_800_000, "values": [STEPS], "modified_ms": 1}}, []),
                                HealthAnchor(stream="steps", after=None, next=CANARY.encode())))
    await anything(coach.add_model_server("home", ModelServer(url="http://127.0.0.1:9/v1", api=ModelApi.CHAT)))
    await anything(coach.set_service_key("openai", TOKEN))
    await anything(coach.set_setting("face", json.dumps(CANARY)))
    await anything(coach.change_plan(json.dumps({"change": CANARY})))
    await anything(coach.call_tool("nowhere", CANARY, json.dumps({"x": CANARY})))
    session = await coach.new_session()
    await anything(session.send(f"I weigh {WEIGHT} kg, {CANARY}").finish())
    await anything(session.send(f"fail {CANARY}").finish())
    await anything(session.send("a" * 3_000 + CANARY).finish())
    await anything(coach.import_files([f"/nowhere/{CANARY}.zip"]).finish())
    await anything(coach.sync_init("http://127.0.0.1:9", CANARY))
    await anything(Probe().panic())
    await coach.shutdown()
    order = CoachConfig(data_dir=config.data_dir, key=config.key, model="server:home/x")
    coach = await Coach.open(order, host=CoachHost(keychain=keychain))
    await anything((await coach.new_session()).send(f"{CANARY} {BPM}").finish())
    await coach.shutdown()
    wrong = CoachConfig(data_dir=config.data_dir, key=KeyChoice.GIVEN(hex="ab" * 32))
    await anything(Coach.open(wrong))


def test_no_line_holds_a_key_a_token_a_word_or_a_value(sink, tmp_path, capfd):
    keychain = Keychain()
    run(life(CoachConfig(data_dir=str(tmp_path / "home"), key=KeyChoice.KEYCHAIN()), keychain))
    (key,) = keychain.secrets.values()
    printed = capfd.readouterr()
    told = "\n".join([*sink.lines, printed.out, printed.err])
    # It hears something, or the test shows nothing.
    assert any("ended unexpectedly" in line for line in sink.lines), sink.lines
    for secret in [CANARY, TOKEN, key.hex(), str(WEIGHT), str(STEPS), str(BPM), "ab" * 32]:
        assert secret not in told


def test_a_sink_may_fail_and_may_be_taken_away(sink):
    class Failing(LogSink):
        def log(self, line):
            raise RuntimeError("no")

    async def panic():
        with pytest.raises(CoachError.Storage):
            await Probe().panic()

    set_log_sink(Failing(), LogLevel.DEBUG)
    run(panic())
    set_log_sink(None)
    before = len(sink.lines)
    run(panic())
    assert len(sink.lines) == before


def test_many_threads_log_at_once(sink):
    async def work():
        await asyncio.gather(*(anything(Probe().panic()) for _ in range(50)))

    run(work())
    assert sum("ended unexpectedly" in line for line in sink.lines) == 50
