"""Banks of words that fill the slots of the phrasings.

An entry is a surface text, or a pair (surface, canonical id) where the tool wants an id. Every sixth entry of a bank
is kept out of training (see `generate.py`), so that the evaluation also meets words that were never seen in a slot.
"""

EXERCISES = """bench press;bench;squat;squats;back squat;front squat;deadlift;deadlifts;romanian deadlift;RDL;sumo deadlift
overhead press;OHP;military press;shoulder press;push press;barbell row;bent over row;cable row;dumbbell row;pull-ups
pull ups;chin-ups;chin ups;lat pulldown;lat pulldowns;push-ups;push ups;press ups;dips;lunges;walking lunges;reverse lunge
split squat;bulgarian split squat;goblet squat;hack squat;leg press;leg curl;leg extension;leg extensions;hip thrust
hip thrusts;glute bridge;calf raise;calf raises;bicep curls;bicep curl;hammer curl;preacher curl;tricep extension
skullcrushers;tricep pushdown;face pull;face pulls;lateral raise;lateral raises;front raise;rear delt fly;chest fly
incline bench;incline press;incline dumbbell press;decline bench;close grip bench;dumbbell press;arnold press;upright row
shrugs;farmer's walk;farmers carry;kettlebell swing;kettlebell swings;turkish get-up;clean and jerk;power clean;snatch
thruster;burpees;box jump;box jumps;plank;side plank;dead bug;bird dog;russian twist;sit-ups;crunches;hanging leg raise
ab wheel;pallof press;good morning;back extension;nordic curl;step-ups;sled push;muscle-up;handstand push-up;pistol squat
trap bar deadlift;rack pull;landmine press;cable fly;cable crunch;seated row;T-bar row;pendlay row;zercher squat
box squat;pause squat;floor press;z press;cossack squat;jump rope;mountain climbers;battle ropes;wall sit;hip abduction
single leg deadlift;hyperextension;inverted row;pec deck;machine press;smith squat;kettlebell snatch;medicine ball slam"""
EXERCISES = [word.strip() for line in EXERCISES.splitlines() for word in line.split(";")]

SPORTS = [(surface, kind) for kind, surfaces in {
    "running": "run;runs;running;jog;jogs;jogging;trail run;tempo run;long run;interval run;treadmill run",
    "cycling": "ride;rides;bike ride;bike rides;cycling;cycle;spin class;biking;bicycle tour;turbo session",
    "swimming": "swim;swims;swimming;lap swim;pool session;laps in the pool",
    "walking": "walk;walks;walking;stroll;dog walk;brisk walk",
    "hiking": "hike;hikes;hiking;mountain hike",
    "yoga": "yoga;yoga class;yoga session;vinyasa",
    "rowing": "row;rowing;rowing session;erg session;rowing machine",
    "strength": "strength session;strength training;weights;weight training;lifting session;lifting;gym session;weights session",
    "pilates": "pilates;pilates class", "tennis": "tennis;tennis match", "football": "football;soccer;five-a-side",
    "elliptical": "elliptical;cross trainer", "hiit": "hiit;HIIT class;circuit training;interval workout",
    "skiing": "skiing;ski day", "climbing": "climbing;bouldering", "dance": "dance class;zumba", "boxing": "boxing;kickboxing",
}.items() for surface in surfaces.split(";")]

# kinds as logWorkout names them
LOG_KIND = {"strength": "traditional_strength_training"}

