import { Download, FileUp, Gauge, HardDrive, ShieldCheck, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useClient, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { problem, type Problem } from "@/client/client";
import type { LocalModel, ModelSpeed } from "@/client/types";
import { Await, Card, Confirm, Field, Notice, tell, Wrong } from "@/design/parts";
import { useWork, type Work, WorkProgress } from "./work";

/** The models of the catalogue and those on this device. One file is worked on at a time. */
export function DeviceModels() {
  const { t } = useTranslation();
  const models = useAsk("local_models", {});
  const jobs = useAsk("jobs", {});
  const work = useWork();
  const [busy, setBusy] = useState("");
  const { begin, running } = work;
  // A download that was begun before this page was opened goes on, and shows.
  const found = useRef("");
  useEffect(() => {
    const going = jobs.data?.find((job) => job.kind === "model" && job.state === "running");
    if (!going || found.current === going.id || running) return;
    found.current = going.id;
    setBusy(going.name ?? "");
    void begin("follow", { id: going.id });
  }, [jobs.data, begin, running]);
  return (
    <Card title={t("models.device")} note={t("models.deviceNote")}>
      <Await answer={models} lines={6}>
        {(list) => (
          <div className="stack">
            <Own work={work} mine={busy !== "" && list.every(({ name }) => name !== busy)} setBusy={setBusy} />
            <ul role="list" className="models">
              {list.map((model) => (
                <Model key={model.name} model={model} work={work} busy={busy} setBusy={setBusy} />
              ))}
            </ul>
          </div>
        )}
      </Await>
    </Card>
  );
}

interface Shared {
  work: Work;
  busy: string;
  setBusy(name: string): void;
}

/** A file of the person's own, or an address. */
function Own({ work, mine, setBusy }: Omit<Shared, "busy"> & { mine: boolean }) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [address, setAddress] = useState("");
  return (
    <div className="stack">
      <div className="row">
        <button type="button" className="button" disabled={work.running} onClick={() => picker.current?.click()}>
          <FileUp aria-hidden />
          {t("models.import")}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".gguf"
          aria-label={t("models.import")}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (!file) return;
            setBusy(OWN);
            void work.begin("import_model", { file });
          }}
        />
        <form
          className="row grow"
          onSubmit={(event) => {
            event.preventDefault();
            setBusy(OWN);
            void work.begin("pull_model", { what: address.trim(), trust_first_download: true });
          }}
        >
          <Field label={t("models.address")} hint={t("models.addressHint")} className="grow">
            {(id, described) => (
              <input
                id={id}
                aria-describedby={described}
                type="url"
                value={address}
                onChange={(event) => setAddress(event.target.value)}
              />
            )}
          </Field>
          <button type="submit" className="button" disabled={work.running || !address.trim()}>
            <Download aria-hidden />
            {t("models.get")}
          </button>
        </form>
      </div>
      {mine && <WorkProgress work={work} done={t("models.installed")} cancelled={t("models.stopped")} />}
    </div>
  );
}
/** Stands for work on a file that is not of the catalogue. */
const OWN = "\u0000own";

