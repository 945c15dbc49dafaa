//! Measures a model on the device through `LlamaModel`, and prints JSON. `benches/compare.py` sets it beside
//! llama.cpp's own server on the same file.
//!
//! `cargo run --profile quick -p coach-llm --features llama --example bench_llama -- FILE [THREADS [ROUNDS [TOKENS]]]`

#[cfg(not(feature = "llama"))]
fn main() {}

#[cfg(feature = "llama")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    bench::run().await
}

#[cfg(feature = "llama")]
#[allow(clippy::print_stdout)]
mod bench {
    use coach_domain::person::UnitSystem;
    use coach_llm::llama::{LlamaModel, LlamaOptions, Sampling, SnapshotKey, Snapshots, ToolUse};
    use coach_llm::{ChatModel, ChatRequest, Message, ToolDescription, TurnContext};
    use serde_json::json;
    use std::path::Path;
    use std::sync::Mutex;
    use std::time::{Duration, Instant};
    use tokio_util::sync::CancellationToken;
    use tracing::field::{Field, Visit};
    use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
    use tracing_subscriber::util::SubscriberInitExt;

    const ROUNDS: usize = 4;
    const WRITTEN: u32 = 128;

    fn request(
        instructions: &str,
        messages: Vec<Message>,
        tools: Vec<ToolDescription>,
        max_tokens: u32,
    ) -> ChatRequest {
        let context = TurnContext {
            agent: "Max Power".to_owned(),
            today: jiff::civil::date(2026, 11, 26),
            person_name: None,
            units: UnitSystem::Metric,
            data_span: None,
            training_suspended: false,
        };
        let mut all = vec![Message::System { text: instructions.to_owned() }];
        all.extend(messages);
        ChatRequest { context, messages: all, tools, max_tokens }
    }

    fn user(text: &str) -> Message {
        Message::User { text: text.to_owned() }
    }

    /// One question.
    struct Timed {
        seconds: f64,
        /// Processor time of this process: what counts on a machine that others use as well.
        cpu_ms: f64,
        read: f64,
        written: f64,
    }

    async fn timed(model: &LlamaModel, request: &ChatRequest) -> Result<Timed, Box<dyn std::error::Error>> {
        let (begin, cpu) = (Instant::now(), cpu_ms());
        let answer = model.chat(request, &mut |_| {}, &CancellationToken::new()).await?;
        Ok(Timed {
            seconds: begin.elapsed().as_secs_f64(),
            cpu_ms: cpu_ms() - cpu,
            read: answer.usage.input_tokens as f64,
            written: answer.usage.output_tokens as f64,
        })
    }

    /// Processor time so far, in milliseconds, where Linux says (in steps of 10).
    fn cpu_ms() -> f64 {
        let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let after = told.rsplit(')').next().unwrap_or_default();
        after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
    }

    /// The most memory that this process held so far, in megabytes, where Linux says.
    fn peak_mb() -> f64 {
        let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        line.split_whitespace().next().and_then(|kb| kb.parse::<f64>().ok()).map_or(f64::NAN, |kb| kb * 1.024e-3)
    }

    fn median(mut numbers: Vec<f64>) -> f64 {
        numbers.sort_by(f64::total_cmp);
        numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// Tokens and microseconds of each beginning that was taken from the disk, as the engine tells them.
    struct Restored(Mutex<(Vec<f64>, Vec<f64>)>);

    static RESTORED: Restored = Restored(Mutex::new((Vec::new(), Vec::new())));

    impl Restored {
        fn take(&self) -> (Vec<f64>, Vec<f64>) {
            self.0.lock().map(|mut told| std::mem::take(&mut *told)).unwrap_or_default()
        }
    }

    struct Visitor(&'static Restored);

    impl Visit for Visitor {
        fn record_u64(&mut self, field: &Field, value: u64) {
            let Ok(mut told) = self.0.0.lock() else { return };
            match field.name() {
                "tokens" => told.0.push(value as f64),
                "us" => told.1.push(value as f64),
                _ => {}
            }
        }

        fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
    }

    impl<S: tracing::Subscriber> Layer<S> for &'static Restored {
        fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
            event.record(&mut Visitor(self));
        }
    }

    /// Turns that answer with one token: milliseconds, and tokens evaluated.
    #[derive(Default)]
    struct Turns {
        ms: Vec<f64>,
        tokens: Vec<f64>,
    }

    impl Turns {
        async fn add(&mut self, model: &LlamaModel, request: &ChatRequest) -> Result<(), Box<dyn std::error::Error>> {
            let before = model.evaluated_tokens();
            self.ms.push(timed(model, request).await?.seconds * 1000.0);
            self.tokens.push((model.evaluated_tokens() - before) as f64);
            Ok(())
        }

        fn median(self) -> (f64, f64) {
            (median(self.ms), median(self.tokens))
        }
    }

    /// Long replies without the one that only reads: tokens per second, and processor time per token.
    #[derive(Default)]
    struct Writing {
        tokens: f64,
        seconds: f64,
        cpu_ms: f64,
    }

    impl Writing {
        fn add(&mut self, short: &Timed, long: &Timed) {
            self.tokens += long.written - short.written;
            self.seconds += long.seconds - short.seconds;
            self.cpu_ms += long.cpu_ms - short.cpu_ms;
        }

