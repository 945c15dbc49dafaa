"""Makes the text that coach-tiny is trained and evaluated on. Standard library only; the same seed gives the same rows.

    python generate.py --split train --rows 1000 --seed 1 > rows.jsonl

A row is {stage, agent, text, tool, after, answer, call, family}. Three stages, as in a turn of the agent loop:
`route` (the Coach Selector hands over or refuses), `call` (a coach calls a tool or refuses), `reply` (a coach puts
the tool's result into words, with slots). `answer` is what the model has to write.

Splits: `train`; `families` (whole ways of asking that are never trained on); `words` (known ways of asking with words
in the slots that are never trained on).
"""

import argparse
import hashlib
import json
import random
import re
import sys

import phrasings_coaching
import phrasings_data
import phrasings_more
import phrasings_other
import words
from replies import reply

AGENTS = {"max": "Max Power", "emma": "Emma Encourage", "progress": "Dr. Progress"}
TRANSFER = {"Max Power": "transfer_to_max_power", "Emma Encourage": "transfer_to_emma_encourage", "Dr. Progress": "transfer_to_dr_progress"}
AGENT_OF = {tool: agent for agent, tool in TRANSFER.items()}
REASONS = {"meals": "meals", "eaten": "meals", "suggest": "meals", "foods": "meals", "make": "the training plan", "plan": "the training plan",
           "change": "the training plan", "exercise": "exercises", "journal": "wellbeing"}
BY_COACH = {"max": "training and strength", "emma": "sleep, recovery and wellbeing", "progress": "figures, trends and explanations"}
NAMED_REASON = "asked for by name"

# Ways of asking that are kept out of training.
HELD_FAMILIES = {
    "sleep.quality", "recovery.agree", "recovery.low", "activity.week", "heart.high", "heart.hrv.normal", "load.taper", "strength.sessions",
    "strength.stuck", "workouts.skip", "progress.goalpace", "body.reading", "summary.date", "records.celebrate", "meals.story", "eaten.last",
    "eaten.more", "suggest.fit", "foods.look", "make.weekdays", "plan.next", "exercise.detail", "exercise.sparing", "journal.tweak", "logw.log",
    "logw.target2", "off.work", "off.people", "off.household",
}
# Of these families the last phrasing is kept out: each family is a class of its own and cannot go as a whole.
HELD_LAST = {"change.hard", "change.time", "change.skip", "change.deload", "change.missed", "change.swap"}

BANKS = {
    "ex": words.EXERCISES, "sport": words.SPORTS, "food": words.FOODS, "pfood": words.PLAIN_FOODS, "avoid": words.AVOID, "mslot": words.SLOTS,
    "diet": words.DIETS, "muscle": words.MUSCLES, "place": words.PLACES, "equip": words.EQUIPMENT, "goal": words.GOALS, "tmetric": words.TREND_METRICS,
    "bmetric": words.BODY_METRICS, "target": words.TARGETS, "name": words.NAMES, "habit": phrasings_coaching.HABITS, "jkind": ["pain", "mood"],
    **phrasings_other.BANKS,
}
TIMES = {"day": words.day, "night": words.night, "span": words.span, "coming": words.coming}
LEXICAL = {"ex", "sport", "food", "pfood", "muscle", "place", "tmetric", "goal", "thing", "topic"}
ORDER = {"modifyWorkout": ["change", "exercise", "to_exercise", "minutes", "equipment", "goal", "days", "when", "to_when"],
         "createWorkoutPlan": ["goal", "weeks", "days", "minutes", "equipment", "when"]}


def held_word(bank, index):
    return bank in LEXICAL and len(BANKS[bank]) >= 12 and index % 6 == 4


