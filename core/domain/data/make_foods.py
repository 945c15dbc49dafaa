#!/usr/bin/env python3
"""Makes foods.tsv from the official tables and our selection.

Usage: make_foods.py FOLDER

FOLDER is the unpacked ASCII download of the USDA National Nutrient Database for Standard Reference
(`sr28asc`, public domain) with FOOD_DES.txt, NUT_DATA.txt and WEIGHT.txt.

food_selection.tsv says which foods we carry, under which names, and adds portions of ours. Every figure per 100 g
comes from NUT_DATA.txt as it is printed there; what has no row there stays empty. Portions come from WEIGHT.txt;
those of ours, and a plain
cup where the table has only chopped or sliced ones, are marked with `~` and stand where the
table has none of that name, or one that is more than 15 % off (its slice of French bread weighs 139 g).
"""
import re
import sys
from pathlib import Path

# Order of the columns in foods.tsv: name, nutrient number of the Standard Reference.
NUTRIENTS = [
    ("energy_kcal", "208"), ("protein_g", "203"), ("carbohydrate_g", "205"), ("fat_g", "204"),
    ("saturated_fat_g", "606"), ("fibre_g", "291"), ("sugars_g", "269"), ("sodium_mg", "307"),
    ("calcium_mg", "301"), ("iron_mg", "303"), ("potassium_mg", "306"), ("magnesium_mg", "304"),
    ("vitamin_c_mg", "401"), ("vitamin_d_ug", "328"), ("vitamin_b12_ug", "418"), ("alcohol_g", "221"),
    ("caffeine_mg", "262"), ("water_g", "255"),
]
# The table's words for a measure, and ours. A measure whose first word is not known keeps its own words.
RENAMED = {
    "tablespoon": "tbsp", "teaspoon": "tsp", "Cup": "cup", "slices": "slice", "cookies": "cookie", "pieces": "piece",
    "crackers": "cracker", "cup slices": "cup sliced", "cup pieces": "cup",
}
# Units of mass, and packs that are sold in one country only, are no portions.
DROPPED = re.compile(
    r"^(oz|lb|quart|cubic inch|gram|kg|NLEA serving|pint|gallon|roast|jar|package|drink box|dash|bird|"
    r".*yield.*|unit.*|.*ready-to-cook.*|.*without refuse.*|.*crust not eaten.*|.*condensed.*|.*\d+ ?lb.*)$", re.I)
SIZES = ("mini", "tiny", "small", "medium", "regular", "large", "extra", "jumbo", "thin", "thick")
MOST_PORTIONS = 8
CUP_ML, FLUID_OUNCE_ML, TABLESPOON_ML = 236.588, 29.5735, 14.7868


def rows(path):
    with open(path, encoding="latin-1") as file:
        for line in file:
            yield [field.strip("~") for field in line.rstrip("\r\n").split("^")]


def number(value):
    return f"{value:.6g}"


def measure(text, food=""):
    """The plain name of a measure: without sizes in brackets and inches, a size of the food itself without the food."""
    text = re.sub(r"\s*\(.*?\)", "", text)
    text = re.sub(r"\(.*$", "", text).strip().rstrip(",")
    text = re.sub(r"[\s,]+", " ", text).lower()
    sizes = [word for word in text.split() if word in SIZES]
    others = [word for word in text.split() if word not in SIZES]
    if sizes and others:
        if others[0] in ("slice", "cup", "piece"):
            text = " ".join(sizes + others)
        elif all(word.rstrip("s") in food.lower() for word in others):
            text = " ".join(sizes)
    return RENAMED.get(text, text).strip()


def portions(food, weights, ours):
    found = {}
    for amount, text, grams in weights:
        if DROPPED.match(text.strip()) or amount <= 0 or grams <= 0 or grams / amount > 1500:
            continue
        name = measure(text, food)
        if not name or len(name) > 24 or DROPPED.match(name) or re.search(r"[\"|=~]|\d", name):
            continue
        found.setdefault(name, grams / amount)
    cups = sorted(grams for name, grams in found.items() if name.startswith("cup "))
    if cups and "cup" not in found:
        ours = ours + [f"cup={cups[(len(cups) - 1) // 2]:.4g}"]
    # A portion of ours that says the same as the table is the table's.
    own = dict(item.split("=") for item in ours)
    own = {name: grams for name, grams in own.items()
           if name not in found or abs(found[name] / float(grams) - 1) > 0.15}
    kept = [(name, grams) for name, grams in found.items() if name not in own][:MOST_PORTIONS]
    return "|".join([f"{name}={grams:.4g}" for name, grams in kept] + [f"~{name}={grams}" for name, grams in own.items()])


def density(weights):
    for wanted, millilitres in (("cup", CUP_ML), ("fl oz", FLUID_OUNCE_ML), ("tbsp", TABLESPOON_ML)):
        for amount, text, grams in weights:
            if measure(text) == wanted and amount > 0:
                value = grams / amount / millilitres
                if 0.5 <= value <= 1.5:
                    return f"{value:.3f}"
    return ""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source, here = Path(sys.argv[1]), Path(__file__).parent
    selection = []
    for line in (here / "food_selection.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            fields = line.split("\t")
            if len(fields) != 7:
                sys.exit(f"selection row without seven fields: {line}")
            selection.append(fields)
    wanted = {fields[0] for fields in selection}
    known = {row[0] for row in rows(source / "FOOD_DES.txt")}
    if wanted - known:
        sys.exit(f"not in the official table: {sorted(wanted - known)}")

    numbers = {code: column for column, (_, code) in enumerate(NUTRIENTS)}
    figures = {ndb: [""] * len(NUTRIENTS) for ndb in wanted}
    for row in rows(source / "NUT_DATA.txt"):
        if row[0] in wanted and row[1] in numbers:
            figures[row[0]][numbers[row[1]]] = number(float(row[2]))
    weights = {ndb: [] for ndb in wanted}
    for row in rows(source / "WEIGHT.txt"):
        if row[0] in wanted:
            weights[row[0]].append((float(row[2]), row[3], float(row[4])))

    out = ["\t".join(["# id", "ndb", "name", "category", "density", "aliases", "portions"] + [n for n, _ in NUTRIENTS])]
    for ndb, identity, name, category, liquid, aliases, ours in selection:
        shown = portions(name, weights[ndb], [item for item in ours.split("|") if item])
        thick = density(weights[ndb]) if liquid else ""
        out.append("\t".join([identity, ndb, name, category, thick, aliases, shown] + figures[ndb]))
    (here / "foods.tsv").write_text("\n".join(out) + "\n", encoding="utf-8")
    print(f"{len(out) - 1} foods")


if __name__ == "__main__":
    main()
