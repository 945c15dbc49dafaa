//! What was thought of, put on the table or begun, and not eaten: `didn't touch it`, `left the crust`, `almost had a
//! doughnut`, `ate half of it`. None of it is logged, and of what was begun only the part that was eaten.

use super::draft::Draft;
use super::idle::IDLE;
use super::lexicon::{self, Role};
use super::read::Reader;
use super::text::Kind;

/// What is thought of and not done; what follows, to the next mark or `but`, was not eaten.
const PLANS: &[&str] = &[
    "was going to",
    "were going to",
    "was gonna",
    "was about to",
    "was meant to",
    "was supposed to",
    "almost had",
    "almost ate",
    "almost took",
    "almost got",
    "almost ordered",
    "almost bought",
    "almost grabbed",
    "almost went for",
    "nearly had",
    "nearly ate",
    "nearly took",
    "nearly got",
    "nearly ordered",
    "nearly bought",
    "nearly grabbed",
    "nearly went for",
    "wanted to",
    "wanted",
    "thought about",
    "thought of",
    "was thinking of",
    "was thinking about",
    "was tempted by",
    "was tempted to",
    "tempted by",
    "planned to",
    "was planning to",
    "would have had",
    "would have liked",
    "would have",
    "could have had",
    "should have had",
    "considered",
    "craved",
    "was craving",
    "looked at",
    "fancied",
    "turned down",
    "passed on",
    "resisted",
    "said no to",
    "refused",
    "avoided",
    "stayed away from",
    "threw away",
    "threw out",
    "gave away",
    "wollte",
    "wollte eigentlich",
    "hatte fast",
    "quise",
    "queria",
    "iba a",
    "casi como",
    "casi tomo",
    "je voulais",
    "j ai failli",
    "volevo",
    "stavo per",
];
/// Behind a plan: the thing that was not done.
const DOING: &[&str] = &[
    "have", "eat", "order", "get", "take", "make", "grab", "drink", "buy", "cook", "having", "eating", "getting",
    "ordering", "taking", "making", "prendere", "comer", "tomar", "manger", "prendre", "mangiare", "pedir",
];
/// Said behind what was not eaten.
const AFTERWARDS: &[&str] = &[
    "nicht gegessen",
    "nicht angeruhrt",
    "nicht getrunken",
    "nicht benutzt",
    "liegen lassen",
    "liegen gelassen",
    "stehen lassen",
    "stehen gelassen",
    "ubrig gelassen",
    "no me lo comi",
    "no me la comi",
    "no me los comi",
    "no me las comi",
    "no lo comi",
    "no la comi",
    "no los comi",
    "no las comi",
    "no lo toque",
    "no la toque",
    "no los toque",
    "no las toque",
    "pas touche",
    "pas mange",
    "pas mangee",
    "pas manges",
    "pas mangees",
    "pas bu",
    "non l ho mangiato",
    "non l ho mangiata",
    "non li ho mangiati",
    "non le ho mangiate",
    "non l ho toccato",
    "non l ho toccata",
];
const HANDLED: &[&str] = &[
    "touch", "touched", "eat", "eaten", "use", "used", "drink", "drunk", "have", "like", "want", "need", "try", "take",
    "finish", "finished", "manage",
];
const THINGS: &[&str] = &["it", "them", "that", "any", "those", "these", "one"];
const LEFT: &[&str] = &["left", "leaving", "binned", "wasted", "threw", "gave", "discarded"];
const ATE: &[&str] = &[
    "ate",
    "had",
    "eaten",
    "managed",
    "drank",
    "finished",
    "have",
    "shared",
    "split",
    "eating",
    "used",
    "mangiato",
    "comi",
    "mange",
    "gegessen",
    "just",
    "only",
    "about",
    "but",
    "nur",
    "solo",
    "seulement",
    "roughly",
    "around",
];

