import { useQueryClient } from "@tanstack/react-query";
import { KeyRound, Laptop, RefreshCw, ShieldAlert, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import type { SyncAccount, SyncDevice, SyncReport, SyncStatus } from "@/client/types";
import { Await, Card, Confirm, Loading, Notice, Page, tell, Wrong } from "@/design/parts";
import { BeginForm, Entering, JoinForm, LetIn, RecoverForm } from "./sync-enter";
import { Kit } from "./sync-kit";

/** What takes this device out of its account. */
const ENDS = new Set(["erased", "put_out", "not_let_in"]);

type Said = (text: string) => void;

export function SyncScreen() {
  const { t } = useTranslation();
  const status = useAsk("sync_status", {});
  // The words of a new account are shown until they were written down, whatever else is read meanwhile.
  const [account, setAccount] = useState<SyncAccount | null>(null);
  // What brought an account back or erased it has made another screen of this one by the time it is told.
  const [said, setSaid] = useState<string | null>(null);
  const ended = status.data?.alerts.find(({ alert }) => ENDS.has(alert));
  return (
    <Page title={t("nav.sync")} lead={t("sync.lead")}>
      {said && (
        <p role="status" className="notice">
          {said}
        </p>
      )}
      {account ? (
        <Kit account={account} onDone={() => setAccount(null)} />
      ) : status.isPending ? (
        <Loading />
      ) : ended || status.error?.kind === "set_up" ? (
        <Outside ended={ended} onAccount={setAccount} onSaid={setSaid} />
      ) : status.data ? (
        <Inside status={status.data} onSaid={setSaid} />
      ) : (
        <Wrong problem={status.error!} onRetry={() => void status.refetch()} />
      )}
    </Page>
  );
}

/** No account, or no more: begin one, join one, or bring one back. */
function Outside(props: {
  ended?: SyncStatus["alerts"][number];
  onAccount(account: SyncAccount): void;
  onSaid: Said;
}) {
  const { t } = useTranslation();
  return (
    <>
      {props.ended ? (
        <>
          <Alerts alerts={[props.ended]} />
          {props.ended.alert === "not_let_in" && <SyncNow />}
        </>
      ) : (
        <Notice icon={<RefreshCw aria-hidden />}>
          <p>
            <strong>{t("sync.none")}</strong>
          </p>
          <p>{t("sync.noneText")}</p>
        </Notice>
      )}
      <Entering />
      <div className="columns">
        <Card title={t("sync.begin")} note={t("sync.beginNote")}>
          <BeginForm onAccount={props.onAccount} />
        </Card>
        <Card title={t("sync.join")} note={t("sync.joinNote")}>
          <JoinForm />
        </Card>
      </div>
      <Card title={t("sync.recover")} note={t("sync.recoverNote")}>
        <RecoverForm onSaid={props.onSaid} />
      </Card>
    </>
  );
}

/** Exchanges what is new with the server, and tells what came of it. */
function SyncNow() {
  const { t } = useTranslation();
  const now = useTell("sync_now");
  const queries = useQueryClient();
  // What a server refuses with is kept with the state, and says more than the refusal.
  const sync = () =>
    now.mutate({}, { onError: () => void queries.invalidateQueries({ queryKey: ["sync_status"] }) });
  return (
    <>
      <div>
        <button type="button" className="button primary" disabled={now.isPending} onClick={sync}>
          <RefreshCw aria-hidden />
          {now.isPending ? t("sync.syncing") : t("sync.now")}
        </button>
      </div>
      {now.data && <Report report={now.data} />}
      {now.error && <Wrong inline problem={now.error} onRetry={sync} />}
    </>
  );
}

function Inside({ status, onSaid }: { status: SyncStatus; onSaid: Said }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Alerts alerts={status.alerts} />
      <div className="columns">
        <Card
          title={t("sync.state")}
          note={
            status.last_sync_ms
              ? t("sync.last", {
                  when: format.instant(status.last_sync_ms, undefined, { dateStyle: "medium", timeStyle: "short" }),
                })
              : t("sync.never")
          }
        >
          <div className="stack">
            <dl className="figures">
              {[
                [t("sync.devices"), format.number(status.devices)],
                [t("sync.unsent"), format.number(status.unsent + status.unsent_blobs)],
                [t("sync.waiting"), format.number(status.quarantined)],
                [t("sync.epoch"), format.number(status.epoch)],
              ].map(([name, value]) => (
                <div className="stat" key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <p className="small muted">
              {t("sync.at")} <code>{status.server}</code>
              <br />
              {t("sync.account")} <code>{status.account}</code>
            </p>
            <SyncNow />
          </div>
        </Card>
        <Card title={t("sync.letIn")} note={t("sync.letInNote")}>
          <LetIn />
        </Card>
      </div>
      <Devices />
      <Account onSaid={onSaid} />
    </>
  );
}

/** What does not hold, in plain words. */
function Alerts({ alerts }: { alerts: SyncStatus["alerts"] }) {
  const { t, i18n } = useTranslation();
  return alerts.map((alert, at) => {
    const device = "device" in alert ? alert.device.slice(0, 8) : "";
    const known = i18n.exists(`syncAlert.${alert.alert}`);
    return (
      <Notice key={at} tone="warn" icon={<ShieldAlert aria-hidden />}>
        <p role="alert">{known ? t(`syncAlert.${alert.alert}`, { device }) : alert.alert}</p>
      </Notice>
    );
  });
}

function Report({ report }: { report: SyncReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div role="status" className="stack tight">
      <p className="notice">
        {t("sync.report", {
          sent: format.number(report.sent + report.blobs_sent),
          received: format.number(report.received + report.blobs_received),
        })}
      </p>
      <Alerts alerts={report.alerts} />
      {report.interventions.map((text) => (
        <p key={text} className="notice warn">
          {text}
        </p>
      ))}
    </div>
  );
}

function Devices() {
  const { t } = useTranslation();
  const format = useFormat();
  const devices = useAsk("sync_devices", {});
  const revoke = useTell("sync_revoke");
  const [asked, setAsked] = useState<SyncDevice | null>(null);
  const named = (device: SyncDevice) => device.name ?? device.id.slice(0, 8);
  return (
    <Card title={t("sync.devices")}>
      <Await answer={devices}>
        {(list) => (
          <ul role="list" className="list">
            {list.map((device) => (
              <li key={device.id}>
                <Laptop aria-hidden size={18} style={{ color: device.revoked ? "var(--muted)" : "var(--accent)" }} />
                <span className="grow">
                  <strong>{named(device)}</strong> <code className="tiny muted">{device.id.slice(0, 8)}</code>
                  <br />
                  <span className="small muted">
                    {t("sync.since", { when: format.instant(device.added_ms, undefined, { dateStyle: "medium" }) })}
                  </span>
                </span>
                {device.this && <span className="chip good">{t("sync.this")}</span>}
                {device.revoked && <span className="chip">{t("sync.out")}</span>}
                {!device.this && !device.revoked && (
                  <button
                    type="button"
                    className="button danger small"
                    aria-label={`${t("sync.revoke")}: ${named(device)}`}
                    onClick={() => setAsked(device)}
                  >
                    {t("sync.revoke")}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Await>
      {revoke.error && <Wrong inline problem={revoke.error} />}
      <Confirm
        open={asked !== null}
        title={t("sync.revokeNamed", { name: asked ? named(asked) : "" })}
        text={t("sync.revokeText")}
        action={t("sync.revoke")}
        busy={revoke.isPending}
        onClose={() => setAsked(null)}
        onYes={() =>
          asked &&
          revoke.mutate(
            { id: asked.id },
            { onSuccess: () => tell(t("sync.revoked")), onSettled: () => setAsked(null) },
          )
        }
      />
    </Card>
  );
}

function Account({ onSaid }: { onSaid: Said }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rotate = useTell("sync_rotate");
  const erase = useTell("sync_erase");
  const [asked, setAsked] = useState(false);
  return (
    <Card title={t("sync.manage")}>
      <div className="stack">
        <div className="row spread">
          <p className="small muted grow">{t("sync.rotateText")}</p>
          <button
            type="button"
            className="button small"
            disabled={rotate.isPending}
            onClick={() =>
              rotate.mutate({}, { onSuccess: ({ epoch }) => tell(t("sync.rotated", { number: format.number(epoch) })) })
            }
          >
            <KeyRound aria-hidden />
            {t("sync.rotate")}
          </button>
        </div>
        <div className="row spread">
          <p className="small muted grow">{t("sync.eraseText")}</p>
          <button type="button" className="button danger small" onClick={() => setAsked(true)}>
            <Trash2 aria-hidden />
            {t("sync.erase")}
          </button>
        </div>
        {(rotate.error ?? erase.error) && <Wrong inline problem={(rotate.error ?? erase.error)!} />}
      </div>
      <Confirm
        open={asked}
        title={t("sync.erase")}
        text={t("sync.eraseText")}
        word={t("privacy.word")}
        action={t("sync.erase")}
        busy={erase.isPending}
        onClose={() => setAsked(false)}
        onYes={() => 
          erase.mutate(
            {},
            {
              onSuccess: ({ entries, bytes }) =>
                onSaid(t("sync.erased", { entries: format.number(entries), size: format.bytes(bytes) })),
              onSettled: () => setAsked(false),
            },
          )
        }
      />
    </Card>
  );
}

