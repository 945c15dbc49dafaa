import { Bluetooth, HeartPulse, OctagonAlert } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import type { LiveLink, Problem } from "@/client/client";
import type { LiveEvent } from "@/client/types";
import { Card, Field, Wrong } from "@/design/parts";
import { canSense, sense } from "./sensor";

/** The watch over a workout by its heart rate: zones, cues, and the stop, all decided in the core. */
export function Heart({ session }: { session?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const client = useClient();
  const link = useRef<LiveLink | null>(null);
  const release = useRef<(() => void) | null>(null);
  const [on, setOn] = useState(false);
  const [typed, setTyped] = useState("");
  const [effort, setEffort] = useState("");
  const [bpm, setBpm] = useState<number | null>(null);
  const [told, setTold] = useState<LiveEvent | null>(null);
  const [stop, setStop] = useState<LiveEvent | null>(null);
  const [limit, setLimit] = useState<number | null>(null);
  const [wrong, setWrong] = useState<Problem | null>(null);

  const hear = useCallback((event: LiveEvent) => {
    if (event.event === "began") setLimit(event.stop_above_bpm ?? null);
    if (event.event === "stop") setStop(event);
    if (event.event === "resumed") setStop(null);
    if (event.text) setTold(event);
  }, []);
  const sample = useCallback((value: number | null) => {
    setBpm(value);
    link.current?.send({ input: "sample", t_ms: Date.now(), heart_rate_bpm: value });
  }, []);
  const begin = () => {
    setWrong(null);
    setOn(true);
    link.current = client.live(
      hear,
      (problem) => {
        setWrong(problem);
        setOn(false);
      },
      session,
    );
  };
  useEffect(() => {
    if (!on) return;
    // Time passes for the core too, so that a silent sensor is noticed.
    const timer = setInterval(() => link.current?.send({ input: "tick", t_ms: Date.now() }), 1000);
    return () => clearInterval(timer);
  }, [on]);
  useEffect(
    () => () => {
      release.current?.();
      link.current?.send({ input: "finish", t_ms: Date.now() });
      link.current?.close();
    },
    [],
  );
  return (
    <Card
      title={t("metric.heart_rate")}
      note={limit === null ? undefined : t("live.limit", { value: format.quantity(limit, "bpm") })}
    >
      <div className="stack">
        {stop && (
          <div className="redflag" role="alert">
            <h3>
              <OctagonAlert aria-hidden />
              {t("live.stop")}
            </h3>
            <p className="call">{stop.reason && words.say(stop.reason)}</p>
            <p>{stop.cool_down_text && words.say(stop.cool_down_text)}</p>
            <Field label={t("live.effortNow")}>
              {(id) => (
                <input
                  id={id}
                  type="number"
                  min={0}
                  max={10}
                  value={effort}
                  onChange={(event) => setEffort(event.target.value)}
                />
              )}
            </Field>
            <div>
              <button
                type="button"
                className="button"
                onClick={() =>
                  link.current?.send({
                    input: "confirm",
                    t_ms: Date.now(),
                    ...(effort !== "" && { effort: Number(effort) }),
                  })
                }
              >
                {t("live.resume")}
              </button>
            </div>
          </div>
        )}
        {on ? (
          <>
            <p className="timer">{bpm === null ? "–" : format.number(bpm)}</p>
            <p role="status" className="small muted">
              {told?.text ? words.say(told.text) : t("live.waiting")}
            </p>
            <form
              className="row"
              onSubmit={(event) => {
                event.preventDefault();
                if (typed) sample(Number(typed));
              }}
            >
              <Field label={t("live.byHand")}>
                {(id) => (
                  <input
                    id={id}
                    type="number"
                    inputMode="numeric"
                    min={20}
                    max={260}
                    value={typed}
                    onChange={(event) => setTyped(event.target.value)}
                    style={{ maxInlineSize: "8rem" }}
                  />
                )}
              </Field>
              <button type="submit" className="button" style={{ alignSelf: "end" }}>
                {t("live.tellHr")}
              </button>
            </form>
            {canSense() && (
              <button
                type="button"
                className="button"
                onClick={() =>
                  void sense(sample).then(
                    (done) => (release.current = done),
                    () => undefined,
                  )
                }
              >
                <Bluetooth aria-hidden />
                {t("live.sensor")}
              </button>
            )}
          </>
        ) : (
          <>
            <p className="small muted">{t("live.watchText")}</p>
            <div>
              <button type="button" className="button" onClick={begin}>
                <HeartPulse aria-hidden />
                {t("live.watch")}
              </button>
            </div>
          </>
        )}
        {wrong && <Wrong inline problem={wrong} />}
      </div>
    </Card>
  );
}