FOODS = """banana;two eggs;2 eggs and toast;porridge with honey;oatmeal with berries;greek yoghurt;a protein shake;chicken salad
rice and beans;pasta bolognese;spaghetti carbonara;a cheeseburger;burger and fries;fish and chips;sushi;ramen;pizza;two slices of pizza
half a pizza;caesar salad;tuna sandwich;ham sandwich;cheese toastie;grilled cheese;steak and potatoes;salmon with rice
tofu curry;chicken curry;lentil soup;tomato soup;a bowl of cereal;muesli with milk;granola;an apple;an orange;some grapes
a handful of nuts;almonds;walnuts;peanut butter toast;avocado toast;scrambled eggs;omelette;an omelette with cheese;pancakes
waffles;croissant;bagel with cream cheese;a flat white;latte;cappuccino;black coffee;orange juice;glass of milk;a beer;two beers
glass of red wine;coke;a smoothie;ice cream;chocolate bar;dark chocolate;crisps;popcorn;hummus and carrots;falafel wrap
kebab;burrito;tacos;quesadilla;chili con carne;roast chicken;turkey breast;pork chop;lamb chops;150 g rice;200g chicken breast
100 g oats;250 ml milk;3 rice cakes;cottage cheese;skyr with blueberries;protein bar;muffin;doughnut;cookies;a slice of cake
stir fry with noodles;pad thai;fried rice;dumplings;pho;couscous with veg;quinoa bowl;baked potato;mashed potatoes;lasagne
mac and cheese;beans on toast;sausages and eggs;bacon roll;full english;soup and bread;salad with feta;vegetable stew;tofu scramble"""
FOODS = [word.strip() for line in FOODS.splitlines() for word in line.split(";")]

PLAIN_FOODS = """chicken breast;banana;rice;brown rice;eggs;an egg;oats;salmon;tuna;tofu;lentils;chickpeas;pasta;bread;rye bread;peanut butter
almonds;cashews;greek yoghurt;yogurt;cottage cheese;cheddar;mozzarella;milk;oat milk;soy milk;avocado;apple;apples;strawberries
blueberries;potatoes;sweet potato;broccoli;spinach;beef;steak;minced beef;pork;turkey;shrimp;cod;beer;wine;coke;orange juice;honey
olive oil;butter;dark chocolate;ice cream;pizza;a big mac;sushi;hummus;quinoa;couscous;granola;skyr;whey protein;protein bar;kiwi
mango;grapes;watermelon;carrots;mushrooms;edamame;tempeh;seitan;bacon;ham;croissant;bagel;pancakes;popcorn;walnuts;chia seeds"""
PLAIN_FOODS = [word.strip() for line in PLAIN_FOODS.splitlines() for word in line.split(";")]

AVOID = "nuts;dairy;gluten;fish;cheese;mushrooms;eggs;meat;pork;onions;garlic;shellfish;soy;tomatoes;peppers;lactose;wheat;beef".split(";")
SLOTS = [("breakfast", "breakfast"), ("brekkie", "breakfast"), ("lunch", "lunch"), ("dinner", "dinner"), ("supper", "dinner"),
         ("tea time", "dinner"), ("a snack", "snack"), ("snack", "snack"), ("my breakfast", "breakfast"),
         ("my lunch", "lunch"), ("my dinner", "dinner")]
DIETS = [("vegetarian", "vegetarian"), ("veggie", "vegetarian"), ("meat free", "vegetarian"), ("meatless", "vegetarian"),
         ("vegan", "vegan"), ("plant based", "vegan"), ("plant-based", "vegan")]

MUSCLES = """glutes;chest;back;upper back;lower back;legs;quads;hamstrings;calves;biceps;triceps;shoulders;delts;rear delts;abs;core
lats;traps;forearms;arms;pecs;obliques;hip flexors;adductors;bum;neck;side delts;thighs""".replace("\n", ";").split(";")
PLACES = """knee;left knee;right knee;shoulder;left shoulder;right shoulder;lower back;back;neck;elbow;right elbow;wrist;hip;left hip;ankle
right ankle;achilles;heel;shin;shins;calf;hamstring;groin;foot;thumb;upper back;left calf;left wrist;knees;hips""".replace("\n", ";").split(";")

EQUIPMENT = [(surface, ids) for surface, ids in [
    ("dumbbells", ["dumbbell"]), ("a pair of dumbbells", ["dumbbell"]), ("db", ["dumbbell"]), ("kettlebell", ["kettlebell"]),
    ("a kettlebell", ["kettlebell"]), ("kettlebells", ["kettlebell"]), ("a barbell", ["barbell"]), ("barbell", ["barbell"]),
    ("bands", ["band"]), ("resistance bands", ["band"]), ("a resistance band", ["band"]), ("cables", ["cable"]),
    ("machines", ["machine"]), ("a pull-up bar", ["pull_up_bar"]), ("no equipment", ["none"]), ("bodyweight", ["none"]),
    ("just my body weight", ["none"]), ("nothing", ["none"]), ("no gear", ["none"]), ("a hotel gym", ["hotel"]),
    ("the hotel gym", ["hotel"]), ("home equipment", ["home"]), ("a full gym", ["gym"]), ("the gym", ["gym"]),
    ("zero equipment", ["none"]), ("dumbbells and a bench", ["dumbbell", "bench"]), ("a barbell and a rack", ["barbell", "rack"])]]

