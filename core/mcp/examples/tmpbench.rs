use coach_mcp::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
#[derive(Deserialize, JsonSchema)]
struct In {
    days: u64,
}
#[derive(Serialize, JsonSchema)]
struct Out {
    figures: Vec<u64>,
    text: String,
}
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let spec = ToolSpec::builder("t").scope("read:activity");
    let tool = TypedTool::new(spec, |_: &CallContext, i: In| {
        Ok::<_, ToolError>(Reply::new(
            Out { figures: (0..30).map(|n| n + i.days).collect(), text: "x".repeat(200) },
            "hello",
        ))
    });
    let router = Router::builder().server(Server::builder("s").tool(tool).build()).build();
    let c = CallContext::reader("b");
    for round in 0..3 {
        let n = 20_000u64;
        let t = std::time::Instant::now();
        for i in 0..n {
            router.call(&c, Some("s"), "t", json!({"days": i + round * n})).await.unwrap();
        }
        println!("distinct {:.2} us", t.elapsed().as_micros() as f64 / n as f64);
        let t = std::time::Instant::now();
        for _ in 0..n {
            assert!(router.call(&c, Some("s"), "t", json!({"days": round * n + n - 1})).await.unwrap().cached);
        }
        println!("cached {:.2} us", t.elapsed().as_micros() as f64 / n as f64);
    }
}