        fn report(&self) -> serde_json::Value {
            json!({
                "tokens": self.tokens,
                "per_s": self.tokens / self.seconds,
                "cpu_ms_per_token": self.cpu_ms / self.tokens,
            })
        }
    }

    pub(crate) async fn run() -> Result<(), Box<dyn std::error::Error>> {
        tracing_subscriber::registry().with(&RESTORED).try_init()?;
        let mut arguments = std::env::args().skip(1);
        let path = arguments.next().ok_or("name a model file")?;
        let path = Path::new(&path);
        let threads = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1);
        let rounds = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(ROUNDS);
        let written = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(WRITTEN);
        let folder = std::env::temp_dir().join(format!("coach-bench-{}", std::process::id()));
        // A model of random weights says something else with each seed, and goes on.
        let options = LlamaOptions {
            threads: Some(threads),
            sampling: Sampling { temperature: 1.0, top_p: 0.95, min_p: 0.05, seed: 1 },
            ..LlamaOptions::default()
        };
        let begin = Instant::now();
        let model = LlamaModel::open(path, options.clone())?;
        let load = begin.elapsed().as_secs_f64();
        let instructions =
            "You are a coach. ".to_owned() + &"The score of your sleep and training plan was higher. ".repeat(20);
        let (mut reading, mut reading_cpu, mut second, mut added) = (vec![], vec![], vec![], vec![]);
        let (mut free, mut constrained) = (Writing::default(), Writing::default());
        let mut read = 0.0;
        for round in 0..rounds {
            // Another beginning each time: nothing is left from the round before.
            let own = format!("Round {round}. {instructions}");
            let ask = |max_tokens| request(&own, vec![user("How did I sleep?")], Vec::new(), max_tokens);
            let cold = timed(&model, &ask(1)).await?;
            reading.push(cold.read / cold.seconds);
            reading_cpu.push(cold.cpu_ms / cold.read);
            read = cold.read;
            free.add(&timed(&model, &ask(1)).await?, &timed(&model, &ask(written)).await?);
            let reply =
                Message::Assistant { agent: String::new(), text: "You slept well.".to_owned(), tool_calls: vec![] };
            let more = vec![user("How did I sleep?"), reply, user("And the night before?")];
            let next = timed(&model, &request(&own, more, Vec::new(), 1)).await?;
            second.push(next.seconds * 1000.0);
            added.push(next.read - cold.read);
        }
        drop(model);
        let required = LlamaOptions { tool_use: ToolUse::Required, ..options.clone() };
        let model = LlamaModel::open(path, required)?;
        let schema = json!({
            "type": "object",
            "properties": { "note": { "type": "string", "minLength": 300 } },
            "required": ["note"]
        });
        let tool = ToolDescription { name: "note".to_owned(), description: String::new(), input_schema: schema };
        let ask = |max_tokens| request(&instructions, vec![user("How did I sleep?")], vec![tool.clone()], max_tokens);
        timed(&model, &ask(1)).await?;
        for _ in 0..rounds {
            constrained.add(&timed(&model, &ask(1)).await?, &timed(&model, &ask(written)).await?);
        }
        drop(model);
        let plain = LlamaOptions { idle_unload: Some(Duration::from_secs(60)), ..options };
        let kept = LlamaOptions {
            snapshots: Some(Snapshots::new(folder.clone(), SnapshotKey::new([1; 32]))),
            ..plain.clone()
        };
        // What the beginning of a turn costs, read or taken from the disk. Another question comes first, so that the file
        // is in memory each time. A turn that has it in memory reads only what is left: what it needs less than one that
        // has nothing is what the beginning takes to read.
        let ask = |text: &str| request(&instructions, vec![user(text)], Vec::new(), 1);
        let other = request("Hello.", vec![user("Hi.")], Vec::new(), 1);
        let (mut fresh, mut warm) = (Turns::default(), Turns::default());
        timed(&LlamaModel::open(path, kept.clone())?, &ask("How did I sleep?")).await?;
        for _ in 0..rounds {
            let model = LlamaModel::open(path, plain.clone())?;
            timed(&model, &other).await?;
            fresh.add(&model, &ask("How did I sleep?")).await?;
            warm.add(&model, &ask("How will I sleep?")).await?;
            drop(model);
            let model = LlamaModel::open(path, kept.clone())?;
            timed(&model, &other).await?;
            timed(&model, &ask("How did I sleep?")).await?;
        }
        let (fresh, warm) = (fresh.median(), warm.median());
        let (prefix_tokens, restored_us) = RESTORED.take();
        let prefix_read_ms = (fresh.0 - warm.0) / (fresh.1 - warm.1) * median(prefix_tokens.clone());
        let prefix_restored_ms = median(restored_us) / 1000.0;
        let _ = std::fs::remove_dir_all(&folder);
        let report = json!({
            "threads": threads,
            "load_s": load,
            "prompt_tokens": read,
            "prompt_per_s": median(reading),
            "prompt_cpu_ms_per_token": median(reading_cpu),
            "free": free.report(),
            "constrained": constrained.report(),
            "second_turn_ms": median(second),
            "second_turn_tokens": median(added),
            "prefix_tokens": median(prefix_tokens),
            "prefix_read_ms": prefix_read_ms,
            "prefix_restored_ms": prefix_restored_ms,
            "prefix_ratio": prefix_restored_ms / prefix_read_ms,
            "peak_mb": peak_mb(),
        });
        println!("{report}");
        Ok(())
    }
}