def parse(text):
    """A phrasing as a list of texts, slots (tuples) and choices (lists of lists)."""
    position = 0

    def sequence(stop):
        nonlocal position
        items, plain = [], ""
        while position < len(text):
            letter = text[position]
            if letter in stop:
                break
            position += 1
            if letter == "[":
                items.append(plain)
                plain = ""
                options = [sequence("|]")]
                while text[position] == "|":
                    position += 1
                    options.append(sequence("|]"))
                position += 1
                items.append(options)
            elif letter == "{":
                end = text.index("}", position)
                body = text[position:end]
                position = end + 1
                items.append(plain)
                plain = ""
                name, at, bank = body.partition("@")
                if ":" in name:
                    name, _, bounds = name.partition(":")
                    items.append((name, "number", tuple(int(part) for part in bounds.split("-"))))
                elif name == "question":
                    items.append("{question}")
                else:
                    items.append((name, bank or name, None))
            else:
                plain += letter
        items.append(plain)
        return items

    return sequence("")


def fill(items, rng, split, out, ids):
    """Appends (text, slot or None) pairs; `ids` receives the id of each slot."""
    for item in items:
        if isinstance(item, str):
            if item:
                out.append((item, None))
        elif isinstance(item, list):
            fill(rng.choice(item), rng, split, out, ids)
        else:
            name, bank, bounds = item
            if bank == "number":
                surface = str(rng.randint(*bounds))
                if bounds[1] > 1000 and rng.random() < 0.7:
                    surface = str(max(bounds[0], int(surface) // 100 * 100))
                ids[name] = ("number", surface)
            elif bank in TIMES:
                surface = TIMES[bank](rng)
                ids[name] = (bank, surface)
            else:
                bank_words = BANKS[bank]
                while True:
                    index = rng.randrange(len(bank_words))
                    held = held_word(bank, index)
                    if split == "words" and bank in LEXICAL and len(bank_words) >= 12 and not held:
                        continue
                    if split == "train" and held:
                        continue
                    break
                entry = bank_words[index]
                surface, ident = entry if isinstance(entry, tuple) else (entry, entry)
                ids[name] = (bank, ident)
            out.append((surface, name))


KEYS = {"a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm",
        "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x"}
SHORT = [(r"\bplease\b", "pls"), (r"\byou\b", "u"), (r"\bare\b", "r"), (r"\bwhat's\b", "whats"), (r"\bi'm\b", "im"), (r"\bdon't\b", "dont"), (r"\bcan't\b", "cant"),
         (r"\btoday\b", "2day"), (r"\band\b", "&"), (r"\bthanks\b", "thx"), (r"\bi've\b", "ive"), (r"\bhow's\b", "hows"), (r"\bminutes\b", "mins"), (r"\byesterday\b", "yday"),
         (r"\bit's\b", "its"), (r"\bi'd\b", "id"), (r"\bwhat is\b", "what's"), (r"\bmy\b", "me"), (r"\bdid i\b", "did I")]
BEFORE = """hey coach, ;hi, ;hello, ;coach, ;ok ;so ;um, ;quick question: ;quick one, ;hey, ;morning! ;good morning, ;good evening, ;please, ;just wondering, ;right, ;well, ;oh and ;and ;also, ;tell me, ;hmm, ;yo, ;ok so ;
hiya, ;sorry to bother you, ;one more thing: ;before i forget: ;listen, ;alright, ;erm ;random question, ;btw ;hey there! ;evening coach. ;hello again, ;dear coach, ;hi there, ;excuse me, ;while i remember, """.replace("\n", "").split(";")
BEFORE = [text for text in BEFORE if text]
WRAP = """could you tell me ;can you tell me ;i'd like to know ;i want to know ;do you know ;any idea ;i was wondering ;can you check ;please tell me ;i wonder ;could you please check ;would you mind checking ;
can u tell me ;i would love to know ;let me know ;remind me ;my wife wants to know ;i'm curious ;just curious ;would you be so kind and tell me ;could you look up """.replace("\n", "").split(";")
WRAP = [text for text in WRAP if text]
AFTER = """ please; pls; thanks; thank you; mate; coach; cheers; if you can; if you don't mind; lol; haha; asap; for me; again;, thanks; please and thank you; :); !!; 💪; 🙏; tbh; i reckon; or what; you think;, do you think; really; exactly; roughly; all in all; in total;
 when you have a minute; just so i know; i forgot; i can't remember;, be honest;, no rush;, just checking;, out of interest""".replace("\n", "").split(";")
STORY = """I just got back from holiday and feel a bit out of shape. ;Long day at work today. ;My friend and I were arguing about this. ;I've been using this app for a few weeks now. ;The kids kept me busy all week. ;I'm sitting on the train and have a minute. ;
I'm 58 and not great with phones. ;My wife says I should look at this more often. ;I finally bought a new watch. ;It's cold and dark outside again. ;I've had a stressful couple of weeks. ;I want to be a bit more careful this year. ;I'm making coffee. ;
Been meaning to ask this for a while. ;Sorry if this is a silly question. ;I read an article about this. ;My old app used to tell me this. ;I like to keep an eye on things. ;We have visitors coming later. ;I am trying to get a better picture of myself. ;
Work has been crazy. ;I signed up for something big. ;It is my first month here. ;Not sure whether you can see this. ;I forgot to write it down. ;No idea if this makes sense. """.replace("\n", "").split(";")
STORY = [text for text in STORY if text]


def typo(word, rng):
    """A word of letters with one slip of the fingers."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2:] if at + 1 < len(word) else word
    if kind == 1:
        return word[:at] + word[at + 1:]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    near = KEYS.get(word[at].lower())
    return word[:at] + (rng.choice(near) if near else word[at]) + word[at + 1:]


def with_typos(pieces, rng):
    spots = [(index, match.start(), match.end()) for index, (text, _) in enumerate(pieces) for match in re.finditer(r"[A-Za-z]{4,}", text)]
    rng.shuffle(spots)
    chosen = sorted(spots[:rng.choice([1, 1, 2, 2, 3])], reverse=True)
    pieces = list(pieces)
    for index, start, end in chosen:
        text, name = pieces[index]
        pieces[index] = (text[:start] + typo(text[start:end], rng) + text[end:], name)
    return pieces


def styled(pieces, rng, question, wrappable=True):
    """The pieces as somebody would type them."""
    pieces = [piece for piece in pieces if piece[0]]
    first = pieces[0][0].lower() if pieces else ""
    asks = first.startswith(("how", "what", "when", "did", "have", "has", "is", "am", "are", "do ", "does", "should", "can", "which", "why", "was", "who", "where", "will", "any"))
    if wrappable and asks and rng.random() < 0.10:
        pieces.insert(0, (rng.choice(WRAP) + rng.choice(["", "", "if " if first.startswith(("did", "have", "has", "is", "am", "are", "can", "should", "was")) else ""]), None))
    if rng.random() < 0.22:
        pieces.insert(0, (rng.choice(BEFORE), None))
    if rng.random() < 0.16 and not (pieces[-1][1] in ("food", "food2", "food3")):
        pieces.append((rng.choice(AFTER), None))
    if rng.random() < 0.08:
        pieces.insert(0, (rng.choice(STORY), None))
    if rng.random() < 0.22:
        pieces = [(text, name) if name else (abbreviated(text, rng), None) for text, name in pieces]
    if rng.random() < 0.24:
        pieces = with_typos(pieces, rng)
    case = rng.random()
    if case < 0.5:
        pieces = [(text.lower(), name) for text, name in pieces]
    elif case < 0.97:
        text, name = pieces[0]
        pieces[0] = (text[:1].upper() + text[1:], name)
        pieces = [(re.sub(r"\bi\b", "I", text) if name is None else text, name) for text, name in pieces]
        if rng.random() < 0.3:
            pieces = [(re.sub(r"\b(" + "|".join(words.DAYS + words.MONTHS) + r")\b", lambda m: m[0].capitalize(), text), name) for text, name in pieces]
    else:
        pieces = [(text.upper(), name) for text, name in pieces]
    end = rng.random()
    if asks and end < 0.55:
        pieces.append((rng.choice(["?", "?", "?", "??", " ?"]), None))
    elif end < 0.75:
        pieces.append((rng.choice([".", ".", "!", "..", "..."]), None))
    text, spans = "", {}
    for piece, name in pieces:
        if text.endswith((" ", "")) and text[-1:] == " ":
            piece = piece.lstrip(" ")
        if piece[:1] in ",?." and text.endswith(" "):
            text = text.rstrip(" ")
        text += piece
        if name:
            spans[name] = piece.strip()
    return re.sub(r" +([,?!.]) ?", lambda m: m[1] + (" " if m[1] == "," else ""), text).strip(), spans


def abbreviated(text, rng):
    for pattern, short in SHORT:
        if rng.random() < 0.5:
            text = re.sub(pattern, short, text)
    return text


def arguments(tool, spec, ids, spans):
    """The arguments of a call, in the order of the tool's schema, `when` last."""
    found = {}
    for name, value in spec.items():
        if isinstance(value, str) and value.startswith("="):
            slot = value[1:]
            if slot in spans:
                found[name] = int(spans[slot]) if ids[slot][0] == "number" else spans[slot]
        elif isinstance(value, str) and value.startswith("#"):
            slot = value[1:]
            if slot in ids:
                ident = ids[slot][1]
                found[name] = words.LOG_KIND.get(ident, ident) if tool == "logWorkout" and name == "kind" else ident
        elif isinstance(value, str) and value.startswith("+"):
            if value == "+avoid":
                if "avoid" in spans:
                    found[name] = [spans["avoid"]]
            else:
                found[name] = value[1:] if tool == "logWorkout" else [value[1:]]
        elif isinstance(value, str) and value.startswith("!"):
            continue
        else:
            found[name] = value
    order = ORDER.get(tool)
    if order:
        found = {name: found[name] for name in order if name in found}
    late = [name for name in ("when", "versus", "to_when") if name in found]
    return {**{name: value for name, value in found.items() if name not in late}, **{name: found[name] for name in late}}


def call_text(name, args):
    """A call in the form of Hermes and Qwen3, blanks and line breaks included."""
    return "<tool_call>\n" + json.dumps({"name": name, "arguments": args}, ensure_ascii=False) + "\n</tool_call>"


class Source:
    """Rows of one split, without end."""

    def __init__(self, split, seed):
        self.split, self.rng = split, random.Random(f"{split}:{seed}")
        self.by_tool = {}
        for module in (phrasings_data, phrasings_coaching, phrasings_more):
            for group, rows in module.ROWS.items():
                for family, coach, tool, spec, texts in rows:
                    self.add(f"{group}.{family}", coach, tool, spec, texts)
        self.off = [(f"off.{family}", [parse(text) for text in texts]) for family, texts in phrasings_other.OFF.items() if self.takes(f"off.{family}")]
        self.talk = [(f"talk.{family}", answer, [parse(text) for text in texts]) for family, (answer, texts) in phrasings_other.TALK.items()]
        self.named = [parse(text) for text in phrasings_other.NAMED]
        self.tools = list(self.by_tool)
        self.weights = [len(families) ** 0.6 for families in self.by_tool.values()]

    def takes(self, family):
        return (family in HELD_FAMILIES) == (self.split == "families")

    def add(self, family, coach, tool, spec, texts):
        if family in HELD_LAST:
            texts = texts[-1:] if self.split == "families" else texts[:-1]
        elif not self.takes(family):
            return
        self.by_tool.setdefault(tool, []).append((family, coach, spec, [parse(text) for text in texts]))

    def question(self):
        """One question: {family, coach, tool, args, text, answer, longer}; tool None where none is needed."""
        rng, draw = self.rng, self.rng.random()
        if draw < 0.125 and self.off:
            family, texts = rng.choice(self.off)
            pieces, ids = [], {}
            fill(rng.choice(texts), rng, self.split, pieces, ids)
            return {"family": family, "kind": "off_topic", "text": styled(pieces, rng, True)[0], "answer": phrasings_other.REFUSAL}
        if draw < 0.15 and self.split != "families":
            family, answer, texts = rng.choice(self.talk)
            pieces, ids = [], {}
            fill(rng.choice(texts), rng, self.split, pieces, ids)
            return {"family": family, "kind": "talk", "text": styled(pieces, rng, True, False)[0], "answer": answer}
        if draw < 0.175 and self.split != "families":
            pieces, ids = [], {}
            fill(rng.choice(self.named), rng, self.split, pieces, ids)
            agent = AGENT_OF[ids["name"][1]]
            return {"family": "talk.named", "kind": "named", "text": styled(pieces, rng, True, False)[0], "agent": agent, "answer": f"{agent} here. What would you like to look at?"}
        tool = rng.choices(self.tools, self.weights)[0]
        family, coach, spec, texts = rng.choice(self.by_tool[tool])
        pieces, ids = [], {}
        fill(rng.choice(texts), rng, self.split, pieces, ids)
        if tool == "createWorkoutPlan" and ids.get("goal", ("", ""))[1] in ("strength", "muscle"):
            coach = "max"
        reason = REASONS.get(family.split(".")[0], BY_COACH[coach])
        agent, name = AGENTS[coach], None
        if self.split != "families" and rng.random() < 0.02:
            name, transfer = rng.choice(words.NAMES)
            agent, reason = AGENT_OF[transfer], NAMED_REASON
            pieces.insert(0, (name + rng.choice([", ", ": ", " ", ", "]), None))
        text, spans = styled(pieces, rng, True)
        return {"family": family, "kind": "tool", "text": text, "agent": agent, "reason": reason, "tool": tool, "args": arguments(tool, spec, ids, spans),
                "longer": int(ids.get("when", ("",))[0] == "span")}

    def rows(self):
        """Rows of all stages, without end."""
        rng = self.rng
        while True:
            question = self.question()
            text, family = question["text"], question["family"]
            if not text:
                continue
            if question["kind"] != "tool":
                if question["kind"] == "named":
                    yield row("route", "Coach Selector", text, None, call_text(TRANSFER[question["agent"]], {"reason": NAMED_REASON}), family, question)
                    if rng.random() < 0.3:
                        yield row("call", question["agent"], text, None, question["answer"], family, question)
                elif rng.random() < 0.4:
                    yield row("route", "Coach Selector", text, None, question["answer"], family, question)
                else:
                    yield row("call", rng.choice(list(TRANSFER)), text, None, question["answer"], family, question)
                continue
            draw = rng.random()
            if draw < 0.25:
                yield row("route", "Coach Selector", text, None, call_text(TRANSFER[question["agent"]], {"reason": question["reason"]}), family, question)
            elif draw < 0.87:
                agent = question["agent"] if rng.random() < 0.7 else rng.choice(list(TRANSFER))
                yield row("call", agent, text, None, call_text(question["tool"], question["args"]), family, question)
            else:
                agent = question["agent"] if rng.random() < 0.7 else rng.choice(list(TRANSFER))
                failed = rng.random() < 0.1
                answer = reply(agent, question["tool"], family.split(".", 1)[1], question["longer"], question["args"], failed)
                yield row("reply", agent, text, question["tool"] + (" failed" if failed else ""), answer, family, question)


def row(stage, agent, text, after, answer, family, question):
    return {"stage": stage, "agent": agent, "text": text, "after": after, "answer": answer, "family": family, "kind": question["kind"],
            "tool": question.get("tool"), "args": question.get("args"), "coach": question.get("agent")}


def prompt(agent, text, after=None):
    """What the model reads; the same as the chat template of the GGUF file renders."""
    said = f"<|im_start|>system\n{agent}<|im_end|>\n<|im_start|>user\n{text}<|im_end|>\n"
    if after:
        said += f"<|im_start|>tool\n{after}<|im_end|>\n"
    return said + "<|im_start|>assistant\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["train", "families", "words"], default="train")
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    digest = hashlib.sha256()
    for _, made in zip(range(args.rows), Source(args.split, args.seed).rows()):
        line = json.dumps(made, ensure_ascii=False)
        digest.update(line.encode())
        print(line)
    print(f"sha256 of the rows: {digest.hexdigest()}", file=sys.stderr)


if __name__ == "__main__":
    main()
