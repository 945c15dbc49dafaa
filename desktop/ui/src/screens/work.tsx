import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "@/app/data";
import { useFormat } from "@/app/format";
import { problem, type Problem, type Stream, type Streams } from "@/client/client";
import type { Progress } from "@/client/types";
import { Bar, Wrong } from "@/design/parts";

export interface Work {
  running: boolean;
  progress: Extract<Progress, { type: "progress" }> | null;
  report: Record<string, unknown> | null;
  problem: Problem | null;
  cancelled: boolean;
  begin<S extends Exclude<Stream, "chat">>(stream: S, args: Streams[S][0]): Promise<boolean>;
  cancel(): void;
}

/** Long work with progress: an import or the sample year. */
export function useWork(): Work {
  const client = useClient();
  const queries = useQueryClient();
  const control = useRef<AbortController | null>(null);
  const first = { running: false, progress: null, report: null, problem: null, cancelled: false };
  const [state, setState] = useState<Omit<Work, "begin" | "cancel">>(first);
  return {
    ...state,
    cancel: () => control.current?.abort(),
    async begin(stream, args) {
      control.current = new AbortController();
      setState({ ...first, running: true });
      let failed: Problem | null = null;
      let report: Record<string, unknown> | null = null;
      try {
        await client.stream(
          stream,
          args,
          ((event: Progress) => {
            if (event.type === "progress") setState((now) => ({ ...now, progress: event }));
            else report = event.report;
          }) as never,
          control.current.signal,
        );
      } catch (thrown) {
        failed = problem(thrown);
      }
      const cancelled = failed?.kind === "cancelled";
      setState({ running: false, progress: null, report, problem: cancelled ? null : failed, cancelled });
      // What was kept before a cancel or a failure is there, and shows.
      await queries.invalidateQueries();
      return failed === null;
    },
  };
}

/** `done` and `cancelled` are said at the end in place of what an import says. */
export function WorkProgress({ work, done, cancelled }: { work: Work; done?: string; cancelled?: string }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  if (work.running) {
    const { progress } = work;
    const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
    return (
      <div className="stack tight">
        <Bar value={share} max={1} label={t("work.share", { share: format.quantity(share * 100, "%", 0) })} />
        <div className="row spread small muted number">
          <span role="status">
            {progress?.stage && i18n.exists(`work.stage.${progress.stage.replaceAll(" ", "_")}`)
              ? t(`work.stage.${progress.stage.replaceAll(" ", "_")}`)
              : progress?.stage || t("work.running")}
          </span>
          <span>
            {[
              progress?.records
                ? t("work.records", { count: progress.records, value: format.number(progress.records) })
                : "",
              // Models tell bytes and no records.
              progress && progress.records === 0 && progress.total > 1e6
                ? t("work.bytes", { done: format.bytes(progress.done), total: format.bytes(progress.total) })
                : "",
              progress?.seconds_left
                ? t("work.left", { time: format.duration(Math.max(60, progress.seconds_left)) })
                : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </div>
        <div>
          <button type="button" className="button small" onClick={work.cancel}>
            {t("act.cancel")}
          </button>
        </div>
      </div>
    );
  }
  if (work.problem) return <Wrong inline problem={work.problem} />;
  if (work.cancelled)
    return (
      <p role="status" className="small muted">
        {cancelled ?? t("work.cancelled")}
      </p>
    );
  if (!work.report) return null;
  if (done !== undefined)
    return (
      <p role="status" className="notice">
        {done}
      </p>
    );
  const { records, new: fresh, duplicates, samples } = work.report as Record<string, number | undefined>;
  return (
    <div role="status" className="notice">
      <p>
        {records === undefined
          ? t("work.sampleDone", { value: format.number(samples ?? 0) })
          : t("work.importDone", {
              records: format.number(records),
              fresh: format.number(fresh ?? 0),
              same: format.number(duplicates ?? 0),
            })}
      </p>
    </div>
  );
}
