"""What crossing the boundary costs in Python. Prints one JSON object; times are in microseconds each."""

import asyncio
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


def main():
    probe, listener = Probe(), Counting()
    each_us(1_000, lambda: probe.echo(1))
    callbacks = 20_000
    figures = {
        "call_us": each_us(50_000, lambda: probe.echo(1)),
        "async_call_us": asyncio.run(each_async_us(5_000, probe)),
        "callback_us": each_us(1, lambda: probe.call_back(listener, callbacks)) / callbacks,
        "series_of_10000_us": each_us(20, lambda: probe.series(10_000)),
    }
    assert listener.heard == callbacks
    json.dump(figures, sys.stdout)


main()
