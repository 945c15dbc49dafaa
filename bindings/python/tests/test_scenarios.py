"""Scenarios as data: every file of tests/scenarios, word for word. What the fields mean stands in its README."""

import asyncio
import datetime
import enum
import inspect
import json
import re
import secrets
import threading
import typing
from pathlib import Path

import pocketcoach
import pytest
from pocketcoach import CoachError, CoachHost, HostError, KeyChoice, LiveInput

from conftest import run

FOLDER = Path(__file__).resolve().parents[3] / "tests" / "scenarios"
FILES = sorted(FOLDER.glob("*.json"))


def test_there_are_scenarios():
    assert FILES, "no scenario was found, so none was run"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_scenario(path: Path, tmp_path: Path):
    run(Scenario(json.loads(path.read_text("utf-8")), tmp_path).play())


# What the host brings


class Keychain(pocketcoach.HostKeychain):
    def __init__(self):
        self.secrets = {}

    def read(self, name):
        return self.secrets.get(name)

    def write(self, name, secret):
        self.secrets[name] = secret

    def delete(self, name):
        self.secrets.pop(name, None)


class Clock(pocketcoach.HostClock):
    def __init__(self, now_ms):
        self.now = now_ms

    def now_ms(self):
        return self.now


class Notifier(pocketcoach.HostNotifier):
    def __init__(self):
        self.heard = threading.Event()
        self.notices = None

    def schedule(self, notices):
        self.notices = notices
        if notices:
            self.heard.set()


class Health(pocketcoach.HostHealthReader):
    def __init__(self, pages):
        self.pages = pages

    def read(self, stream, after_anchor):
        after = None if after_anchor is None else after_anchor.decode()
        for given in self.pages:
            if (given["stream"], given["after"]) == (stream, after):
                return built(pocketcoach.HealthPage, given["page"])
        raise HostError.Failed(reason="there is no page for this")


class Model(pocketcoach.HostModel):
    def __init__(self, answers):
        self.answers = list(answers)

    def name(self):
        return "scenario"

    def answer(self, question, reply):
        answer = self.answers.pop(0)
        if answer.get("throws"):
            raise RuntimeError("canary of a model")
        if answer.get("hangs"):
            while not reply.is_cancelled():
                threading.Event().wait(0.005)
            return []
        for _ in range(answer.get("pieces", 0)):
            if not reply.push(answer["piece"]):
                return []
        for word in re.findall(r"\S+\s*|\s+", answer.get("text", "")):
            reply.push(word)
        calls = answer.get("calls", [])
        return [
            pocketcoach.ModelToolCall(name=call["name"], arguments_json=json.dumps(call["arguments"])) for call in calls
        ]


class Listener(pocketcoach.EventListener):
    def __init__(self):
        self.events = []
        self.over = threading.Event()

    def on_event(self, event):
        self.events.append(event)
        if event.is_finished() or event.is_failed():
            self.over.set()


# From data to records and back


def built(kind, value):
    """A value of the boundary's type out of data."""
    origin = typing.get_origin(kind)
    if origin is typing.Union:
        # What stands for a default is an object of no type.
        inner = next(argument for argument in typing.get_args(kind) if argument not in (type(None), object))
        return None if value is None else built(inner, value)
    if origin in (list, typing.List):
        return [built(typing.get_args(kind)[0], item) for item in value]
    if origin in (dict, typing.Dict):
        return value
    if kind is bytes:
        return value.encode()
    if kind is float:
        return float(value)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind[value.upper()]
    if inspect.isclass(kind) and kind.__module__ == "pocketcoach":
        hints = typing.get_type_hints(kind.__init__, vars(pocketcoach))
        unknown = set(value) - set(hints)
        assert not unknown, f"{kind.__name__} has no {unknown}"
        return kind(**{name: built(hints[name], field) for name, field in value.items()})
    return value


