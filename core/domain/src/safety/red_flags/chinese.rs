//! Chinese: no word boundaries, so places and sensations are looked up as strings within a sentence.

use super::RedFlagKind;

/// Traditional characters of the tables below, and their simplified forms.
const SIMPLIFIED: &[(char, char)] = &[
    ('悶', '闷'),
    ('頭', '头'),
    ('暈', '晕'),
    ('無', '无'),
    ('過', '过'),
    ('氣', '气'),
    ('難', '难'),
    ('齊', '齐'),
    ('蓋', '盖'),
    ('關', '关'),
    ('節', '节'),
    ('劇', '剧'),
    ('壓', '压'),
    ('緊', '紧'),
    ('臟', '脏'),
    ('髒', '脏'),
    ('發', '发'),
    ('沒', '没'),
    ('會', '会'),
    ('導', '导'),
    ('嗎', '吗'),
    ('說', '说'),
    ('話', '话'),
    ('側', '侧'),
    ('動', '动'),
    ('臉', '脸'),
    ('還', '还'),
    ('現', '现'),
    ('經', '经'),
    ('顏', '颜'),
    ('紅', '红'),
    ('裡', '里'),
    ('裏', '里'),
    ('亂', '乱'),
    ('規', '规'),
    ('則', '则'),
    ('糾', '纠'),
    ('練', '练'),
    ('臥', '卧'),
    ('推', '推'),
    ('麼', '么'),
    ('為', '为'),
    ('時', '时'),
    ('讓', '让'),
    ('嚴', '严'),
    ('爛', '烂'),
    ('癱', '瘫'),
    ('瘓', '痪'),
    ('歪', '歪'),
    ('語', '语'),
    ('痠', '酸'),
    ('腫', '肿'),
    ('濃', '浓'),
    ('醬', '酱'),
    ('樂', '乐'),
    ('撐', '撑'),
    ('負', '负'),
    ('腳', '脚'),
    ('踝', '踝'),
    ('來', '来'),
    ('絞', '绞'),
    ('猝', '猝'),
    ('喪', '丧'),
    ('識', '识'),
    ('覺', '觉'),
    ('裂', '裂'),
    ('強', '强'),
    ('斷', '断'),
    ('穩', '稳'),
    ('衡', '衡'),
];

/// A place, sensations within six characters of it, and the words that take the finding back.
struct Pair {
    kind: RedFlagKind,
    /// Words of which one must stand in the sentence; empty where none is needed.
    needs: &'static [&'static str],
    places: &'static [&'static str],
    sensations: &'static [&'static str],
    unless: &'static [&'static str],
}