GOALS = [(surface, goal) for goal, surfaces in {
    "strength": "strength;getting stronger;get stronger;be stronger;raw strength;powerlifting;lift heavier",
    "muscle": "muscle;build muscle;building muscle;hypertrophy;put on muscle;get bigger;gain mass;bulk up",
    "running": "running;run a 10k;a 5k;a 10k;a half marathon;my first marathon;a marathon;run faster;get into running;couch to 5k",
    "cycling": "cycling;a bike race;a century ride;ride longer;a gran fondo",
    "weight_loss": "weight loss;losing weight;lose weight;fat loss;lose fat;slim down;drop some kilos;shed a few pounds;get lean",
    "health": "general fitness;health;get fit;being healthier;get in shape;stay healthy;getting back into shape",
    "mixed": "running and lifting;strength and cardio;a mix of everything;hybrid training",
}.items() for surface in surfaces.split(";")]

# metrics by the tool that is asked for their trend: any of them
TREND_METRICS = [(surface, metric) for metric, surfaces in {
    "body_mass": "weight;body weight;bodyweight;my scale weight;kilos;the number on the scale",
    "body_fat": "body fat;body fat percentage;fat percentage;bf%", "resting_hr": "resting heart rate;resting pulse;rhr;resting hr",
    "steps": "steps;step count;daily steps;number of steps", "asleep": "sleep;sleep duration;hours of sleep;time asleep;nights",
    "deep_sleep": "deep sleep", "rem_sleep": "REM;rem sleep", "hrv_sdnn": "hrv;heart rate variability",
    "training_load": "training load;load", "workout_count": "number of workouts;workouts;sessions;training frequency;gym visits",
    "workout_time": "time spent training;training time;workout minutes", "running_distance": "running distance;run mileage;running kilometres;running volume;weekly mileage",
    "cycling_distance": "cycling distance;distance on the bike;bike mileage", "vo2max": "vo2max;vo2 max;cardio fitness;aerobic fitness;vo2",
    "energy_active": "active calories;calories burned;active energy;calorie burn", "exercise_time": "exercise minutes;active minutes",
    "energy_in": "calorie intake;calories eaten;food intake;how much i eat", "protein": "protein intake;protein",
    "water": "water intake;water", "spo2": "blood oxygen;oxygen saturation", "respiratory_rate": "respiratory rate;breathing rate",
    "bp_sys": "blood pressure", "waist": "waist;waist size", "flights": "flights climbed;stairs", "distance_walk_run": "walking distance;distance walked",
    "caffeine": "caffeine;coffee intake",
}.items() for surface in surfaces.split(";")]

BODY_METRICS = [(surface, [metric]) for metric, surfaces in {
    "body_mass": "weight;body weight;bodyweight;weight in kilos;current weight", "body_fat": "body fat;body fat percentage;bf percentage;fat percentage",
    "bmi": "bmi;body mass index", "vo2max": "vo2max;vo2 max;cardio fitness;vo2", "spo2": "blood oxygen;oxygen saturation;spo2;o2 level",
    "glucose": "blood sugar;blood glucose;glucose", "respiratory_rate": "respiratory rate;breathing rate;breaths per minute",
    "body_temperature": "body temperature;temperature;temp", "height": "height", "waist": "waist;waist measurement;waistline",
    "lean_mass": "lean mass;muscle mass;lean body mass",
}.items() for surface in surfaces.split(";")] + [("blood pressure", ["bp_sys", "bp_dia"]), ("bp", ["bp_sys", "bp_dia"])]

TARGETS = [(surface, metric) for metric, surfaces in {
    "steps": "step goal;daily steps;steps target;step target", "energy_in": "calorie target;calorie goal;daily calories;calorie budget;kcal goal",
    "protein": "protein goal;protein target;daily protein", "water": "water goal;water target",
}.items() for surface in surfaces.split(";")]

