import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Card, Notice, Page } from "@/design/parts";

/** What there is of sync in this face: a plain word that it is the command line's for now. */
export function SyncScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t("nav.sync")} lead={t("sync.lead")}>
      <Notice icon={<RefreshCw aria-hidden />}>
        <p>
          <strong>{t("sync.title")}</strong>
        </p>
        <p>{t("sync.text")}</p>
      </Notice>
      <Card title={t("sync.meanwhile")}>
        <p>{t("sync.meanwhileText")}</p>
      </Card>
    </Page>
  );
}
