import { useTranslation } from "react-i18next";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import type { Block, PlannedSession } from "@/client/types";

export const minutes = (session: PlannedSession): number =>
  session.blocks.reduce((sum, block) => sum + block.minutes, 0);

/** The targets of one block in words: sets, loads, effort or minutes. */
export function useTargets() {
  const { t } = useTranslation();
  const format = useFormat();
  return (block: Block): string => {
    const sets = block.sets?.filter((set) => !set.warmup) ?? [];
    const first = sets[0];
    if (!first) {
      const effort = block.rpe
        ? t("plan.effort", { low: format.number(block.rpe.low), high: format.number(block.rpe.high) })
        : "";
      const heart = block.heart_rate
        ? t("plan.heart", {
            low: format.number(block.heart_rate.low_bpm),
            high: format.quantity(block.heart_rate.high_bpm, "bpm"),
          })
        : "";
      return [format.duration(block.minutes * 60), heart, effort].filter(Boolean).join(" · ");
    }
    const load =
      first.weight_kg == null
        ? first.rpe == null
          ? ""
          : t("plan.rpe", { value: format.number(first.rpe, 1) })
        : format.quantity(first.weight_kg, "kg");
    return [
      t("plan.sets", {
        sets: format.number(sets.length),
        reps:
          first.reps == null
            ? t("log.seconds", { value: format.number(first.seconds ?? 0) })
            : format.number(first.reps),
      }),
      load,
    ]
      .filter(Boolean)
      .join(" · ");
  };
}

export function SessionBlocks({ session, short }: { session: PlannedSession; short?: boolean }) {
  const { t } = useTranslation();
  const targets = useTargets();
  const words = useWords();
  const parts = short ? session.blocks.filter((block) => block.part === "main") : session.blocks;
  return (
    <ul role="list" className="blocks">
      {parts.map((block, at) => (
        <li className="block" key={at}>
          <span>
            {words.block(block)}
            {block.part !== "main" && (
              <>
                {" "}
                <span className="chip">{t(`plan.part.${block.part}`)}</span>
              </>
            )}
            {block.note && !short && (
              <>
                <br />
                <span className="tiny muted">{words.remark(block.note)}</span>
              </>
            )}
          </span>
          <span>{targets(block)}</span>
        </li>
      ))}
    </ul>
  );
}
