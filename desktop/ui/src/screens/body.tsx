import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAsk, useDay } from "@/app/data";
import { Empty, Page } from "@/design/parts";
import { Trend } from "./trends";

const METRICS: [string, string][] = [
  ["body_mass", "--hue-6"],
  ["body_fat", "--hue-3"],
  ["resting_hr", "--hue-4"],
  ["hrv_sdnn", "--hue-1"],
  ["vo2max", "--hue-2"],
  ["respiratory_rate", "--hue-5"],
];

export function BodyScreen() {
  const { t } = useTranslation();
  const day = useDay();
  const today = useAsk("today", {});
  const known = today.data?.freshness.map((each) => each.metric) ?? [];
  const shown = METRICS.filter(([metric]) => known.includes(metric));
  return (
    <Page
      title={t("nav.body")}
      lead={t("body.lead")}
      action={
        <Link className="button" to="/log">
          {t("body.weigh")}
        </Link>
      }
    >
      {shown.length === 0 && !today.isPending ? (
        <Empty title={t("body.emptyTitle")} text={t("body.emptyText")}>
          <Link className="button primary" to="/data">
            {t("nav.data")}
          </Link>
        </Empty>
      ) : (
        <div className="columns wide">
          {shown.map(([metric, hue]) => (
            <Trend key={metric} metric={metric} hue={hue} to={day} count={90} />
          ))}
        </div>
      )}
    </Page>
  );
}