def shown(value):
    """A result of the boundary as data."""
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    if type(value).__module__ == "pocketcoach":
        return {name: shown(field) for name, field in vars(value).items()}
    return value


def kind_of(event) -> str:
    return type(event).__name__.split(".")[-1].lower()


# Expectations


def fits(expected, value, where="result"):
    if isinstance(expected, dict):
        if set(expected) == {"is"}:
            return same(expected["is"], value, where)
        for word, wanted in expected.items():
            match word:
                case "contains" if isinstance(value, str):
                    assert wanted in value, f"{where}: {value!r} holds no {wanted!r}"
                case "contains" if isinstance(value, list):
                    assert any(is_fit(wanted, item) for item in value), f"{where}: no {wanted!r} in {value!r}"
                case "lacks" if isinstance(value, str):
                    assert wanted not in value, f"{where}: {value!r} holds {wanted!r}"
                case "lacks" if isinstance(value, list):
                    assert not any(is_fit(wanted, item) for item in value), f"{where}: {wanted!r} in {value!r}"
                case "at_least" if is_number(value):
                    assert value >= wanted, f"{where}: {value} < {wanted}"
                case "at_most" if is_number(value):
                    assert value <= wanted, f"{where}: {value} > {wanted}"
                case "any":
                    assert any(is_fit(one, value) for one in wanted), f"{where}: {value!r} is none of {wanted!r}"
                case "empty" if isinstance(value, (str, list)):
                    assert (len(value) == 0) == wanted, f"{where}: {value!r}"
                case "null":
                    assert (value is None) == wanted, f"{where}: {value!r}"
                case "json" if isinstance(value, str):
                    fits(wanted, json.loads(value), f"{where} as JSON")
                case "length" if isinstance(value, (str, list)):
                    fits(wanted, len(value), f"{where}.length")
                case _ if isinstance(value, list):
                    fits(wanted, value[int(word)], f"{where}.{word}")
                case _ if isinstance(value, dict):
                    assert word in value, f"{where}: there is no {word!r} in {sorted(value)}"
                    fits(wanted, value[word], f"{where}.{word}")
                case _:
                    raise AssertionError(f"{where}: {word!r} does not apply to {value!r}")
        return None
    return same(expected, value, where)


def is_fit(expected, value) -> bool:
    try:
        fits(expected, value)
    except (AssertionError, IndexError, ValueError):
        return False
    return True


def is_number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(expected, value, where):
    if is_number(expected) and is_number(value):
        assert abs(expected - value) <= 1e-9, f"{where}: {value} instead of {expected}"
    else:
        assert expected == value and type(expected) is type(value), f"{where}: {value!r} instead of {expected!r}"


def part(value, path: str):
    for step in path.split(".") if path else []:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


# The scenario