const PAIRS: &[Pair] = &[
    Pair {
        kind: RedFlagKind::Arrhythmia,
        needs: &["躺", "坐", "睡", "休息", "床", "慢不下来", "停不下来", "平静不下来"],
        places: &["心跳", "心脏", "心率", "脉搏"],
        sensations: &["很快", "特别快", "太快", "好快", "非常快", "飞快", "狂跳", "跳得快"],
        unless: &["跑", "运动", "训练", "冲刺", "骑", "比赛", "仰卧起坐", "静息心率"],
    },
    Pair {
        kind: RedFlagKind::ChestPain,
        needs: &[],
        places: &["胸口", "胸部", "胸", "心脏", "心口"],
        sensations: &["痛", "疼", "闷", "压", "紧", "绞", "刺", "不舒服", "难受"],
        unless: &["卧推", "练胸", "胸肌", "胸推", "酸痛", "肌肉", "俯卧撑后", "胸围", "胸日"],
    },
    Pair {
        kind: RedFlagKind::JointPain,
        needs: &[],
        places: &["膝盖", "膝关节", "膝", "关节", "脚踝", "肩膀", "肩", "肘", "手腕", "髋", "踝"],
        sensations: &[
            "剧痛",
            "剧烈",
            "非常痛",
            "非常疼",
            "特别痛",
            "特别疼",
            "疼得厉害",
            "痛得厉害",
            "极痛",
            "极度疼痛",
            "钻心",
            "承重",
            "走不了",
            "不能走",
            "没法走",
            "无法走",
            "站不起来",
            "痛得受不了",
            "疼得受不了",
            "痛死",
            "疼死",
            "脱臼",
            "疼得走",
            "痛得走",
            "严重疼痛",
            "疼得要命",
            "痛得要命",
        ],
        unless: &["会不会"],
    },
    Pair {
        kind: RedFlagKind::Arrhythmia,
        needs: &[],
        places: &["心跳", "心脏", "心率", "脉搏"],
        sensations: &[
            "不规律",
            "不规则",
            "不齐",
            "很乱",
            "乱跳",
            "紊乱",
            "漏跳",
            "漏一拍",
            "漏拍",
            "漏了",
            "忽快忽慢",
            "时快时慢",
            "停跳",
            "跳得很乱",
            "跳得不",
            "突然加快",
        ],
        unless: &["心率变异"],
    },
    Pair {
        kind: RedFlagKind::Stroke,
        needs: &[],
        places: &[
            "半边",
            "一侧",
            "左侧",
            "右侧",
            "左边身",
            "右边身",
            "左半",
            "右半",
            "左臂",
            "右臂",
            "左手臂",
            "右手臂",
            "左腿",
            "右腿",
            "半身",
            "脸",
            "嘴",
        ],
        sensations: &["麻", "无力", "瘫", "动不了", "没力气", "没知觉", "歪", "下垂", "不能动", "没有力气", "失去知觉"],
        unless: &["压麻", "睡麻", "压着"],
    },
    Pair {
        kind: RedFlagKind::Headache,
        needs: &[],
        places: &["头痛", "头疼", "头"],
        sensations: &[
            "剧烈",
            "突然",
            "爆炸",
            "炸裂",
            "最严重",
            "最痛",
            "最疼",
            "裂开",
            "要炸",
            "剧痛",
            "难以忍受",
            "从未有过",
        ],
        unless: &["头晕", "让人头疼", "项目"],
    },
    Pair {
        kind: RedFlagKind::Rhabdomyolysis,
        needs: &[],
        places: &["尿", "小便"],
        sensations: &["可乐", "茶色", "酱油", "深色", "棕", "褐", "黑", "红", "血", "浓茶", "咖啡色", "很深"],
        unless: &["深黄"],
    },
];

/// Phrases that tell a red flag alone.
const PHRASES: &[(RedFlagKind, &[&str])] = &[
    (RedFlagKind::ChestPain, &["心绞痛", "心梗", "心肌梗", "心脏病发作", "心脏病犯"]),
    (
        RedFlagKind::SyncopeDizziness,
        &[
            "头晕",
            "晕倒",
            "昏倒",
            "晕厥",
            "眩晕",
            "头昏",
            "眼前发黑",
            "眼前一黑",
            "要晕",
            "快晕",
            "失去意识",
            "昏过去",
            "晕过去",
            "昏迷",
            "天旋地转",
            "不省人事",
            "晕了过去",
            "发晕",
        ],
    ),
    (
        RedFlagKind::Breathing,
        &[
            "喘不过气",
            "喘不上气",
            "呼吸困难",
            "无法呼吸",
            "不能呼吸",
            "呼吸不了",
            "透不过气",
            "上不来气",
            "没法呼吸",
            "呼吸不过来",
            "喘不过来",
            "窒息",
            "吸不到气",
            "吸不进气",
            "喘不上来",
            "喘不了气",
            "气喘不",
            "气都喘不",
            "呼吸不畅",
            "难以呼吸",
            "呼吸很困难",
            "吸不上气",
            "呼吸急促",
        ],
    ),
    (RedFlagKind::Arrhythmia, &["心律不齐", "心律失常", "心悸", "心慌", "房颤", "早搏", "心跳不规律"]),
    (
        RedFlagKind::Stroke,
        &[
            "中风",
            "口角歪",
            "嘴歪",
            "面瘫",
            "说话不清",
            "口齿不清",
            "说不出话",
            "话说不清",
            "半身不遂",
            "说话含糊",
            "脑卒中",
        ],
    ),
    (RedFlagKind::Rhabdomyolysis, &["横纹肌溶解"]),
];

const NEGATORS: &[&str] =
    &["没有", "没", "无", "不觉得", "不感到", "从未", "从不", "并未", "未出现", "不再", "不会", "不"];
