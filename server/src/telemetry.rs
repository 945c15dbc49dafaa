//! Logs, and traces for a collector where there is one.
//!
//! What goes out as a trace is chosen by name: spans of this program, with the template of the route, the method, the
//! status and times. Log lines are never sent along, and a span takes no value that a client gave.

use crate::Error;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// What the program's own spans are named under.
pub(crate) const SPANS: &str = "coach_server::spans";

/// Sends what is left when it is dropped.
#[derive(Debug)]
pub struct Telemetry(Option<SdkTracerProvider>);

impl Telemetry {
    /// Starts logs as JSON on standard error, and traces to a collector (OTLP over HTTP) when its address is given, such
    /// as `http://127.0.0.1:4318`. Works once in a process.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the address is none.
    pub fn start(otlp_url: Option<&str>) -> Result<Self, Error> {
        let filter = EnvFilter::try_from_env("POCKETCOACH_SERVER_LOG").unwrap_or_else(|_| "info".into());
        let logs = tracing_subscriber::fmt::layer()
            .json()
            .with_current_span(false)
            .with_span_list(false)
            .with_writer(std::io::stderr)
            // Lines name no span, so there are none where nobody collects them.
            .with_filter(filter.and(filter_fn(|metadata| !metadata.is_span())));
        let Some(url) = otlp_url else {
            let _ = tracing_subscriber::registry().with(logs).try_init();
            return Ok(Telemetry(None));
        };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_endpoint(format!("{}/v1/traces", url.trim_end_matches('/')))
            .with_timeout(std::time::Duration::from_secs(5))
            .build()
            .map_err(|_| Error::Malformed("the address of the collector is not understood; it is http://HOST:4318"))?;
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(Resource::builder_empty().with_service_name("coach-server").build())
            .build();
        let traces = tracing_opentelemetry::layer()
            .with_tracer(provider.tracer("coach-server"))
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_filter(filter_fn(|metadata| metadata.is_span() && metadata.target() == SPANS));
        let _ = tracing_subscriber::registry().with(logs).with(traces).try_init();
        Ok(Telemetry(Some(provider)))
    }
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Some(provider) = self.0.take() {
            let _ = provider.shutdown();
        }
    }
}