MONTHS = "january february march april may june july august september october november december".split()
SHORT_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SHORT_DAYS = "mon tue wed thu fri sat sun".split()
HOLIDAYS = ["christmas day", "new year's eve", "easter", "boxing day", "halloween", "my birthday"]
NAMES = [("max", "transfer_to_max_power"), ("max power", "transfer_to_max_power"), ("emma", "transfer_to_emma_encourage"),
         ("emma encourage", "transfer_to_emma_encourage"), ("dr progress", "transfer_to_dr_progress"),
         ("dr. progress", "transfer_to_dr_progress"), ("the doctor guy", "transfer_to_dr_progress"), ("doctor progress", "transfer_to_dr_progress")]


def a_date(rng):
    """A fixed day in one of the ways people write one."""
    day, month = rng.randint(1, 28), rng.randrange(12)
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
    return rng.choice([
        f"{day} {MONTHS[month]}", f"{MONTHS[month]} {day}", f"{MONTHS[month]} {day}{suffix}", f"{day}{suffix} of {MONTHS[month]}",
        f"the {day}{suffix} of {MONTHS[month]}", f"{day} {SHORT_MONTHS[month]}", f"{SHORT_MONTHS[month]} {day}", f"the {day}{suffix}",
        f"{day} {MONTHS[month]} {rng.randint(2015, 2026)}", f"{rng.randint(2018, 2026)}-{month + 1:02}-{day:02}", f"{day}/{month + 1}",
    ])


def day(rng):
    """One day of the past, with its preposition inside the text where the phrase has one."""
    weekday = rng.choice(DAYS)
    return rng.choice([
        "today", "yesterday", "yesterday", "this morning", "on " + weekday, "last " + weekday, weekday, rng.choice(SHORT_DAYS), "on " + a_date(rng),
        "on " + a_date(rng), "the day before yesterday", f"{rng.randint(2, 9)} days ago", "on " + rng.choice(HOLIDAYS), "two days ago", "so far today",
        "last night", "tonight", "right now", "this afternoon",
    ])


def night(rng):
    """A night of the past."""
    return rng.choice(["last night", "last night", "last nite", "lastnight", "tonight", "the night before", "on " + rng.choice(DAYS),
                       rng.choice(DAYS) + " night", "the night of " + a_date(rng), "on " + a_date(rng), "yesterday", "this morning",
                       "the night before last", "on " + rng.choice(DAYS) + " night", "over the weekend"])


def span(rng):
    """A longer time of the past."""
    count = rng.choice([2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 20, 30, 60, 90])
    unit = rng.choice(["days", "days", "weeks", "months"])
    word = rng.choice(["two", "three", "four", "five", "six", "couple of", "few", "ten"])
    return rng.choice([
        "this week", "last week", "this month", "last month", "this year", "last year", "the past week", "the last month", "recently", "lately",
        f"the last {count} {unit}", f"the past {count} {unit}", f"last {count} {unit}", f"the last {word} {unit}", f"the past {word} {unit}",
        "in " + rng.choice(MONTHS), "in " + rng.choice(MONTHS), "since " + rng.choice(MONTHS), "since " + rng.choice(MONTHS), "since last " + rng.choice(DAYS),
        "over the weekend", "last weekend", "this weekend", "since the start of the year", "since " + rng.choice(["summer", "spring", "winter", "autumn", "new year", "christmas", "easter"]),
        f"in {rng.randint(2018, 2026)}", "this summer", "last winter", "all year", "the week before last", "between " + rng.choice(MONTHS) + " and " + rng.choice(MONTHS),
        "over the last fortnight", "these days", "this quarter", "so far this month", f"over the past {word} {unit}", "year to date", "ytd", "week on week",
    ])


def coming(rng):
    """A day or time to come."""
    return rng.choice(["today", "tomorrow", "tomorrow", "tonight", "on " + rng.choice(DAYS), "this " + rng.choice(DAYS), "next week", "this week",
                       rng.choice(DAYS), "on " + a_date(rng), "the day after tomorrow", "next " + rng.choice(DAYS), "the coming week", "in two days"])
