use super::*;
use serde_json::json;

#[test]
fn each_format_is_read() {
    let call = |name: &str, arguments: Value| Call { name: name.to_owned(), arguments };
    let hermes = "<tool_call>\n{\"name\": \"a\", \"arguments\": {\"x\": 1}}\n</tool_call>\n<tool_call>\n{\"name\": \"b\", \"arguments\": {}}\n</tool_call>";
    assert_eq!(ToolFormat::Hermes.read(hermes), Some(vec![call("a", json!({ "x": 1 })), call("b", json!({}))]));
    assert_eq!(
        ToolFormat::Llama3.read("{\"name\": \"a\", \"parameters\": {\"x\": \"y\"}}"),
        Some(vec![call("a", json!({ "x": "y" }))])
    );
    let mini = "<function name=\"a\"><param name=\"x\">5</param><param name=\"y\"><![CDATA[<b>\n]]></param></function>";
    let mut read = ToolFormat::MiniCpm.read(mini).unwrap();
    let schema = json!({ "properties": { "x": { "type": "integer" }, "y": { "type": "string" } } });
    typed(&mut read[0], &schema);
    assert_eq!(read, [call("a", json!({ "x": 5, "y": "<b>\n" }))]);
    let lfm = "<|tool_call_start|>[a(x=\"é\\n\\\"\", y=True, z=[1, None, {'k': -2.5}]), b()]<|tool_call_end|>";
    assert_eq!(
        ToolFormat::Lfm2.read(lfm),
        Some(vec![call("a", json!({ "x": "é\n\"", "y": true, "z": [1, null, { "k": -2.5 }] })), call("b", json!({}))])
    );
}

#[test]
fn half_a_call_is_none() {
    let whole = [
        (ToolFormat::Hermes, "<tool_call>\n{\"name\": \"a\", \"arguments\": {\"x\": 1}}\n</tool_call>"),
        (ToolFormat::Llama3, "{\"name\": \"a\", \"parameters\": {\"x\": 1}}"),
        (ToolFormat::Json, "{\"name\": \"a\", \"arguments\": {\"x\": 1}}"),
        (ToolFormat::MiniCpm, "<function name=\"a\"><param name=\"x\">1</param></function>"),
        (ToolFormat::Lfm2, "<|tool_call_start|>[a(x=1)]<|tool_call_end|>"),
    ];
    for (format, text) in whole {
        assert_eq!(format.read(text).unwrap().len(), 1, "{text}");
        for end in 0..text.len() {
            let cut = format.read(&text[..end]);
            assert!(cut.as_ref().is_none_or(Vec::is_empty), "{cut:?} of {}", &text[..end]);
        }
    }
}

#[test]
fn a_text_among_the_arguments_may_spell_the_marks_of_a_call() {
    let text = "a</tool_call><tool_call>\n{\"name\": </param></function> <|tool_call_end|>)]\"";
    let arguments = json!({ "note": text });
    let call = Call { name: "a".to_owned(), arguments: arguments.clone() };
    for format in [ToolFormat::Hermes, ToolFormat::Llama3, ToolFormat::Json, ToolFormat::Lfm2] {
        let written = format.write(&[("a", &arguments), ("a", &arguments)][..1], str::to_owned);
        assert_eq!(format.read(&written), Some(vec![call.clone()]), "{format:?}");
    }
    let written = format!("<function name=\"a\"><param name=\"note\">{}</param></function>", Value::from(text));
    assert_eq!(ToolFormat::MiniCpm.read(&written), Some(vec![call]));
}

#[test]
fn what_is_written_is_read_back() {
    let arguments = json!({ "day": "2026-11-26", "n": 3, "flag": false, "none": null, "list": ["a\"b", 1.5] });
    for format in [ToolFormat::Hermes, ToolFormat::Llama3, ToolFormat::Json, ToolFormat::Lfm2] {
        let text = format.write(&[("getSleepData", &arguments)], str::to_owned);
        let read = format.read(&text).unwrap();
        assert_eq!(read, [Call { name: "getSleepData".to_owned(), arguments: arguments.clone() }], "{text}");
    }
}

#[test]
fn names_that_could_break_a_grammar_are_refused() {
    let tool = |name: &str| ToolDescription {
        name: name.to_owned(),
        description: String::new(),
        input_schema: json!({ "type": "object" }),
    };
    for name in ["", "a b", "a\"b", "a\n", "é", "a\u{0}"] {
        assert!(Offer::new(&tool(name)).is_err(), "{name:?}");
    }
    assert!(Offer::new(&tool("getSleepData")).is_ok());
    assert!(Offer::new(&tool("transfer_to_max_power")).is_ok());
}
