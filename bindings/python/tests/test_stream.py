"""Streams, cancelling and failures at the boundary: what a turn's way out does with ten thousand pieces, slow and failing
listeners, a busy library and a panic. The pieces are the probe's; the way is that of every turn."""

import asyncio
import gc
import threading
import time

import pytest
from pocketcoach import Coach, CoachError, CoachHost, EventListener, HostModel, Probe

from conftest import opened, person, run

PIECES = 10_000
WHOLE = "".join(f"{number} " for number in range(PIECES))
MOST_CROSSINGS = 700
QUESTION = "How many steps did I take yesterday?"


class Listener(EventListener):
    def __init__(self):
        self.events = []
        self.over = threading.Event()

    def on_event(self, event):
        self.events.append(event)
        if event.is_finished() or event.is_failed():
            self.over.set()

    def text(self):
        return "".join(event.text for event in self.events if event.is_text())


async def pulled(turn):
    events = []
    while (event := await turn.next_event()) is not None:
        events.append(event)
    return events


@pytest.mark.parametrize("pause_us", [0, 300])
def test_ten_thousand_pieces_arrive_in_order_in_few_crossings(pause_us):
    async def work():
        turn = Probe().stream(PIECES, pause_us)
        return await pulled(turn), await turn.finish()

    events, result = run(work())
    text = "".join(event.text for event in events if event.is_text())
    assert text == result.reply == WHOLE
    assert events[-1].is_finished()
    assert len(events) <= MOST_CROSSINGS


def test_a_listener_hears_the_same():
    listener = Listener()
    turn = Probe().stream_to(PIECES, 0, listener)
    result = run(turn.finish())
    assert listener.over.wait(60)
    assert listener.text() == result.reply == WHOLE
    assert len(listener.events) <= MOST_CROSSINGS


def test_a_slow_listener_catches_up():
    class Slow(Listener):
        def on_event(self, event):
            time.sleep(0.05)
            super().on_event(event)

    listener = Slow()
    run(Probe().stream_to(PIECES, 0, listener).finish())
    assert listener.over.wait(60)
    assert listener.text() == WHOLE


def test_the_first_piece_does_not_wait_for_the_second():
    async def work():
        turn = Probe().stream(2, 30_000_000)
        first = await turn.next_event()
        turn.cancel()
        return first.text

    assert run(work()) == "0 "


@pytest.mark.parametrize("way", ["handle", "drop", "task"])
def test_cancelling_stops_the_model(way):
    """Whoever writes is stopped at its next piece, not only whoever reads. How soon that is, the benchmark measures."""

    async def stopped(probe):
        then = probe.produced()
        while probe.ended_us() is None:
            await asyncio.sleep(0.005)
        assert probe.produced() - then <= 1

    async def work():
        probe = Probe()
        turn = probe.stream(-1, 100)
        assert (await turn.next_event()).text.startswith("0 ")
        match way:
            case "handle":
                turn.cancel()
                await stopped(probe)
                with pytest.raises(CoachError.Cancelled):
                    await turn.finish()
                # Once the end is told, nothing more is written or heard.
                written = probe.produced()
                events = await pulled(turn)
                assert events[-1].is_failed() and events[-1].kind == "cancelled"
                assert sum(event.is_failed() for event in events) == 1
                assert await turn.next_event() is None and probe.produced() == written
                return
            case "drop":
                del turn
                gc.collect()
            case "task":

                async def owner(turn):
                    while await turn.next_event() is not None:
                        pass

                task = asyncio.create_task(owner(turn))
                del turn
                await asyncio.sleep(0.05)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                del task
                gc.collect()
        await stopped(probe)

    run(work())


def test_a_cancelled_turn_tells_the_hosts_model_at_its_next_piece(config):
    class Endless(HostModel):
        def __init__(self):
            self.written = 0
            self.over = threading.Event()

        def name(self):
            return "endless"

        def answer(self, question, reply):
            while True:
                self.written += 1
                if not reply.push("All is well. "):
                    self.over.set()
                    return []
                time.sleep(0.0002)

    async def work():
        model = Endless()
        coach = await Coach.create(config, person(), host=CoachHost(model=model))
        try:
            for _ in range(3):
                model.written = 0
                model.over.clear()
                turn = (await coach.new_session()).send("Say that all is well.")
                while model.written < 3:
                    await asyncio.sleep(0.001)
                turn.cancel()
                with pytest.raises(CoachError.Cancelled):
                    await turn.finish()
                confirmed = model.written
                assert (await pulled(turn))[-1].kind == "cancelled"
                assert await asyncio.to_thread(model.over.wait, 60)
                # The piece on its way, and the one at which it hears of the end.
                assert model.written - confirmed <= 2
        finally:
            await coach.shutdown()

    run(work())


def test_a_busy_library_holds_up_nobody_here():
    async def work():
        ticks = 0
        blocking = asyncio.create_task(Probe().block(500))
        while not blocking.done():
            await asyncio.sleep(0.01)
            ticks += 1
        return ticks

    # Fifty would be all of them; a loop that is held up has none.
    assert run(work()) >= 10


def test_a_panic_is_a_typed_error_and_the_library_goes_on(capfd):
    async def work():
        probe = Probe()
        with pytest.raises(CoachError.Storage) as caught:
            await probe.panic()
        return caught.value.user_message(), await probe.echo_async(7)

    message, echo = run(work())
    assert echo == 7
    assert "panic" not in message and "probe" not in message
    assert capfd.readouterr().err == ""


def test_a_listener_that_fails_hears_no_more_and_the_turn_goes_on(capfd):
    class Failing(Listener):
        def on_event(self, event):
            super().on_event(event)
            raise RuntimeError("canary-of-a-listener")

    listener = Failing()
    result = run(Probe().stream_to(PIECES, 0, listener).finish())
    assert result.reply == WHOLE
    assert len(listener.events) == 1
    assert "canary-of-a-listener" not in capfd.readouterr().out


def test_a_listener_may_call_back():
    probe = Probe()

    class Calling(Listener):
        def on_event(self, event):
            assert probe.echo(3) == 3
            assert asyncio.run(probe.echo_async(4)) == 4
            super().on_event(event)

    listener = Calling()
    run(probe.stream_to(1_000, 0, listener).finish())
    assert listener.over.wait(60)
    assert listener.text() == WHOLE[: len(listener.text())] and listener.events[-1].is_finished()


def test_a_thousand_turns_leave_no_handle(filled):
    async def work():
        async with opened(filled) as coach:
            for number in range(1_000):
                session = await coach.new_session()
                if number % 100 == 0:
                    session.send(QUESTION).cancel()
                Probe().stream(3, 0)
                del session

    run(work())
    gc.collect()
    probe = Probe()
    for _ in range(500):
        if (probe.open_turns(), probe.open_sessions()) == (0, 0):
            break
        time.sleep(0.01)
    assert (probe.open_turns(), probe.open_sessions()) == (0, 0)
