#!/usr/bin/env python3
"""Checks training plans against the safety rules and against common sense.

Reads JSON lines from the files named, or from standard input, as `cargo run --release --example plan_many` writes
them: first the exercises, then one case a line. Shares no code with the planner or the envelope; the rules are those
of docs on the safety envelope. Prints findings by rule and examples of each, the share that the envelope would have
changed, and at last `N passed, N failed`. Exits with 1 on a failure or when there was no plan.
"""

import fileinput
import json
import math
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

EPS = 1e-6
DAY_MS = 86_400_000
STARTER = {"beginner": (24, 75), "intermediate": (48, 150), "advanced": (72, 240)}
STARTER_MINUTES = {"beginner": 20, "intermediate": 40, "advanced": 60}
LEVELS = ["beginner", "intermediate", "advanced"]
PUSH = {"horizontal_push", "vertical_push"}
PULL = {"horizontal_pull", "vertical_pull"}
BACK = {"lats", "upper_back", "rear_delts"}
KNEE = {"squat", "lunge", "knee_extension"}
HIP = {"hinge", "hip_isolation", "knee_flexion", "back_extension"}
CORE = {"trunk_flexion", "trunk_stability", "carry"}
RUN = {"run", "running", "jog", "jogging", "sprint", "sprints", "strides", "fartlek"}
RIDE = {"ride", "riding", "cycling", "cycle", "bike", "biking", "bicycle", "spin", "spinning"}