function Model({ model, work, busy, setBusy }: Shared & { model: LocalModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const client = useClient();
  const remove = useTell("remove_model");
  const [asked, setAsked] = useState(false);
  const [speed, setSpeed] = useState<ModelSpeed | null>(null);
  const [measuring, setMeasuring] = useState(false);
  const [wrong, setWrong] = useState<Problem | null>(null);
  const entry = model.catalogue;
  const name = entry?.name ?? model.name;
  const mine = busy === model.name;
  const goesOn = mine && (work.cancelled || work.problem !== null);
  const measure = () => {
    setWrong(null);
    setMeasuring(true);
    client
      .call("bench_model", { name: model.name })
      .then(setSpeed, (thrown: unknown) => setWrong(problem(thrown)))
      .finally(() => setMeasuring(false));
  };
  const facts = [
    model.size_bytes != null && t("models.size", { size: format.bytes(model.size_bytes) }),
    model.memory_bytes != null && t("models.memory", { size: format.bytes(model.memory_bytes) }),
    entry?.quantisation,
    entry?.context_tokens != null && t("models.context", { count: entry.context_tokens, value: format.number(entry.context_tokens) }),
  ].filter((fact) => typeof fact === "string");
  return (
    <li aria-label={name}>
      <div className="row spread">
        <div className="grow">
          <h3>{name}</h3>
          {facts.length > 0 && <p className="small muted number">{facts.join(" · ")}</p>}
        </div>
        <span className="row" style={{ gap: "0.35rem" }}>
          {model.is_installed && (
            <span className="chip good">
              <HardDrive aria-hidden size={12} />
              {t("models.here")}
            </span>
          )}
          <span className={`chip ${model.fits === "yes" ? "good" : model.fits === "no" ? "bad" : ""}`}>
            {t(`models.fits.${model.fits}`)}
          </span>
        </span>
      </div>
      {entry && (
        <p className="small">
          {words.say(entry.good_for)} {words.say(entry.notes)}
        </p>
      )}
      {entry && (
        <p className="small muted">
          {t(entry.licence.restricted ? "models.licenceRestricted" : "models.licence", { name: entry.licence.name })}{" "}
          <code className="tiny">{entry.licence.url}</code>
        </p>
      )}
      {model.installed && (
        <p className="tiny muted">
          {t(`models.vouched.${model.installed.vouched_by}`)} <code>{model.installed.sha256.slice(0, 16)}…</code>
        </p>
      )}
      <div className="row">
        {model.is_installed ? (
          <>
            <button
              type="button"
              className="button small"
              disabled={work.running}
              aria-label={`${t("models.verify")}: ${name}`}
              onClick={() => {
                setBusy(model.name);
                void work.begin("verify_model", { name: model.name });
              }}
            >
              <ShieldCheck aria-hidden />
              {t("models.verify")}
            </button>
            <button
              type="button"
              className="button small"
              disabled={measuring || work.running}
              aria-label={`${measuring ? t("models.measuring") : t("models.bench")}: ${name}`}
              onClick={measure}
            >
              <Gauge aria-hidden />
              {measuring ? t("models.measuring") : t("models.bench")}
            </button>
            <button
              type="button"
              className="button quiet small"
              disabled={work.running}
              aria-label={`${t("models.remove")}: ${name}`}
              onClick={() => setAsked(true)}
            >
              <Trash2 aria-hidden />
              {t("models.remove")}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="button small"
            disabled={work.running}
            aria-label={`${goesOn ? t("models.goOn") : t("models.get")}: ${name}`}
            onClick={() => {
              setBusy(model.name);
              void work.begin("pull_model", { what: model.name, trust_first_download: !entry?.sha256 });
            }}
          >
            <Download aria-hidden />
            {goesOn ? t("models.goOn") : t("models.get")}
          </button>
        )}
      </div>
      {mine && <WorkProgress work={work} done={t("models.sound")} cancelled={t("models.stopped")} />}
      {speed && (
        <Notice icon={<Gauge aria-hidden />}>
          <p>
            {t("models.speed", {
              load: format.number(speed.load_s, 1),
              read: format.number(speed.prompt_tokens_per_s, 0),
              written: format.number(speed.written_tokens_per_s, 1),
            })}
          </p>
        </Notice>
      )}
      {wrong && <Wrong inline problem={wrong} />}
      {remove.error && <Wrong inline problem={remove.error} />}
      <Confirm
        open={asked}
        title={t("models.removeNamed", { name })}
        text={t("models.removeText", { size: model.size_bytes == null ? "–" : format.bytes(model.size_bytes) })}
        action={t("models.remove")}
        busy={remove.isPending}
        onClose={() => setAsked(false)}
        onYes={() =>
          remove.mutate(
            { name: model.name },
            {
              onSuccess: ({ bytes }) => tell(t("models.freed", { size: format.bytes(bytes) })),
              onSettled: () => setAsked(false),
            },
          )
        }
      />
    </li>
  );
}
