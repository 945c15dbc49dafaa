import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "@/app/data";
import { type Desk, type DeskState, type Preferences, problem, type Problem, type Update } from "@/client/client";
import { Card, Field, Loading, tell, Wrong } from "@/design/parts";

/** How the app behaves on this machine: only inside the desktop app. */
export function DeskCard() {
  const { desk } = useClient();
  return desk ? <Behaviour desk={desk} /> : null;
}

function Behaviour({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const [state, setState] = useState<DeskState | null>(null);
  const [wrong, setWrong] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => void desk.state().then(setState, (thrown) => setWrong(problem(thrown))), [desk]);
  const set = (part: Partial<Preferences>) => {
    if (!state) return;
    setBusy(true);
    desk
      .set({ ...state.preferences, ...part })
      .then(
        (now) => {
          setState(now);
          setWrong(null);
        },
        (thrown) => setWrong(problem(thrown)),
      )
      .finally(() => setBusy(false));
  };
  const check = (name: "autostart" | "keep_running" | "shortcut", label: string, note: string) => (
    <label className="check" key={name}>
      <input
        type="checkbox"
        checked={state?.preferences[name] ?? false}
        disabled={busy}
        onChange={(event) => set({ [name]: event.target.checked })}
      />
      <span>
        {label}
        <br />
        <span className="small muted">{note}</span>
      </span>
    </label>
  );
  const time = (name: "reminder" | "quiet_from" | "quiet_to", label: string) => (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type="time"
          value={(state?.preferences[name] ?? "").slice(0, 5)}
          disabled={busy}
          onChange={(event) => (event.target.value || name === "reminder") && set({ [name]: event.target.value || null })}
        />
      )}
    </Field>
  );
  return (
    <Card title={t("desk.title")} note={t("desk.note")}>
      {state ? (
        <div className="stack">
          {check("autostart", t("desk.autostart"), t("desk.autostartNote"))}
          {state.tray && check("keep_running", t("desk.keepRunning"), t("desk.keepRunningNote"))}
          {check("shortcut", t("desk.shortcut", { keys: state.shortcut_keys }), t("desk.shortcutNote"))}
          <label className="check">
            <input
              type="checkbox"
              checked={state.preferences.reminder !== null}
              disabled={busy}
              onChange={(event) => set({ reminder: event.target.checked ? "08:00:00" : null })}
            />
            <span>
              {t("desk.reminder")}
              <br />
              <span className="small muted">{t("desk.reminderNote")}</span>
            </span>
          </label>
          {state.preferences.reminder !== null && (
            <div className="columns">
              {time("reminder", t("desk.reminderAt"))}
              {time("quiet_from", t("desk.quietFrom"))}
              {time("quiet_to", t("desk.quietTo"))}
            </div>
          )}
          <Updates desk={desk} state={state} />
        </div>
      ) : (
        !wrong && <Loading />
      )}
      {wrong && <Wrong inline problem={wrong} />}
    </Card>
  );
}

function Updates({ desk, state }: { desk: Desk; state: DeskState }) {
  const { t } = useTranslation();
  const [found, setFound] = useState<Update | null>(null);
  const [wrong, setWrong] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setWrong(null);
    await work().catch((thrown) => setWrong(problem(thrown)));
    setBusy(false);
  };
  if (!state.updates) return <p className="small muted">{t("desk.noUpdates", { version: state.version })}</p>;
  return (
    <div className="stack tight">
      <div className="row">
        <button
          type="button"
          className="button small"
          disabled={busy}
          onClick={() =>
            void run(async () => {
              const update = await desk.checkUpdate();
              setFound(update);
              if (!update) tell(t("desk.newest"));
            })
          }
        >
          {t("desk.checkUpdate")}
        </button>
        {found && (
          <button
            type="button"
            className="button small primary"
            disabled={busy}
            onClick={() => void run(desk.installUpdate)}
          >
            {t("desk.install", { version: found.version })}
          </button>
        )}
      </div>
      <p className="small muted">{t("desk.updateNote")}</p>
      {wrong && <Wrong inline problem={wrong} />}
    </div>
  );
}
