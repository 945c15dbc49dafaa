import i18next from "i18next";
import { expect, it } from "vitest";
import { speak } from "@/i18n";

it("puts names into the groups of a language beside its own, whichever file comes first", async () => {
  for (const language of ["de", "ar", "en"]) {
    await speak(language);
    await expect.poll(() => i18next.hasResourceBundle(language, "said")).toBe(true);
    const named = ["metric.caffeine", "metric.steps", "kind.tennis", "kind.running", "rule.PAIN-3", "rule.RED-FLAG", "argument.goal", "argument.slot", "exercise.muscle_up", "exercise.bodyweight_box_squat"];
    expect(named.filter((key) => !i18next.exists(key, { lng: language, fallbackLng: [] })), language).toEqual([]);
  }
});
