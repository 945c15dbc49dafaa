// Records what the real program answers for the sample person, as the data of the mock client.
// Run: npm run record -- PATH_OF_COACH
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.argv[2] ?? "coach";
const home = mkdtempSync(join(tmpdir(), "pocketcoach-record-"));
const out = new URL("../src/client/fixtures/", import.meta.url).pathname;
mkdirSync(out, { recursive: true });
const env = { ...process.env, POCKETCOACH_HOME: home, POCKETCOACH_KEY: randomBytes(32).toString("hex") };
const coach = (...args) =>
  JSON.parse(execFileSync(program, [...args, "--json"], { env, encoding: "utf8", maxBuffer: 1 << 28 }));
// The folder of the recording says nothing about the sample person, and differs each time.
const save = (name, value) =>
  writeFileSync(join(out, `${name}.json`), `${JSON.stringify(value).replaceAll(home, "/home/sam/pocketcoach")}\n`);
const day = (back, from) => new Date(Date.parse(from) - back * 864e5).toISOString().slice(0, 10);
const tool = (server, name, args = {}) => coach("mcp", "call", server, name, JSON.stringify(args)).result;

try {
  coach(
    "init",
    "--name",
    "Sam",
    "--birth-date",
    "1991-04-12",
    "--sex",
    "male",
    "--height-cm",
    "181",
    "--weight-kg",
    "78",
    "--level",
    "intermediate",
    "--goal",
    "get stronger and run 10 km",
  );
  coach("demo");
  const answers = join(home, "answers.json");
  writeFileSync(
    answers,
    JSON.stringify({ active: true, diseases: [], signs: [], intensity: "vigorous", cleared: false }),
  );
  save("screening", coach("screen", "--answers", answers));
  const today = coach("today");
  const date = today.date;
  save("today", today);
  save("profile", coach("profile"));
  save("sources", coach("sources"));
  const plan = coach("plan", "show");
  save("plan", { ...plan, text: "" });
  save(
    "planVersions",
    coach("plan", "versions").map(({ number, at_ms, actor, plan }) => ({
      number,
      at_ms,
      actor,
      title: plan.title,
      reason: plan.reason,
    })),
  );
  save("sleep", coach("sleep", "--from", day(89, date), "--to", date));
  save("workouts", coach("workouts", "--from", day(89, date), "--to", date));
  save("doctor", coach("doctor"));
  save(
    "tools",
    coach("mcp", "list").map((tool) => ({ ...tool, input_schema: {}, output_schema: {} })),
  );
  const series = {};
  for (const metric of [
    "steps",
    "resting_hr",
    "hrv_sdnn",
    "body_mass",
    "body_fat",
    "vo2max",
    "energy_active",
    "energy_in",
    "protein",
    "carbs",
    "fat",
    "respiratory_rate",
    "distance_walk_run",
    "exercise_time",
  ]) {
    series[metric] = coach("query", metric, "--from", day(179, date), "--to", date, "--bucket", "day");
  }
  save("series", series);
  save("heartRate", coach("query", "heart_rate", "--from", date, "--to", date, "--bucket", "raw"));
  save("toolResults", {
    "progress-tracking/getStrengthProgression": tool("progress-tracking", "getStrengthProgression", {
      exercise: "back squat",
    }),
    "progress-tracking/celebrateAchievements": tool("progress-tracking", "celebrateAchievements"),
    "progress-tracking/getJournal": tool("progress-tracking", "getJournal"),
    "nutrition-tracking/getMeals": tool("nutrition-tracking", "getMeals", { from: day(2, date), to: date }),
    "nutrition-tracking/getMacroProgress": tool("nutrition-tracking", "getMacroProgress"),
  });
  save("turns", [
    coach("ask", "How did I sleep last night?"),
    coach("ask", "--coach", "max", "Am I getting stronger in the squat?"),
    coach("ask", "I had 2 eggs and two slices of toast with butter for breakfast"),
    coach("ask", "I have chest pain right now and feel dizzy"),
  ]);
  save("models", coach("models", "list"));
  save("audit", coach("audit", "--limit", "40"));
  console.log(`recorded into ${out}`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
