"""Asking: events that are pulled, cancelling, red flags."""

import asyncio

import pytest
from pocketcoach import Bucket, CoachError, CoachEvent

import export
from conftest import created, opened, run

QUESTION = "How many steps did I take yesterday?"


async def pulled(turn):
    events = []
    while (event := await turn.next_event()) is not None:
        events.append(event)
    return events


async def interrupted(session, send):
    """A turn that was cancelled before its end, and what it failed with. Turns are fast: one may be over by then."""
    for _ in range(5):
        turn = send(session)
        turn.cancel()
        try:
            await turn.finish()
        except CoachError.Cancelled as error:
            return turn, error
    raise AssertionError("five turns in a row went on when cancelled")


def text_of(events) -> str:
    return "".join(event.text for event in events if event.is_text())


def test_a_question_streams_tool_calls_figures_and_text_that_add_up_to_the_reply(filled):
    async def work():
        async with opened(filled) as coach:
            session = await coach.new_session()
            turn = session.send(QUESTION)
            events = await pulled(turn)
            result = await turn.finish()
            assert await turn.next_event() is None
            assert await turn.finish() == result
            return session.id(), events, result

    session_id, events, result = run(work())
    assert events[0].is_started()
    assert events[-1].is_finished() and events[-1].result == result
    assert sum(event.is_finished() or event.is_failed() for event in events) == 1
    assert text_of(events) == result.reply

    started = [event.tool for event in events if event.is_tool_started()]
    finished = [event.tool for event in events if event.is_tool_finished()]
    assert started and started == finished == [call.tool for call in result.tool_calls]
    assert all(call.ok for call in result.tool_calls)

    steps = export.steps_of(export.days()[-1])
    assert any(citation.value == steps and citation.metric == "steps" for citation in result.citations)
    assert str(steps) in result.reply.replace(",", "")
    assert {citation.text for event in events if event.is_cited() for citation in event.citations} == {
        citation.text for citation in result.citations
    }
    assert result.session_id == session_id and result.trace_id == events[0].trace_id


def test_a_conversation_is_gone_on_with_and_the_coach_can_be_chosen(filled):
    async def work():
        async with opened(filled) as coach:
            first = await coach.new_session()
            await first.send(QUESTION).finish()
            again = await coach.session(first.id())
            result = await again.send("How did I sleep last week?", "progress").finish()
            with pytest.raises(CoachError.InvalidInput):
                again.send("hello", "nobody")
            return first.id(), result

    session_id, result = run(work())
    assert result.session_id == session_id
    assert result.reply


def test_the_result_does_not_wait_for_readers_and_readers_lose_nothing(filled):
    async def work():
        async with opened(filled) as coach:
            turn = (await coach.new_session()).send(QUESTION)
            result = await turn.finish()
            return result, await pulled(turn)

    result, events = run(work())
    assert text_of(events) == result.reply
    assert events[0].is_started() and events[-1].is_finished()


def test_a_cancelled_turn_fails_with_cancelled_and_the_next_one_is_answered(filled):
    async def work():
        async with opened(filled) as coach:
            session = await coach.new_session()
            turn, error = await interrupted(session, lambda session: session.send(QUESTION))
            turn.cancel()
            events = await pulled(turn)
            return error, events, await session.send(QUESTION).finish()

    error, events, result = run(work())
    assert (error.code(), error.is_retryable()) == ("cancelled", True)
    assert not any(event.is_finished() for event in events)
    assert result.reply


def test_letting_go_of_a_turn_cancels_it(filled):
    async def work():
        async with opened(filled) as coach:
            session = await coach.new_session()
            session.send(QUESTION)
            # A turn that still ran would make the conversation busy for as long as it took.
            while True:
                try:
                    return await session.send(QUESTION).finish()
                except CoachError.Busy:
                    await asyncio.sleep(0.01)

    assert run(work()).reply


def test_a_wait_that_is_given_up_takes_no_event_with_it(filled):
    async def work():
        async with opened(filled) as coach:
            turn = (await coach.new_session()).send(QUESTION)
            first = await turn.next_event()
            assert first.is_started()
            waiting = [asyncio.create_task(turn.next_event()) for _ in range(3)]
            for task in waiting:
                # Cancelled before its first step: it never asked.
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            return [first, *await pulled(turn)], await turn.finish()

    events, result = run(work())
    assert text_of(events) == result.reply


def test_a_red_flag_stops_the_turn_with_the_local_emergency_number(filled):
    async def work():
        async with opened(filled) as coach:
            turn = (await coach.new_session()).send("I have crushing chest pain and my left arm is numb")
            return await pulled(turn), await turn.finish()

    events, result = run(work())
    assert [intervention.rule for intervention in result.interventions] == ["RED-FLAG"]
    assert any(event.is_safety() and event.intervention.rule == "RED-FLAG" for event in events)
    assert "112" in result.reply
    assert result.tool_calls == []
    assert text_of(events) == result.reply


def test_shutting_down_in_the_middle_of_turns_ends_them_and_loses_nothing(config, small_export):
    async def outcome(turn):
        try:
            await turn.finish()
            return "answered"
        except CoachError as error:
            return error.code()

    async def work():
        async with created(config) as coach:
            await coach.import_files([str(small_export)]).finish()
            sessions = [await coach.new_session() for _ in range(8)]
            turns = [session.send(QUESTION) for session in sessions]
            await coach.shutdown()
            codes = [await outcome(turn) for turn in turns]
            for turn in turns:
                await pulled(turn)
        async with opened(config) as coach:
            days = export.days()
            values = await coach.query("steps", days[0].isoformat(), days[-1].isoformat(), Bucket.DAY)
            answer = await (await coach.session(sessions[-1].id())).send(QUESTION).finish()
            return codes, len(values), answer

    codes, days, answer = run(work())
    # The first ones may have been answered by then.
    assert set(codes) <= {"answered", "cancelled", "closed"}
    assert codes[-1] != "answered", codes
    assert days == export.DAYS
    assert answer.reply


def test_event_kinds_are_told_apart(filled):
    async def work():
        async with opened(filled) as coach:
            return await pulled((await coach.new_session()).send("hello"))

    kinds = {type(event) for event in run(work())}
    assert {CoachEvent.STARTED, CoachEvent.TEXT, CoachEvent.FINISHED} <= kinds