class Scenario:
    def __init__(self, document: dict, folder: Path):
        self.steps = document["steps"]
        self.kept = {"DIR": str(folder)}
        self.key = secrets.token_hex(32)
        given = document.get("host", {})
        self.keychain = Keychain() if given.get("keychain") else None
        self.notifier = Notifier() if given.get("notifier") else None
        self.host = given and CoachHost(
            keychain=self.keychain,
            clock=Clock(given["clock_ms"]) if "clock_ms" in given else None,
            notifier=self.notifier,
            health=Health(given["health"]) if "health" in given else None,
            model=Model(given["model"]) if "model" in given else None,
        )
        self.streams = bool(given.get("model"))
        self.coach = None
        self.session = None
        self.workout = None

    async def play(self):
        assert self.steps
        try:
            for number, step in enumerate(self.steps):
                where = f"step {number}, {step['do']}"
                await self.step(self.filled(step), where)
        finally:
            if self.coach is not None:
                await self.coach.shutdown()

    async def step(self, step: dict, where: str):
        step = dict(step)
        do, expect, fails = step.pop("do"), step.pop("expect", {}), step.pop("fails", None)
        keep, retryable = step.pop("keep", {}), step.pop("retryable", None)
        try:
            result = shown(await self.call(do, step))
        except CoachError as error:
            assert error.code() == fails, f"{where}: failed with {error.code()}: {error.user_message()}"
            message = error.user_message()
            assert message and message[-1] in ".?!", f"{where}: {message}"
            assert "CoachError" not in message and self.key not in message, f"{where}: {message}"
            if retryable is not None:
                assert error.is_retryable() == retryable, where
            return None
        assert fails is None, f"{where}: did not fail with {fails}: {result!r}"
        fits(expect, result, where)
        for name, path in keep.items():
            self.kept[name] = part(result, path)
        return result

    def filled(self, value):
        """A step with what its `$NAME`s stand for."""
        if isinstance(value, dict):
            return {key: self.filled(item) if key != "keep" else item for key, item in value.items()}
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if not isinstance(value, str) or "$" not in value:
            return value
        whole = re.fullmatch(r"\$([A-Z][A-Z_]*)", value)
        if whole and whole[1] in self.kept:
            return self.kept[whole[1]]

        def named(match):
            if match[1] == "TODAY":
                day = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=int(match[2] or 0))
                return day.isoformat()
            return str(self.kept[match[1]]) + (match[2] or "")

        return re.sub(r"\$([A-Z][A-Z_]*)([+-]\d+)?", named, value)

    def config(self, key=None):
        choice = KeyChoice.KEYCHAIN() if self.keychain else KeyChoice.GIVEN(hex=key or self.key)
        return pocketcoach.CoachConfig(data_dir=self.kept["DIR"] + "/home", key=choice)

    async def call(self, do: str, given: dict):
        own = getattr(self, f"do_{do}", None)
        if own is not None:
            return await own(**given)
        return await self.method(getattr(self.coach, do), given)

    async def method(self, method, given: dict):
        hints = typing.get_type_hints(method, vars(pocketcoach))
        names = set(inspect.signature(method).parameters)
        assert set(given) <= names, f"{method.__name__} takes no {set(given) - names}"
        answer = method(**{name: built(hints.get(name), value) for name, value in given.items()})
        return await answer if inspect.isawaitable(answer) else answer

    async def do_create(self, profile):
        host = {"host": self.host} if self.host else {}
        coach = await pocketcoach.Coach.create(self.config(), built(pocketcoach.Profile, profile), **host)
        self.coach = coach

    async def do_open(self, other_key=False):
        host = {"host": self.host} if self.host else {}
        config = self.config(secrets.token_hex(32) if other_key else None)
        self.coach = await pocketcoach.Coach.open(config, **host)

    async def do_shutdown(self):
        await self.coach.shutdown()

    async def do_erase(self):
        return await pocketcoach.erase(self.config(), **({"host": self.host} if self.host else {}))

    async def do_diagnose(self):
        return await pocketcoach.diagnose(self.config(), **({"host": self.host} if self.host else {}))

    async def do_write_export(self, path, days, steps_a_day):
        first = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=days)
        records = []
        for number in range(days):
            day = (first + datetime.timedelta(days=number)).isoformat()
            records.append(
                ' <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Alex’s iPhone" unit="count"'
                f' creationDate="{day} 10:30:00 +0000" startDate="{day} 10:00:00 +0000"'
                f' endDate="{day} 10:30:00 +0000" value="{steps_a_day + number}"/>'
            )
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_DE">\n'
        head += ' <ExportDate value="2026-11-26 12:00:00 +0000"/>\n'
        Path(path).write_text(head + "\n".join(records) + "\n</HealthData>\n", "utf-8")

    async def do_import(self, paths):
        task = self.coach.import_files(paths)
        while await task.next_progress() is not None:
            pass
        return await task.finish()

    async def do_import_cancelled(self, paths):
        task = self.coach.import_files(paths)
        task.cancel()
        try:
            await task.finish()
        except CoachError.Cancelled:
            return {"ended": "cancelled"}
        return {"ended": "finished"}

    async def conversation(self):
        if self.session is None:
            self.session = await self.coach.new_session()
        return self.session

    async def do_new_session(self):
        self.session = None

    async def do_history(self):
        return await self.session.history()

    @staticmethod
    def told(result, events):
        kinds = [kind_of(event) for event in events]
        return {
            "result": result,
            "text": "".join(event.text for event in events if event.is_text()),
            "events": [kind for place, kind in enumerate(kinds) if place == 0 or kinds[place - 1] != kind],
            "crossings": len(events),
        }

    async def do_ask(self, text, coach=None):
        turn = (await self.conversation()).send(text, coach)
        events = []
        while (event := await turn.next_event()) is not None:
            events.append(event)
        return self.told(await turn.finish(), events)

    async def do_ask_listening(self, text, coach=None):
        listener = Listener()
        turn = (await self.conversation()).send_to(text, listener, coach)
        result = await turn.finish()
        assert await asyncio.to_thread(listener.over.wait, 60)
        return self.told(result, listener.events)

    async def do_ask_cancelled(self, text):
        turn = (await self.conversation()).send(text)
        events = []
        while self.streams and (event := await turn.next_event()) is not None:
            events.append(event)
            if event.is_text() or event.is_started():
                break
        turn.cancel()
        return self.told(await turn.finish(), events)

    async def do_device_policy(self, state):
        return pocketcoach.device_policy(built(pocketcoach.DeviceState, state))

    async def do_live(self, inputs, session=None):
        if self.workout is None:
            self.workout = await self.coach.start_live(session)
        events = []
        for given in inputs:
            events += await self.workout.push(self.input(given))
        told = [{"event": kind_of(event), **shown(event)} for event in events]
        return {"events": told, "stopped": await self.workout.is_stopped()}

    async def do_live_ramp(self, from_ms, seconds, from_bpm, to_bpm):
        def bpm(second):
            return round(from_bpm + (to_bpm - from_bpm) * second / max(seconds - 1, 1))

        return await self.do_live([{"sample": [from_ms + second * 1000, bpm(second)]} for second in range(seconds)])

    @staticmethod
    def input(given: dict):
        ((kind, value),) = given.items()
        match kind:
            case "sample":
                return LiveInput.SAMPLE(t_ms=value[0], heart_rate_bpm=None if value[1] is None else float(value[1]))
            case "tick":
                return LiveInput.TICK(t_ms=value)
            case "said":
                return LiveInput.SAID(text=value)
            case "confirm":
                return LiveInput.CONFIRM(t_ms=value[0], effort=value[1])
            case "finish":
                return LiveInput.FINISH(t_ms=value)
        raise AssertionError(f"{kind} is no input")

    async def do_read_health(self, stream):
        return await self.coach.read_health(stream).finish()

    async def do_notices_heard(self):
        assert await asyncio.to_thread(self.notifier.heard.wait, 10)
        return self.notifier.notices

    async def do_threads(self, count, each):
        results = [None] * count
        failures = []

        def work(place):
            try:
                results[place] = asyncio.run(self.step(each, f"thread {place}"))
            except BaseException as failure:  # noqa: BLE001
                failures.append(failure)

        threads = [threading.Thread(target=work, args=(place,)) for place in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            await asyncio.to_thread(thread.join)
        if failures:
            raise failures[0]
        return results

    async def do_shutdown_during(self, text):
        turn = (await self.coach.new_session()).send(text)
        await self.coach.shutdown()
        try:
            await turn.finish()
        except CoachError as error:
            return {"ended": error.code()}
        return {"ended": "answered"}

    async def do_echo(self, text):
        return pocketcoach.Probe().echo_text(text)

    async def do_panic(self):
        await pocketcoach.Probe().panic()
