#!/usr/bin/env python3
"""Recomputes every formula of the coach from its definition and compares it with the core's own results.

    cargo build -p coach-domain --example figures
    python tests/figures/compare.py [--seed N] [--count N] [path of the example]

What is here is written from the papers and definitions named in docs/figures.md, and from SciPy where it has the
method; nothing is taken over from the core. For each formula `count` random inputs (200 and more) go through the
example binary. It ends with "N passed, N failed" and fails when anything differs, when a formula gave hardly any
result, or when nothing ran.
"""

import argparse
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import warnings

import numpy as np
from scipy import stats as st

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAY_MS = 86_400_000
CASES = {}


def case(tolerance=1e-9):
    """A function of a random generator that gives (arguments, expected); numbers, lists, None or LACKS."""

    def keep(function):
        CASES[function.__name__] = (function, tolerance)
        return function

    return keep


LACKS = "lacks"


# Strength


@case()
def e1rm(r):
    w, n = r.choice([0.0, r.uniform(1, 400)]), r.randint(0, 14)
    if w <= 0 or not 1 <= n <= 12:
        return dict(w=w, r=n), [None] * 3
    if n == 1:
        return dict(w=w, r=n), [w] * 3
    return dict(w=w, r=n), [w + w * n / 30, w / ((37 - n) / 36), w * n**0.1]


@case()
def rir(r):
    x = r.choice([0, 4.9, 5, 10, 10.5, -1, r.uniform(-1, 12)])
    return dict(x=x), [10 - x if 5 <= x <= 10 else None, 10 - x if 0 <= x <= 5 else None]


@case()
def sets(r):
    rows = [[r.randint(0, 5), r.randint(0, 1)] for _ in range(r.randint(1, 60))]
    muscles = sorted({row[0] for row in rows})
    return dict(sets=rows), [[str(m), sum(1 if d else 0.5 for k, d in rows if k == m)] for m in muscles]


@case(1e-6)
def next_load(r):
    """The rules of the specification in integer steps, so that rounding is exact."""
    today, step = 20000, r.choice([0.5, 1.0, 1.25, 2.0, 2.5, 5.0])
    base = r.randint(0, r.choice([12, 80])) * step
    rows = []
    for back in sorted(r.sample(range(0 if r.random() < 0.2 else 1, 30), r.randint(1, 4)), reverse=True):
        target = r.randint(3, 12)
        load = base if r.random() < 0.75 else max(0.0, base + r.randint(-4, 4) * step)
        rows.append([today - back, load, max(0, target + r.choice([-1, 0, 1, 2, 2, 3, 6])), target, int(r.random() < 0.1), int(r.random() < 0.15)])
    caution = r.choice([0, 0, 1, 2])
    arguments = dict(sessions=rows, today=today, step=step, caution=caution)
    known = [row for row in rows if not row[5]]
    if not known:
        return arguments, LACKS
    missed = lambda row: bool(row[4]) or row[2] < row[3]
    last, before = known[-1], known[-2] if len(known) > 1 else None
    done = [row[1] for row in known if not missed(row) and row[0] < today]
    cap = 1.1 * (done[-1] if done else last[1])
    load, target = last[1], last[3]
    away = today - last[0] > 21
    if away:
        cap = min(cap, 0.9 * load)
    # Halfway between two steps the lighter load is taken.
    tenth = max(1, math.floor(0.1 * load / step + 0.5 + 1e-9))
    lighter = load - tenth * step
    reason, new, reps = "OnTarget", load, target
    excess = 0
    if before and before[1] == load and not missed(last) and not missed(before):
        excess = min(last[2] - target, before[2] - before[3])
    if away:
        reason, new = "Break", load - math.ceil(0.1 * load / step - 1e-9) * step
    elif missed(last) and before and missed(before):
        reason, new = "MissedTwice", lighter
    elif missed(last):
        reason = "Missed"
    elif excess > 0:
        # Epley: the load whose maximum for the target equals what was done.
        ratio = min(1.10, max(1.02, (1 + (target + excess) / 30) / (1 + target / 30)))
        allowed = math.floor((cap - load) / step + 1e-9)
        if allowed < 1:
            reason, reps = "StepTooLarge", target + min(excess, 2)
        else:
            reason, new = "OverTarget", load + min(allowed, max(1, math.ceil(load * (ratio - 1) / step - 0.5 - 1e-9))) * step
    if caution == 2 and reason not in ("Break", "MissedTwice"):
        reason, new, reps = "Caution", lighter, target
    elif caution == 1 and reason in ("OverTarget", "StepTooLarge"):
        reason, new, reps = "Caution", load, target
    if new <= 1e-9 and (reason in ("MissedTwice", "Caution") and new == lighter or reason == "Break"):
        new, reps = load, max(1, target - 1)
    if new > cap + 1e-9:
        down = load - math.ceil((load - cap) / step - 1e-9) * step
        new = down if down > 1e-9 else (min(done[-1], load) if done else new)
    return arguments, [new, reps, reason]


