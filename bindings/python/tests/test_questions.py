"""The host's services as questions at a desk: a keychain, a health store and a model that are asynchronous."""

import asyncio
import threading

import pytest
from pocketcoach import (
    Bucket,
    Coach,
    CoachConfig,
    CoachError,
    CoachHost,
    HealthBatch,
    HealthPage,
    HealthPlatform,
    HealthRecord,
    HealthSample,
    HostAnswer,
    HostFailure,
    HostQuestions,
    KeyChoice,
)

from conftest import person, run


class Desk:
    """A host whose services are asynchronous."""

    def __init__(self):
        self.questions = HostQuestions()
        self.secrets = {}
        self.locked = False
        self.asked = []

    async def serve(self):
        while (question := await self.questions.next()) is not None:
            self.asked.append(type(question).__name__.split(".")[-1])
            assert self.questions.answer(question.id, await self.answer(question))
            # Each is answered once.
            assert not self.questions.answer(question.id, HostAnswer.DONE())

    async def answer(self, question):
        await asyncio.sleep(0)
        if self.locked:
            return HostAnswer.FAILED(kind=HostFailure.LOCKED, reason="unlock the phone first")
        if question.is_read_secret():
            return HostAnswer.SECRET(secret=self.secrets.get(question.name))
        if question.is_write_secret():
            self.secrets[question.name] = question.secret
            return HostAnswer.DONE()
        if question.is_delete_secret():
            self.secrets.pop(question.name, None)
            return HostAnswer.DONE()
        if question.is_read_health():
            return HostAnswer.PAGE(page=page(question.after_anchor))
        assert question.is_ask_model()
        for word in ["All ", "is ", "well."]:
            assert question.reply.push(word)
        return HostAnswer.CALLS(calls=[])


def page(after):
    number = int(after or b"0")
    sample = HealthSample(kind="HKQuantityTypeIdentifierBodyMass", start_ms=number * 1000, end_ms=number * 1000, value=80.0 + number, unit="kg")
    record = HealthRecord(id=f"record-{number}", source="Scales", samples=[sample])
    batch = HealthBatch(platform=HealthPlatform.HEALTH_KIT, records=[record], deleted=[])
    return HealthPage(batch=batch, next_anchor=str(number + 1).encode(), more=number < 2)


def test_a_keychain_a_health_store_and_a_model_answer_at_a_desk(tmp_path):
    async def work():
        desk = Desk()
        serving = asyncio.create_task(desk.serve())
        host = CoachHost.asking(desk.questions, keychain=True, health=True, model="own")
        config = CoachConfig(data_dir=str(tmp_path / "home"), key=KeyChoice.KEYCHAIN())
        coach = await Coach.create(config, person(), host)
        assert desk.secrets
        assert coach.model_name() == "own"
        assert (await coach.read_health("weight").finish()).new_records == 3
        rows = await coach.query("body_mass", "1970-01-01", "1970-01-01", Bucket.RAW, None)
        assert [row.value for row in rows] == [80.0, 81.0, 82.0]
        assert (await (await coach.new_session()).send("Say that all is well.").finish()).reply == "All is well."
        await coach.shutdown()
        desk.locked = True
        with pytest.raises(CoachError.Locked) as caught:
            await Coach.open(config, host)
        assert "unlock the phone" in caught.value.user_message()
        desk.locked = False
        coach = await Coach.open(config, host)
        await coach.shutdown()
        desk.questions.close_desk()
        await serving
        with pytest.raises(CoachError.Locked):
            await Coach.open(config, host)
        assert {"READ_SECRET", "WRITE_SECRET", "READ_HEALTH", "ASK_MODEL"} <= set(desk.asked)

    run(work())


def test_a_desk_that_closes_ends_every_wait(tmp_path):
    async def work():
        questions = HostQuestions()
        host = CoachHost.asking(questions, keychain=True)
        config = CoachConfig(data_dir=str(tmp_path / "home"), key=KeyChoice.KEYCHAIN())
        making = asyncio.create_task(Coach.create(config, person(), host))
        assert await questions.next() is not None
        # Nobody answers, and the desk is closed from another thread.
        threading.Thread(target=questions.close_desk).start()
        with pytest.raises(CoachError):
            await making
        assert await questions.next() is None
        assert not questions.answer(1, HostAnswer.DONE())

    run(work())


def test_an_answer_of_another_kind_is_a_failure(tmp_path):
    async def work():
        questions = HostQuestions()
        host = CoachHost.asking(questions, keychain=True)
        config = CoachConfig(data_dir=str(tmp_path / "home"), key=KeyChoice.KEYCHAIN())
        making = asyncio.create_task(Coach.create(config, person(), host))
        question = await questions.next()
        assert questions.answer(question.id, HostAnswer.SAME(same=True))
        with pytest.raises(CoachError):
            await making

    run(work())