class Case:
    """One person with one plan, and what was found."""

    def __init__(self, line, exercises):
        self.line = line
        self.exercises = exercises
        self.facts = line["facts"]
        self.plan = line["plan"]
        self.request = line.get("request")
        self.found = []
        self.profile = self.facts["profile"]
        self.level = self.profile.get("level") or "beginner"
        self.zone = ZoneInfo(self.facts["zone"] or "UTC")
        self.start = date.fromisoformat(self.plan["start"])
        self.today = date.fromisoformat(self.facts["today"])
        for session in self.plan["sessions"] + (line.get("before") or {"sessions": []})["sessions"]:
            session["day"] = date.fromisoformat(session["date"])
        self.from_day = self.today if line.get("change") else self.start
        self.sessions = self.plan["sessions"]
        self.conditions = [text.lower().replace("-", "_").replace(" ", "_") for text in self.profile["conditions"]]

    def fail(self, rule, text):
        self.found.append((rule, text))

    # What a block is

    def row(self, block):
        return self.exercises.get(block.get("exercise"))

    def is_easy(self, block):
        row = self.row(block)
        if row and row["pattern"] == "mobility":
            return True
        effort = block.get("rpe")
        if not effort or max(effort["low"], effort["high"]) > 3:
            return False
        return all(
            not work.get("weight_kg") and (work.get("rpe") is None or work["rpe"] <= 3) for work in block.get("sets", [])
        )

    def counts(self, session):
        return any(block["part"] == "main" and not self.is_easy(block) for block in session["blocks"])

    def work(self, block):
        return [one for one in block.get("sets", []) if block["part"] == "main" and not one.get("warmup")]

    def minutes(self, session):
        return sum(block["minutes"] for block in session["blocks"])

    def week(self, day):
        return (day - self.start).days // 7 + 1

    def is_deload(self, week):
        first = self.plan["first_deload"]
        return week >= first and (week - first) % 4 == 0

    def sport(self, text):
        words = text.lower().replace("-", "_").split("_")
        for word in words:
            if word in RUN:
                return "run"
            if word in RIDE:
                return "ride"
        return None

    def changeable(self, session):
        """Whether a session lies ahead: what lies behind is neither changed nor judged by what was learnt since."""
        if session["day"] == self.today and self.line.get("change") and session.get("start"):
            return self.span(session)[0] > self.facts["now_ms"]
        return session["day"] >= self.from_day

    # The rules

    def maximum(self):
        given = self.profile.get("max_hr_bpm")
        if given is not None and 120 <= given <= 230:
            return given
        seen = self.facts.get("observed_max_hr_bpm")
        if seen is not None and 120 <= seen <= 230:
            return seen
        born = self.profile.get("birth_date")
        if not born:
            return None
        born = date.fromisoformat(born)
        age = self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))
        return 208 - 0.7 * age

    def heart_rate(self):
        maximum = self.maximum()
        barred = any(text.startswith(("beta_blocker", "pregnan")) for text in self.conditions)
        cap = None if maximum is None or barred else math.floor(0.85 * maximum + 1e-9)
        for session in filter(self.changeable, self.sessions):
            for block in session["blocks"]:
                target = block.get("heart_rate")
                if not target:
                    continue
                if cap is None:
                    self.fail("HR-CAP", f"{session['id']}: a target where none may be")
                elif target["high_bpm"] > cap or target["low_bpm"] > target["high_bpm"]:
                    self.fail("HR-CAP", f"{session['id']} {block['name']}: {target} above {cap}")
                elif target["low_bpm"] < 60:
                    self.fail("ABSURD-HR", f"{session['id']} {block['name']}: {target}")

    def screen(self):
        screening = self.facts["screening"]
        if not screening or not screening.get("cap"):
            self.fail("SCREEN", "planned without a screening that allows it")
            return
        cap = screening["cap"]
        if cap == "vigorous":
            return
        steady, strength = (3, 3) if cap == "light" else (4, 6)
        maximum, resting = self.maximum(), self.profile.get("resting_hr_bpm")
        share, of_max = (0.39, 0.63) if cap == "light" else (0.59, 0.76)
        bpm = None
        if maximum:
            bpm = resting + share * (maximum - resting) if resting else of_max * maximum
        for session in filter(self.changeable, self.sessions):
            for block in session["blocks"]:
                name = f"{session['id']} {block['name']}"
                sets = block.get("sets", [])
                limit = strength if sets and (self.row(block) or {}).get("pattern") != "endurance" else steady
                for effort in [one["rpe"] for one in sets if one.get("rpe")] + (
                    [block["rpe"]["high"]] if block.get("rpe") else []
                ):
                    if effort > limit:
                        self.fail("SCREEN", f"{name}: effort {effort} above {limit}")
                if block.get("heart_rate") and bpm and block["heart_rate"]["high_bpm"] > bpm + EPS:
                    self.fail("SCREEN", f"{name}: {block['heart_rate']} above {bpm:.1f}")
                if not sets and not block.get("rpe"):
                    self.fail("SCREEN", f"{name}: no effort")

    def load_step(self):
        body = self.facts.get("weight_kg") or self.profile.get("weight_kg")
        lifted = defaultdict(dict)

        def at(key, day):
            return lifted[key].setdefault(
                day, {"done": False, "kg": None, "planned": None, "missed": False, "unlogged": False, "deload": False}
            )

        def note_planned(session, day):
            for block in session["blocks"]:
                if not self.work(block):
                    continue
                row = self.row(block)
                weights = [one["weight_kg"] for one in self.work(block) if one.get("weight_kg")]
                kg = max(weights) if weights else (0.0 if row and row["loading"] == "added" else None)
                entry = at(block.get("exercise") or block["name"].lower(), day)
                if day < self.today:
                    entry["unlogged"] = True
                elif kg is not None:
                    entry["planned"] = max(kg, entry["planned"] or 0)
                entry["deload"] |= bool(session.get("deload"))

        for done in self.facts["done"]:
            day = date.fromisoformat(done["day"])
            for one in done["sets"]:
                if one["warmup"]:
                    continue
                entry = at(one["exercise"], day)
                entry["done"] = True
                entry["missed"] |= one["missed"]
                entry["deload"] |= done["deload"]
                added = (self.exercises.get(one["exercise"]) or {}).get("loading") == "added"
                if not one["missed"] and (one["weight_kg"] > 0 or added):
                    entry["kg"] = max(one["weight_kg"], entry["kg"] or 0)
        for session in (self.facts.get("earlier") or {"sessions": []})["sessions"]:
            if date.fromisoformat(session["date"]) < self.today:
                note_planned(session, date.fromisoformat(session["date"]))

        def known(entry):
            return entry["kg"] if entry["done"] else entry["planned"]

        for session in sorted(self.sessions, key=lambda one: one["day"]):
            day = session["day"]
            for block in session["blocks"] if self.changeable(session) else []:
                sets = self.work(block)
                weights = [one["weight_kg"] for one in sets if one.get("weight_kg")]
                row = self.row(block)
                if not sets or not row:
                    continue
                key = block["exercise"]
                before = sorted(((on, entry) for on, entry in lifted[key].items() if on < day), reverse=True, key=lambda one: one[0])
                reference = next(((on, entry) for on, entry in before if not entry["deload"] and known(entry) is not None), None)
                if reference is None:
                    if weights:
                        self.fail("LOAD-STEP", f"{session['id']} {key}: {max(weights)} kg without history")
                    if any((one.get("rpe") or 99) > 7 for one in sets) and row["pattern"] != "endurance":
                        self.fail("LOAD-STEP", f"{session['id']} {key}: without history and effort not at most 7")
                    continue
                if not weights:
                    continue
                last = next(on for on, entry in before if known(entry) is not None)
                latest = next((entry for _, entry in before if not entry["deload"] or entry["missed"]), None)
                held = bool(latest) and (latest["missed"] if latest["done"] else latest["unlogged"])
                share = row["bodyweight_share"] * body if row["loading"] == "added" and body else 0.0
                held |= row["loading"] == "added" and row["bodyweight_share"] > 0 and not body
                factor = 0.9 if session.get("deload") or (day - last).days > 21 else 1.0 if held else 1.1
                limit = factor * (share + known(reference[1])) - share
                if max(weights) > max(limit, 0) + 1e-4:
                    self.fail(
                        "LOAD-STEP",
                        f"{session['id']} {key}: {max(weights)} kg, at most {limit:.2f} after {known(reference[1])} on {reference[0]} (held {held})",
                    )
            note_planned(session, day)

    def span(self, session):
        if not session.get("start"):
            first = datetime.combine(session["day"], datetime.min.time(), self.zone)
            last = datetime.combine(session["day"] + timedelta(days=1), datetime.min.time(), self.zone)
            return first.timestamp() * 1000, last.timestamp() * 1000
        begin = datetime.combine(session["day"], datetime.fromisoformat(f"2000-01-01T{session['start']}").time(), self.zone)
        begin = begin.timestamp() * 1000
        return begin, begin + self.minutes(session) * 60_000

    def rest(self):
        spans = [(one["start_ms"], one["end_ms"], "done") for one in self.facts["done"] if not one["easy"]]
        spans += [(*self.span(one), one["id"]) for one in self.sessions if self.counts(one) and self.changeable(one)]
        spans.sort()
        for (_, end, first), (begin, _, second) in zip(spans, spans[1:]):
            if begin - end < DAY_MS and second != "done" or (begin - end < DAY_MS and first != "done"):
                self.fail("REST-24", f"{first} then {second}: {(begin - end) / 3_600_000:.2f} h")

    def volume_of(self, sessions):
        sets = minutes = 0
        for session in sessions:
            for block in session["blocks"]:
                if block["part"] != "main" or self.is_easy(block):
                    continue
                if block.get("sets"):
                    sets += len(self.work(block))
                else:
                    minutes += block["minutes"]
        return sets, minutes

    def volume(self):
        starter = STARTER[self.level]

        def filled(volume):
            return tuple(value if value > 0 else other for value, other in zip(volume, starter))

        reference = starter
        for back in range(1, 5):
            first = self.start - timedelta(days=7 * back)
            inside = [
                one for one in self.facts["done"]
                if not one["easy"] and first <= date.fromisoformat(one["day"]) < first + timedelta(days=7)
            ]
            if inside and not any(one["deload"] for one in inside):
                sets = sum(not work["warmup"] for one in inside for work in one["sets"])
                minutes = sum((one["end_ms"] - one["start_ms"]) / 60_000 for one in inside if not one["sets"])
                reference = filled((sets, minutes))
                break
        for week in range(1, self.plan["weeks"] + 1):
            sessions = [one for one in self.sessions if self.week(one["day"]) == week]
            volume = self.volume_of(sessions)
            deload = self.is_deload(week)
            limit = tuple(value * (0.6 if deload else 1.2) for value in reference)
            past = self.start + timedelta(days=7 * week) <= self.from_day
            for name, value, most in zip(("sets", "minutes"), volume, limit):
                if value > most + EPS and not past:
                    self.fail("DELOAD-4" if deload else "VOLUME-20", f"week {week}: {value} {name}, at most {most:.1f}")
            for session in sessions:
                if bool(session.get("deload")) != deload and self.changeable(session):
                    self.fail("DELOAD-4", f"{session['id']}: deload is {session.get('deload')} in week {week}")
                if deload and self.changeable(session):
                    for block in session["blocks"]:
                        for effort in [one.get("rpe") or 0 for one in block.get("sets", [])] + [(block.get("rpe") or {"high": 0})["high"]]:
                            if effort > 7:
                                self.fail("DELOAD-4", f"{session['id']} {block['name']}: effort {effort}")
            if not deload:
                reference = filled(tuple(min(value, most) for value, most in zip(volume, limit)))

    def spike(self):
        longest = defaultdict(list)
        for done in self.facts["done"]:
            sport = self.sport(done["kind"])
            if sport:
                longest[sport].append((date.fromisoformat(done["day"]), (done["end_ms"] - done["start_ms"]) / 60_000))
        for session in sorted(self.sessions, key=lambda one: one["day"]):
            for sport in ("run", "ride"):
                blocks = [
                    one for one in session["blocks"]
                    if (self.row(one) or {}).get("pattern") == "endurance" and self.sport(one["exercise"]) == sport
                ]
                if not blocks:
                    continue
                minutes = sum(one["minutes"] for one in blocks)
                before = [amount for day, amount in longest[sport] if timedelta() < session["day"] - day <= timedelta(days=30)]
                most = 1.1 * (max(before) if before else STARTER_MINUTES[self.level])
                if minutes > most + EPS and self.changeable(session):
                    self.fail("SPIKE-RUN", f"{session['id']}: {minutes} min of {sport}, at most {most:.1f}")
                if session["day"] >= self.today:
                    longest[sport].append((session["day"], minutes))

    def beginner(self):
        for session in self.sessions:
            if self.level != "beginner":
                return
            if self.minutes(session) > 45 + EPS:
                self.fail("BEGINNER", f"{session['id']}: {self.minutes(session)} min")
            if not session.get("form_check"):
                self.fail("BEGINNER", f"{session['id']}: no form check")
            for block in session["blocks"]:
                name = block["name"].lower()
                if "snatch" in name.replace("snatch grip", "").replace("snatch-grip", "") or "muscle-up" in name or "jerk" in name:
                    self.fail("BEGINNER", f"{session['id']}: {name}")

    def pain(self):
        for pain in self.facts["pain"]:
            if pain["score"] is not None and pain["score"] < 3:
                continue
            at = self.exercises.get(pain["exercise"] or "")
            joint = pain["joint"]
            for session in self.sessions:
                for block in session["blocks"] if self.changeable(session) else []:
                    row = self.row(block)
                    if row is None:
                        out = True
                    elif block["exercise"] == pain["exercise"]:
                        out = True
                    elif at:
                        shared = set(row["joints"]) & ({joint} if joint else set(at["joints"]))
                        out = row["pattern"] == at["pattern"] and bool(shared)
                    else:
                        out = row["pattern"] != "mobility" and (joint in row["joints"] if joint else True)
                    if out:
                        self.fail("PAIN-3", f"{session['id']}: {block['name']} with {pain}")

    # Common sense

    def shape(self):
        plan, request = self.plan, self.request
        frame = plan["frame"]
        if request and request["goal"] == "weight_loss" and plan["goal"] == "health" and self.no_loss():
            request = dict(request, goal="health")
        if request and (plan["goal"] != request["goal"] or plan["weeks"] != request["weeks"] or plan["start"] != request["start"]):
            self.fail("ABSURD-SHAPE", "not what was asked for")
        if not self.sessions:
            self.fail("ABSURD-SHAPE", "no session at all")
        ids = Counter(one["id"] for one in self.sessions)
        for twice in [one for one, times in ids.items() if times > 1]:
            self.fail("ABSURD-SHAPE", f"id {twice} twice")
        per_day = Counter(one["date"] for one in self.sessions)
        if any(times > 1 for times in per_day.values()) and not self.line.get("change"):
            self.fail("ABSURD-SHAPE", "two sessions on one day")
        if len(plan["reason"]) < 20 or not plan["title"]:
            self.fail("ABSURD-SHAPE", "no reason or title")
        allowed = set(frame["equipment"]) | set((self.line.get("details") or {}).get("have") or []) | set((self.line.get("details") or {}).get("equipment") or [])
        for session in self.sessions:
            name = session["id"]
            if not 1 <= self.week(session["day"]) <= plan["weeks"]:
                self.fail("ABSURD-SHAPE", f"{name}: outside the plan")
            if not self.changeable(session):
                continue
            if session["day"].weekday() not in frame["weekdays"] and not self.line.get("change"):
                self.fail("ABSURD-SHAPE", f"{name}: not on a day that was named")
            if self.minutes(session) > frame["minutes"] + EPS:
                self.fail("ABSURD-MINUTES", f"{name}: {self.minutes(session)} of {frame['minutes']} min")
            main = [one for one in session["blocks"] if one["part"] == "main"]
            if not main:
                self.fail("ABSURD-EMPTY", f"{name}: no work")
            if self.counts(session):
                if self.minutes(session) < 6:
                    self.fail("ABSURD-MINUTES", f"{name}: {self.minutes(session)} min in all")
                parts = [one["part"] for one in session["blocks"]]
                if parts[0] != "warm_up" or parts[-1] != "cool_down":
                    rows = [row for row in self.exercises.values() if row["pattern"] in ("mobility", "endurance")]
                    if any(not self.spared(row) for row in rows):
                        self.fail("ABSURD-SHAPE", f"{name}: no warm-up or cool-down")
                if parts != sorted(parts, key=["warm_up", "main", "cool_down"].index):
                    self.fail("ABSURD-SHAPE", f"{name}: parts out of order")
            names = [one["exercise"] for one in main if one.get("sets")]
            if len(names) != len(set(names)):
                self.fail("ABSURD-VARIETY", f"{name}: an exercise twice")
            for block in session["blocks"]:
                self.block(session, block, allowed)

    def spared(self, row):
        """Whether a row is out for this person, for pain in any of its joints or equipment."""
        joints = set()
        for pain in self.facts["pain"]:
            joints |= {pain["joint"]} if pain["joint"] else set((self.exercises.get(pain["exercise"] or "") or {"joints": []})["joints"])
        return bool(joints & set(row["joints"])) or not set(row["equipment"]) <= set(self.plan["frame"]["equipment"]) or bool(row["contraindications"])

    def no_loss(self):
        """Whether nobody may aim at losing weight: minors, pregnancy, a body mass index below 18.5, signs of an eating
        disorder."""
        born = self.profile.get("birth_date")
        minor = born and (self.today - date.fromisoformat(born)).days < 18 * 365.25
        height, weight = self.profile.get("height_cm"), self.profile.get("weight_kg")
        thin = height and weight and weight / (height / 100) ** 2 < 18.5
        return minor or thin or any("pregnan" in text for text in self.conditions)

    def block(self, session, block, allowed):
        name = f"{session['id']} {block['name']}"
        row = self.row(block)
        if row is None:
            self.fail("ABSURD-BLOCK", f"{name}: not in the catalogue")
            return
        if not set(row["equipment"]) <= allowed:
            self.fail("ABSURD-EQUIPMENT", f"{name}: needs {row['equipment']}")
        if LEVELS.index(row["level"]) > LEVELS.index(self.level):
            self.fail("ABSURD-LEVEL", f"{name}: {row['level']}")
        words = " ".join(self.conditions)
        for word, against in (
            ("pregnan", "pregnancy"), ("hypertension", "hypertension"), ("slipped_disc", "disc_injury"),
            ("osteoporosis", "osteoporosis"), ("shoulder", "shoulder_instability"), ("knee_arthritis", "knee_arthritis"),
            ("hip_replacement", "hip_arthritis"), ("glaucoma", "glaucoma"), ("hernia", "hernia"),
            ("plantar", "achilles_injury"), ("pelvic", "pelvic_floor"),
        ):
            if word in words and against in row["contraindications"]:
                self.fail("ABSURD-CONDITION", f"{name}: with {against}")
        if not block["minutes"] > 0:
            self.fail("ABSURD-BLOCK", f"{name}: no minutes")
        if not block.get("rpe") and any(one.get("rpe") is None for one in block.get("sets", [])):
            self.fail("ABSURD-BLOCK", f"{name}: no effort")
        if not block.get("sets"):
            if not block.get("rpe"):
                self.fail("ABSURD-BLOCK", f"{name}: no effort")
            return
        if len(self.work(block)) > 10 or (row["pattern"] != "endurance" and len(self.work(block)) > 6):
            self.fail("ABSURD-VOLUME", f"{name}: {len(self.work(block))} sets")
        if block["part"] == "main" and not self.work(block):
            self.fail("ABSURD-EMPTY", f"{name}: no work sets")
        least = most = 0.0
        for one in block["sets"]:
            reps, seconds = one.get("reps"), one.get("seconds")
            if (reps is None) == (seconds is None) or (reps is not None and not 1 <= reps <= 20) or (
                seconds is not None and not 10 <= seconds <= 1200
            ):
                self.fail("ABSURD-BLOCK", f"{name}: {one}")
                continue
            sides = 2 if row["unilateral"] else 1
            least += (seconds or reps * 2) * sides + one["rest_s"]
            most += (seconds or reps * 6) * sides + one["rest_s"] + 30
            if not 0 <= one["rest_s"] <= 300:
                self.fail("ABSURD-BLOCK", f"{name}: rest {one['rest_s']} s")
            weight = one.get("weight_kg")
            if weight is not None and not 0 < weight <= 400:
                self.fail("ABSURD-BLOCK", f"{name}: {weight} kg")
        least -= block["sets"][-1]["rest_s"]
        if not least / 60 - EPS <= block["minutes"] <= most / 60 + 2:
            self.fail("ABSURD-MINUTES", f"{name}: {block['minutes']} min, {least / 60:.1f} to {most / 60 + 2:.1f} are plausible")

    def balance(self):
        goal = self.plan["goal"]
        cap = {"beginner": 12, "intermediate": 18, "advanced": 22}[self.level]
        seen = set()
        sets_by_kind = Counter()
        for week in range(1, self.plan["weeks"] + 1):
            muscles, kinds, sessions = Counter(), Counter(), 0
            hard = easy = 0.0
            strength_minutes = []
            for session in self.sessions:
                if self.week(session["day"]) != week:
                    continue
                lifted = False
                for block in session["blocks"]:
                    row = self.row(block)
                    if not row or block["part"] != "main":
                        continue
                    count = len(self.work(block))
                    if row["pattern"] == "endurance":
                        effort = (block.get("rpe") or {"high": 0})["high"]
                        if block.get("sets"):
                            work = sum(one.get("seconds") or 0 for one in block["sets"]) / 60
                            hard, easy = (hard + work, easy) if effort > 4 else (hard, easy + block["minutes"])
                        elif effort > 4:
                            hard += block["minutes"]
                        else:
                            easy += block["minutes"]
                        continue
                    if not count or self.is_easy(block):
                        continue
                    lifted = True
                    seen.add(block["exercise"])
                    for muscle in row["primary"]:
                        muscles[muscle] += count
                    pattern = row["pattern"]
                    kind = (
                        "push" if pattern in PUSH else
                        "pull" if pattern in PULL or (pattern in ("shoulder_isolation", "back_extension") and set(row["primary"]) & BACK) else
                        "knee" if pattern in KNEE else "hip" if pattern in HIP else "core" if pattern in CORE else "other"
                    )
                    kinds[kind] += count
                    sets_by_kind[kind] += count
                if lifted:
                    sessions += 1
                    strength_minutes.append(self.minutes(session))
            # A session of today whose usual time had gone by is an easy one, and the rest of its week alone cannot
            # hold everything.
            cut = any(not one.get("start") for one in self.sessions if self.week(one["day"]) == week)
            for muscle, count in muscles.items():
                if count > cap:
                    self.fail("ABSURD-VOLUME", f"week {week}: {count} sets for {muscle}")
            if easy + hard > 60 and hard > 0.32 * (easy + hard):
                self.fail("ABSURD-POLARISED", f"week {week}: {hard:.0f} hard of {easy + hard:.0f} min")
            push, pull = kinds["push"], kinds["pull"]
            # Nor can a single session.
            least, most = (1, 1.5) if sessions > 1 and not cut else (0, 9)
            if push + pull >= 6 and push and pull and not least - EPS <= pull / push <= most + EPS:
                self.fail("ABSURD-BALANCE", f"week {week}: {push} pushes, {pull} pulls")
            if sessions >= 2 and min(strength_minutes) >= 30 and not kinds["core"] and not cut:
                if any(row["pattern"] in CORE and not self.barred(key, row) for key, row in self.exercises.items()):
                    self.fail("ABSURD-BALANCE", f"week {week}: {sessions} strength sessions and no core")
            if goal in ("strength", "muscle") and sessions >= 2 and not self.facts["pain"] and not self.conditions:
                if not kinds["knee"] + kinds["hip"]:
                    self.fail("ABSURD-BALANCE", f"week {week}: no legs")
                if push and not pull and any(row["pattern"] in PULL and not self.barred(key, row) for key, row in self.exercises.items()):
                    self.fail("ABSURD-BALANCE", f"week {week}: pushes and no pull")
        knee, hip = sets_by_kind["knee"], sets_by_kind["hip"]
        if knee + hip >= 24 and not self.facts["pain"] and not self.conditions and not 1 / 3 <= (knee + 1) / (hip + 1) <= 3:
            self.fail("ABSURD-BALANCE", f"{knee} sets for the knee, {hip} for the hip")
        whole = sum(sets_by_kind.values())
        if whole >= 8 * self.plan["weeks"] and self.plan["weeks"] >= 4 and len(seen) < 4:
            self.fail("ABSURD-VARIETY", f"{whole} sets of {sorted(seen)}")

    def changed(self):
        """What a change must leave alone: the past, the count of weeks, and days on which nothing is made up."""
        before, kind = self.line.get("before"), self.line.get("change")
        if not before:
            return
        for name in ("id", "start", "weeks"):
            if before[name] != self.plan[name]:
                self.fail("CHANGE-PLAN", f"{name} from {before[name]} to {self.plan[name]}")
        if before["first_deload"] != self.plan["first_deload"] and kind != "reactive_deload":
            self.fail("CHANGE-PLAN", "the deload weeks moved")
        if self.plan["reason"] == before["reason"] or len(self.plan["reason"]) < 20:
            self.fail("CHANGE-REASON", "the reason does not tell of the change")
        old = {one["id"]: one for one in before["sessions"] if not self.changeable(one)}
        new = {one["id"]: one for one in self.sessions if not self.changeable(one)}
        if old != new:
            self.fail("CHANGE-PAST", f"{sorted(set(old) ^ set(new))} or what is in them differs")
        counted = Counter(one["date"] for one in self.sessions if self.counts(one) and self.changeable(one))
        for day, times in counted.items():
            if times > 1:
                self.fail("CHANGE-STACKED", f"{times} sessions on {day}")
        if kind in ("missed", "illness", "skip", "less_time", "missed_long_runs", "too_hard", "reactive_deload"):
            most = Counter()
            for one in before["sessions"]:
                most[self.week(one["day"])] += self.counts(one)
            for week in range(1, self.plan["weeks"] + 1):
                count = sum(self.counts(one) for one in self.sessions if self.week(one["day"]) == week)
                if kind in ("skip", "too_hard", "missed_long_runs") and count > most[week]:
                    self.fail("CHANGE-STACKED", f"week {week}: {count} sessions instead of {most[week]}")
        if kind == "skip":
            for one in self.sessions:
                same = next((other for other in before["sessions"] if other["id"] == one["id"]), None)
                if same and self.volume_of([one])[0] > self.volume_of([same])[0]:
                    self.fail("CHANGE-STACKED", f"{one['id']} has more sets than before")
        if kind == "illness":
            first, last = (date.fromisoformat(self.line["details"][name]) for name in ("from", "to"))
            for one in self.sessions:
                if first <= one["day"] <= last and self.changeable(one):
                    self.fail("CHANGE-ILL", f"{one['id']} while ill")
        if kind in ("no_equipment", "travel"):
            have = set(self.line["details"].get("have") or self.line["details"].get("equipment") or [])
            first, last = (date.fromisoformat(self.line["details"][name]) for name in ("from", "to"))
            for one in self.sessions:
                for block in one["blocks"] if first <= one["day"] <= last and self.changeable(one) else []:
                    row = self.row(block)
                    if row and not set(row["equipment"]) <= have:
                        self.fail("CHANGE-EQUIPMENT", f"{one['id']}: {block['name']} needs {row['equipment']}")

    def barred(self, key, row):
        avoids = (self.request or {}).get("avoids", [])
        return (
            self.spared(row) or key in avoids or LEVELS.index(row["level"]) > LEVELS.index(self.level)
        )

    def run(self):
        for check in (
            self.heart_rate, self.screen, self.load_step, self.rest, self.volume, self.spike, self.beginner, self.pain,
            self.shape, *([self.changed] if self.line.get("change") else [self.balance]),
        ):
            check()
        return self.found


