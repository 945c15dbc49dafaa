import { useTranslation } from "react-i18next";
import { useMemo } from "react";
import { useProfile } from "./data";
import type { Figure } from "@/client/types";

type Translate = (key: string, options?: Record<string, unknown>) => string;
export type Units = "metric" | "imperial";

/** Numbers, units, dates and durations in the person's language and system of units. */
/** Groups of names that the core gives in English as well. */
type Told = "tool" | "check" | "actor" | "session" | "remark" | "exercise" | "goal" | "slot" | "change" | "equipment" | "problem" | "agent" | "category";

export interface Format {
  number(value: number, digits?: number): string;
  /** A value in its UCUM unit, converted for the person. */
  quantity(value: number, unit: string, digits?: number): string;
  figure(figure: Pick<Figure, "text" | "value" | "unit" | "metric">): string;
  duration(seconds: number): string;
  date(day: string, options?: Intl.DateTimeFormatOptions): string;
  /** An instant on the wall clock of its own offset, or of this machine without one. */
  instant(ms: number, offset_min?: number, options?: Intl.DateTimeFormatOptions): string;
  range(from: string | null | undefined, to: string | null | undefined): string;
  bytes(count: number): string;
  /** Name of a metric, kind or other id; the id in plain words where there is no translation. */
  name(group: "metric" | "kind" | "fig" | "server" | "rule" | "source_kind" | Told, id: string, otherwise?: string): string;
}

const LB = 0.45359237;
const MILE = 1609.344;

/** Metrics that count things; what is counted stands beside the number. */
const COUNTS = new Set(["steps", "flights", "awakenings", "workout_count"]);

/** UCUM writes beats and breaths a minute alike; people do not. */
export const unitOf = (metric: string, unit: string): string => (metric === "respiratory_rate" ? "breaths" : unit);

/** Making a formatter costs more than using it a hundred times. */
const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  const found = numbers.get(key) ?? new Intl.NumberFormat(language, options);
  numbers.set(key, found);
  return found;
}

function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const found = dates.get(key) ?? new Intl.DateTimeFormat(language, options);
  dates.set(key, found);
  return found;
}

export function format(language: string, units: Units, t: Translate, exists: (key: string) => boolean): Format {
  const number = (value: number, digits = 0) =>
    numberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: 0 }).format(value);
  const unit = (value: number, name: string, digits = 0) =>
    numberFormat(language, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    }).format(value);
  const duration = (seconds: number) => {
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return unit(minutes, "minute");
    const rest = minutes % 60;
    return rest === 0
      ? unit(Math.floor(minutes / 60), "hour")
      : `${unit(Math.floor(minutes / 60), "hour")} ${unit(rest, "minute")}`;
  };
  const word = (value: number, key: string, digits: number) => t(`unit.${key}`, { value: number(value, digits) });
  const quantity = (value: number, symbol: string, digits?: number): string => {
    switch (symbol) {
      case "s":
        return duration(value);
      case "min":
        return duration(value * 60);
      case "ms":
        return unit(value, "millisecond", digits ?? 0);
      case "m":
        if (units === "imperial") return unit(value / MILE, "mile", digits ?? 1);
        return value < 1000 ? unit(value, "meter", digits ?? 0) : unit(value / 1000, "kilometer", digits ?? 1);
      case "kg":
        return units === "imperial" ? unit(value / LB, "pound", digits ?? 1) : unit(value, "kilogram", digits ?? 1);
      case "g":
        return unit(value, "gram", digits ?? 0);
      case "cm":
        return unit(value, "centimeter", digits ?? 0);
      case "%":
        return unit(value, "percent", digits ?? 1);
      case "Cel":
        return units === "imperial" ? unit(value * 1.8 + 32, "fahrenheit", 1) : unit(value, "celsius", 1);
      case "kcal":
        return word(value, "kcal", digits ?? 0);
      case "bpm":
      case "/min":
        return word(value, "bpm", digits ?? 0);
      case "mL/kg/min":
      case "mL/min/kg":
      case "mL/(kg.min)":
        return word(value, "vo2", digits ?? 1);
      case "breaths":
        return word(value, "breaths", digits ?? 1);
      default:
        return number(value, digits ?? 1);
    }
  };
  const known = /^(s|min|ms|m|kg|g|cm|%|Cel|kcal|bpm|breaths|\/min)$/;
  const plain = /^[+\-−]?[\d,]+(\.\d+)?$/;
  return {
    number,
    quantity,
    duration,
    figure(figure) {
      const clock = /^(\d\d):(\d\d)$/.exec(figure.text);
      if (clock)
        return dateFormat(language, { timeZone: "UTC", hour: "2-digit", minute: "2-digit" }).format(
          Date.UTC(2026, 0, 1, Number(clock[1]), Number(clock[2])),
        );
      if (COUNTS.has(figure.metric)) return number(figure.value);
      // The core's own words are in English; where they are a bare number or a known unit they are said again here.
      const shown = figure.text.match(/\d[\d,]*(?:\.(\d+))?/);
      const digits = shown?.[1]?.length ?? 0;
      if (plain.test(figure.text)) {
        const sign = figure.text.startsWith("+") ? "+" : "";
        return sign + number(figure.value, digits);
      }
      if (figure.unit === "%" && figure.text.startsWith("+")) return `+${quantity(figure.value, "%", digits)}`;
      const symbol = unitOf(figure.metric, figure.unit);
      return known.test(symbol) ? quantity(figure.value, symbol, symbol === "m" ? undefined : digits) : figure.text;
    },
    date: (day, options) =>
      dateFormat(language, {
        timeZone: "UTC",
        ...(options ?? { day: "numeric", month: "short", year: "numeric" }),
      }).format(new Date(`${day.slice(0, 10)}T12:00:00Z`)),
    instant: (ms, offset_min, options) => {
      const fields = options ?? { hour: "2-digit", minute: "2-digit" };
      return offset_min === undefined
        ? dateFormat(language, fields).format(ms)
        : dateFormat(language, { timeZone: "UTC", ...fields }).format(ms + offset_min * 60_000);
    },
    range(from, to) {
      if (!from && !to) return "";
      const first = this.date((from ?? to)!);
      return from === to || !to ? first : `${first} – ${this.date(to)}`;
    },
    bytes: (count) =>
      count < 1e6
        ? unit(count / 1e3, "kilobyte", 0)
        : count < 1e9
          ? unit(count / 1e6, "megabyte", count < 1e8 ? 1 : 0)
          : unit(count / 1e9, "gigabyte", 1),
    name: (group, id, otherwise) =>
      exists(`${group}.${id}`) ? t(`${group}.${id}`) : (otherwise ?? id.replaceAll("_", " ")),
  };
}

export function useFormat(): Format {
  const { t, i18n } = useTranslation();
  const units = useProfile().data?.units ?? "metric";
  return useMemo(
    () => format(i18n.language, units, t as Translate, (key) => i18n.exists(key)),
    [i18n.language, units, t, i18n],
  );
}
