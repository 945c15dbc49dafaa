//! The forms that an export takes: JSON lines as the store writes them, one CSV table, or FHIR observations.

use coach_domain::metric::{Aggregation, Metric};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde_json::{Value, json};
use std::io::{Error, Result, Write};

/// The form of an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ExportForm {
    /// Everything, one JSON object a line, in a canonical order.
    #[default]
    Json,
    /// Everything as one table (RFC 4180): samples and workouts in columns, the rest as JSON in the last one.
    Csv,
    /// Samples as FHIR R4 `Observation` resources, one a line (ndjson), with LOINC codes where there are any and UCUM
    /// units. Coded states such as sleep stages, and everything that is no sample, are left out.
    Fhir,
}

const HEADER: &str = "type,start,end,name,value,unit,source,details\r\n";

/// A writer that takes the store's JSON lines and passes them on in another form.
pub(crate) struct Reform<W> {
    out: W,
    form: ExportForm,
    line: Vec<u8>,
    begun: bool,
}

impl<W: Write> Reform<W> {
    pub(crate) fn new(out: W, form: ExportForm) -> Self {
        Self { out, form, line: Vec::new(), begun: false }
    }

    /// Passes on what is left and gives the writer back.
    pub(crate) fn finish(mut self) -> Result<W> {
        self.begin()?;
        if !self.line.is_empty() {
            self.pass_line()?;
        }
        self.out.flush()?;
        Ok(self.out)
    }

    fn begin(&mut self) -> Result<()> {
        if !std::mem::replace(&mut self.begun, true) && self.form == ExportForm::Csv {
            self.out.write_all(HEADER.as_bytes())?;
        }
        Ok(())
    }

    fn pass_line(&mut self) -> Result<()> {
        let line = std::mem::take(&mut self.line);
        let value: Value = serde_json::from_slice(&line).map_err(Error::from)?;
        match self.form {
            ExportForm::Csv => self.out.write_all(csv_row(&value).as_bytes()),
            ExportForm::Fhir => match observation(&value) {
                Some(resource) => writeln!(self.out, "{resource}"),
                None => Ok(()),
            },
            ExportForm::Json => {
                self.out.write_all(&line)?;
                self.out.write_all(b"\n")
            }
        }
    }
}

impl<W: Write> Write for Reform<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        if self.form == ExportForm::Json {
            return self.out.write(bytes);
        }
        self.begin()?;
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            self.line.extend_from_slice(&rest[..end]);
            self.pass_line()?;
            rest = &rest[end + 1..];
        }
        self.line.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush()
    }
}

/// An instant with its offset, as ISO 8601 and FHIR write it.
fn instant(value: &Value, field: &str) -> Option<String> {
    let at = Timestamp::from_millisecond(value.get(field)?.as_i64()?).ok()?;
    let minutes = value.get("offset_min").and_then(Value::as_i64).unwrap_or(0);
    let offset = Offset::from_seconds(i32::try_from(minutes * 60).ok()?).ok()?;
    Some(at.to_zoned(TimeZone::fixed(offset)).strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string())
}

fn metric(value: &Value) -> Option<&'static Metric> {
    Metric::by_id(value.get("metric")?.as_str()?)
}

fn csv_row(value: &Value) -> String {
    let text = |field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let kind = text("type");
    let time = |field: &str| instant(value, field).unwrap_or_default();
    let source = match value.get("source") {
        Some(Value::String(name)) => name.clone(),
        Some(other) => other.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        None => String::new(),
    };
    let columns = match kind.as_str() {
        "sample" => {
            let unit = metric(value).map_or("", |metric| metric.unit.symbol()).to_owned();
            let number = value.get("value").map_or_else(String::new, Value::to_string);
            [kind, time("start_ms"), time("end_ms"), text("metric"), number, unit, source, String::new()]
        }
        "workout" => {
            let active = value.get("active_s").map_or_else(String::new, Value::to_string);
            let row = [kind, time("start_ms"), time("end_ms"), text("kind"), active, "s".to_owned(), source];
            let [kind, start, end, name, active, unit, source] = row;
            [kind, start, end, name, active, unit, source, value.to_string()]
        }
        _ => {
            let none = String::new;
            [kind, none(), none(), none(), none(), none(), none(), value.to_string()]
        }
    };
    let mut row = columns.map(|column| quoted(&column)).join(",");
    row.push_str("\r\n");
    row
}