def main():
    exercises, counts, examples = {}, Counter(), defaultdict(list)
    cases = plans = passed = failed = adjusted = refused = 0
    unplannable, interventions, changes = Counter(), Counter(), Counter()
    for text in fileinput.input(encoding="utf-8"):
        line = json.loads(text)
        if "exercises" in line:
            exercises = line["exercises"]
            continue
        cases += 1
        if "unplannable" in line:
            why = line["unplannable"].split(";")[0][:80]
            unplannable[f"{line['change']}: {' '.join(why.split()[:7])}" if line.get("change") else why] += 1
            continue
        plans += 1
        if line.get("change"):
            changes[line["change"]] += 1
        found = Case(line, exercises).run()
        review = line["review"]
        if "refused" in review:
            refused += 1
            interventions["refused " + review["refused"]["rule"]] += 1
            found.append(("REVIEW", "the envelope refused: " + review["refused"]["detail"]))
        elif not review["unchanged"] or review["interventions"]:
            adjusted += 1
            for one in review["interventions"]:
                interventions[one["action"] + " " + one["rule"]] += 1
                examples["envelope " + one["action"] + " " + one["rule"]].append((line["case"], one["detail"]))
        for rule in {rule for rule, _ in found}:
            counts[rule] += 1
        for rule, detail in found:
            examples[rule].append((line["case"], detail))
        passed, failed = (passed, failed + 1) if found else (passed + 1, failed)
    print(f"{cases} cases, {plans} plans, {len(exercises)} exercises")
    for why, times in unplannable.most_common():
        print(f"  no plan, {times}: {why}")
    for change, times in sorted(changes.items()):
        print(f"  changed, {times}: {change}")
    for rule in sorted(counts):
        print(f"{rule}: {counts[rule]} plans")
    for rule in sorted(examples):
        for case, detail in examples[rule][:3]:
            print(f"    {rule}, case {case}: {detail[:220]}")
    share = 100 * adjusted / plans if plans else 0
    print(f"the envelope changed {adjusted} plans ({share:.2f} %) and refused {refused}; {dict(interventions)}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not plans else 0)


if __name__ == "__main__":
    main()
