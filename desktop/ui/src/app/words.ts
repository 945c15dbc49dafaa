import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Block, Plan, PlannedSession } from "@/client/types";
import { useFormat } from "./format";

/** A short text of the core as a key. */
export const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "");

/** Names that the core gives in English, in the language of the interface, by their ids where there are some. What has no
 * translation stays as it came. */
export function useWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const block = (each: Block) => (each.exercise ? format.name("exercise", each.exercise, each.name) : each.name);
    return {
      block,
      exercise: (name: string) => format.name("exercise", slug(name), name),
      remark: (text: string) => format.name("remark", slug(text), text),
      /** “Walking, easy” is an exercise and how it is done; other titles are of a few kinds. */
      session({ title, blocks }: PlannedSession): string {
        const lead = blocks.find((each) => title === each.name || title.startsWith(`${each.name}, `));
        if (!lead) return format.name("session", slug(title), title);
        const how = title.slice(lead.name.length + 2);
        return how ? t("session.how", { exercise: block(lead), how: format.name("session", slug(how), how) }) : block(lead);
      },
      /** A plan is titled by its goal, weeks and days; what is said behind that stays. */
      plan({ title, goal, weeks, frame }: Plan): string {
        const rest = / days? a week(.*)$/.exec(title);
        if (!rest) return title;
        const days = format.number(frame.weekdays.length);
        return t("plan.titled", { goal: t(`goal.${goal}`), weeks: format.number(weeks), days }) + rest[1];
      },
    };
  }, [t, format]);
}
