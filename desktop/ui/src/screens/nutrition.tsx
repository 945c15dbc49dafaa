import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { daysBefore, useAsk, useDay } from "@/app/data";
import { FigureValue } from "@/app/figure";
import { useFormat } from "@/app/format";
import { BarChart } from "@/charts/small";
import { Await, Bar, Card, Page } from "@/design/parts";
import { daysOf, onDays } from "./trends";

interface Meal {
  id: string;
  date: string;
  time: string;
  slot: string | null;
  text: string;
  energy_kcal?: number;
  items?: { name: string; grams: number }[];
}

const MACROS = [
  ["energy", "energy_in", "--hue-1"],
  ["protein", "protein", "--hue-2"],
  ["carbs", "carbs", "--hue-3"],
  ["fat", "fat", "--hue-5"],
  ["fibre", "fibre", "--hue-6"],
] as const;

export function NutritionScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useDay();
  const today = useAsk("today", {});
  const days = daysOf(day, 28);
  const energy = useAsk("query", { metric: "energy_in", from: days[0]!, to: day, bucket: "day" });
  const meals = useAsk("call_tool", {
    server: "nutrition-tracking",
    tool: "getMeals",
    arguments: { from: daysBefore(day, 6), to: day },
  });
  const of = (name: string) => today.data?.intake.figures.find((figure) => figure.name === name);
  const target = of("energy_target");
  return (
    <Page
      title={t("nav.nutrition")}
      lead={t("nutrition.lead")}
      action={
        <Link className="button primary" to="/log">
          {t("nutrition.log")}
        </Link>
      }
    >
      <Card
        title={t("today.intake")}
        note={today.data?.intake.targets_from ? t(`nutrition.from.${today.data.intake.targets_from}`) : undefined}
      >
        {MACROS.every(([name]) => !of(`${name}_eaten`)) && <p className="muted">{t("today.noMeals")}</p>}
        <div className="drivers">
          {MACROS.map(([name, metric, hue]) => {
            const eaten = of(`${name}_eaten`);
            const wanted = of(`${name}_target`);
            const left = of(`${name}_remaining`);
            if (!eaten) return null;
            return (
              <div key={name} className="driver">
                <div className="line">
                  <span>{format.name("metric", metric)}</span>
                  <span>
                    <FigureValue figure={eaten} />
                    {wanted && (
                      <>
                        {" "}
                        <span className="muted">{t("today.of")}</span> <FigureValue figure={wanted} />
                      </>
                    )}
                  </span>
                </div>
                {wanted && (
                  <Bar
                    value={eaten.value}
                    max={wanted.value}
                    fill={`var(${hue})`}
                    label={t("today.share", { eaten: format.figure(eaten), target: format.figure(wanted) })}
                  />
                )}
                {left && (
                  <p className="tiny muted">
                    {t(eaten.value > (wanted?.value ?? 0) ? "nutrition.over" : "nutrition.left", {
                      value: format.figure(left),
                    })}
                  </p>
                )}
              </div>
            );
          })}
        </div>
      </Card>
      <Card title={t("nutrition.energy")}>
        <Await answer={energy}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="muted">{t("trends.none")}</p>
            ) : (
              <BarChart
                name={t("nutrition.energy")}
                label={t("metric.energy_in")}
                days={days}
                values={onDays(rows, days)}
                unit="kcal"
                fill="var(--hue-1)"
                target={target?.value}
                targetLabel={target && t("nutrition.target", { value: format.figure(target) })}
              />
            )
          }
        </Await>
      </Card>
      <Card title={t("nutrition.meals")}>
        <Await answer={meals}>
          {(outcome) => {
            const list = (outcome.result.meals ?? []) as Meal[];
            if (list.length === 0) return <p className="muted">{t("nutrition.noMeals")}</p>;
            return (
              <ul role="list" className="list">
                {list.map((meal) => (
                  <li key={meal.id}>
                    <div className="grow">
                      <strong>{meal.text || meal.items?.map((item) => item.name).join(", ")}</strong>
                      <p className="small muted">
                        {format.date(meal.date, { weekday: "short", day: "numeric", month: "short" })}
                        {meal.slot && ` · ${t(`slot.${meal.slot}`)}`}
                      </p>
                    </div>
                    {meal.energy_kcal !== undefined && (
                      <span className="number">{format.quantity(meal.energy_kcal, "kcal")}</span>
                    )}
                  </li>
                ))}
              </ul>
            );
          }}
        </Await>
      </Card>
    </Page>
  );
}