@case()
def rep_table(r):
    rows = [[r.randint(0, 40), r.randint(1, 60) * 2.5, r.randint(1, 15), r.choice([0, 0, 0, 1, 2])] for _ in range(r.randint(0, 25))]
    good = [row for row in rows if row[3] == 0]
    table = []
    for reps in range(1, 13):
        able = [row for row in good if row[2] >= reps]
        if able:
            top = max(row[1] for row in able)
            table.append([reps, top, min(row[0] for row in able if row[1] == top)])
    return dict(sets=rows), table


@case()
def record(r):
    rows = [[day, r.randint(0, 30) + day // 3] for day in r.choices(range(31), k=r.randint(0, 25))]
    start = r.randint(5, 20)
    end = start + r.randint(0, 10)
    lowest, top = (1, min) if r.random() < 0.5 else (0, max)
    old, new = [x for x in rows if x[0] < start], [x for x in rows if start <= x[0] <= end]
    expected = None
    if old and new:
        value, before = top(x[1] for x in new), top(x[1] for x in old)
        if value != before and top(value, before) == value:
            first = lambda few, best: min(x[0] for x in few if x[1] == best)
            expected = [first(new, value), value, before, first(old, before)]
    return {"values": rows, "from": start, "to": end, "lowest": lowest}, expected


@case()
def streak(r):
    rows = [[day, r.choice([0, 5, 10, 15])] for day in range(100, 130) if r.random() < 0.9]
    goal, today = 5, r.randint(110, 132)
    reached = {day for day, value in rows if value >= goal and day <= today}
    longest, run = 0, 0
    for day in range(99, today + 1):
        run = run + 1 if day in reached else 0
        longest = max(longest, run)
    end = today if today in reached else today - 1
    current = 0
    while end - current in reached:
        current += 1
    return dict(values=rows, goal=goal, today=today), [current, longest]


@case(1e-6)
def fastest(r):
    """The inverse of distance over time at all starts that can be the best."""
    t, d = [0.0], [0.0]
    for _ in range(r.randint(5, 40)):
        t.append(t[-1] + r.uniform(1, 30))
        d.append(d[-1] + (0.0 if r.random() < 0.1 else r.uniform(0.5, 6) * (t[-1] - t[-2])))
    goal = r.uniform(0.1, 1.05) * d[-1]
    arguments = dict(track=[list(x) for x in zip(t, d)], distance=goal)
    if goal > d[-1]:
        return arguments, None

    def first(x):
        """When a distance is first reached."""
        x = min(x, d[-1])
        i = next(i for i in range(1, len(d)) if d[i] >= x)
        return t[i - 1] + (t[i] - t[i - 1]) * (x - d[i - 1]) / (d[i] - d[i - 1]) if d[i - 1] < x else t[i - 1]

    def left(x):
        """When it is last left."""
        i = max(i for i in range(len(d)) if d[i] <= x)  # The last, so that a pause at the start is left out.
        return t[i] if i == len(d) - 1 or d[i] == x else t[i] + (t[i + 1] - t[i]) * (x - d[i]) / (d[i + 1] - d[i])

    # The time is piecewise linear in the start, so the least lies where either end meets a point.
    ends = [(x, x + goal) for x in d if x + goal <= d[-1]] + [(x - goal, x) for x in d if x - goal >= 0]
    return arguments, min(first(end) - left(start) for start, end in ends)


@case(1e-7)
def track(r):
    """Angles between unit vectors, instead of the haversine formula."""
    lat, lon, at = r.uniform(-80, 80), r.uniform(-179.9, 179.9), 0
    route = []
    for _ in range(r.randint(2, 30)):
        at += r.randint(1, 10) * 1000
        lat, lon = lat + r.uniform(-0.01, 0.01), lon + r.uniform(-0.01, 0.01)
        route.append([at, lat, max(-180.0, min(180.0, lon))])
    unit = lambda p: np.array([math.cos(math.radians(p[1])) * math.cos(math.radians(p[2])), math.cos(math.radians(p[1])) * math.sin(math.radians(p[2])), math.sin(math.radians(p[1]))])
    total = 0.0
    for one, other in zip(route, route[1:]):
        a, b = unit(one), unit(other)
        total += math.atan2(float(np.linalg.norm(np.cross(a, b))), float(a @ b)) * 6371008.8
    return dict(route=route), total


# Heart


@case()
def hr_max(r):
    age = r.uniform(10, 95)
    return dict(age=age), [208 - 0.7 * age, 206 - 0.88 * age]


def heart_person(r):
    return dict(rest=float(r.randint(38, 80)), max=float(r.randint(150, 210)))


@case()
def resting_hr(r):
    rows = [[1000 - back, r.randint(40, 70)] for back in range(40) if r.random() < r.choice([0.45, 0.8, 1.0])]
    recent = [x for day, x in rows if 973 <= day <= 1000]
    return dict(days=rows, today=1000), float(np.median(recent)) if len(recent) >= 14 else LACKS


@case()
def reserve(r):
    """Karvonen; zones in percent of reserve; a share of the maximum is another scale."""
    who, bpm, p = heart_person(r), r.uniform(35, 220), r.random()
    width = who["max"] - who["rest"]
    x = min(1.0, max(0.0, (bpm - who["rest"]) / width))
    # The core counts a hundredth of a percent below a limit as the limit.
    zone = next((i for i, low in ((3, 0.9), (2, 0.6), (1, 0.4), (0, 0.3)) if x >= low - 1e-4), None)
    bands = [[who["rest"] + low * width, who["rest"] + high * width] for low, high in ((0.3, 0.4), (0.4, 0.6), (0.6, 0.9), (0.9, 1))]
    at_max = min(1.0, max(0.0, (p * who["max"] - who["rest"]) / width))
    return dict(who, bpm=bpm, p=p), [who["rest"] + p * width, x, zone, at_max, bands]


def beats(r, low=60, high=195):
    at, out, bpm = 0, [], r.uniform(low, high)
    for _ in range(r.randint(2, 120)):
        bpm = min(high, max(low, bpm + r.uniform(-12, 12)))
        out.append([at, bpm])
        at += r.choice([1000, 1000, 5000, 60000, 400000])
    return out


def held(samples, hold):
    return [(min(b[0] - a[0], hold) / 1000, a[1]) for a, b in zip(samples, samples[1:])]


@case(1e-7)
def zone_seconds(r):
    who, samples = heart_person(r), beats(r)
    seconds = [0.0] * 4
    for s, bpm in held(samples, 300000):
        x = (bpm - who["rest"]) / (who["max"] - who["rest"])
        for i, (low, high) in enumerate(((0.3, 0.4), (0.4, 0.6), (0.6, 0.9), (0.9, math.inf))):
            seconds[i] += s if low <= x + 1e-4 < high else 0
    return dict(who, samples=samples, hold=300000), seconds


def banister(x, sex):
    return x * (0.64 * math.exp(1.92 * x) if sex == "m" else 0.86 * math.exp(1.67 * x))


@case()
def trimp(r):
    who, bpm, minutes, sex = heart_person(r), r.uniform(40, 215), r.uniform(0, 300), r.choice("mf")
    x = min(1, max(0, (bpm - who["rest"]) / (who["max"] - who["rest"])))
    return dict(who, bpm=bpm, minutes=minutes, sex=sex), minutes * banister(x, sex)


@case(1e-7)
def trimp_of(r):
    who, samples, sex = heart_person(r), beats(r), r.choice("mf")
    clamp = lambda bpm: min(1, max(0, (bpm - who["rest"]) / (who["max"] - who["rest"])))
    return dict(who, samples=samples, hold=60000, sex=sex), sum(s / 60 * banister(clamp(bpm), sex) for s, bpm in held(samples, 60000))


@case()
def observed_max(r):
    """The highest level that some 15 s lie on or above, tried level by level."""
    samples = [[at, bpm] for at, bpm in beats(r, 90, 240)]
    real = [(at, bpm) for at, bpm in samples if bpm <= 230]
    best = None
    for level in sorted({bpm for _, bpm in real if bpm >= 120}, reverse=True):
        start, last = None, None
        for at, bpm in real:
            if bpm < level:
                start = None
            elif start is None or at - last > 5000:
                start = at
            last = at
            if start is not None and at - start >= 15000:
                best = level
        if best is not None:
            break
    return dict(samples=samples, hold=5000), best


@case()
def vo2max(r):
    who, sex = heart_person(r), r.choice("mfo")
    return dict(who, sex=sex), (14.5 if sex == "f" else 15.3) * who["max"] / who["rest"]


@case(1e-7)
def hr_energy(r):
    who, samples, sex = heart_person(r), beats(r), r.choice("mf")
    kg, age = r.uniform(45, 130), r.uniform(18, 70)
    kj, any_time = 0.0, 0.0
    for s, bpm in held(samples, 60000):
        x = (bpm - who["rest"]) / (who["max"] - who["rest"])
        rate = (-55.0969 + 0.6309 * bpm + 0.1988 * kg + 0.2017 * age) if sex == "m" else (-20.4022 + 0.4472 * bpm - 0.1263 * kg + 0.0740 * age)
        if x > 0.4 and rate > 0:
            kj, any_time = kj + rate * s / 60, any_time + s
    return dict(who, samples=samples, hold=60000, sex=sex, kg=kg, age=age), kj / 4.184 if any_time else LACKS


@case(1e-8)
def hrv(r):
    today, p = 5000, r.choice([0.35, 0.6, 1.0])
    rows = [[today - back, r.choice([0.0, r.lognormvariate(3.9, 0.3)]) if r.random() < 0.05 else r.lognormvariate(3.9, 0.3)] for back in range(45) if r.random() < p]
    log = {day: math.log(x) for day, x in rows if x > 0}
    week = [log[d] for d in range(today - 6, today + 1) if d in log]
    weeks = [[log[d] for d in range(today - 6 - 7 * k, today + 1 - 7 * k) if d in log] for k in range(1, 5)]
    band = [x for w in weeks if len(w) >= 3 for x in w]
    if len(week) < 3 or len(band) < 12:
        return dict(nights=rows, today=today), LACKS
    m, half = np.mean(band), 0.5 * np.std(band, ddof=1)
    now = np.mean(week)
    state = 0 if now < m - half else 2 if now > m + half else 1
    return dict(nights=rows, today=today), [math.exp(now), math.exp(m - half), math.exp(m + half), state, len(band)]


@case(1e-8)
def readiness(r):
    today, arguments, total, weights, count = 5000, {}, 0.0, 0.0, 0
    arguments["today"] = today
    for name, weight, sign, make in (
        ("hrv", 0.4, 1, lambda: r.lognormvariate(3.9, 0.2)),
        ("rest_hr", 0.3, -1, lambda: float(r.randint(50, 56)) if r.random() < 0.9 else 60.0),
        ("asleep", 0.2, 1, lambda: r.uniform(300, 520)),
        ("breath", 0.1, -1, lambda: r.choice([14.0, 14.0, 14.0, 14.0, 14.5])),
    ):
        p = r.choice([0.0, 0.3, 0.95, 0.95])
        rows = [[today - back, make()] for back in range(35) if r.random() < p]
        arguments[name] = rows
        f = math.log if name == "hrv" else float
        now = [f(x) for day, x in rows if day == today]
        old = [f(x) for day, x in rows if today - 28 <= day < today]
        if not now or len(old) < 7:
            continue
        spread = st.median_abs_deviation(old) * 1.4826 or np.std(old, ddof=1)
        if spread <= 1e-9:
            continue
        total += weight * float(np.clip(sign * (now[0] - np.median(old)) / spread, -3, 3))
        weights += weight
        count += 1
    if count < 2 or weights < 0.5 - 1e-9:
        return arguments, LACKS
    return arguments, [100 / (1 + math.exp(-total / weights) / 1.5), count]


@case(1e-7)
def sleep(r):
    zone, nights = r.choice([-480, 0, 60, 330]), []
    for back in range(r.randint(1, 20)):
        middle = (20000 - back) * DAY_MS + round(r.gauss(180, 60)) * 60000 - zone * 60000
        hours = r.uniform(2, 12)
        asleep = hours * 3600
        told = r.random() < 0.7
        deep, rem = (asleep * r.uniform(0, 0.3), asleep * r.uniform(0, 0.3)) if told else (None, None)
        nights.append([20000 - back, middle - round(hours * 1800) * 1000, middle + round(hours * 1800) * 1000, zone, asleep, r.uniform(0, 7000), deep, rem])
    tonight = nights[0]
    line = lambda x, xs: float(np.interp(x, xs[0], xs[1]))
    parts = [(0.4, line(tonight[4] / 3600, ([3, 7, 9, 13], [0, 100, 100, 0]))), (0.2, line(tonight[5] / 60, ([20, 90], [100, 0])))]
    if tonight[6] is not None:
        parts.append((0.2, min(100, 100 * (tonight[6] + tonight[7]) / tonight[4] / 0.4)))
    clock = lambda n: ((n[1] + n[2]) / 2 / 60000 + n[3]) % 1440
    away = [(clock(n) - clock(tonight) + 720) % 1440 - 720 for n in nights[1:] if n[0] >= 20000 - 14]
    if len(away) >= 5:
        parts.append((0.2, line(abs(np.median(away)), ([15, 120], [100, 0]))))
    return dict(nights=nights), sum(w * x for w, x in parts) / sum(w for w, _ in parts)


# Energy


@case()
def resting_energy(r):
    kg, cm, age, ffm, sex = r.uniform(40, 160), r.uniform(140, 210), r.randint(15, 90), r.uniform(30, 100), r.choice("mf")
    basal = 10 * kg + 6.25 * cm - 5 * age + (5 if sex == "m" else -161)
    return dict(kg=kg, cm=cm, age=age, ffm=ffm, sex=sex), [basal, 500 + 22 * ffm, [basal * x for x in (1.2, 1.375, 1.55, 1.725, 1.9)]]


@case(1e-7)
def measured_needs(r):
    today, p, slope = 3000, r.choice([0.25, 0.6, 1.0]), r.uniform(-0.15, 0.1)
    intake = [[today - b, r.uniform(1200, 3500)] for b in range(35) if r.random() < p]
    weights = [[today - b, 80 - slope * b + r.gauss(0, 0.6)] for b in range(35) if r.random() < r.choice([0.2, 0.9])]
    arguments = dict(intake=intake, weights=weights, today=today)
    e = [x for d, x in intake if d > today - 28]
    w = [(d, x) for d, x in weights if d > today - 28]
    if len(e) < 7 or len(w) < 5 or max(w)[0] - min(w)[0] < 7:
        return arguments, LACKS
    line = st.linregress([d for d, _ in w], [x for _, x in w])
    value = np.mean(e) - 7700 * line.slope
    if not 700 <= value <= 8000:
        return arguments, LACKS
    error = math.sqrt(np.var(e, ddof=1) / len(e) + (7700 * line.stderr) ** 2)
    margin = st.t.ppf(0.975, min(len(e) - 1, len(w) - 2)) * error
    return arguments, [value, value - margin, value + margin]


@case()
def protein(r):
    kg = r.uniform(10, 200)
    return dict(kg=kg), [1.6 * kg, 1.2 * kg, 2.2 * kg] if kg >= 20 else None


@case(1e-8)
def macros(r):
    kg, kcal = r.uniform(35, 160), r.uniform(400, 5000)
    fat = max(0.2 * kcal / 9, 0.5 * kg)
    if 1.2 * kg * 4 + fat * 9 > kcal:
        return dict(kg=kg, kcal=kcal), None
    grams = min(1.6 * kg, (kcal - 9 * fat) / 4)
    return dict(kg=kg, kcal=kcal), [grams, fat, (kcal - 9 * fat - 4 * grams) / 4]


@case()
def availability(r):
    intake = [[100 - b, r.uniform(1000, 4000)] for b in range(10) if r.random() < 0.8]
    training = [[100 - b, r.choice([0.0, r.uniform(200, 1500)])] for b in range(10) if r.random() < 0.8]
    ffm, e, x = r.uniform(30, 90), dict(map(tuple, intake)), dict(map(tuple, training))
    both = [d for d in range(94, 101) if d in e and d in x]
    expected = sum(e[d] - x[d] for d in both) / len(both) / ffm if len(both) >= 4 else LACKS
    return dict(intake=intake, training=training, ffm=ffm, today=100), expected


@case()
def met(r):
    m, kg, minutes = r.uniform(0.9, 18), r.uniform(40, 150), r.uniform(0, 300)
    return dict(met=m, kg=kg, minutes=minutes), [m * kg * minutes / 60, max(0, m - 1) * kg * minutes / 60]


# Load and power


@case()
def session_rpe(r):
    rpe, minutes = r.choice([0, 10, 10.01, r.uniform(0, 10)]), r.uniform(0, 300)
    return dict(rpe=rpe, minutes=minutes), rpe * minutes if rpe <= 10 else None


@case()
def monotony(r):
    days = [None if r.random() < 0.03 else float(r.choice([0, 0, r.randint(50, 900)])) for _ in range(7)]
    if r.random() < 0.1:
        days = [days[0]] * 7
    if None in days:
        return dict(days=days), LACKS
    sd = float(np.std(days, ddof=1))
    even = float(np.mean(days)) / sd if sd else None
    return dict(days=days), [sum(days), even, None if even is None else even * sum(days)]


@case(1e-8)
def form(r):
    """As weighted sums over all known days, not step by step."""
    days = [None if r.random() < 0.05 else float(r.choice([0, r.randint(20, 300)])) for _ in range(r.randint(1, 120))]
    known, out = [], []

    def level(loads, tau):
        k = math.exp(-1 / tau)
        return (1 - k) * sum(x * k ** (len(loads) - 1 - i) for i, x in enumerate(loads))

    for day in days:
        if day is None:
            out.append(None)
            continue
        yesterday = level(known, 42) - level(known, 7)
        known.append(day)
        out.append([level(known, 42), level(known, 7), yesterday] if len(known) >= 28 else None)
    return dict(days=days), out


@case(1e-8)
def form_on(r):
    rows = [[500 - b, float(r.randint(0, 200))] for b in range(r.randint(20, 90)) if b == 0 or r.random() < 0.95]
    loads = [x for _, x in sorted(rows)]
    if len(loads) < 28:
        return dict(loads=rows, today=500), LACKS
    ctl = atl = tsb = 0.0
    for x in loads:
        tsb = ctl - atl
        ctl = x * (1 - math.exp(-1 / 42)) + ctl * math.exp(-1 / 42)
        atl = x * (1 - math.exp(-1 / 7)) + atl * math.exp(-1 / 7)
    return dict(loads=rows, today=500), [ctl, atl, tsb]


@case(1e-8)
def power(r):
    """Coggan's steps with cumulative sums; a gap of more than 5 s is unknown and starts a new stretch."""
    samples, at, watts = [], 0, 200.0
    for _ in range(r.randint(20, 600)):
        watts = max(0.0, watts + r.gauss(0, 30)) if r.random() > 0.03 else 0.0
        samples.append([at * 1000 + r.randint(0, 900), watts])
        at += 1 if r.random() < 0.98 else r.randint(2, 40)
    ftp = r.uniform(120, 400)
    stretches, last = [[]], None
    for ms, w in samples:
        second = ms // 1000
        if last is not None:
            gap = second - last - 1
            stretches[-1] += [stretches[-1][-1]] * min(gap, 5)
            if gap > 5:
                stretches.append([])
        stretches[-1].append(w)
        last = second
    known = sum(map(len, stretches))
    fourth = []
    for stretch in stretches:
        total = np.concatenate([[0.0], np.cumsum(stretch)])
        fourth += list(((total[30:] - total[:-30]) / 30) ** 4) if len(stretch) >= 30 else []
    if not fourth:
        return dict(samples=samples, ftp=ftp), [known, None, None, None]
    np_watts = float(np.mean(fourth)) ** 0.25
    return dict(samples=samples, ftp=ftp), [known, np_watts, np_watts / ftp, known / 3600 * (np_watts / ftp) ** 2 * 100]


# Series


def dated(r, n, slope=0.0):
    days = sorted(r.sample(range(1000, 1000 + 2 * n + 2), n))
    return [[d, 100 + slope * d + r.gauss(0, 5)] for d in days]


@case(1e-7)
def trend(r):
    rows = dated(r, r.randint(3, 80), r.uniform(-0.5, 0.5))
    if len(rows) < 5:
        return dict(values=rows), LACKS
    x, y = zip(*rows)
    line = st.linregress(x, y)
    margin = st.t.ppf(0.975, len(rows) - 2) * line.stderr
    at = lambda day: line.intercept + line.slope * day
    return dict(values=rows), [line.slope, line.stderr, line.slope - margin, line.slope + margin, at(x[0]), at(x[-1])]


@case(1e-8)
def robust_trend(r):
    rows = dated(r, r.randint(4, 60), r.uniform(-0.5, 0.5))
    if r.random() < 0.4:
        rows = [[d, float(round(v / 4))] for d, v in rows]
    if len(rows) < 5:
        return dict(values=rows), LACKS
    x, y = zip(*rows)
    found = st.theilslopes(y, x, 0.95)
    return dict(values=rows), [found.slope, found.low_slope, found.high_slope]


@case(1e-7)
def compare(r):
    a = [r.gauss(50, r.uniform(1, 9)) for _ in range(r.randint(2, 40))]
    b = [r.gauss(52, r.uniform(1, 9)) for _ in range(r.randint(3, 40))]
    if len(a) < 3:
        return dict(before=a, now=b), LACKS
    test = st.ttest_ind(b, a, equal_var=False)
    difference = np.mean(b) - np.mean(a)
    interval = test.confidence_interval(0.95)
    n = len(a) + len(b) - 2
    pooled = math.sqrt(((len(a) - 1) * np.var(a, ddof=1) + (len(b) - 1) * np.var(b, ddof=1)) / n)
    hedges = difference / pooled * (1 - 3 / (4 * n - 1))
    return dict(before=a, now=b), [difference, interval.low, interval.high, hedges]


@case(1e-8)
def correlation(r):
    lag, n, k = r.randint(-3, 3), r.randint(12, 80), r.uniform(-1, 1)
    base = [r.gauss(0, 1) for _ in range(n)]
    x = [[100 + i, b] for i, b in enumerate(base) if r.random() < 0.95]
    y = [[100 + i + lag, k * b + r.gauss(0, 0.7)] for i, b in enumerate(base) if r.random() < 0.95]
    if r.random() < 0.3:
        x, y = [[d, float(round(v))] for d, v in x], [[d, float(round(v))] for d, v in y]
    second = dict(map(tuple, y))
    pairs = [(v, second[d + lag]) for d, v in x if d + lag in second]
    arguments = dict(x=x, y=y, lag=lag)
    if len(pairs) < 14:
        return arguments, LACKS
    a, b = zip(*pairs)
    p = st.pearsonr(a, b)
    ci = p.confidence_interval(0.95)
    s = st.spearmanr(a, b).statistic
    half = st.norm.ppf(0.975) * math.sqrt((1 + s * s / 2) / (len(a) - 3))
    return arguments, [[p.statistic, ci.low, ci.high], [s, math.tanh(math.atanh(s) - half), math.tanh(math.atanh(s) + half)], len(a)]


@case(1e-7)
def stats(r):
    values, df = [r.gauss(50, 10) for _ in range(r.randint(2, 50))], r.choice([r.randint(1, 30), r.uniform(1, 30), r.uniform(30, 1000)])
    mad = st.median_abs_deviation(values) * 1.4826
    return dict(values=values, df=df), [np.mean(values), np.std(values, ddof=1), np.median(values), mad, st.t.ppf(0.975, df)]


def differs(got, expected, tolerance):
    """Why two results differ; None when they agree."""
    if expected is LACKS or (isinstance(got, dict) and "err" in got):
        return None if expected is LACKS and isinstance(got, dict) and "err" in got else f"{got} instead of {expected}"
    if isinstance(expected, (list, tuple)):
        if not isinstance(got, list) or len(got) != len(expected):
            return f"{got} instead of {expected}"
        return next((why for one, other in zip(got, expected) if (why := differs(one, other, tolerance))), None)
    if expected is None or got is None or isinstance(expected, str):
        return None if got == expected else f"{got} instead of {expected}"
    close = isinstance(got, (int, float)) and abs(got - float(expected)) <= tolerance * max(1.0, abs(float(expected)))
    return None if close else f"{got} instead of {expected}"


def main():
    warnings.simplefilter("error")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", nargs="?", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args()
    binary = options.binary or find_binary()
    if binary is None or not binary.is_file():
        print("failed to find the example: cargo build -p coach-domain --example figures", file=sys.stderr)
        print("0 passed, 1 failed")
        return 1
    lines, wanted = [], []
    for name, (function, tolerance) in CASES.items():
        generator = random.Random(f"{options.seed} {name}")
        for _ in range(max(options.count, 200)):
            arguments, expected = function(generator)
            lines.append(json.dumps(dict(arguments, f=name), default=float))
            wanted.append((name, tolerance, expected))
    run = subprocess.run([binary], input="\n".join(lines) + "\n", capture_output=True, text=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    if run.returncode or len(answers) != len(wanted):
        print(f"failed to run the example: {len(answers)} answers to {len(wanted)} lines; {run.stderr[-500:]}", file=sys.stderr)
    passed, failed = 0, len(wanted) - len(answers)
    tally = {name: [0, 0, 0] for name in CASES}
    for (name, tolerance, expected), got, line in zip(wanted, answers, lines):
        why = differs(got, expected, tolerance)
        tally[name][0 if why is None else 1] += 1
        tally[name][2] += expected is not None and expected is not LACKS
        passed, failed = passed + (why is None), failed + (why is not None)
        if why and tally[name][1] <= 3:
            print(f"{name}: {why}\n  {line[:400]}", file=sys.stderr)
    for name, (good, bad, valued) in tally.items():
        # A check that only ever agreed that there is no result has checked nothing.
        few = valued * 10 < good + bad
        failed += few
        print(f"{name:16} {good:5} agree {bad:5} differ {valued:5} with a value{'  TOO FEW' if few else ''}")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


def find_binary():
    """The newest example among the usual places of build output."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    places = [target / profile / "examples" / ("figures" + end) for profile in ("debug", "release", "quick") for end in ("", ".exe")]
    found = [place for place in places if place.is_file()]
    return max(found, key=lambda place: place.stat().st_mtime) if found else None


if __name__ == "__main__":
    sys.exit(main())
