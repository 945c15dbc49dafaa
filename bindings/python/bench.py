"""What crossing the boundary costs in Python, and how soon a model stops. Prints one JSON object."""

import asyncio
import gc
import json
import sys
import time

from pocketcoach import EventListener, Probe


class Counting(EventListener):
    def __init__(self):
        self.heard = 0

    def on_event(self, event):
        self.heard += 1


def each_us(times: int, work) -> float:
    started = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - started) / times * 1e6


async def each_async_us(times: int, probe: Probe) -> float:
    started = time.perf_counter()
    for number in range(times):
        await probe.echo_async(number)
    return (time.perf_counter() - started) / times * 1e6


def now_us() -> int:
    return time.time_ns() // 1_000


async def cancel_ms(give_up) -> float:
    """The longest time from a turn's giving up to the end of its model, of some rounds."""
    longest = 0
    for _ in range(40):
        probe = Probe()
        turn = probe.stream(-1, 1_000)
        while probe.produced() < 5:
            await asyncio.sleep(0.001)
        begun = now_us()
        turn = await give_up(turn)
        while (ended := probe.ended_us()) is None:
            await asyncio.sleep(0.001)
        longest = max(longest, ended - begun)
    return longest / 1_000


async def by_handle(turn):
    turn.cancel()
    return turn


async def by_letting_go(turn):
    return None


async def by_task(turn):
    async def reading(turn):
        while await turn.next_event() is not None:
            pass

    task = asyncio.create_task(reading(turn))
    del turn
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    del task
    gc.collect()


async def ticker_gap_ms() -> float:
    """The longest time between two ticks of a clock of ten milliseconds, while the library is busy."""
    busy = asyncio.create_task(Probe().block(500))
    longest, last = 0, now_us()
    for _ in range(50):
        await asyncio.sleep(0.01)
        longest, last = max(longest, now_us() - last), now_us()
    await busy
    return longest / 1_000


def main():
    probe, listener = Probe(), Counting()
    each_us(1_000, lambda: probe.echo(1))
    callbacks = 20_000
    figures = {
        "call_us": each_us(50_000, lambda: probe.echo(1)),
        "async_call_us": asyncio.run(each_async_us(5_000, probe)),
        "callback_us": each_us(1, lambda: probe.call_back(listener, callbacks)) / callbacks,
        "series_of_10000_us": each_us(20, lambda: probe.series(10_000)),
        "cancel_handle_ms": asyncio.run(cancel_ms(by_handle)),
        "cancel_drop_ms": asyncio.run(cancel_ms(by_letting_go)),
        "cancel_task_ms": asyncio.run(cancel_ms(by_task)),
        "ticker_gap_ms": asyncio.run(ticker_gap_ms()),
    }
    assert listener.heard == callbacks
    json.dump(figures, sys.stdout)


main()
