//! Counters and times under the names of the contract. They stay on this device until something asks for them.

use crate::state::Web;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use coach_api::{AiQuality, CoachError, CoachEvent, TurnResult};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

type Labels<const N: usize> = [(&'static str, String); N];
type Times = Family<Labels<2>, Histogram, fn() -> Histogram>;

/// What is measured.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    response_time: Times,
    handoffs: Family<Labels<2>, Counter>,
    tool_calls: Family<Labels<3>, Counter>,
    violations: Family<Labels<2>, Counter>,
    satisfaction: Family<Labels<1>, Gauge<f64, AtomicU64>>,
    requests: Family<Labels<3>, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        let buckets: fn() -> Histogram = || Histogram::new([0.1, 0.5, 1.0, 2.0, 5.0, 10.0]);
        let metrics = Metrics {
            registry: Registry::default(),
            response_time: Family::new_with_constructor(buckets),
            handoffs: Family::default(),
            tool_calls: Family::default(),
            violations: Family::default(),
            satisfaction: Family::default(),
            requests: Family::default(),
        };
        // Counters get `_total` behind their name when they are written.
        let Metrics { mut registry, response_time, handoffs, tool_calls, violations, satisfaction, requests } = metrics;
        registry.register(
            "agent_response_time_seconds",
            "Time from a message to the end of its turn",
            response_time.clone(),
        );
        registry.register("agent_handoffs", "Handoffs between agents", handoffs.clone());
        registry.register("mcp_tool_calls", "Tool calls of turns", tool_calls.clone());
        registry.register("safety_violations", "What the safety rules changed or refused", violations.clone());
        registry.register("user_satisfaction_score", "Share of rated replies that helped", satisfaction.clone());
        registry.register("http_requests", "Requests by route and status", requests.clone());
        Metrics { registry, response_time, handoffs, tool_calls, violations, satisfaction, requests }
    }
}

impl Metrics {
    /// Everything in the OpenMetrics text form.
    ///
    /// # Errors
    /// Never in practice: text is written to memory.
    pub(crate) fn text(&self, quality: &AiQuality) -> Result<String, std::fmt::Error> {
        for agent in &quality.agents {
            let rated = agent.helpful + agent.unhelpful;
            if rated > 0 {
                let labels = [("agent_name", agent.agent.clone())];
                self.satisfaction.get_or_create(&labels).set(agent.helpful as f64 / rated as f64);
            }
        }
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Counts a request under its route, never under what stands in its path.
pub(crate) async fn count(State(web): State<Web>, request: Request, next: Next) -> Response {
    let method = request.method().as_str().to_owned();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let labels = [("method", method), ("route", route), ("status", response.status().as_u16().to_string())];
    web.metrics.requests.get_or_create(&labels).inc();
    response
}

/// Measures one turn from the outside.
pub(crate) struct TurnWatch {
    web: Web,
    begun: Instant,
    agent: String,
}

impl TurnWatch {
    pub(crate) fn begin(web: Web) -> Self {
        TurnWatch { web, begun: Instant::now(), agent: String::new() }
    }

    pub(crate) fn saw(&mut self, event: &CoachEvent) {
        let metrics = &self.web.metrics;
        match event {
            CoachEvent::RunStarted { agent, .. } => self.agent = agent.name().to_owned(),
            CoachEvent::AgentChanged { from, to, .. } => {
                let labels = [("from_agent", from.name().to_owned()), ("to_agent", to.name().to_owned())];
                metrics.handoffs.get_or_create(&labels).inc();
                self.agent = to.name().to_owned();
            }
            CoachEvent::ToolFinished { server, tool, ok, .. } => {
                // A name that no server has is a model's own word, and those are without number.
                let tool = if server.is_empty() { "unknown" } else { tool };
                let status = if *ok { "ok" } else { "error" };
                let labels = [("server", server.clone()), ("tool", tool.to_owned()), ("status", status.to_owned())];
                metrics.tool_calls.get_or_create(&labels).inc();
            }
            CoachEvent::Intervention { intervention } => {
                let labels =
                    [("agent_name", self.agent.clone()), ("violation_type", intervention.rule.id().to_owned())];
                metrics.violations.get_or_create(&labels).inc();
            }
            _ => {}
        }
    }

    pub(crate) fn end(&self, result: &Result<TurnResult, CoachError>) {
        let status = match result {
            Ok(_) => "ok",
            Err(error) => error.code(),
        };
        let labels = [("agent_name", self.agent.clone()), ("status", status.to_owned())];
        self.web.metrics.response_time.get_or_create(&labels).observe(self.begun.elapsed().as_secs_f64());
    }
}
