use super::*;
#[test]
fn show() {
    let Ok(text) = std::env::var("MEAL") else { return };
    for line in text.lines() {
        // `meal | correction` shows what a correction makes of it.
        let mut r = read(line.split(" | ").next().unwrap_or(line), &TableLookup);
        for said in line.split(" | ").skip(1) {
            match correct(&r, said, &TableLookup) {
                Some(after) => r = after,
                None => println!("   none: {said}"),
            }
        }
        println!("# {line}  {}", r.slot.map(|s| format!("[{s:?}]")).unwrap_or_default());
        for i in &r.items {
            println!("   {} | {} | {:.0} g | {}", i.words, i.food, i.grams, i.amount);
        }
        for q in &r.questions {
            println!("   ? {:?} {} {:?}", q.what, q.words, q.choices);
        }
        if !r.ignored.is_empty() {
            println!("   - {:?}", r.ignored);
        }
    }
}
