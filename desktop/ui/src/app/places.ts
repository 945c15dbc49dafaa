import {
  Activity,
  Apple,
  BookOpenText,
  CalendarDays,
  ChartLine,
  Cpu,
  Database,
  HeartPulse,
  MessageCircleHeart,
  Moon,
  NotebookPen,
  RefreshCw,
  Scale,
  Settings2,
  ShieldCheck,
  Sunrise,
  Timer,
  Wrench,
} from "lucide-react";

/** Every screen, in the order of the rail. */
export const PLACES = [
  { to: "/today", id: "today", icon: Sunrise, group: "now" },
  { to: "/coach", id: "coach", icon: MessageCircleHeart, group: "now" },
  { to: "/plan", id: "plan", icon: CalendarDays, group: "now" },
  { to: "/log", id: "log", icon: NotebookPen, group: "now" },
  { to: "/live", id: "live", icon: Timer, group: "now" },
  { to: "/trends", id: "trends", icon: ChartLine, group: "past" },
  { to: "/activities", id: "activities", icon: Activity, group: "past" },
  { to: "/sleep", id: "sleep", icon: Moon, group: "past" },
  { to: "/body", id: "body", icon: Scale, group: "past" },
  { to: "/nutrition", id: "nutrition", icon: Apple, group: "past" },
  { to: "/data", id: "data", icon: Database, group: "yours" },
  { to: "/models", id: "models", icon: Cpu, group: "yours" },
  { to: "/tools", id: "tools", icon: Wrench, group: "yours" },
  { to: "/privacy", id: "privacy", icon: ShieldCheck, group: "yours" },
  { to: "/sync", id: "sync", icon: RefreshCw, group: "yours" },
  { to: "/settings", id: "settings", icon: Settings2, group: "yours" },
] as const;

export const GROUPS = ["now", "past", "yours"] as const;
export const HEART = HeartPulse;
export const MORE = BookOpenText;
