//! English.

use super::super::concept::Concept::*;
use super::Table;

pub(super) const TABLE: Table = &[
    (
        Mask,
        "fresh air|fresh ~ air|air bike|air squat*|air fryer|air quality|air conditioning|heart missed a beat when|heart misses a beat when|hearts desire|chest day|chest days|chest press|chest presses|chest pressing|chest fly|chest flys|chest flies|chest flye\
         |chest flyes|chest strap|chest straps|chest ~ strap|chest workout|chest workouts|chest session|chest sessions\
         |chest training|chest routine|chest exercise|chest exercises|chest dip|chest dips|chest supported\
         |chest expander|chest circumference|chest measurement|chest size|chest pump|chest freezer|chest height\
         |chest level|chest to bar|chest to floor|chest to the bar|chest to the floor|chest up|chest out|chest high\
         |chest pass|chest monitor|chest sensor|chest belt|chest band|chest hair|chest pack|chest rig|chest and triceps\
         |chest and tris|chest and back day|chest volume|chest growth|chest gains|chest hypertrophy|chest machine\
         |chest strength|chest of drawers|treasure chest|war chest|ice chest|medicine chest|tool chest|toy chest\
         |hope chest|off my chest|off your chest|off his chest|off her chest|train chest|training chest|trained chest\
         |hit chest|hitting chest|do chest|did chest|doing chest|work chest|worked chest|working chest|chest focused\
         |bar touches my chest|touch ~ chest|bar to ~ chest|bar off ~ chest|bar on ~ chest|took ~ breath away\
         |takes ~ breath away|take ~ breath away|taking ~ breath away|breath away|breathtaking|breath work|breathwork\
         |deep breath|take a breath|catch my breath between|under my breath|breath of fresh air|saved my breath\
         |waste my breath|hold ~ breath|held ~ breath|holding ~ breath|breathing exercise|breathing exercises\
         |breathing technique|breathing techniques|breathing pattern|breathing rhythm|box breathing|breathing room\
         |breathing down|nasal breathing|breathe easy|breathes easy|breathe through my nose|breathe through the nose\
         |breathing through my nose|breathable|dizzy with|dizzying|dizzy heights|giddy with|drunk on\
         |dizzy from happiness|dizzy from joy|dizzy schedule|dizzy array|dizzy pace|makes my head spin\
         |made my head spin|makes your head spin|head is spinning with|head spinning with|faint memory|faint memories\
         |faint hope|faint line|faint lines|faint signal|faint smell|faint idea|faint sound|faint praise|faint glow\
         |faint light|faint of heart|faint hearted|fainthearted|passed out asleep|passed out on the couch\
         |passed out on the sofa|passed out on my couch|passed out on my bed|passed out in bed|passed out drunk\
         |passed out right after dinner|collapse* into bed|collapse* on the couch|collapse* on the sofa\
         |collapse* onto ~ couch|collapse* in laughter|collapse* laughing|lung capacity|collapsed lung history\
         |killer headache of|headache of a|headache of an|headache project|headache to|real headache for\
         |big headache for|headaches for the|headache for the|headache for our|gives me a headache|gave me a headache\
         |heart rate variability|heart rate zone|heart rate zones|heart rate monitor|heart rate data|heart rate sensor\
         |heart rate strap|heart rate recovery|heart to heart|heart of|by heart|heart set on|heart and soul\
         |broke my heart|breaks my heart|breaking my heart|broken heart|change of heart|heart rate target|heart health\
         |heart breaking|heartbreaking|heart goes out|with all my heart|pour* ~ heart out|heart melts|heart melted\
         |eat ~ heart out|half hearted|heart warming|heart sank|heart sinks|heart skipped a beat when i saw\
         |heart skips a beat when i see|heart skipped a beat when he|heart skipped a beat when she\
         |heart skips a beat every time i see|heart skips a beat when|heart skipped a beat when|off beat|beat my\
         |beat the|beats per minute|rhythm game|sense of rhythm|irregular sleep|irregular schedule|irregular hours\
         |irregular period|irregular periods|irregular shifts|irregular meals|irregular bedtimes|irregular training\
         |breast stroke|stroke rate|stroke rates|stroke count|stroke length|strokes per minute|stroke volume\
         |stroke technique|swim stroke|swimming stroke|stroke of luck|stroke of genius|back stroke|freestyle stroke\
         |golf stroke|two stroke|four stroke|different strokes|rowing stroke|stroke drill|stroke drills|my stroke\
         |stroke mechanics|stroke work|heart attack risk|heart attack prevention|risk of a heart attack\
         |risk of heart attack|risk of stroke|stroke risk|prevent a stroke|prevent heart attack*\
         |nearly gave me a heart attack|gave me a heart attack|give me a heart attack|almost had a heart attack when\
         |almost gave me a heart attack|had a heart attack when i saw|no pain no gain|pain in the neck|pain in the butt\
         |pain in the ass|growing pains|pain cave|pressure cooker|pressure washer|blood pressure|peer pressure\
         |time pressure|under pressure|tire pressure|tyre pressure|blinding speed|severe weather|severe storm\
         |severe caloric|in a heartbeat|heartbeat of|heart beat sensor|room for improvement|knee sleeve|knee sleeves\
         |knee wraps|knee raise|knee raises|hip thrust|hip thrusts|hip hinge|shoulder press|shoulder day|elbow sleeves\
         |wrist wraps|ankle weights|face pull|face pulls|face time|pull face|face mask|arm day|leg day|numb to it\
         |comfortably numb|weak spot|weak point|weak points|weak link|weak sauce|winded up|tightly packed schedule\
         |work my left side|worked my left side|train my left side|trained my left side|worked my right side\
         |legs feel numb from the cold|numb from cold|numb with cold|numb fingers|numb toes|brown rice|brown sugar\
         |tea time|coca cola zero|drink* cola|drink* coffee|drink* tea|black coffee|black tea|dark chocolate|dark room\
         |dark outside|dark roast|peeing after coffee|pee after coffee|pee ~ drink* ~ coffee|pee ~ drink* ~ tea\
         |pee ~ coffee makes|before coffee|after coffee|after tea|after my coffee|coffee makes me|tea makes me\
         |lots of coffee|much coffee|so much tea|cup of tea|cups of tea|cup of coffee|cups of coffee|of coffee|of tea\
         |dark yellow|knees collapse*|knee collapse*|arches collapse*|arch collapse*|form collapse*|posture collapse*\
         |collapsing knees|hips collapse*|blackout curtains|blackout curtain|blackout blinds|blackout shades\
         |passed out of|drink* ~ coke|drank ~ coffee|drank ~ coke|drank ~ tea|drink* ~ coffee|drink* ~ tea\
         |drink* ~ cola|squeeze|a stroke count|a stroke rate|a stroke length|arrhythmia data|afib data\
         |arrhythmia records|afib history|arrhythmia history|dizzy blonde|fainting goats",
    ),
    (
        Polite,
        "tell me|show me|give me|explain to me|teach me|remind me|help me understand|let me know|i want to know|i would like to know|id like to know|i wonder|im curious|i am curious\
         |just curious|can i ask|may i ask|i have a question|could i ask|send me|i want to learn|i d like to learn|do i understand|what do you mean by my",
    ),
    (
        Negator,
        "no|not|never|without|none|dont|doesnt|didnt|isnt|wasnt|arent|havent|hasnt|hadnt|nor|neither|deny|denies|denied|denying|free of|free from|zero|negative for|absence of|rather than|instead of|do not|does not|did not|nothing like|aint|havnt|dosent|doesnt|lack of",
    ),
    (
        NotNegation,
        "not sure|not certain|dont know|do not know|didnt know|doesnt know|no idea|not only|not just|not normal|isnt normal|not going away|isnt going away|doesnt go away|does not go away|not gone|isnt gone|not stopping\
         |wont stop|doesnt stop|does not stop|isnt stopping|not getting better|isnt getting better|not better|not ok|not okay|not well|not good|not great|not fine|not right|not feeling|dont feel good|dont feel well|dont feel right|dont feel ok*|doesnt feel right|doesnt feel good|doesnt feel normal|isnt right\
         |do not feel well|do not feel good|not feel well|not feel good|never had ~ like|never felt ~ like|never had ~ before|never felt ~ before|never had this|never felt this|never had such|never felt such|never experienced|never been this|never been so|not sure why|dont understand|do not understand|didnt sleep|dont want to\
         |not because|not kidding|not joking|no joke|no reason|no warning|no matter|not a joke|no doubt|dont care|dont think its normal|not letting up|isnt letting up|not improving|isnt improving|nothing helps|not been able|cant not|why dont|why doesnt|no longer able|not able|dont panic|didnt panic\
         |cant ignore|not ignore|shouldnt ignore|dont ignore|dont want to worry|not to worry|not muscular|not muscle|not sore|not soreness|isnt sore|isnt muscle|not doms|not from|not the usual",
    ),
    (PostNegator, "false|negative|absent|denied|none reported|not present|ruled out"),
    (Or, "or|nor"),
    (And, "and|plus|also"),
    (But, "but|however|although|though|except|yet|only|just|while|whereas|until|now|instead"),
    (
        Person,
        "i|im|ive|id|ill|my|me|mine|myself|we|our|us|he|hes|his|him|she|shes|her|hers|they|theyre|their|them|someone\
         |somebody|everyone|wife|husband|partner|boyfriend|girlfriend|friend|buddy|mate|dad|mom|mum|father|mother\
         |daughter|brother|sister|kid|child|client|athlete|teammate|patient|coworker|colleague|grandma|grandpa|uncle\
         |aunt|guy|woman|man|girl|boy|is it normal|is it ok|is it okay|is it bad|is it dangerous to|is it safe\
         |is that normal|is this normal|is this bad|is this serious|normal to feel|normal to get",
    ),
    (
        Family,
        "dad|father|mom|mum|mother|grandfather|grandmother|grandpa|grandma|granddad|uncle|aunt|brother|sister|family|cousin|parents|neighbour|neighbor|colleague|coworker|boss|celebrity|actor|player|he|she|they",
    ),
    (
        GenericStart,
        "what is|what are|whats|what does|what do|what causes|what cause|what can cause|what could cause|what should|what makes|what happens|which|how do|how does|how can|how common|how often do|how to|how dangerous|how likely|how serious|why do|why does|why is|why are|why would|why can|why might|when does|when do|when is|when should\
         |can|could|does|do|did|is|are|was|were|define|explain|describe|difference between|list|name|symptoms of|signs of|causes of|tell me|who gets|should people|would|will|meaning of|definition of|info on|information on|information about|facts about|give me|summarise|summarize|talk about",
    ),
    (
        Topic,
        "read ~ about|reading ~ about|article ~ about|article ~ on|articles ~ about|book ~ about|book ~ on\
         |podcast ~ about|podcast ~ on|study ~ about|study ~ on|studies ~ about|studies ~ on|studying|essay ~ on\
         |essay ~ about|paper ~ on|paper ~ about|documentary ~ about|documentary ~ on|course ~ on|course ~ about\
         |lecture ~ on|lecture ~ about|exam ~ on|exam ~ about|learn* ~ about|film ~ about|movie ~ about|song ~ called\
         |novel ~ about|research ~ on|research ~ about|presentation ~ on|presentation ~ about|talk ~ on|talk ~ about\
         |first aid course|first aid class|quiz|writing ~ about|blog ~ about|video ~ about|video ~ on|news ~ about\
         |character in|read that|heard that|read somewhere|saw a video",
    ),
    (
        ConditionalYou,
        "if you|when you|should you|in case of|in case you|stop if|avoid if|unless you|whenever you|people who|anyone who|patients with|anyone with|people with|someone with",
    ),
    (
        Over,
        "its gone|it is gone|gone now|all gone|is gone|are gone|its all gone|went away|gone away|has gone|has passed|have passed|it passed|passed quickly|passed after|fine now|okay now|ok now|good now|all good now|im fine|i am fine|im ok now|feel fine|feeling fine|feel fine now|feel normal|feels fine|feels normal|back to normal|no longer|not anymore|not any more|any more now\
         |resolved|subsided|disappeared|cleared up|it stopped|has stopped|stopped by itself|stopped on its own|recovered|completely better|hasnt come back|hasnt returned|not come back|didnt come back|never came back|completely fine|totally fine|fine since|nothing since|felt fine after|was fine after|is over|used to|symptom free|is past|fine again|okay again|ok again|well again|normal again",
    ),
    (
        Still,
        "still|right now|currently|again today|keeps coming|comes back|came back|coming back|comes and goes|came again|is back|its back|has returned|happening now|as we speak|at the moment|still there|every time|keeps happening|and now i",
    ),
    (
        LongPast,
        "years ago|months ago|last year|as a kid|as a child|in my teens|when i was|back in 19*|back in 20*|decades ago|a year ago|a month ago|last summer|last winter|in the past",
    ),
    (Had, "had|has had|have had|survived|died|suffered|after his|after her|after my|history of|lost ~ to"),
    (Chest, "chest|chests|breastbone|breast bone|sternum|ribcage|rib cage|chst|thorax"),
    (Heart, "hearts|heart|heart's|ticker"),
    (
        Beat,
        "heartbeat|heartbeats|heart beat|heart beats|heart is beating|heart beating|heart rhythm|pulse|heart rate|hearbeat|rhythm",
    ),
    (Head, "head|skull|temple|temples"),
    (Headache, "headache|headaches|head ache|migraine|migraines|headach"),
    (
        Joint,
        "knee|knees|kneecap|ankle|ankles|hip|hips|shoulder|shoulders|elbow|elbows|wrist|wrists|joint|joints|acl|meniscus|knee cap",
    ),
    (Face, "face|mouth|smile|eyelid|cheek|lip"),
    (Limb, "left arm|right arm|left leg|right leg|one arm|one leg|my arm|his arm|her arm|my leg|his leg|her leg"),
    (
        OneSide,
        "one side|left side|right side|half of my body|half my body|half of his body|half of her body|one half of|half of the body|whole left|whole right|entire left|entire right|side of my body|side of his body|side of her body|side of the body|half my face|half of my face|side of my face|side of his face|side of her face",
    ),
    (LeftArm, "left arm|down my arm|down his arm|down her arm|down the arm|down the left arm|into my arm|jaw"),
    (Urine, "urine|pee|peeing|peed|piss|pissing|wee|urinating|urinated"),
    (Muscle, "muscle|muscles|arms|legs|quads|thighs|calves|biceps|triceps|forearms|arm|leg|lats|glutes"),
    (
        OtherBody,
        "back|stomach|belly|tummy|neck|foot|feet|calf|calves|quad|quads|hamstring|hamstrings|thigh|thighs|shin|shins|toe|toes|finger|fingers|hand|hands|heel|glute|glutes|lats|tooth|teeth|ear|throat|eye|eyes|biceps|bicep|triceps|tricep|forearm|legs|abs|tendon|achilles|groin",
    ),
    (
        Pain,
        "killing him|killing her|killing them|murdering me|murdering him|murdering her|doing me in|doing him in|doing her in|pain|pains|painful|paining|hurt|hurts|hurting|ache|aches|aching|achy|sting|stinging|stings|discomfort|stabbing|cramp|cramps|cramping|burning|sharp|twinge|throbbing|ouch|agony|killing me|pian|spasm|spasms|angina",
    ),
    (
        Pressure,
        "pressure|squeezing|squeezed|crushing|crushed|heaviness|elephant|constricting|constricted|constriction|vise\
         |vice|weight on|heavy feeling|brick on|feels heavy|is heavy|feel* ~ heavy|compressed|clamped|feels weird\
         |feels funny|feels strange|feels like ~ bricks",
    ),
    (Tight, "tight|tightness|tightening|tightens|tightened|stiff"),
    (Soreness, "sore|soreness|doms|stiff|stiffness"),
    (
        Severe,
        "severe|severely|serious|seriously bad|intense|intensely|terrible|terribly|awful|horrible|horribly|extreme|extremely|really bad|so bad|so badly|very bad|very badly|bad|massive|insane|insanely|incredible|crazy|worst|violent|strong|huge|acute|brutal|splitting|killer|like hell|hell of|tons of|immense|major|hurts so much|very painful|so painful|extremely painful|incredibly|nasty",
    ),
    (
        Excruciating,
        "excruciating|excruciatingly|unbearable|unbearably|agony|agonizing|agonising|agonizingly|intolerable|blinding|thunderclap|explosive|exploding|worst pain|severe|severely|screaming in pain|crying in pain|scream* from ~ pain|tears from ~ pain|10/10|9/10|8/10|7/10|10 out of 10|9 out of 10|8 out of 10|7 out of 10|ten out of ten|nine out of ten|eight out of ten|extreme pain|extremely painful|insane pain|insanely painful|horrific|horrendous|can barely stand the pain|cant stand the pain|cant take the pain|incredible pain|worst ever|tremendous|intense pain|terrible pain|awful pain|horrible pain|massive pain",
    ),
    (
        WorstEver,
        "worst headache|worst ~ headache|worst ~ of my life|worst ~ ever|never had ~ headache like|worst i have ever|worst ive ever|worst pain ever|like ~ never before",
    ),
    (
        Sudden,
        "sudden|suddenly|out of nowhere|all of a sudden|out of the blue|instantly|in an instant|within seconds|came on fast|came on quickly|abrupt|abruptly|just hit|hit me|like lightning|like a bolt|snapped|popped|explod*|just started|just now|while lifting|during ~ lift|during ~ squat|during ~ deadlift",
    ),
    (
        Numb,
        "numb|numbness|tingly|tingling|tingles|no feeling|lost feeling|cant feel|cannot feel|lost sensation|pins and needles|dead feeling|gone dead|went dead",
    ),
    (
        Weak,
        "weak|weakness|limp|heavy and weak|no strength|lost strength|lost all strength|paralyzed|paralysed|paralysis|went limp",
    ),
    (
        CannotMove,
        "cant move|cannot move|can not move|couldnt move|cant lift|cannot lift|couldnt lift|unable to move|unable to lift|wont move|not moving|paralyzed|paralysed|paralysis|wont respond|doesnt respond|cant raise|cannot raise|lost control of",
    ),
    (
        Droop,
        "droop|droops|drooping|drooped|droopy|sagging|sags|saggy|crooked|lopsided|hanging|numb|fallen|uneven|wonky",
    ),
    (
        Irregular,
        "irregular|irregularly|irregularity|erratic|erratically|skip|skips|skipping|skipped|flutter|flutters|fluttering|fluttered|uneven|unevenly|all over the place|out of rhythm|weird|weirdly|strange|strangely|funny|off rhythm|jumping|flip flopping|flip flops|flopping|stopping and starting|stutter*|missing beats|missed beats|misses beats|missing a beat|extra beats|out of sync|arrhythmic|thumping weirdly|chaotic*|pausing|fibrillat*",
    ),
    (
        Racing,
        "beating ~ fast|beats ~ fast|beating like crazy|going like crazy|beating like mad|wont calm down|doesnt calm down|does not calm down|will not calm down|will not slow down|doesnt slow down|does not slow down|racing|races|raced|pounding|hammering|thumping|going crazy|going wild|beating so fast|beating too fast|beating very fast|beating really fast|beating fast|wont slow down|out of control",
    ),
    (
        Swollen,
        "swollen|swelling|swelled|swells|puffy|ballooned|swole up|hard as rock|rock hard|super sore|extremely sore|very sore|weak|killing me|hurt|hurts|hurting|pain|painful|tender|sore",
    ),
    (Dark, "dark|darker"),
    (
        StrongColour,
        "cola|coke|coca cola|coca|brown|brownish|tea|coffee|black|blackish|bloody|blood|red|reddish|rusty|rust|maroon|dark brown|dark red|cola colored|tea colored|root beer|soda",
    ),
    (
        Radiate,
        "radiating|radiates|radiate|radiated|shooting|shoots|spreading|spreads|spread|going down|goes down|travels|traveling|travelling|down my left arm|into my jaw|into my left arm|up to my jaw|down into",
    ),
    (
        Sweat,
        "cold sweat|sweating|sweaty|nausea|nauseous|nauseated|clammy|vomiting|throwing up|short of breath|breathless|left arm|jaw|faint|dizzy|palpitations",
    ),
    (
        Cannot,
        "cant|cannot|can not|couldnt|could not|unable to|barely|hardly|can barely|not able to|cant even|struggle to|struggles to|struggling to|fight* to|gasping to|trouble|wasnt able to|isnt able to|cnt|can t|having trouble|fighting to",
    ),
    (
        Breathe,
        "air|breathe|breath|breathing|get air|get enough air|get any air|get a breath|inhale|breath properly|breathe properly|get oxygen|brethe|breeth|breathin",
    ),
    (
        Trouble,
        "trouble|difficulty|difficult|difficulties|struggle|struggling|struggles|problem|problems|hard time|hard to\
         |labored|laboured|painful|painful to|hurts to|hurts when i|tough to|impossible to|impaired|hard for me to\
         |harder to|restricted|shallow|strained|impossible",
    ),
    (
        ShortOfBreath,
        "short of breath|shortness of breath|breathless|breathlessness|gasping|gasping for air|gasping for breath|wheezing|wheezy|wheeze|suffocating|suffocated|suffocate|air hunger|winded for no reason|shortness of breathe|short of breathe|short breath|cant catch ~ breath|cannot catch ~ breath|couldnt catch ~ breath|dyspnea|dyspnoea|lose my breath|losing my breath",
    ),
    (
        OutOfBreath,
        "out of breath|winded|huffing|puffing|panting|out of breathe|breathing heavily|breathing hard|cant catch ~ breath|couldnt catch ~ breath",
    ),
    (
        Rest,
        "at rest|resting|rest|sitting|sit|sat|lying|laying|lie down|in bed|doing nothing|no reason|without doing|without any|just standing|stairs|up the stairs|just walking|walking to the|at night|in my sleep|woke|wake up|wakes me|waking|on the couch|on the sofa|watching tv|at my desk|minutes after|an hour after|hours after|hours later|still|wont go away|wont stop|doing simple things|getting dressed|talking|minutes later|all day|constantly|all morning|since this morning|since yesterday|out of nowhere|randomly",
    ),
    (
        Exertion,
        "sprint|sprints|sprinting|interval|intervals|run|runs|running|ran|jog|jogging|workout|workouts|hill|hills\
         |burpees|burpee|hiit|race|set|sets|climb|climbing|bike|cycling|rowing|row|squats|deadlifts|training|exercise\
         |exercising|cardio|conditioning|wod|crossfit|tempo|swim|swimming|lap|laps|pushing hard|hard effort|session\
         |treadmill|zone|warm up|warmup|game|match|assault bike|skipping rope|jump rope|metcon|circuit|5k|10k|marathon\
         |stairs machine|stair machine|stairmaster|stair climber|stepper|stair master",
    ),
    (During, "during|while|when i|when he|when she|whenever|every time|at rest|right now|suddenly"),
    (
        MuscleWork,
        "bench|benching|benched|bench press|push ups|pushups|pushup|push up|pressups|press ups|dips|flyes|flies|flys|pec|pecs|pectoral|pectorals|muscle|muscles|muscular|doms|chest day|chest workout|stretch|stretches|stretching|mobility|posture|foam roll*|foam rolling|chest press|workout|workouts|lifting|incline|cable|gym|training|reps|sets|leg day|pull ups|curls|press",
    ),
    (Cause, "from|due to|because of|thanks to|caused by|courtesy of"),
    (
        Emotion,
        "joy|happy|happiness|excitement|excited|love|breakup|broke up|heartbreak|sad|grief|miss|missing|missed you|nervous|crush|date|wedding|puppy|for you|for them|for ukraine|romance|song|movie|goal|laughing|laughed|laugh|laughter|funny video|horror|thrilled|success|proud|lost my dog|passed away|goodbye|roller coaster|presentation|coffee",
    ),
    (
        SleptOn,
        "slept on|fell asleep on|fell asleep|lying on it|lay on it|slept wrong|weaker|imbalance|imbalanced|curl|curls|dominant|reps|rep|stronger|stronger than|weaker than|lagging|bench|press|dumbbell|unilateral|one sided|single arm|handlebars|backpack",
    ),
    (
        ChestDirect,
        "chestpain|chestpains|angina|elephant ~ on my chest|elephant on ~ chest|chest_pain|cardiac arrest\
         |heart is giving out|tachycardia at rest|chess pain|chess pains|my chess hurts|pain in my chess\
         |my chess is tight|chess hurts so",
    ),
    (
        Dizzy,
        "dizzy|dizziness|dizzyness|lightheaded|lightheadedness|light headed|light headedness|light head|fainted\
         |fainting|faints|feel faint|feeling faint|felt faint|going to faint|gonna faint|about to faint|nearly fainted\
         |almost fainted|pass out|passed out|passing out|passes out|black out|blacked out|blacking out|blacks out\
         |blackout|blackouts|room is spinning|room spinning|room was spinning|room spins|room started spinning\
         |room spun|everything is spinning|everything was spinning|everything spins|everything started spinning\
         |everything went black|everything went dark|everything goes black|everything turned black|went black\
         |goes black|vision went|vision goes black|vision is going|vision blacked|vision narrowed|head is spinning\
         |head spinning|head spins|head was spinning|head is swimming|world is spinning|world spinning|vertigo|woozy\
         |wooziness|lost consciousness|losing consciousness|lose consciousness|loss of consciousness|lost conciousness\
         |losing conciousness|unconscious|unconcious|unresponsive|syncope|syncopal|seeing stars|saw stars|see stars\
         |seeing black spots|seeing spots|saw black|keeled over|keel over|collapsed|collapsing|collapse during\
         |collapse after|about to collapse|giddy|giddiness|swooned|light headded|lite headed|knees buckled|greyed out\
         |grayed out|faint and|bit faint|little faint|go faint|went faint|so faint|very faint|almost faint|nearly faint\
         |might faint|will faint|to faint|ill faint|am faint|im faint|get faint|getting faint|got faint|faint when\
         |faint after|faint during|faint while",
    ),
    (
        BreathDirect,
        "suffocating|choking|gasping for air|cant get air|cant get enough air|cannot get enough air|cant get any air|not getting enough air|not getting air|dont get enough air|running out of air|respiratory distress|lungs wont|lungs wont work|lungs are closing|throat is closing|throat closing|throat closing up|throat is closing up|turning blue|lips are blue|blue lips|lips turned blue|lips are turning blue|stopped breathing|stops breathing|not breathing|isnt breathing|breathing problems|breathing difficult*|breathing trouble|breathing is hard|breathing is difficult|breathing is laboured|breathing is labored|breathing feels hard|breathing hurts|hurts to breathe|hurts to breath|asthma attack|cant ~ breathe|cant ~ breath|cannot ~ breathe|drowning in air|breathing gets hard*|breathing became ~ hard|breathing became difficult",
    ),
    (
        ArrhythmiaDirect,
        "heart misses|heart is missing beats|heart missed a beat|palpitation|palpitations|palpitating|arrhythmia|arrhythmias|arrythmia|arrhythmic|afib|a fib|atrial fib*|atrial flutter|irregular rhythm|irregular pulse|irregular heartbeat|irregular heart*|skipped beats|skipping beats|skips beats|skipping a beat|skips a beat|heart flutter*|ectopic beats|heart keeps stopping|heart stops|heart stopped|heart keeps skipping|heart skips|heart flip*|extra heartbeats|pvcs|svt|ventricular",
    ),
    (HeartAttack, "heart attack|heart attacks|heartattack|hart attack|myocardial infarction|heart atack|heart failure"),
    (
        StrokeWord,
        "a stroke|stroke symptoms|having stroke|mini stroke|had stroke|stroke signs|signs of stroke|stroke warning",
    ),
    (
        StrokeDirect,
        "slurred speech|slurring|slur ~ words|slurs ~ words|slurred ~ words|speech is slurred|speech slurred\
         |speech is slurry|speech was slurred|slurred my words|facial droop|face droop*|face is droop*|face dropped\
         |face is dropping|face drop|face has dropped|one sided weakness|one sided numbness|one sided paralysis\
         |hemiparesis|cant speak properly|cannot speak properly|cant get words out|cant get my words out\
         |cant get the words out|words come out wrong|words are coming out wrong|words wont come out|speech is garbled\
         |garbled speech|cant smile|half ~ paralyzed|half ~ paralysed|speaking gibberish|talking gibberish\
         |speech makes no sense|went blind in one eye|lost vision in one eye|blind in one eye|lost sight in one eye\
         |talks funny|talking funny|speaks funny|speaking funny|talks weird|talking weird|speech is funny\
         |speech is weird|speech is off",
    ),
    (
        HeadacheDirect,
        "thunderclap|thunder clap headache|head exploded|head is exploding|head feels like exploding\
         |head feels like its exploding|head is going to explode|head is about to explode|head might explode\
         |head felt like it exploded|worst headache ~ life|worst headache ~ ever|worst headache ive|worst headache i\
         |worst head pain|brain is exploding|sudden ~ headache ~ severe|head feels like its going to explode\
         |head is gonna explode|head feels like it is going to explode|head felt like it was going to explode",
    ),
    (
        JointDirect,
        "dislocated|dislocation|dislocate|kneecap popped|knee popped out|shoulder popped out|popped out of its socket\
         |popped out of socket|out of its socket|joint locked|popped out|came out of its socket|slipped out of",
    ),
    (
        CannotBear,
        "put weight|put any weight|put no weight|bear weight|bear any weight|weight bearing|cant walk|cannot walk|cant even walk|cant stand on|cannot stand on|cant step on|cannot step on|couldnt walk|couldnt stand|unable to walk|unable to stand|cant move it|cannot move it|cant bend it|cant bend or|wont hold|wont hold me|gave out|gives out|giving out|gave way|gives way|buckled|cant stand up|cant lean on|barely walk|hardly walk|barely stand|load it|load it at all|cant support|cant move my|cannot move my|couldnt move my|cant straighten or|cant stand",
    ),
    (Rhabdo, "rhabdo|rhabdomyolysis|rabdo|rabdomyolysis|rhabdomyolisis|rhabdomyolosis|myoglobinuria"),
    (Get, "get|gets|getting|got"),
    (Scarce, "cant|cannot|can not|couldnt|barely|hardly|isnt|wont|doesnt|not enough|not getting"),
    (
        Asked,
        "asked about|asked me about|asks about|asked if|asked whether|asked me if|asked ~ about|questionnaire|the form|form lists|checklist",
    ),
    (
        NeverHad,
        "never had|i never did|had neither|have neither|had none|have none|none of them|none of that|none of those|nothing like that|never had any",
    ),
    (
        Story,
        "in the film|in the movie|in a film|in a movie|in this film|in this movie|in the play|in the book|in the novel|in the series|in the story|movie where|film where|play where|book where|series where|scene|the hero|the heroine|protagonist|character in|character of|characters in|main character|novel opens|novel ends|film opens|movie opens|book opens|line in the|line from the|lyrics|plot twist",
    ),
    (OwnWord, "i|im|ive|id|ill|my|me|myself|we|our"),
    (Choice, "numbers|charts|graphs|figures|stats|statistics|options|choice|choices|menu|settings|data|joy|happiness"),
    (
        Asleep,
        "slept|the pillow|into bed|best sleep|great sleep|good sleep|great night|best night|had a nap|a nap|snoring|snored|like a log|like a baby",
    ),
];