impl Reader<'_> {
    /// Words about what was not eaten, and the token behind them.
    pub(super) fn uneaten(&mut self, at: usize) -> Option<usize> {
        if self.planned
            && self.word(at).is_some_and(|word| {
                matches!(
                    word,
                    "but"
                        | "took"
                        | "ended"
                        | "settled"
                        | "opted"
                        | "chose"
                        | "went"
                        | "ate"
                        | "had"
                        | "aber"
                        | "pero"
                        | "mais"
                        | "ma"
                        | "then"
                        | "picked"
                        | "instead"
                        | "so"
                )
            })
        {
            self.pending = Default::default();
            self.planned = false;
        }
        if let Some(after) = self.planned_words(at) {
            return Some(after);
        }
        if let Some(after) = AFTERWARDS.iter().filter_map(|phrase| self.said(phrase, at)).max() {
            self.none_of_last(at, after);
            return Some(after);
        }
        self.not_handled(at).or_else(|| self.only(at)).or_else(|| self.left(at)).or_else(|| self.part_eaten(at))
    }

    fn said(&self, phrase: &str, at: usize) -> Option<usize> {
        let mut after = at;
        for word in phrase.split(' ') {
            if self.word(after) != Some(word) {
                return None;
            }
            after += 1;
        }
        Some(after)
    }

    fn clause_ends(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| {
            matches!(token.kind, Kind::Break | Kind::Close | Kind::Open | Kind::Dash | Kind::Plus)
                || token.word == IDLE
                || matches!(lexicon::role(&token.word), Some(Role::And))
                || matches!(
                    token.word.as_str(),
                    "but" | "because" | "though" | "today" | "gegessen" | "aber" | "as" | "so" | "of_it"
                )
        })
    }

    /// Places of things: `it`, `them`, and the words that go on with them.
    fn thing(&self, at: usize) -> Option<usize> {
        let mut after = at;
        if !self.word(after).is_some_and(|word| THINGS.contains(&word)) {
            return None;
        }
        after += 1;
        while self.word(after).is_some_and(|word| {
            matches!(word, "of" | "it" | "them" | "all" | "at" | "though" | "up" | "either" | "in" | "end")
        }) {
            after += 1;
        }
        Some(after)
    }

    fn last_eaten(&self) -> Option<usize> {
        self.drafts.iter().rposition(|draft| !draft.asked)
    }

    fn none_of_last(&mut self, from: usize, to: usize) {
        self.pending = Default::default();
        let words = self.words(from, to);
        if let Some(last) = self.last_eaten() {
            self.drafts[last].asked = true;
            let (name, food) = (self.drafts[last].words.clone(), self.drafts[last].food.clone());
            self.ignored.push(format!("{name} {words}"));
            // Chips that were named again may be those of a dish.
            let of_dish = |draft: &Draft| !draft.asked && draft.food.parts.iter().any(|part| part.id == food.id);
            if self.drafts.iter().any(of_dish) {
                self.take_away(Some(&food), &name);
            }
        } else {
            self.ignored.push(words);
        }
    }

    fn planned_words(&mut self, at: usize) -> Option<usize> {
        let mut after = PLANS.iter().filter_map(|phrase| self.said(phrase, at)).max()?;
        self.part(false);
        while self.word(after).is_some_and(|word| DOING.contains(&word)) {
            after += 1;
        }
        self.planned = true;
        Some(after)
    }

    /// `didn't touch it`, `did not eat the rice`, `couldn't finish it`
    fn not_handled(&mut self, at: usize) -> Option<usize> {
        let mut after = match (self.word(at)?, self.word(at + 1)) {
            ("didnt" | "couldnt" | "havent" | "hadnt" | "wasnt" | "never" | "cant" | "dont", _) => at + 1,
            ("did" | "could" | "had" | "have" | "do", Some("not" | "never")) => at + 2,
            _ => return None,
        };
        while self.word(after).is_some_and(|word| {
            matches!(word, "even" | "really" | "actually" | "quite" | "all" | "end" | "up" | "to" | "able" | "in")
        }) {
            after += 1;
        }
        let verb = self.word(after).filter(|word| HANDLED.contains(word))?;
        let finish = matches!(verb, "finish" | "finished" | "manage");
        after += 1;
        let all = matches!(self.word(after), Some("all" | "everything"));
        if let Some(end) = self.thing(after + usize::from(all)).filter(|end| self.clause_ends(*end)) {
            if finish || all {
                self.unfinished(at, end);
            } else {
                self.none_of_last(at, end);
            }
            return Some(end);
        }
        if finish {
            let food = after + usize::from(self.word(after).is_some_and(|word| matches!(word, "the" | "my" | "all")));
            let found = self.longest(food);
            let known = found.and_then(|(food, to)| {
                self.drafts.iter().rposition(|draft| !draft.asked && draft.food.id == food.id).map(|at| (at, to))
            });
            if let Some((draft, to)) = known {
                self.drafts[draft].notes.push(UNFINISHED.to_owned());
                return Some(to);
            }
            if self.clause_ends(after) {
                self.unfinished(at, after);
            }
            return Some(after);
        }
        self.part(false);
        self.without = true;
        Some(after)
    }

    /// `ordered a burger and fries but only ate the burger`
    fn only(&mut self, at: usize) -> Option<usize> {
        if !matches!(self.word(at), Some("only" | "just")) {
            return None;
        }
        let eaten = matches!(self.word(at + 1), Some("ate" | "had" | "finished" | "touched" | "drank"));
        if !eaten || !matches!(self.word(at + 2), Some("the" | "my")) {
            return None;
        }
        let (food, end) = self.longest(at + 3)?;
        let kept = self.drafts.iter().rposition(|draft| !draft.asked && draft.food.id == food.id)?;
        let sentence = self.drafts[kept].sentence;
        for place in 0..self.drafts.len() {
            if place != kept && self.drafts[place].sentence == sentence && !self.drafts[place].asked {
                self.drafts[place].asked = true;
                let words = self.drafts[place].words.clone();
                self.ignored.push(words);
            }
        }
        Some(end)
    }

    fn unfinished(&mut self, from: usize, to: usize) {
        let words = self.words(from, to);
        if let Some(last) = self.last_eaten() {
            self.drafts[last].notes.push(UNFINISHED.to_owned());
        }
        self.ignored.push(words);
    }

    /// `left it`, `left half of it`, `left the crust`, `gave the rest away`
    fn left(&mut self, at: usize) -> Option<usize> {
        let verb = self.word(at).filter(|word| LEFT.contains(word))?;
        if matches!(self.word(at + 1), Some("over" | "overs" | "from")) {
            return None;
        }
        if let Some(mut end) = self.thing(at + 1) {
            while self.word(end).is_some_and(|word| matches!(word, "away" | "out" | "on" | "the" | "plate" | "side")) {
                end += 1;
            }
            self.none_of_last(at, end);
            return Some(end);
        }
        if let Some((part, end)) = self.part_at(at + 1) {
            let told = self.of_what(end);
            if told.is_none() && !self.clause_ends(end) && !matches!(self.word(end), Some("to" | "away" | "on" | "for"))
            {
                return None;
            }
            let (place, end) = told.unwrap_or((self.last_eaten(), end));
            self.eaten_share(place, 1.0 - part);
            return Some(self.tail(end));
        }
        let next = self.word(at + 1);
        if matches!(next, Some("some" | "most" | "bits" | "much")) || self.said("the rest", at + 1).is_some() {
            let end = (at + 1..at + 5).take_while(|at| self.word(*at).is_some()).last().map_or(at + 1, |last| last + 1);
            if next != Some("the") {
                self.unfinished(at, end);
            }
            let end = (at + 1..end).find(|at| self.clause_ends(*at)).unwrap_or(end);
            return Some(end);
        }
        let the = matches!(next, Some("the" | "my" | "out" | "all" | "off"));
        if !the && verb != "left" {
            return None;
        }
        self.part(false);
        self.without = true;
        Some(at + 1 + usize::from(the))
    }

    /// Behind `to my son`, `away`, `on the plate`.
    fn tail(&self, mut at: usize) -> usize {
        if self.word(at).is_some_and(|word| matches!(word, "to" | "away" | "for" | "on" | "over" | "out")) {
            while !self.clause_ends(at) {
                at += 1;
            }
        }
        at
    }

    /// `ate about half of it`, `only half`, `nur die Hälfte`, `had half`
    fn part_eaten(&mut self, at: usize) -> Option<usize> {
        let mut after = at;
        let mut verb = false;
        while let Some(word) = self.word(after).filter(|word| {
            ATE.contains(word) || matches!(*word, "i" | "we" | "maybe" | "like" | "and" | "ho" | "he" | "ai" | "habe")
        }) {
            verb |= ATE.contains(&word);
            after += 1;
        }
        // A part behind a doubtful word begins an amount like any other.
        if after > at && !verb {
            return None;
        }
        self.last_eaten()?;
        let (part, mut end) = self.part_at(after)?;
        let (mut place, all) = (self.last_eaten(), self.of_all(end));
        let mut told = false;
        if let Some(all) = all {
            for draft in 0..self.drafts.len() {
                self.eaten_share(Some(draft), part);
            }
            return Some(all);
        }
        if let Some((found, to)) = self.of_what(end) {
            (place, end, told) = (found, to, true);
        }
        // `apple, half` and `half an avocado` are amounts.
        let last_free = place.is_some_and(|place| self.drafts[place].amount.is_none());
        if !told && (!verb || !self.clause_ends(end) || (after == at && last_free)) {
            return None;
        }
        self.pending = Default::default();
        self.eaten_share(place, part);
        Some(self.tail(end))
    }

    fn eaten_share(&mut self, place: Option<usize>, part: f64) {
        if let Some(draft) = place.and_then(|place| self.drafts.get_mut(place)).filter(|draft| !draft.asked) {
            draft.share *= part.clamp(0.0, 1.0);
            if draft.share < 1e-6 {
                draft.asked = true;
            }
        }
    }

    /// `half`, `a third`, `two thirds`, `3/4`, `die Hälfte`: below one, and the token behind.
    fn part_at(&self, at: usize) -> Option<(f64, usize)> {
        let article = self
            .word(at)
            .is_some_and(|word| lexicon::is_article(word) || matches!(word, "die" | "la" | "the" | "der" | "den"));
        let at = at + usize::from(article);
        if let Some(Kind::Fraction(part)) = self.tokens.get(at).map(|token| token.kind) {
            return Some((part, at + 1));
        }
        let word = self.word(at)?;
        let many = lexicon::number_word(word).filter(|many| (2.0..=3.0).contains(many));
        if let Some(many) = many {
            let of = match self.word(at + 1)? {
                "thirds" | "drittel" | "tercios" | "tiers" | "terzi" => 3.0,
                "quarters" | "viertel" | "cuartos" | "quarts" | "quarti" | "fourths" => 4.0,
                _ => return None,
            };
            return (many < of).then_some((many / of, at + 2));
        }
        if matches!(word, "media" | "medio" | "demi" | "demie" | "halbe" | "halber" | "halben" | "halbes" | "quart") {
            return None;
        }
        lexicon::part(word).map(|part| (part, at + 1))
    }

    /// Behind `of everything`.
    fn of_all(&self, at: usize) -> Option<usize> {
        ["of everything", "of all of it", "of all of them", "of the meal", "of all that", "of the lot", "von allem"]
            .iter()
            .find_map(|phrase| self.said(phrase, at))
            .filter(|end| self.clause_ends(*end))
    }

    /// `of it`, `of the whole thing`, `of the rice`: the place of what is meant, and the token behind.
    fn of_what(&self, at: usize) -> Option<(Option<usize>, usize)> {
        let last = self.last_eaten();
        let pronoun = [
            "of it",
            "of them",
            "of that",
            "of this",
            "of mine",
            "of the whole thing",
            "of the thing",
            "of the plate",
            "of the portion",
            "of the bowl",
            "davon",
            "de ello",
            "de ella",
            "di essa",
            "it",
            "them",
        ]
        .iter()
        .filter_map(|phrase| self.said(phrase, at))
        .max();
        if let Some(end) = pronoun.filter(|end| self.clause_ends(*end) || self.word(*end) == Some("with")) {
            return Some((last, end));
        }
        let mut food = at;
        while self.word(food).is_some_and(|word| {
            matches!(word, "of" | "the" | "my" | "von" | "der" | "dem" | "del" | "de" | "la" | "los" | "las" | "du")
        }) {
            food += 1;
        }
        if food == at {
            return None;
        }
        let (found, end) = self.longest(food)?;
        let place = self.drafts.iter().rposition(|draft| !draft.asked && draft.food.id == found.id)?;
        Some((Some(place), end))
    }
}

const UNFINISHED: &str = "not all of it was eaten, and how much was left was not said";
