"""Made-up Apple Health exports, small enough to know what is in them."""

import datetime
from pathlib import Path

DAYS = 30
RECORDS_PER_DAY = 10
RECORDS = DAYS * RECORDS_PER_DAY

HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<HealthData locale="en_GB">
 <ExportDate value="{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M:%S} +0000"/>
"""
TAIL = "</HealthData>\n"


def record(kind: str, unit: str | None, value: object, start: datetime.datetime, minutes: int) -> str:
    end = start + datetime.timedelta(minutes=minutes)
    unit_part = f' unit="{unit}"' if unit else ""
    return (
        f' <Record type="HK{kind}" sourceName="Watch" sourceVersion="11.0"{unit_part}'
        f' creationDate="{end:%Y-%m-%d %H:%M:%S} +0000" startDate="{start:%Y-%m-%d %H:%M:%S} +0000"'
        f' endDate="{end:%Y-%m-%d %H:%M:%S} +0000" value="{value}"/>\n'
    )


def days() -> list[datetime.date]:
    """The last thirty days, yesterday being the last one."""
    today = datetime.datetime.now(datetime.UTC).date()
    return [today - datetime.timedelta(days=back) for back in range(DAYS, 0, -1)]


def steps_of(day: datetime.date) -> int:
    return 4 * (1000 + 10 * (day.toordinal() % 50))


def write_small(path: Path) -> Path:
    """Thirty days of steps, heart rate, nights and weight."""
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for day in days():
            midnight = datetime.datetime.combine(day, datetime.time())
            out.write(record("CategoryTypeIdentifierSleepAnalysis", None,
                             "HKCategoryValueSleepAnalysisAsleepCore", midnight, 7 * 60))
            for hour in (8, 11, 14, 17):
                at = midnight + datetime.timedelta(hours=hour)
                out.write(record("QuantityTypeIdentifierStepCount", "count", steps_of(day) // 4, at, 30))
                out.write(record("QuantityTypeIdentifierHeartRate", "count/min", 60 + hour, at, 0))
            out.write(record("QuantityTypeIdentifierBodyMass", "kg", 80, midnight + datetime.timedelta(hours=7), 0))
        out.write(TAIL)
    return path


def write_big(path: Path, records: int) -> Path:
    """Heart rate every minute, so much of it that reading it takes a while."""
    begin = datetime.datetime(2024, 1, 1)
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for minute in range(records):
            at = begin + datetime.timedelta(minutes=minute)
            out.write(record("QuantityTypeIdentifierHeartRate", "count/min", 60 + minute % 40, at, 0))
        out.write(TAIL)
    return path
