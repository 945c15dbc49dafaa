"""Ways of asking for figures: sleep, recovery, activity, heart, load, strength, workouts, body, days, records.

Each row is (family, coach, tool, arguments, phrasings). `[a|b|]` is a choice, `{slot}` or `{slot@bank}` a word of a bank.
An argument `=slot` is a copy of the words that fill the slot, `#slot` their id; an argument whose slot does not occur
is left out. Families are whole ways of asking, so that some can be kept out of training.
"""

NIGHT, DAY, SPAN, COMING = "{when@night}", "{when@day}", "{when@span}", "{when@coming}"
W = {"when": "=when"}

SLEEP = [
    ("how", "emma", "getSleepData", W, [
        "how [did i sleep|was my sleep|was my night|well did i sleep|have i slept|was the sleep|were my nights] [" + NIGHT + "|" + NIGHT + "|" + SPAN + "|]",
        "[did i|have i] [sleep|slept] [well|ok|alright|enough|badly|any better|properly] [" + NIGHT + "|" + SPAN + "|]"]),
    ("amount", "emma", "getSleepData", W, [
        "how [much|many hours of|long did i|many hours did i] [sleep|kip|shut eye|shuteye] [did i get|i got|have i had|] [" + NIGHT + "|" + SPAN + "|]",
        "[total|average|mean|avg] [hours of sleep|sleep|sleep time|sleep duration|time asleep] [per night |a night |][" + SPAN + "|]",
        "hours [slept|asleep|of sleep] [" + NIGHT + "|" + SPAN + "]"]),
    ("stage", "emma", "getSleepData", W, [
        "[how much|what was my|show me my|tell me my|] [deep|rem|REM|light|core] sleep [did i get|did i have|was there|] [" + NIGHT + "|" + SPAN + "|]",
        "[deep|rem|light] [sleep|phase|stages|minutes] " + NIGHT, "[sleep stages|stages of sleep|sleep cycle breakdown|hypnogram] [for |]" + NIGHT]),
    ("clock", "emma", "getSleepData", W, [
        "[what time|when] did i [fall asleep|go to bed|go to sleep|get to bed|nod off|drop off|wake up|get up|turn in] [" + NIGHT + "|" + DAY + "|]",
        "[bedtime|wake time|wake-up time|lights out time] [" + NIGHT + "|" + SPAN + "]"]),
    ("awake", "emma", "getSleepData", W, [
        "how [often|many times] [did i wake|was i awake|was i up|did i wake up] [in the night|during the night|] [" + NIGHT + "|]",
        "was i [restless|tossing and turning|up a lot|awake a lot|awake much|disturbed] [" + NIGHT + "|]", "how long [was i|did i lie] awake " + NIGHT]),
    ("show", "emma", "getSleepData", W, [
        "[show|give|pull up|list|get|display|check|look at] [me |]my [sleep|nights|sleep data|sleep log|sleep numbers|sleep report|sleep score|sleep figures|sleep stats] [for |from |of |][" + NIGHT + "|" + SPAN + "|]",
        "[sleep|sleep score|sleep report|sleep summary|sleep data|nights] [" + NIGHT + "|" + SPAN + "]", "sleep[?|]"]),
    ("feeling", "emma", "getSleepData", W, [
        "[i|think i|pretty sure i|feel like i] [barely slept|hardly slept|slept like a baby|slept terribly|slept like a log|had an awful night|slept so badly|could not sleep|was up half the night] [" + NIGHT + "|]. [what do the numbers say|is that what you see|what did the watch record|does the data agree|can you check|true]",
        "[terrible|dreadful|great|bad|short|broken] night, [what does the tracker say|what did you measure|how many hours was it|what was it in the end|check it for me]"]),
    ("quality", "emma", "getSleepData", W, [
        "[what was|what's|how is|how was] my sleep [quality|efficiency|score|debt|rating] [" + NIGHT + "|" + SPAN + "|]",
        "[did i oversleep|did i nap|any naps|did i sleep in] [" + DAY + "|]", "am i [getting|having] enough [sleep|rest at night] [" + SPAN + "|]"]),
    ("why", "emma", "getSleepData", W, ["why [did i sleep so badly|was my sleep so bad|was my night so short|was i awake so much|did i sleep so little] [" + NIGHT + "|]",
        "what [ruined|spoiled|disturbed|happened to] my sleep [" + NIGHT + "|]"]),
]
RECOVERY = [
    ("score", "emma", "getRecoveryScore", W, [
        "[what's|what is|how is|how's|tell me|show me|give me] my [recovery|recovery score|readiness|readiness score|body battery] [" + DAY + "|]",
        "[recovery|readiness|recovery score] [" + DAY + "|pls|score|?|]"]),
    ("recovered", "emma", "getRecoveryScore", W, [
        "[am i|have i|did i] [recovered|fully recovered|bounced back|rested|well rested|recharged|recover|back to normal] [from " + "[yesterday|the race|leg day|monday|that session] |][" + DAY + "|]",
        "how [recovered|rested|fresh|recharged] [am i|is my body|do i look] [" + DAY + "|]", "has my body [recovered|recuperated|caught up] [yet|]"]),
    ("tired", "emma", "getRecoveryScore", W, [
        "[i'm|i am|feeling|i feel|so|i'm feeling] [so |really |totally |][tired|exhausted|knackered|wiped out|drained|shattered|worn out|run down|sluggish|beat|spent] [" + DAY + "|]",
        "why am i [so |always |this |][tired|exhausted|drained|sluggish|worn out|weak] [" + DAY + "|" + SPAN + "|]"]),
    ("agree", "emma", "getRecoveryScore", W, [
        "[i feel|feeling|woke up feeling] [awful|off|terrible|rough|great|fantastic|rubbish|heavy|meh|flat] [today|this morning|], [do the numbers agree|does my data show it|is it in the figures|what do my stats say|do you see that too]"]),
    ("low", "emma", "getRecoveryScore", W, ["why is my [recovery|readiness] [so low|low|down|in the red|so bad|poor] [" + DAY + "|]", "what is [dragging|pulling|bringing] my [recovery|readiness] down [" + DAY + "|]"]),
    ("ready", "max", "getRecoveryScore", W, [
        "[am i|is my body] [ready|fit|good|fresh enough|recovered enough|ok] [to train|for training|to go hard|for a hard session|to lift|for intervals|for leg day|for a long run|to push it|to run|for a workout] [" + COMING + "|]",
        "can i [go hard|train hard|push it|do intervals|go heavy|train|work out|smash it|go all out|race] [" + COMING + "|]"]),
    ("should", "max", "getRecoveryScore", W, [
        "should i [train|work out|run|lift|rest|take it easy|have a rest day|go to the gym|exercise|push|skip the gym|do cardio] [or rest |or take it easy |or push through |][" + COMING + "|]",
        "[do i need|is it time for|would you take] a [rest day|day off|break|recovery day] [" + COMING + "|]"]),
    ("do", "max", "getRecoveryScore", W, [
        "what [should|shall|do|can] i [do|be doing|train|work on] [" + COMING + "|]", "[give me|suggest|recommend|got|any ideas for|what's a good] [a workout|a session|something to do|something to train|training for me] [" + COMING + "|]",
        "what [workout|training|session|kind of exercise] [makes sense|would you do|do you recommend|is best|fits] [" + COMING + "|]"]),
    ("sore", "max", "getRecoveryScore", W, ["my [legs|arms|quads|shoulders|chest|muscles] are [sore|stiff|heavy|still sore|tired|fried|toast] [from yesterday|], [should i train|can i train|train or rest|is it ok to work out|go anyway]",
        "[is|would] [today|tomorrow|it] [be |][a good day|a good time|smart|wise|sensible] to [train hard|go hard|lift heavy|train|do a hard run|rest]"]),
]
ACTIVITY = [
    ("steps", "progress", "getRecentActivity", W, [
        "how many steps [did i do|did i take|have i done|have i walked|did i get|do i have|have i got] [" + DAY + "|" + SPAN + "|]", "[steps|step count|my steps|total steps|number of steps|average steps|avg steps per day|daily steps] [" + DAY + "|" + SPAN + "|]",
        "[show me|what's|what is|tell me|give me] my [steps|step count|step total] [" + DAY + "|" + SPAN + "|]"]),
    ("goal", "progress", "getRecentActivity", W, [
        "[did i|have i] [hit|reach|reached|make|made|get to|done|do] [my |][10k|10,000|8000|12k|ten thousand|{n:5-15}000|daily goal of][ steps| steps yet| yet|] [" + DAY + "|]",
        "how [close|far] am i [to|from|off] my [10k|ten thousand|step goal|daily steps|goal of {n:6-15}000] [" + DAY + "|]"]),
    ("distance", "progress", "getRecentActivity", W, ["how [far|many km|many miles|many kilometres] [did i walk|have i walked|did i go on foot|have i moved|did i cover] [" + DAY + "|" + SPAN + "|]", "[walking distance|distance walked|km walked|miles on foot] [" + DAY + "|" + SPAN + "]"]),
    ("energy", "progress", "getRecentActivity", W, [
        "how [many|much] [calories|cals|kcal|active calories|energy] [did i burn|have i burned|burned|burnt|did i use] [" + DAY + "|" + SPAN + "|]", "[calories burned|calories burnt|active energy|active calories|energy burned|cals burned] [" + DAY + "|" + SPAN + "|]"]),
    ("active", "progress", "getRecentActivity", W, [
        "how [active|lazy|busy on my feet] [was i|have i been|am i] [" + DAY + "|" + SPAN + "|]", "[have i been|was i] [moving enough|lazy|active|active enough|a couch potato|sitting too much] [" + DAY + "|" + SPAN + "|]",
        "[exercise minutes|active minutes|exercise time|activity|my activity|activity summary|stand hours|move minutes] [" + DAY + "|" + SPAN + "|]"]),
    ("floors", "progress", "getRecentActivity", W, ["how many [floors|stairs|flights|flights of stairs] [did i climb|have i climbed|did i go up|have i done] [" + DAY + "|" + SPAN + "|]", "[stairs|floors|flights] [climbed|] [" + DAY + "|" + SPAN + "]"]),
    ("week", "progress", "getRecentActivity", W, ["[how was|how did|sum up|summarise|recap|summary of|overview of|review] [my|the] [activity|movement|moving] [go |] [" + SPAN + "]", "[show|list|display] [me |]my [activity|daily activity|movement|rings] [for |over |][" + SPAN + "|" + DAY + "]"]),
]
HEART = [
    ("resting", "progress", "getHeartRateData", W, ["[what's|what is|what was|how's|show me|tell me|] my [resting heart rate|resting pulse|rhr|resting hr|resting bpm] [" + DAY + "|" + SPAN + "|right now|at the moment|]", "[rhr|resting heart rate|resting pulse] [" + DAY + "|" + SPAN + "|?]"]),
    ("max", "progress", "getHeartRateData", W, ["[what was|what's|how high was|show] my [max|maximum|highest|peak|top|lowest] [heart rate|pulse|hr|bpm|heartrate] [" + DAY + "|" + SPAN + "|in the last session|]", "how [high|low|fast] did my [heart rate|pulse|hr|heart] [go|get|climb|beat|drop] [" + DAY + "|" + SPAN + "|]"]),
    ("zones", "progress", "getHeartRateData", W, ["[how much|how long|how many minutes of] [time |][did i spend |was i |have i spent |][in |]zone [1|2|3|4|5] [" + SPAN + "|" + DAY + "|]", "[time in|show my|minutes in] [heart rate zones|hr zones|zones|the hard zone|each zone] [" + SPAN + "|" + DAY + "|]"]),
    ("average", "progress", "getHeartRateData", W, ["[average|mean|avg] [heart rate|pulse|hr|bpm|heartrate] [" + DAY + "|" + SPAN + "|]", "[heart rate|pulse|hr|bpm|heartbeat|heart rate data] [" + DAY + "|" + SPAN + "]", "what [was|is] my [heart rate|pulse|hr] [" + DAY + "|doing|like|]"]),
    ("high", "progress", "getHeartRateData", W, ["[my |why is my |is my ][resting |][heart rate|pulse|hr|rhr] [seems|looks|is|being|so] [high|elevated|low|weird|up|raised|racing at rest] [" + SPAN + "|]", "[show|chart|plot|graph] [me |]my [heart rate|pulse|hr] [for |over |][" + SPAN + "|" + DAY + "|]"]),
    ("hrv", "progress", "getHRVTrends", W, ["[how's|how is|what's|what is|show me|check] my [hrv|HRV|heart rate variability|variability|rmssd|sdnn] [doing |looking |trend |][" + SPAN + "|" + DAY + "|]", "[hrv|HRV|heart rate variability|rmssd|sdnn] [" + SPAN + "|" + DAY + "|trend|numbers|?]"]),
    ("hrv.normal", "progress", "getHRVTrends", W, ["is my [hrv|heart rate variability] [normal|ok|within range|in my usual range|good|low|balanced|off] [" + SPAN + "|]", "[where is|how far is] my [hrv|variability] [against|compared with|versus|from] [my |the |][baseline|usual|normal|range]"]),
    ("hrv.change", "progress", "getHRVTrends", W, ["[has|did] my [hrv|variability|heart rate variability] [tank|crash|drop|go up|improve|recover|dropped|improved|risen|crashed] [" + SPAN + "|" + DAY + "|after the race|after that party|]", "[hrv|variability] [tanked|is down|dropped|looks low|crashed|is in the gutter|went up] [" + SPAN + "|][, why|, right|, or not|]"]),
]
LOAD = [
    ("load", "progress", "getTrainingLoad", W, ["[what's|what is|how's|show me|check|] my [training load|load|workload|weekly load|training stress|training volume load|strain] [" + SPAN + "|]", "[training load|workload|load|strain|training stress] [" + SPAN + "|?|]"]),
    ("over", "progress", "getTrainingLoad", W, ["am i [overtraining|overdoing it|doing too much|training too much|training too hard|overreaching|burning myself out|at risk of overtraining] [" + SPAN + "|]", "[have i been|was i] [overdoing it|doing too much|going too hard|training too hard|pushing too hard|ramping up too fast] [" + SPAN + "|]", "[is it|is that|was that] too much training [" + SPAN + "|]"]),
    ("form", "progress", "getTrainingLoad", W, ["[what's|what is|show|how's] my [form|freshness|fitness and fatigue|ctl|atl|tsb|form score|acute load|chronic load|acute chronic ratio|fatigue] [" + DAY + "|" + SPAN + "|]", "[ctl|atl|tsb|fitness fatigue form|acwr] [and tsb|/ atl|numbers|please|now|]"]),
    ("hard", "progress", "getTrainingLoad", W, ["how [hard|much] [have i been training|did i train|am i training|have i been pushing] [" + SPAN + "|]", "[is|was] my training [hard|heavy|intense|too light|monotonous|balanced] [enough |][" + SPAN + "|]"]),
    ("taper", "progress", "getTrainingLoad", W, ["[should i taper|do i need to taper|time to taper|am i fresh enough] [before|for] [my race|the marathon|the 10k|race day|sunday's race]", "am i [fit|fresh] [or|and] [tired|fatigued]", "how [fit|fatigued] am i [compared to|versus|against] how [tired|fit|fresh] [i am|]"]),
]
EX = {"exercise": "=ex", "when": "=when"}
STRENGTH = [
    ("best", "max", "getStrengthProgression", EX, ["[what's|what is|what was|tell me|show me] my [best|max|1rm|one rep max|top|heaviest|pr|pb|estimated 1rm|estimated max] [for |on |in |]{ex} [" + SPAN + "|]", "my {ex} [max|1rm|pr|pb|best|record|top set]", "[1rm|e1rm|max|best|pr|pb|top set] [for |on |]{ex}"]),
    ("can", "max", "getStrengthProgression", EX, ["how much [can i|do i|could i|did i] {ex} [" + SPAN + "|]", "how [heavy|much weight] [did i go|have i gone|was i|do i go|did i use|did i lift] on [the |][last |]{ex} [" + SPAN + "|" + DAY + "|]", "how many [reps|kilos|kg] [did i do|did i get|can i do] on {ex} [" + DAY + "|]"]),
    ("sessions", "max", "getStrengthProgression", EX, ["[show|list|give|pull up] [me |][my |all my |the ]{ex} [sessions|numbers|sets|history|log|results|stats|weights] [" + SPAN + "|]", "{ex} [history|numbers|log|sets|sessions|stats] [" + SPAN + "|please|]", "[what weights|which sets|what sets] [did i do|have i done|did i use] [for|on|at] {ex} [" + SPAN + "|" + DAY + "|]"]),
    ("last", "max", "getStrengthProgression", EX, ["[what did i|how much did i] [lift|do|get|manage] [on|for|at] {ex} last time", "my [last|latest|most recent] {ex} [session|workout|sets|numbers]"]),
    ("trend", "max", "analyzeStrengthProgression", EX, ["[is|are] my {ex} [going up|getting better|improving|progressing|getting stronger|moving|stuck|stalling|plateauing] [" + SPAN + "|]", "[has|have] my {ex} [improved|stalled|progressed|gone up|gone down|got better|plateaued|developed] [" + SPAN + "|]"]),
    ("coming", "max", "analyzeStrengthProgression", EX, ["how [is|are|has|'s] my {ex} [coming along|progressing|going|developing|doing|looking|been going] [" + SPAN + "|]", "[progress|progression|trend|development] [of|on|in|for] [my |]{ex} [" + SPAN + "|]", "{ex} [progress|progression|trend|development] [" + SPAN + "|]"]),
    ("overall", "max", "analyzeStrengthProgression", W, ["am i [getting|becoming|any] stronger [" + SPAN + "|]", "[which|what] [of my lifts|lifts|exercises] [has stalled|are stuck|is progressing|am i stuck on|went up|are going well|have plateaued]", "how [is|has] my [strength|lifting] [developing|developed|coming along|progressing|changed] [" + SPAN + "|]", "[strength progress|overview of my lifts|strength overview|all my lifts] [" + SPAN + "|]"]),
    ("stuck", "max", "analyzeStrengthProgression", EX, ["[i feel like i'm|i think i am|am i|seems i'm] [stuck|plateauing|stalling|going backwards|making no progress] [on|with|at] [the |my |]{ex}", "[am i losing|did i lose|have i gained|did i gain|am i gaining] strength [on|in] [the |my |]{ex} [" + SPAN + "|]"]),
]
WK = {"kind": "#sport", "when": "=when"}
WORKOUTS = [
    ("list", "max", "getWorkoutHistory", W, ["[what|which] [workouts|training|sessions|exercise] [did i do|have i done|did i manage|did i get in] [" + SPAN + "|" + DAY + "|]", "[show|list|give|pull up] [me |]my [workouts|sessions|training sessions|training log|workout history|last {n:2-9} workouts|gym sessions|training] [" + SPAN + "|" + DAY + "|]", "[workouts|workout history|training log|sessions|my workouts] [" + SPAN + "|" + DAY + "|]"]),
    ("count", "max", "getWorkoutHistory", W, ["how [often|many times|many days] [did i|have i|was i] [train|trained|work out|worked out|exercise|hit the gym|in the gym|at the gym|been to the gym|go to the gym] [" + SPAN + "|]", "[number of|how many|count my|total] [workouts|sessions|gym visits|trainings|training days] [" + SPAN + "|]"]),
    ("kind", "max", "getWorkoutHistory", WK, ["[show|list|give] [me |]my [last |]{sport} [" + SPAN + "|]", "did i [go for a |do any |do |go |have a |get in a ]{sport} [" + SPAN + "|" + DAY + "]", "how [many|often did i do|much] {sport} [did i do|have i done|] [" + SPAN + "|]"]),
    ("last", "max", "getWorkoutHistory", WK, ["when [was my last|did i last do|did i last go for a|was the last time i did|was the last] {sport}", "[how long|how fast|how far|how hard] was my [last|latest|most recent|longest] {sport}", "[my |]last {sport}", "how did my {sport} go [" + DAY + "|]", "[pace|distance|time|duration] of my [last|latest] {sport}"]),
    ("far", "max", "getWorkoutHistory", {"when": "=when", "kind": "running"}, ["how [far|many km|many miles|many k|long] [did i run|have i run|have i been running] [" + SPAN + "|" + DAY + "|]", "[what was my|how was my|my] [running |][pace|5k time|10k time|mileage] [" + SPAN + "|" + DAY + "|]"]),
    ("farcycle", "max", "getWorkoutHistory", {"when": "=when", "kind": "cycling"}, ["how [far|many km|many miles|long] [did i cycle|did i ride|have i ridden|did i bike|have i cycled] [" + SPAN + "|" + DAY + "|]"]),
    ("farswim", "max", "getWorkoutHistory", {"when": "=when", "kind": "swimming"}, ["how [far|many lengths|many metres|long] [did i swim|have i swum] [" + SPAN + "|" + DAY + "|]"]),
    ("part", "max", "getWorkoutHistory", {"exercise": "=muscle", "when": "=when"}, ["when [did i last|was the last time i] [train|trained|work|worked|hit|do] {muscle}", "how [often|many times] [did i|have i] [train|trained|hit|work] {muscle} [" + SPAN + "|]", "[last|my last|latest] {muscle} [day|session|workout]"]),
    ("skip", "max", "getWorkoutHistory", W, ["[have i|did i] [trained|train|work out|worked out|exercised|exercise|skipped|done anything|do anything] [at all |enough |][" + SPAN + "|" + DAY + "]", "[my |what was my |]longest [session|workout|break between workouts] [" + SPAN + "|]", "total [training time|time in the gym|workout time] [" + SPAN + "]"]),
]
TM = {"metric": "#tmetric", "when": "=when", "versus": "=versus"}
PROGRESS = [
    ("updown", "progress", "analyzeProgressData", TM, ["[is|are] my {tmetric} [going up|going down|improving|rising|falling|getting better|getting worse|dropping|trending up|changing|on the way down] [" + SPAN + "|]", "[has|have] my {tmetric} [gone up|gone down|improved|changed|dropped|risen|come down|got better|increased|decreased|developed] [" + SPAN + "|]"]),
    ("trend", "progress", "analyzeProgressData", TM, ["[what's|what is|show|show me|plot|give me] [the trend of my|the trend in|my] {tmetric} [trend|trend line|development|over time] [" + SPAN + "|]", "{tmetric} [trend|development|over time|trajectory] [" + SPAN + "|]", "how has my {tmetric} [changed|developed|evolved|moved|trended|been trending] [" + SPAN + "|]"]),
    ("versus", "progress", "analyzeProgressData", TM, ["compare my {tmetric} [" + SPAN + "] [with|to|against|and|vs] {versus@span}", "{tmetric} [" + SPAN + "] [vs|versus|compared to|compared with|against] {versus@span}", "[did i have|was there|is there] [more|less|higher|lower|better] {tmetric} [" + SPAN + "] than {versus@span}"]),
    ("weight", "progress", "analyzeProgressData", {"metric": "body_mass", "when": "=when", "versus": "=versus"}, ["[have i|did i|am i] [lost|lose|losing|gained|gain|gaining|put on|putting on|dropped|shed] [any |some |much |][weight|kilos|pounds|kg] [" + SPAN + "|]", "how much [weight |][have i lost|did i lose|have i gained|did i put on|have i put on] [" + SPAN + "|]", "[did i get|am i getting|have i got] [fatter|heavier|lighter|slimmer] [" + SPAN + "|]"]),
    ("fit", "progress", "analyzeProgressData", {"metric": "vo2max", "when": "=when"}, ["am i [getting|any|becoming] fitter [" + SPAN + "|]", "[is|has] my [fitness|endurance|stamina|cardio] [improving|improved|getting better|progressing|got worse|built up] [" + SPAN + "|]", "is [my|all this|the] training [paying off|working|doing anything|helping] [" + SPAN + "|]"]),
    ("steps", "progress", "analyzeProgressData", {"metric": "steps", "when": "=when", "versus": "=versus"}, ["[did i|have i] [walk|walked|move|moved] [more|less] [" + SPAN + "] than {versus@span}", "[am i|have i been] [walking|moving] [more|less] [" + SPAN + "|] [than {versus@span}|]"]),
    ("cause", "emma", "analyzeProgressData", {"metric": "#tmetric", "when": "=when"}, ["[has|did] my {tmetric} [improved|change|get better|changed|go up|got better] since i [quit coffee|stopped drinking|started meditating|changed jobs|moved house|gave up sugar|switched to nights|started yoga|got the dog|gave up alcohol]", "any [change|difference|improvement] in [my |]{tmetric} since i [quit smoking|started running|cut out sugar|got a standing desk|stopped eating late]"]),
    ("goalpace", "progress", "analyzeProgressData", {"metric": "#tmetric", "when": "=when"}, ["[analyse|analyze|look into|dig into|explain] [my |the change in my |][{tmetric}] [" + SPAN + "|]", "[by how much|how much] [did|has] my {tmetric} [change|changed|move|moved|shift|shifted] [" + SPAN + "|]"]),
]
BODY = [
    ("what", "progress", "getCurrentBiometrics", {"metrics": "#bmetric", "when": "=when"}, ["[what's|what is|tell me|show me|give me|whats] my {bmetric} [" + DAY + "|right now|currently|at the moment|]", "[my |current |latest ]{bmetric} [" + DAY + "|?|now|please|]", "how [high|low|good] is my {bmetric} [" + DAY + "|]"]),
    ("weigh", "progress", "getCurrentBiometrics", {"metrics": "+body_mass", "when": "=when"}, ["[how much|what] do i weigh [" + DAY + "|now|these days|]", "how [heavy|much] am i [on the scale |][" + DAY + "|now|]", "what did the [scale|scales] say [" + DAY + "|]", "what did i weigh [" + DAY + "]"]),
    ("tall", "progress", "getCurrentBiometrics", {"metrics": "+height"}, ["how tall am i", "[what's|what is] my height [again|on file|]"]),
    ("all", "progress", "getCurrentBiometrics", W, ["[show|give|read] [me |][my |all my |the |][vitals|vital signs|biometrics|body stats|body measurements|current stats|health numbers|latest readings|latest measurements] [" + DAY + "|]", "[vitals|biometrics|current stats|body stats|latest measurements] [please|now|]"]),
    ("reading", "progress", "getCurrentBiometrics", {"metrics": "#bmetric", "when": "=when"}, ["[did you get|do you have|is there|have you got] a [reading|measurement|value|number] for my {bmetric} [" + DAY + "|]", "[last|latest|newest] [reading|measurement|value] of [my |]{bmetric}", "when was my {bmetric} [last measured|last taken|measured last|last recorded]"]),
    ("normal", "progress", "getCurrentBiometrics", {"metrics": "#bmetric", "when": "=when"}, ["is my {bmetric} [ok|normal|alright|too high|too low|fine|in range|healthy] [" + DAY + "|]"]),
]
SUMMARY = [
    ("day", "progress", "getDailySummary", W, ["[how was|how did|what was] [my day|yesterday|today|the day|my " + "[monday|tuesday|wednesday|thursday|friday|saturday|sunday]] [go|like|overall|]", "how was {when@day}"]),
    ("sum", "progress", "getDailySummary", W, ["[give me|show me|i want|can i get|get me|] [a |the |my |][summary|rundown|recap|overview|full picture|daily summary|day report|debrief|wrap up|round-up] [of|for] {when@day}", "[sum up|summarise|recap|run me through|walk me through] {when@day}", "[daily summary|daily report|day overview|dashboard] [" + DAY + "|]"]),
    ("all", "progress", "getDailySummary", W, ["[everything|the lot|all the numbers|all data|the whole lot|all figures] [for|from|of|on] {when@day}", "{when@day}: [sleep, steps, heart rate, the lot|steps, sleep and workouts|everything|sleep, recovery, activity|the full works]", "sleep, [steps|activity], [heart rate|workouts] [and recovery |][for |]{when@day}"]),
    ("doing", "progress", "getDailySummary", W, ["how am i [doing|looking|getting on|holding up] [today|overall|right now|]", "[what's up|what's new|anything to report|where do i stand|status|quick check|check in] [today|with me|with my body|]", "[morning briefing|brief me|morning report|start of day report]"]),
    ("date", "progress", "getDailySummary", W, ["[tell me about|what happened on|what did my body do|look at] {when@day}", "what [does|do|did] {when@day} look like [in numbers|in my data]"]),
]
RECORDS = [
    ("pr", "max", "celebrateAchievements", W, ["[any|did i set any|have i set any|do i have any] [new |][prs|PRs|pbs|records|personal bests|personal records|bests|milestones] [" + SPAN + "|]", "[personal bests|prs|records|milestones|achievements] [" + SPAN + "|]"]),
    ("what", "max", "celebrateAchievements", W, ["what [have i|did i] [achieved|achieve|earned|accomplish|accomplished|smash] [" + SPAN + "|]", "[did i|have i] [beat|break|broken|smashed] [any records|a record|my record|anything] [" + SPAN + "|]", "[what am i|anything to be|something to be|can i be] proud of [" + SPAN + "|]"]),
    ("low", "emma", "celebrateAchievements", {}, ["[i can't be bothered|i have no motivation|no motivation|i've lost my motivation|zero drive|i don't feel like it|i can't motivate myself|lost my mojo|i want to give up|thinking of quitting] [to train|to work out|today|anymore|at all|]", "i [feel|am|am feeling] [low|down|like a failure|useless|discouraged|frustrated|demotivated|like giving up|unmotivated|hopeless about my training] [" + SPAN + "|]"]),
    ("pep", "emma", "celebrateAchievements", {}, ["[motivate me|give me a pep talk|cheer me up|i need motivation|i need a boost|say something encouraging|pep talk|encourage me|pump me up|i need a kick]", "[help me stay|how do i stay|how can i get] [motivated|on track|going]"]),
    ("celebrate", "max", "celebrateAchievements", W, ["[celebrate|show|list|tell me] [with me |][my |][wins|successes|achievements|highlights|victories|accomplishments] [" + SPAN + "|]", "[good news|some good news|something positive] [" + SPAN + "|please|about my training]"]),
]
ROWS = {"sleep": SLEEP, "recovery": RECOVERY, "activity": ACTIVITY, "heart": HEART, "load": LOAD, "strength": STRENGTH, "workouts": WORKOUTS,
        "progress": PROGRESS, "body": BODY, "summary": SUMMARY, "records": RECORDS}
