"""Making, opening and closing a coach, and what goes wrong on the way."""

import asyncio
import secrets

import pocketcoach
import pytest
from pocketcoach import Bucket, Coach, CoachConfig, CoachError, KeyChoice, Profile

import export
from conftest import created, opened, person, run


def test_the_version_is_the_librarys():
    assert pocketcoach.version().count(".") == 2


def test_a_new_coach_knows_the_person_and_still_does_when_opened_again(config):
    async def work():
        async with created(config) as coach:
            assert (await coach.profile()).name == "Alex"
            await coach.set_profile(Profile(name="Robin", birth_date="1990-04-02", height_cm=171.5))
        async with opened(config) as coach:
            return await coach.profile()

    profile = run(work())
    assert (profile.name, profile.birth_date, profile.height_cm) == ("Robin", "1990-04-02", 171.5)
    assert profile.conditions == []


def test_a_measurement_that_is_written_is_found(config):
    async def work():
        async with created(config) as coach:
            sentence = await coach.log_measurement("body_mass", 81.5)
            today = export.days()[-1].isoformat()
            return sentence, await coach.query("body_mass", today, "2999-12-31", Bucket.RAW)

    sentence, values = run(work())
    assert "81.5" in sentence.text
    assert [(value.value, value.unit) for value in values] == [(81.5, "kg")]


def fails_with(kind, work):
    """What the person would be told when `work` fails with the error `kind`."""
    with pytest.raises(kind) as caught:
        run(work)
    error = caught.value
    message = error.user_message()
    assert message.endswith(".") and not message.endswith("..")
    assert "CoachError" not in message
    return error.code(), error.is_retryable(), message


def test_a_wrong_key_is_locked(filled):
    wrong = CoachConfig(data_dir=filled.data_dir, key=KeyChoice.GIVEN(hex=secrets.token_hex(32)))
    code, retryable, message = fails_with(CoachError.Locked, Coach.open(wrong))
    assert (code, retryable) == ("locked", False)
    assert "key" in message
    assert wrong.key.hex not in message


def test_a_key_that_is_no_key_is_locked_and_not_repeated(config):
    bad = CoachConfig(data_dir=config.data_dir, key=KeyChoice.GIVEN(hex="canary"))
    code, _, message = fails_with(CoachError.Locked, Coach.create(bad, person()))
    assert code == "locked"
    assert "canary" not in message


def test_no_database_is_to_be_set_up(config):
    assert fails_with(CoachError.SetUp, Coach.open(config))[:2] == ("set_up", False)


def test_a_database_is_not_made_twice(filled):
    assert fails_with(CoachError.SetUp, Coach.create(filled, person()))[0] == "set_up"


@pytest.mark.parametrize(
    ("kind", "code", "call"),
    [
        (CoachError.NotFound, "not_found", lambda coach: coach.query("stepz", "2026-01-01", "2026-01-02", Bucket.DAY)),
        (CoachError.InvalidInput, "invalid_input",
         lambda coach: coach.query("steps", "1 May", "2026-01-02", Bucket.DAY)),
        (CoachError.InvalidInput, "invalid_input",
         lambda coach: coach.query("steps", "2026-02-01", "2026-01-01", Bucket.DAY)),
        (CoachError.InvalidInput, "invalid_input", lambda coach: coach.set_profile(Profile(height_cm=7.0))),
        (CoachError.InvalidInput, "invalid_input", lambda coach: coach.set_profile(Profile(birth_date="yesterday"))),
        (CoachError.InvalidInput, "invalid_input", lambda coach: coach.write_demo(1, -3)),
        (CoachError.NotFound, "not_found", lambda coach: coach.session("nobody")),
        (CoachError.NotFound, "not_found", lambda coach: coach.approve("nothing")),
    ],
    ids=["metric", "date", "range", "height", "birthday", "days", "session", "proposal"],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(filled, kind, code, call):
    async def work():
        async with opened(filled) as coach:
            await call(coach)

    assert fails_with(kind, work())[:2] == (code, False)


def test_shutting_down_twice_is_fine_and_every_call_after_it_is_closed(config):
    async def work():
        coach = await Coach.create(config, person())
        session = await coach.new_session()
        await coach.shutdown()
        await coach.shutdown()
        calls = [
            lambda: coach.profile(),
            lambda: coach.set_profile(person()),
            lambda: coach.query("steps", "2026-01-01", "2026-01-02", Bucket.DAY),
            lambda: coach.new_session(),
            lambda: coach.session(session.id()),
            lambda: coach.log_measurement("body_mass", 80.0),
            lambda: coach.proposals(),
            lambda: coach.write_demo(1, 1),
            lambda: coach.export_to("nowhere.jsonl"),
            lambda: coach.import_files(["nowhere.xml"]),
            lambda: session.send("hello"),
        ]
        codes = []
        for call in calls:
            try:
                answer = call()
                if asyncio.iscoroutine(answer):
                    await answer
                codes.append("answered")
            except CoachError as error:
                codes.append(error.code())
        return codes

    assert set(run(work())) == {"closed"}


def test_many_callers_at_once_get_their_own_answers(filled):
    async def work():
        async with opened(filled) as coach:
            days = export.days()
            answers = await asyncio.gather(
                *(coach.query("steps", day.isoformat(), day.isoformat(), Bucket.DAY) for day in days)
            )
            return {values[0].start: values[0].value for values in answers}

    assert run(work()) == {day.isoformat(): export.steps_of(day) for day in export.days()}


def test_a_cancelled_task_ends_its_work_and_leaves_the_coach_well(config):
    async def work():
        async with created(config) as coach:
            writing = asyncio.create_task(coach.write_demo(7, 3650))
            await asyncio.sleep(0.05)
            writing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await writing
            # Work that went on would keep the only writer and end with ten years in the database.
            while True:
                try:
                    await coach.log_measurement("body_mass", 80.0)
                    break
                except CoachError.Busy as error:
                    assert error.is_retryable()
            return await coach.query("steps", "2000-01-01", "2999-12-31", Bucket.DAY)

    assert run(work()) == []


def test_a_diagnosis_names_what_is_wrong(filled):
    wrong = CoachConfig(data_dir=filled.data_dir, key=KeyChoice.GIVEN(hex=secrets.token_hex(32)))
    assert any(not finding.ok and finding.detail for finding in run(pocketcoach.diagnose(wrong)))
    assert all(finding.ok for finding in run(pocketcoach.diagnose(filled)) if "key" in finding.name.lower())


def test_everything_can_be_taken_along(filled, tmp_path):
    target = tmp_path / "all.jsonl"

    async def work():
        async with opened(filled) as coach:
            await coach.export_to(str(target))

    run(work())
    assert target.stat().st_mode & 0o077 == 0
    assert '"Alex"' in target.read_text(encoding="utf-8")
