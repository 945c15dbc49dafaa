import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Segments } from "@/design/parts";

/** Counts a rest down. It begins anew whenever `begun` changes; what passes is told once, at the end. */
export function RestTimer({ begun, seconds }: { begun: number | null; seconds?: number }) {
  const { t } = useTranslation();
  const [length, setLength] = useState(String(seconds ?? 90));
  const [start, setStart] = useState<number | null>(begun);
  const [now, setNow] = useState(Date.now());
  useEffect(() => setStart(begun), [begun]);
  useEffect(() => {
    if (start === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [start]);
  const left = start === null ? Number(length) : Math.max(0, Math.ceil(Number(length) - (now - start) / 1000));
  const over = start !== null && left === 0;
  return (
    <div className="stack">
      <p
        className="timer"
        role="timer"
        aria-live="off"
      >{`${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`}</p>
      <p role="status" className="small muted">
        {over ? t("log.restOver") : start === null ? t("log.restReady") : t("log.restRuns")}
      </p>
      <Segments
        label={t("log.restLength")}
        value={length}
        options={["60", "90", "120", "180"].map((value) => ({ value, label: t("log.seconds", { value }) }))}
        onChange={setLength}
      />
      <div className="row">
        <button type="button" className="button" onClick={() => setStart(Date.now())}>
          {start === null ? t("log.restStart") : t("log.restAgain")}
        </button>
        {start !== null && (
          <button type="button" className="button quiet" onClick={() => setStart(null)}>
            {t("coach.stop")}
          </button>
        )}
      </div>
    </div>
  );
}