/// A field of RFC 4180. One that a spreadsheet would take for a formula gets an apostrophe first.
fn quoted(field: &str) -> String {
    let formula =
        field.starts_with(['=', '+', '@', '\t', '\r']) || (field.starts_with('-') && field.parse::<f64>().is_err());
    let field = if formula { format!("'{field}") } else { field.to_owned() };
    if field.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

fn observation(value: &Value) -> Option<Value> {
    if value.get("type")? != "sample" {
        return None;
    }
    let metric = metric(value).filter(|metric| metric.aggregation != Aggregation::State)?;
    let mut code = json!({"text": metric.title});
    if let Some(loinc) = metric.loinc {
        code["coding"] = json!([{"system": "http://loinc.org", "code": loinc, "display": metric.title}]);
    }
    let (start, end) = (instant(value, "start_ms")?, instant(value, "end_ms")?);
    let mut resource = json!({
        "resourceType": "Observation",
        "status": "final",
        "code": code,
        "valueQuantity": {
            "value": value.get("value")?,
            "unit": metric.unit.label(),
            "system": "http://unitsofmeasure.org",
            "code": metric.unit.symbol(),
        },
        "device": {"display": value.get("source")?},
    });
    if start == end {
        resource["effectiveDateTime"] = Value::String(start);
    } else {
        resource["effectivePeriod"] = json!({"start": start, "end": end});
    }
    Some(resource)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"{"type":"sample","metric":"heart_rate","start_ms":1763791500000,"end_ms":1763791500000,"offset_min":60,"value":61.0,"source":"Ana, \"the\" Watch","flags":0}"#;
    const STEPS: &str = r#"{"type":"sample","metric":"steps","start_ms":0,"end_ms":60000,"offset_min":-30,"value":12.0,"source":"=cmd()","flags":0}"#;
    const PROFILE: &str = r#"{"type":"profile","row":"","field":"name","value":"Ana"}"#;

    fn reform(form: ExportForm, pieces: usize) -> String {
        let text = format!("{SAMPLE}\n{STEPS}\n{PROFILE}\n");
        let mut reform = Reform::new(Vec::new(), form);
        for piece in text.as_bytes().chunks(pieces) {
            reform.write_all(piece).unwrap();
        }
        String::from_utf8(reform.finish().unwrap()).unwrap()
    }

    #[test]
    fn csv_quotes_and_defuses() {
        let expected = "type,start,end,name,value,unit,source,details\r\n\
            sample,2025-11-22T07:05:00+01:00,2025-11-22T07:05:00+01:00,heart_rate,61.0,/min,\"Ana, \"\"the\"\" Watch\",\r\n\
            sample,1969-12-31T23:30:00-00:30,1969-12-31T23:31:00-00:30,steps,12.0,1,'=cmd(),\r\n\
            profile,,,,,,,\"{\"\"type\"\":\"\"profile\"\",\"\"row\"\":\"\"\"\",\"\"field\"\":\"\"name\"\",\"\"value\"\":\"\"Ana\"\"}\"\r\n";
        for pieces in [1, 7, 1_000] {
            assert_eq!(reform(ExportForm::Csv, pieces), expected);
        }
    }

    #[test]
    fn fhir_has_codes_units_and_times() {
        let text = reform(ExportForm::Fhir, 5);
        let resources: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(resources.len(), 2, "what is no sample is left out");
        assert_eq!(resources[0]["code"]["coding"][0]["code"], "8867-4");
        assert_eq!(resources[0]["effectiveDateTime"], "2025-11-22T07:05:00+01:00");
        assert_eq!(resources[0]["valueQuantity"]["code"], "/min");
        assert_eq!(resources[1]["effectivePeriod"]["end"], "1969-12-31T23:31:00-00:30");
    }

    #[test]
    fn json_passes_as_it_is() {
        assert_eq!(reform(ExportForm::Json, 3), format!("{SAMPLE}\n{STEPS}\n{PROFILE}\n"));
    }
}
