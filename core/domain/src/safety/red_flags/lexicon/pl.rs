//! Polish.

use super::super::concept::Concept::*;
use super::Table;

pub(super) const TABLE: Table = &[
    (
        Mask,
        "dzień klatki|trening klatki|klatka do podłogi|trenowałem klatkę|klatka schodowa|klatce schodowej\
         |klatki schodowej|klatkę schodową|zapiera dech|zaparło dech|zapierając*|głęboki oddech\
         |ćwiczenia oddechowe|ćwiczenie oddechowe|złamane serce|z całego serca|serce na dłoni|nieregularny sen\
         |nieregularne godziny|kręci się w głowie ze szczęścia|zmienność rytmu|ciśnienie krwi",
    ),
    (
        Polite,
        "powiedz mi|wyjaśnij mi|pokaż mi|daj mi|chcę wiedzieć|chciałbym wiedzieć|chciałabym wiedzieć\
         |zastanawiam się|czy możesz mi",
    ),
    (Negator, "nie|bez|żaden|żadnego|żadnych|żadnej|nigdy|ani|brak"),
    (
        NotNegation,
        "nie wiem|nie jestem pewien|nie jestem pewna|nie jest normalne|nie przechodzi|nie ustępuje|nie mija\
         |nie czuję się|nie czuje się|nie jest lepiej|nie tylko|nigdy tak|nigdy nie miałem ~ takiego|nie przestaje\
         |nie do wytrzymania|nie do zniesienia|bez powodu|nie mogę wytrzymać|nie zakwasy|nie najlepiej",
    ),
    (Or, "lub|albo|ani|czy"),
    (And, "oraz"),
    (But, "ale|jednak|lecz|tylko|natomiast"),
    (
        Person,
        "ja|mi|mnie|mam|mój|moja|moje|moim|mojej|czuję|jestem|miałem|miałam|ona|mu|jej|jego|nas|ktoś|kolega|koleżanka\
         |żona|mąż|ojciec|matka|tata|mama|brat|siostra|syn|córka|klient|przyjaciel|dziadek|babcia|ma|mogę|boli\
         |czy to normalne",
    ),
    (Family, "ojciec|matka|tata|mama|dziadek|babcia|brat|siostra|wujek|ciocia"),
    (
        GenericStart,
        "co to jest|co to|czym jest|co oznacza|co powoduje|jakie są|jaka jest|jak rozpoznać|jak zapobiegać\
         |jak uniknąć|dlaczego pojawia|skąd się bierze|czy ~ może|czy|objawy|przyczyny|różnica między|wyjaśnij",
    ),
    (Topic, "artykuł ~ o|książka ~ o|książkę ~ o|czytałem ~ o|czytam ~ o|podcast ~ o|badanie ~ o|film ~ o"),
    (ConditionalYou, "jeśli czujesz|jeśli masz|jeżeli|gdy czujesz|w przypadku|w razie"),
    (
        Over,
        "przeszło|minęło|minął|minęły|już dobrze|już w porządku|wszystko dobrze|ustąpił|ustąpiło|ustąpiły|zniknął\
         |zniknęło|już nie|czuję się dobrze|jest ok|jest okej",
    ),
    (Still, "nadal|wciąż|ciągle|w tej chwili|wraca|znowu"),
    (LongPast, "lat temu|lata temu|miesięcy temu|w zeszłym roku|w dzieciństwie"),
    (Had, "miał|miała|zmarł|zmarła|przeszedł"),
    (
        Chest,
        "klatka piersiowa|klatce piersiowej|klatki piersiowej|klatkę piersiową|klatce|klatka|klatkę|piersi\
         |piersiach|mostku|mostkiem|klacie",
    ),
    (Heart, "serce|serca|sercu|sercem"),
    (Beat, "bicie serca|bicia serca|tętno|puls|rytm serca|serce bije"),
    (Head, "głowa|głowy|głowę|głowie"),
    (Headache, "ból głowy|bóle głowy|bólu głowy|migrena|boli głowa|boli mnie głowa|głowa mnie boli|głowa boli"),
    (
        Joint,
        "kolano|kolana|kolanie|kolanem|kostka|kostki|kostce|kostkę|biodro|biodra|biodrze|bark|barku|barki|łokieć\
         |łokcia|łokciu|nadgarstek|nadgarstka|nadgarstku|staw|stawy|stawu|stawie|stawów|ramię",
    ),
    (Face, "twarz|twarzy|usta|kącik ust"),
    (
        Limb,
        "lewa ręka|prawa ręka|lewą rękę|prawą rękę|lewej ręce|prawej ręce|lewa noga|prawa noga|lewej nogi\
         |lewej ręki|prawej ręki|lewą nogą|lewą ręką|prawą ręką|prawej nogi|ręki|ręką|nogą",
    ),
    (
        OneSide,
        "jedna strona|jednej stronie|jedną stronę|lewa strona|prawa strona|lewej stronie|prawej stronie\
         |połowa twarzy|połowa ciała|pół twarzy|pół ciała|połowę ciała|połowy ciała",
    ),
    (LeftArm, "lewą rękę|lewej ręki|lewe ramię|lewej ręce|szczęka|szczękę|szczęki|do ręki"),
    (Urine, "mocz|moczu|siku|siki"),
    (Muscle, "mięśnie|mięśni|mięsień|nogi|ręce|uda"),
    (
        OtherBody,
        "plecy|plecach|pleców|brzuch|brzucha|brzuchu|żołądek|szyja|szyi|kark|stopa|stopy|łydka|łydki|łydce|udo|uda\
         |palec|palce|dłoń|pięta|gardło|ząb|ucho|oko|biceps|pachwina",
    ),
    (Pain, "ból|bólu|bóle|bólem|boli|bolą|bolało|bolał|bolała|kłucie|kłuje|pieczenie|piecze|skurcz|dyskomfort|bol"),
    (Pressure, "ucisk|uciska|ściska|ściskanie|nacisk|gniecie|gniecenie|dusi|dławi|ścisk|rozpieranie"),
    (Tight, "napięta|napięte|sztywna|sztywny"),
    (Soreness, "zakwasy|zakwasów"),
    (
        Severe,
        "silny|silne|silnego|mocny|mocno|ostry|straszny|strasznie|okropny|okropnie|potworny|potwornie|ogromny\
         |bardzo|intensywny|nagły",
    ),
    (
        Excruciating,
        "nie do wytrzymania|nie do zniesienia|nieznośny|rozdzierający|silny ból|bardzo silny|potworny ból\
         |straszny ból|okropny ból|ostry ból|strasznie boli|potwornie boli|okropnie boli|bardzo boli|ogromny ból\
         |silnego bólu|bardzo mocno boli",
    ),
    (WorstEver, "najgorszy ~ w życiu|najgorszy ~ w moim życiu|najsilniejszy ~ w życiu|jak nigdy|najgorszy ból"),
    (Sudden, "nagle|nagły|nagłe|nagłego|znienacka|raptownie"),
    (Numb, "drętwieje|drętwienie|zdrętwiała|zdrętwiały|zdrętwiało|mrowienie|nie czuję|drętwa|drętwy|ścierpła"),
    (
        Weak,
        "słaba|słaby|słabość|osłabienie|osłabiona|bezwładna|bezwładny|niedowład|paraliż|sparaliżowana\
         |sparaliżowany|bez siły",
    ),
    (
        CannotMove,
        "nie mogę ruszyć|nie mogę ruszać|nie mogę poruszyć|nie mogę poruszać|nie może ruszyć|paraliż|sparaliżowana\
         |nie mogę podnieść|nie może podnieść",
    ),
    (Droop, "opada|opadający|opadł|wykrzywiona|wykrzywiło|krzywa|krzywe|drętwa|opadająca"),
    (
        Irregular,
        "gubi|opuszcza ~ uderzeni*|nieregularne|nieregularny|nieregularnie|nierówno|nierówne|nierówny|przeskakuje|skacze|dziwnie|trzepocze\
         |kołata",
    ),
    (Racing, "jak oszalał*|jak szalon*|jak młot|nie zwalnia|bije ~ szybko|wali|łomocze|kołacze|pędzi|bardzo szybko"),
    (Swollen, "spuchnięte|spuchnięty|opuchnięte|obrzęk|napuchnięte|bolą|ból|twarde"),
    (Dark, "ciemny|ciemnego|ciemne"),
    (
        StrongColour,
        "cola|coli|coca cola|brązowy|brązowe|brunatny|herbata|herbaty|kawa|kawy|czarny|czerwony|czerwone|krew|krwi\
         |krwisty",
    ),
    (Radiate, "promieniuje|promieniujący|rozchodzi się|schodzi|przechodzi do"),
    (Sweat, "zimny pot|zimne poty|pocę|nudności|mdłości|szczęka"),
    (
        Cannot,
        "nie mogę|nie może|nie mogłem|nie mogłam|nie mógł|ledwo|ledwie|trudno mi|ciężko mi|trudno|brakuje\
         |brakuje mi|nie daję rady|nie jestem w stanie|z trudem",
    ),
    (Breathe, "oddychać|oddech|oddechu|tchu|powietrza|oddycham|oddycha|powietrze|oddychaniem"),
    (Trouble, "trudności|trudność|problemy|problem|kłopoty|ciężko|trudno|z trudem"),
    (
        ShortOfBreath,
        "duszności|duszność|brak tchu|zadyszka|zadyszki|brak powietrza|brakuje tchu|brakuje mi tchu\
         |brakuje powietrza|brakuje mi powietrza",
    ),
    (OutOfBreath, "zdyszany|zdyszana|zadyszany"),
    (
        Rest,
        "w spoczynku|siedząc|siedzę|leżąc|leżę|w łóżku|w nocy|bez powodu|po schodach|schodach|schody|chodząc\
         |na kanapie|nagle|bez wysiłku",
    ),
    (
        Exertion,
        "sprint|sprincie|sprintach|bieg|biegu|biegania|bieganiu|interwały|interwałach|trening|treningu|ćwiczenia\
         |ćwiczeń|burpees|rower|pływaniu",
    ),
    (During, "podczas|kiedy|gdy|w trakcie"),
    (
        MuscleWork,
        "wyciskaniu|wyciskania|wyciskanie|pompki|pompkach|pompek|mięsień|mięśnie|mięśni|rozciąganie|rozciąganiu\
         |ławce|siłowni|rozpiętki|trening|treningu",
    ),
    (Cause, "od|przez|z powodu|po wyciskaniu|po pompkach"),
    (Emotion, "radości|szczęścia|miłości|zakochany|zakochana|śmiechu|śmiać|smutny|smutna|rozstaniu|emocji"),
    (SleptOn, "spałem na|spałam na|słabsza niż|powtórzeń"),
    (ChestDirect, "dławica|bóle wieńcowe|zamostkowy"),
    (
        Dizzy,
        "zawroty głowy|zawrotów głowy|zawroty|zawrót głowy|kręci mi się w głowie|kręci się w głowie|kręciło mi się\
         |kręci mu się w głowie|kręci jej się w głowie|w głowie mi się kręci|zemdlałem|zemdlałam|zemdlał|zemdlała\
         |zemdleć|zemdleję|mdleję|mdleje|omdlenie|omdlenia|omdlałem|straciłem przytomność|straciłam przytomność\
         |stracił przytomność|straciła przytomność|utrata przytomności|utratę przytomności|nieprzytomny\
         |nieprzytomna|ciemno przed oczami|czarno przed oczami|mroczki|słabo mi|robi mi się słabo\
         |zrobiło mi się słabo|zasłabłem|zasłabłam|zasłabł|zasłabła|upadłem nagle|film mi się urwał",
    ),
    (
        BreathDirect,
        "duszę się|dusi się|dusić|nie mogę złapać tchu|nie mogę złapać oddechu|nie może złapać|atak astmy\
         |nie oddycha|złapać tchu|złapać powietrza",
    ),
    (
        ArrhythmiaDirect,
        "kołatanie serca|kołatania serca|kołatanie|palpitacje|arytmia|arytmię|migotanie przedsionków|migotanie\
         |tachykardia|skurcze dodatkowe",
    ),
    (HeartAttack, "zawał|zawał serca|zawału|atak serca"),
    (StrokeWord, "udar|udaru|udar mózgu|wylew"),
    (
        StrokeDirect,
        "opadający kącik|opada kącik|wykrzywiona twarz|bełkoczę|bełkocze|bełkotliwa|niewyraźna mowa|nie mogę mówić\
         |nie może mówić|mówi niewyraźnie|mówię niewyraźnie|zaburzenia mowy|plącze mi się język|problemy z mową",
    ),
    (HeadacheDirect, "głowa mi pęka|głowa pęka|głowa mi wybuchnie|głowa eksploduje|głowa mi eksploduje|piorunujący"),
    (JointDirect, "zwichnięty|zwichnięte|zwichnąłem|zwichnęłam|wybity bark|wybiłem bark|zwichnięcie"),
    (
        CannotBear,
        "nie mogę chodzić|nie mogę stanąć|nie mogę obciążyć|nie mogę stać|nie może chodzić|nie może stanąć\
         |nie mogę na niej|nie mogę na nim stanąć|ucieka kolano|kolano ucieka|nie mogę obciążać|nie utrzymam",
    ),
    (Rhabdo, "rabdomioliza|rabdomiolizę"),
    (Asked, "pytał o|pytała o|pytali o|zapytał o|ankieta"),
    (NeverHad, "nigdy nie miałem|nigdy nie miałam|żadnego z nich"),
    (Story, "w filmie|w książce|w powieści|w serialu|w sztuce|bohater|bohaterka|scena|scenie"),
    (OwnWord, "mi|mnie|mój|moja|moje|mam|jestem"),
    (Choice, "liczb|liczby|wybór|wyboru|opcji|wykresy|wykresów|radości|szczęścia"),
];
