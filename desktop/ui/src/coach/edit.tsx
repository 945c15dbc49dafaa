import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTell } from "@/app/data";
import type { Proposal } from "@/client/types";
import { Field, Wrong } from "@/design/parts";

type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
type Way = (string | number)[];

/** What says nothing to a person, or is not theirs to set. */
const HIDDEN = /^(entry_id|replaces|fingerprint|user_id)$/;
/** An instant with its offset, and a day. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const SLOTS = ["breakfast", "lunch", "dinner", "snack"];

/** A value with another one at a place within it; `undefined` takes out what is there. */
export function put(value: Value, way: Way, next: Value | undefined): Value {
  const [step, ...rest] = way;
  if (step === undefined) return next ?? null;
  if (Array.isArray(value)) {
    if (rest.length === 0 && next === undefined) return value.filter((_, at) => at !== step);
    return value.map((each, at) => (at === step ? put(each, rest, next) : each));
  }
  const fields = value as { [name: string]: Value };
  return { ...fields, [step]: put(fields[step] ?? null, rest, next) };
}

/** The proposed values, to be put right. The tool reads and checks them anew, and the card then shows what it made of them. */
export function Edit(props: {
  proposal: Proposal;
  said(name: string): string;
  onClose(): void;
  onRevised(proposal: Proposal): void;
}) {
  const { t } = useTranslation();
  const revise = useTell("revise");
  const [value, setValue] = useState(props.proposal.arguments as Value);
  const change = (way: Way, next: Value | undefined) => setValue((now) => put(now, way, next));
  return (
    <form
      className="edit-values"
      onSubmit={(event) => {
        event.preventDefault();
        revise.mutate(
          { id: props.proposal.id, arguments: value as Record<string, unknown> },
          { onSuccess: props.onRevised },
        );
      }}
    >
      <Fields value={value} way={[]} label="" said={props.said} change={change} />
      {revise.error && <Wrong inline problem={revise.error} />}
      <div className="row">
        <button type="submit" className="button primary small" disabled={revise.isPending}>
          {t("approval.look")}
        </button>
        <button type="button" className="button quiet small" onClick={props.onClose}>
          {t("act.cancel")}
        </button>
      </div>
    </form>
  );
}

function Fields(props: {
  value: Value;
  way: Way;
  label: string;
  said(name: string): string;
  change(way: Way, next: Value | undefined): void;
}) {
  const { t } = useTranslation();
  const { value, way, label, said, change } = props;
  const name = String(way.at(-1) ?? "");
  if (value === null || HIDDEN.test(name)) return null;
  if (Array.isArray(value))
    return (
      <>
        {value.map((each, at) => (
          <fieldset key={at} className="row" style={{ alignItems: "end" }}>
            <legend className="small muted">{`${label} ${at + 1}`}</legend>
            <Fields {...props} value={each} way={[...way, at]} label={`${label} ${at + 1}`} />
            {value.length > 1 && (
              <button
                type="button"
                className="button quiet icon small"
                aria-label={t("approval.takeOut", { name: `${label} ${at + 1}` })}
                onClick={() => change([...way, at], undefined)}
              >
                <Trash2 aria-hidden />
              </button>
            )}
          </fieldset>
        ))}
      </>
    );
  if (typeof value === "object")
    return (
      <>
        {Object.entries(value).map(([key, each]) => (
          <Fields key={key} {...props} value={each} way={[...way, key]} label={said(key)} />
        ))}
      </>
    );
  if (typeof value === "boolean")
    return (
      <label className="check">
        <input type="checkbox" checked={value} onChange={(event) => change(way, event.target.checked)} />
        <span>{label}</span>
      </label>
    );
  return (
    <Field label={label} className="grow">
      {(id) =>
        name === "slot" ? (
          <select id={id} value={value} onChange={(event) => change(way, event.target.value)}>
            {SLOTS.map((slot) => (
              <option key={slot} value={slot}>
                {t(`slot.${slot}`)}
              </option>
            ))}
          </select>
        ) : typeof value === "number" ? (
          <input
            id={id}
            type="number"
            step="any"
            required
            value={Number.isNaN(value) ? "" : value}
            onChange={(event) => change(way, event.target.valueAsNumber)}
          />
        ) : INSTANT.test(value) ? (
          // The wall clock alone is set; the offset stays as it was.
          <input
            id={id}
            type="datetime-local"
            required
            value={value.slice(0, 16)}
            onChange={(event) =>
              event.target.value && change(way, `${event.target.value}:00${INSTANT.exec(value)?.[1] ?? "Z"}`)
            }
          />
        ) : DAY.test(value) ? (
          <input
            id={id}
            type="date"
            required
            value={value}
            onChange={(event) => event.target.value && change(way, event.target.value)}
          />
        ) : (
          <input id={id} required value={value} maxLength={2000} onChange={(event) => change(way, event.target.value)} />
        )
      }
    </Field>
  );
}
