"""Imports: progress, the report, cancelling, letting go."""

import asyncio

import pytest
from pocketcoach import Bucket, CoachError

import export
from conftest import created, run


async def watched(task):
    """Everything that an import says of its progress."""
    seen = []
    while (progress := await task.next_progress()) is not None:
        seen.append(progress)
    return seen


def test_an_import_tells_its_progress_and_adds_nothing_the_second_time(config, small_export):
    async def work():
        async with created(config) as coach:
            task = coach.import_files([str(small_export)])
            seen, first = await watched(task), await task.finish()
            assert await task.finish() == first
            again = await coach.import_files([str(small_export)]).finish()
            days = export.days()
            values = await coach.query("steps", days[0].isoformat(), days[-1].isoformat(), Bucket.DAY)
            return seen, first, again, values

    seen, first, again, values = run(work())
    assert seen and seen[-1].stage == "building figures"
    assert all(progress.bytes_total == small_export.stat().st_size for progress in seen)
    assert (first.format, first.records, first.new_records) == ("apple_health", export.RECORDS, export.RECORDS)
    assert (first.first_day, first.last_day) == (export.days()[0].isoformat(), export.days()[-1].isoformat())
    assert not first.partial and not first.skipped
    assert again.new_records == 0
    assert {value.start: value.value for value in values} == {
        day.isoformat(): export.steps_of(day) for day in export.days()
    }


def test_the_result_can_be_waited_for_while_progress_is_read(config, small_export):
    async def work():
        async with created(config) as coach:
            task = coach.import_files([str(small_export)])
            report, seen, same = await asyncio.gather(task.finish(), watched(task), task.finish())
            return report, seen, same

    report, seen, same = run(work())
    assert report == same and report.records == export.RECORDS
    assert seen


def test_a_cancelled_import_ends_and_the_event_loop_never_stood_still(config, big_export, small_export):
    async def work():
        async with created(config) as coach:
            ticks = 0

            async def tick():
                nonlocal ticks
                while True:
                    await asyncio.sleep(0.001)
                    ticks += 1

            ticking = asyncio.create_task(tick())
            task = coach.import_files([str(big_export)])
            seen = []
            while len(seen) < 3:
                progress = await task.next_progress()
                assert progress is not None
                if progress.records:
                    seen.append(progress)
            task.cancel()
            with pytest.raises(CoachError.Cancelled) as caught:
                await task.finish()
            assert await watched(task) is not None
            ticking.cancel()
            # The store takes the next one.
            report = await coach.import_files([str(small_export)]).finish()
            return seen, caught.value, ticks, report

    seen, error, ticks, report = run(work())
    assert seen[0].records < seen[1].records < seen[2].records < 200_000
    assert all(0 < progress.bytes_done < progress.bytes_total for progress in seen)
    assert (error.code(), error.is_retryable()) == ("cancelled", True)
    assert error.user_message() == "Cancelled."
    assert ticks > 0
    assert report.new_records == export.RECORDS


def test_giving_up_waiting_does_not_end_an_import_but_letting_go_of_it_does(config, big_export):
    async def work():
        async with created(config) as coach:
            task = coach.import_files([str(big_export)])
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(task.finish(), 0.01)
            # It still goes on.
            assert await task.next_progress() is not None
            del task
            # An import that still ran would hold the writer, or put in everything.
            await coach.log_measurement("body_mass", 80.0)
            days = await coach.query("heart_rate", "2024-01-01", "2024-12-31", Bucket.DAY)
            return sum(day.count for day in days)

    assert run(work()) < 200_000


def test_what_is_no_export_is_said_when_the_import_ends(config, tmp_path):
    junk = tmp_path / "notes.xml"
    junk.write_text("not an export at all", encoding="utf-8")

    async def work():
        async with created(config) as coach:
            codes = []
            for paths in ([str(junk)], [str(tmp_path / "missing.xml")], []):
                task = coach.import_files(paths)
                assert await watched(task) is not None
                with pytest.raises(CoachError) as caught:
                    await task.finish()
                codes.append(caught.value.code())
            return codes

    assert run(work()) == ["invalid_input", "not_found", "invalid_input"]


def test_shutting_down_ends_an_import(config, big_export):
    async def work():
        async with created(config) as coach:
            task = coach.import_files([str(big_export)])
            assert await task.next_progress() is not None
            await coach.shutdown()
            with pytest.raises(CoachError) as caught:
                await task.finish()
            return caught.value.code()

    assert run(work()) == "cancelled"
