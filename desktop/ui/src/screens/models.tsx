import { Cpu } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAsk } from "@/app/data";
import { Await, Card, Notice, Page } from "@/design/parts";

export function ModelsScreen() {
  const { t } = useTranslation();
  const models = useAsk("models", {});
  return (
    <Page title={t("nav.models")} lead={t("models.lead")}>
      <Card title={t("models.now")}>
        <Await answer={models}>
          {({ active }) => {
            const own = active === "builtin";
            return (
              <div className="row">
                <Cpu aria-hidden style={{ color: "var(--accent)" }} />
                <div className="grow">
                  <strong>{own ? t("models.builtin") : active}</strong>
                  {own && <p className="small muted">{t("models.builtinText")}</p>}
                </div>
                <span className="chip good">{t("models.ready")}</span>
              </div>
            );
          }}
        </Await>
      </Card>
      <Notice icon={<Cpu aria-hidden />}>
        <p>
          <strong>{t("models.moreTitle")}</strong>
        </p>
        <p>{t("models.more")}</p>
      </Notice>
    </Page>
  );
}
