import { ArrowUp, Cpu, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useTell } from "@/app/data";
import { useWords } from "@/app/words";
import { Await, Card, Field, Page, tell, Wrong } from "@/design/parts";
import { DeviceModels } from "./models-device";
import { Budget, Outbound, PreviewCard, Services, Shares } from "./models-elsewhere";

export function ModelsScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t("nav.models")} lead={t("models.lead")}>
      <div className="columns">
        <Now />
        <Order />
      </div>
      <DeviceModels />
      <header className="section-head">
        <h2>{t("models.elsewhere")}</h2>
        <p className="muted">{t("models.elsewhereLead")}</p>
      </header>
      <div className="columns">
        <div className="stack loose">
          <Services />
          <PreviewCard />
          <Budget />
        </div>
        <Shares />
      </div>
      <Outbound />
    </Page>
  );
}

function Now() {
  const { t } = useTranslation();
  const { model: named } = useWords();
  const models = useAsk("models", {});
  return (
    <Card title={t("models.now")}>
      <Await answer={models}>
        {({ active }) => (
          <div className="row">
            <Cpu aria-hidden style={{ color: "var(--accent)" }} />
            <div className="grow">
              <strong>{named(active)}</strong>
              {active === "builtin" && <p className="small muted">{t("models.builtinText")}</p>}
            </div>
            <span className="chip good">{t("models.ready")}</span>
          </div>
        )}
      </Await>
    </Card>
  );
}

/** Which model is asked first. What can be chosen is what is on this device and the services that have a key. */
function Order() {
  const { t } = useTranslation();
  const { model: named } = useWords();
  const models = useAsk("models", {});
  const local = useAsk("local_models", {});
  const keys = useAsk("service_keys", {});
  const set = useTell("set_model_order");
  const [chosen, setChosen] = useState("");
  const [model, setModel] = useState("");
  const order = models.data?.order ?? [];
  const here = (local.data ?? []).filter((each) => each.is_installed).map((each) => `llama:${each.name}`);
  const services = (keys.data ?? []).map(({ service }) => service);
  const makers = ["openai", "anthropic"];
  const needsName = chosen.startsWith("at:");
  const choices = [...here, "builtin"].filter((each) => !order.includes(each));
  const put = (next: string[]) => set.mutate({ order: next }, { onSuccess: () => tell(t("models.orderSaved")) });
  const add = () => {
    const service = chosen.slice(3);
    const name = needsName ? (makers.includes(service) ? `${service}:${model.trim()}` : `server:${service}/${model.trim()}`) : chosen;
    put([...order, name]);
    setChosen("");
    setModel("");
  };
  return (
    <Card title={t("models.order")} note={t("models.orderNote")}>
      <Await answer={models}>
        {() => (
          <div className="stack">
            <ol role="list" className="list">
              {order.map((name, at) => (
                <li key={name}>
                  <span className="chip">{at + 1}</span>
                  <span className="grow">{named(name)}</span>
                  <button
                    type="button"
                    className="button quiet icon small"
                    disabled={at === 0 || set.isPending}
                    aria-label={t("models.up", { name: named(name) })}
                    onClick={() => put([...order.slice(0, at - 1), name, order[at - 1]!, ...order.slice(at + 1)])}
                  >
                    <ArrowUp aria-hidden />
                  </button>
                  <button
                    type="button"
                    className="button quiet icon small"
                    disabled={set.isPending}
                    aria-label={t("models.drop", { name: named(name) })}
                    onClick={() => put(order.filter((each) => each !== name))}
                  >
                    <Trash2 aria-hidden />
                  </button>
                </li>
              ))}
              <li>
                <span className="chip">{order.length + 1}</span>
                <span className="grow muted">{t("models.last")}</span>
              </li>
            </ol>
            <form
              className="row"
              onSubmit={(event) => {
                event.preventDefault();
                if (chosen && (!needsName || model.trim())) add();
              }}
            >
              <Field label={t("models.add")} className="grow">
                {(id) => (
                  <select id={id} value={chosen} onChange={(event) => setChosen(event.target.value)}>
                    <option value="">{t("models.choose")}</option>
                    {choices.map((each) => (
                      <option key={each} value={each}>
                        {named(each)}
                      </option>
                    ))}
                    {services.map((each) => (
                      <option key={each} value={`at:${each}`}>
                        {t("models.at", { service: each })}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              {needsName && (
                <Field label={t("models.modelName")} className="grow">
                  {(id) => (
                    <input
                      id={id}
                      value={model}
                      maxLength={200}
                      autoComplete="off"
                      spellCheck={false}
                      onChange={(event) => setModel(event.target.value)}
                    />
                  )}
                </Field>
              )}
              <button
                type="submit"
                className="button"
                style={{ alignSelf: "end" }}
                disabled={!chosen || (needsName && !model.trim()) || set.isPending}
              >
                <Plus aria-hidden />
                {t("models.addDo")}
              </button>
            </form>
            {set.error && <Wrong inline problem={set.error} />}
          </div>
        )}
      </Await>
    </Card>
  );
}
