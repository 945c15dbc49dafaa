"""Asking: events that are pushed to a listener, which may be slow, may fail and may call the coach."""

import asyncio
import threading

from pocketcoach import Bucket, EventListener, ListenerError
from test_turn import interrupted

import export
from conftest import DEADLINE_SECONDS, opened, run

QUESTION = "How many steps did I take yesterday?"


class Listener(EventListener):
    """Keeps what it hears until the turn is over."""

    def __init__(self):
        self.events = []
        self.threads = set()
        self.over = threading.Event()

    def on_event(self, event):
        self.events.append(event)
        self.threads.add(threading.get_ident())
        if event.is_finished() or event.is_failed():
            self.over.set()

    async def heard_all(self):
        assert await asyncio.to_thread(self.over.wait, DEADLINE_SECONDS)


async def ask(coach, listener, question=QUESTION):
    turn = (await coach.new_session()).send_to(question, listener)
    return await turn.finish()


def text_of(events) -> str:
    return "".join(event.text for event in events if event.is_text())


def test_a_listener_hears_everything_in_order_on_one_other_thread(filled):
    listener = Listener()

    async def work():
        async with opened(filled) as coach:
            result = await ask(coach, listener)
            await listener.heard_all()
            return result

    result = run(work())
    assert listener.events[0].is_started() and listener.events[-1].result == result
    assert text_of(listener.events) == result.reply
    assert len(listener.threads) == 1 and threading.get_ident() not in listener.threads


def test_a_slow_listener_holds_up_neither_the_turn_nor_other_calls(filled):
    class Stuck(Listener):
        """Does not return from its first event until it is let go."""

        def __init__(self):
            super().__init__()
            self.go_on = threading.Event()

        def on_event(self, event):
            assert self.go_on.wait(DEADLINE_SECONDS)
            super().on_event(event)

    listener = Stuck()

    async def work():
        async with opened(filled) as coach:
            result = await ask(coach, listener)
            day = export.days()[-1].isoformat()
            values = await coach.query("steps", day, day, Bucket.DAY)
            assert not listener.events
            listener.go_on.set()
            await listener.heard_all()
            return result, values

    result, values = run(work())
    assert values[0].value == export.steps_of(export.days()[-1])
    assert text_of(listener.events) == result.reply


def test_a_listener_may_call_the_coach(filled):
    class Asking(Listener):
        def __init__(self, coach):
            super().__init__()
            self.coach = coach
            self.answers = []

        def on_event(self, event):
            day = export.days()[-1].isoformat()
            values = asyncio.run(self.coach.query("steps", day, day, Bucket.DAY))
            self.answers.append(values[0].value)
            super().on_event(event)

    async def work():
        async with opened(filled) as coach:
            listener = Asking(coach)
            result = await ask(coach, listener)
            await listener.heard_all()
            return result, listener

    result, listener = run(work())
    assert listener.answers == [export.steps_of(export.days()[-1])] * len(listener.events)
    assert text_of(listener.events) == result.reply


def test_a_listener_that_throws_hears_no_more_and_the_turn_is_finished(filled, capfd):
    class Throwing(Listener):
        def __init__(self, error):
            super().__init__()
            self.error = error

        def on_event(self, event):
            super().on_event(event)
            raise self.error

    async def work(listener):
        async with opened(filled) as coach:
            result = await ask(coach, listener)
            # It runs on a thread of its own: an answer to a second question shows that the first is long over.
            await ask(coach, Listener())
            return result

    for error in (ValueError("canary"), ListenerError.Failed()):
        listener = Throwing(error)
        result = run(work(listener))
        assert str(export.steps_of(export.days()[-1])) in result.reply.replace(",", "")
        assert len(listener.events) == 1
    printed = capfd.readouterr()
    assert printed.err == "" and printed.out == ""


def test_a_listener_of_a_cancelled_turn_hears_of_no_answer(filled):
    listeners = []

    def send(session):
        listeners.append(Listener())
        return session.send_to(QUESTION, listeners[-1])

    async def work():
        async with opened(filled) as coach:
            turn, _ = await interrupted(await coach.new_session(), send)
            # Nothing is left to hear once the queue is at its end.
            while await turn.next_event() is not None:
                pass

    run(work())
    assert not any(event.is_finished() for event in listeners[-1].events)
