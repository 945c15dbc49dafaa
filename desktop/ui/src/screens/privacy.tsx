import { Download, HardDrive, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useClient, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { change } from "@/app/settings";
import { save } from "@/charts/export";
import { problem, type Problem } from "@/client/client";
import { Await, Card, Confirm, Notice, Page, Wrong } from "@/design/parts";

const FORMS = ["json", "csv", "fhir"] as const;

export function PrivacyScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const sources = useAsk("sources", {});
  const [busy, setBusy] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Problem | null>(null);
  const samples = sources.data?.reduce((sum, source) => sum + source.samples, 0);
  const take = (form: (typeof FORMS)[number]) => {
    setBusy(form);
    setWrong(null);
    client
      .download({ kind: "everything", form })
      .then(
        (blob) => save(`pocketcoach.${form === "csv" ? "csv" : "jsonl"}`, blob),
        (thrown: unknown) => setWrong(problem(thrown)),
      )
      .finally(() => setBusy(null));
  };
  return (
    <Page title={t("nav.privacy")} lead={t("privacy.lead")}>
      <div className="columns">
        <Card title={t("privacy.where")}>
          <div className="stack tight">
            <HardDrive aria-hidden style={{ color: "var(--accent)" }} />
            <p>{t("privacy.whereText", { value: format.number(samples ?? 0), count: samples ?? 0 })}</p>
          </div>
        </Card>
        <Card title={t("privacy.left")}>
          <div className="stack tight">
            <ShieldCheck aria-hidden style={{ color: "var(--accent)" }} />
            <p>{t("privacy.leftText")}</p>
          </div>
        </Card>
      </div>
      <Card title={t("privacy.export")} note={t("privacy.exportNote")}>
        <div className="stack">
          <div className="row">
            {FORMS.map((form) => (
              <button key={form} type="button" className="button" disabled={busy !== null} onClick={() => take(form)}>
                <Download aria-hidden />
                {busy === form ? t("work.running") : t(`privacy.form.${form}`)}
              </button>
            ))}
          </div>
          {wrong && <Wrong inline problem={wrong} />}
        </div>
      </Card>
      <Audit />
      <Erase />
    </Page>
  );
}

function Audit() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const audit = useAsk("audit", { limit: 50 });
  return (
    <Card title={t("privacy.audit")} note={t("privacy.auditNote")}>
      <Await answer={audit}>
        {(found) => (
          <div className="stack">
            {found.interventions.length > 0 && (
              <ul role="list" className="list">
                {found.interventions.map((each, at) => (
                  <li key={at}>
                    <span className="chip warn">{words.rule(each.rule)}</span>
                    <span className="grow">{words.say(each.detail)}</span>
                    <span className="tiny muted">
                      {format.instant(each.at_ms, undefined, { dateStyle: "short", timeStyle: "short" })}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            <div
              className="scroll"
              tabIndex={0}
              role="group"
              aria-label={t("privacy.audit")}
              style={{ maxBlockSize: "22rem", overflowY: "auto" }}
            >
              <table>
                <caption className="hidden">{t("privacy.audit")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("source.when")}</th>
                    <th scope="col">{t("privacy.who")}</th>
                    <th scope="col">{t("privacy.did")}</th>
                    <th scope="col">{t("privacy.what")}</th>
                  </tr>
                </thead>
                <tbody>
                  {found.accesses.map((access, at) => (
                    <tr key={at}>
                      <th scope="row" className="number">
                        {format.instant(access.at_ms, undefined, { dateStyle: "short", timeStyle: "medium" })}
                      </th>
                      <td>{format.name("actor", access.actor, access.actor)}</td>
                      <td>{access.kind === "write" ? t("privacy.wrote") : t("privacy.read")}</td>
                      <td>
                        {format.name("tool", access.subject.split("/").at(-1)!, "")} <code>{access.subject}</code>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        )}
      </Await>
    </Card>
  );
}

function Erase() {
  const { t } = useTranslation();
  const erase = useTell("erase");
  const [open, setOpen] = useState(false);
  const word = t("privacy.word");
  if (erase.data) {
    return (
      <Card title={t("privacy.gone")}>
        <div className="stack tight">
          <p>{t("privacy.goneText")}</p>
          <ul className="small">
            {erase.data.files.map((path) => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </div>
      </Card>
    );
  }
  return (
    <Card title={t("privacy.delete")} note={t("privacy.deleteNote")}>
      <Notice tone="bad">
        <p>{t("privacy.deleteText")}</p>
      </Notice>
      <p style={{ marginBlockStart: "1rem" }}>
        <button type="button" className="button danger" onClick={() => setOpen(true)}>
          {t("privacy.delete")}
        </button>
      </p>
      <Confirm
        open={open}
        title={t("privacy.delete")}
        text={t("privacy.deleteText")}
        word={word}
        action={t("privacy.delete")}
        busy={erase.isPending}
        onClose={() => setOpen(false)}
        onYes={() =>
          erase.mutate(
            {},
            {
              onSuccess: () => {
                setOpen(false);
                change({ onboarding: 0, felt_on: "", standing: [] });
              },
            },
          )
        }
      />
      {erase.error && <Wrong inline problem={erase.error} />}
    </Card>
  );
}