const GENERIC: &[&str] = &[
    "什么是",
    "是什么意思",
    "会导致",
    "会引起",
    "会造成",
    "有哪些症状",
    "症状有哪些",
    "的症状是",
    "怎么预防",
    "如何预防",
    "如何避免",
    "原因是什么",
    "的原因",
    "有什么区别",
    "的区别",
    "请解释",
    "介绍一下",
];
const PEOPLE: &[&str] = &[
    "我", "他", "她", "妈", "爸", "朋友", "老婆", "老公", "妻子", "丈夫", "儿子", "女儿", "队友", "有人", "客户",
    "学员", "同事",
];
const OVER: &[&str] = &[
    "已经好了",
    "现在没事",
    "消失了",
    "不痛了",
    "不疼了",
    "好了",
    "没事了",
    "不晕了",
    "已经没有",
    "恢复了",
    "过去了",
    "已经不",
];
const STILL: &[&str] = &["还在", "仍", "一直", "现在还", "还是", "又"];
const FIGURATIVE: &[&str] = &["幸福得", "高兴得", "开心得", "美得", "笑得", "爱得"];

/// A finding with its bytes in the text.
pub(super) struct HanHit {
    pub(super) kind: RedFlagKind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) resolved: bool,
}

/// Finds the red flags of the Chinese sentences of a text.
pub(super) fn scan(text: &str) -> Vec<HanHit> {
    let mut hits = Vec::new();
    let mut start = 0;
    let ends =
        text.char_indices().filter(|(_, letter)| matches!(letter, '。' | '！' | '？' | '；' | '\n' | '!' | '?' | ';'));
    let ends: Vec<usize> = ends.map(|(at, letter)| at + letter.len_utf8()).chain([text.len()]).collect();
    for end in ends {
        sentence(text, start, end, &mut hits);
        start = end;
    }
    // What is said to be over in the next sentence is over.
    hits
}

fn sentence(text: &str, from: usize, to: usize, hits: &mut Vec<HanHit>) {
    // One letter for each letter, so that places carry over.
    let letters: Vec<(usize, char)> =
        text[from..to].char_indices().map(|(at, letter)| (from + at, simplify(letter))).collect();
    let folded: String = letters.iter().map(|(_, letter)| *letter).collect();
    let holds = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if !letters.iter().any(|(_, letter)| super::text::is_han(*letter)) {
        return;
    }
    let said_over = holds(OVER) && !holds(STILL);
    if said_over && let Some(last) = hits.last_mut() {
        last.resolved = true;
    }
    if (holds(GENERIC) && !holds(PEOPLE)) || holds(FIGURATIVE) {
        return;
    }
    let resolved = said_over || (holds(&["年前", "去年", "小时候"]) && !holds(STILL));
    let mut add = |kind, at: usize, length: usize| {
        let first = letters.get(at).map_or(from, |(byte, _)| *byte);
        let last = letters.get(at + length).map_or(to, |(byte, _)| *byte);
        hits.push(HanHit { kind, start: first, end: last, resolved });
    };
    for (kind, phrases) in PHRASES {
        for phrase in *phrases {
            if let Some(at) = find(&folded, phrase).into_iter().find(|at| !negated(&folded, *at)) {
                add(*kind, at, phrase.chars().count());
                break;
            }
        }
    }
    for pair in PAIRS.iter().filter(|pair| !holds(pair.unless) && (pair.needs.is_empty() || holds(pair.needs))) {
        let found = pair.places.iter().find_map(|place| {
            find(&folded, place).into_iter().find_map(|at| {
                let place_end = at + place.chars().count();
                pair.sensations.iter().find_map(|sensation| {
                    find(&folded, sensation).into_iter().find_map(|where_| {
                        let end = where_ + sensation.chars().count();
                        let (first, last) = (at.min(where_), place_end.max(end));
                        let near =
                            if where_ >= place_end { where_ - place_end <= 6 } else { at.saturating_sub(end) <= 4 };
                        (near && !negated(&folded, first) && !negated(&folded, where_)).then_some((first, last))
                    })
                })
            })
        });
        if let Some((first, last)) = found {
            add(pair.kind, first, last - first);
        }
    }
}

fn simplify(letter: char) -> char {
    SIMPLIFIED.iter().find(|(traditional, _)| *traditional == letter).map_or(letter, |(_, simple)| *simple)
}

/// Places of a word, counted in letters.
fn find(text: &str, word: &str) -> Vec<usize> {
    text.match_indices(word).map(|(at, _)| text[..at].chars().count()).collect()
}

/// Whether a negator stands within the three letters before a place.
fn negated(text: &str, at: usize) -> bool {
    let before: String = text.chars().skip(at.saturating_sub(4)).take(at.min(4)).collect();
    NEGATORS
        .iter()
        .any(|negator| before.ends_with(negator) || (negator.chars().count() > 1 && before.contains(negator)))
}
