import {
  type AnyRoute,
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { Wrong, Loading } from "@/design/parts";
import { problem } from "@/client/client";
import { settings } from "./settings";
import { Shell } from "./shell";

const root = createRootRoute({ component: Shell });
const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: settings().onboarding === null ? "/today" : "/welcome" });
  },
});

const screen = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load as never, name),
    validateSearch: (search: Record<string, unknown>) => search,
  });

const routes = [
  home,
  screen("/welcome", () => import("@/screens/welcome"), "Welcome"),
  screen("/today", () => import("@/screens/today"), "TodayScreen"),
  screen("/coach", () => import("@/coach/screen"), "CoachScreen"),
  screen("/plan", () => import("@/screens/plan"), "PlanScreen"),
  screen("/log", () => import("@/screens/log"), "LogScreen"),
  screen("/live", () => import("@/screens/live"), "LiveScreen"),
  screen("/trends", () => import("@/screens/trends"), "TrendsScreen"),
  screen("/activities", () => import("@/screens/activities"), "ActivitiesScreen"),
  screen("/sleep", () => import("@/screens/sleep"), "SleepScreen"),
  screen("/body", () => import("@/screens/body"), "BodyScreen"),
  screen("/nutrition", () => import("@/screens/nutrition"), "NutritionScreen"),
  screen("/data", () => import("@/screens/data"), "DataScreen"),
  screen("/models", () => import("@/screens/models"), "ModelsScreen"),
  screen("/tools", () => import("@/screens/tools"), "ToolsScreen"),
  screen("/privacy", () => import("@/screens/privacy"), "PrivacyScreen"),
  screen("/sync", () => import("@/screens/sync"), "SyncScreen"),
  screen("/settings", () => import("@/screens/settings"), "SettingsScreen"),
];

/** Addresses live behind `#`, so that they work from the desktop app, the loopback server and a file alike. */
export const makeRouter = () =>
  createRouter({
    routeTree: root.addChildren(routes as AnyRoute[]),
    history: createHashHistory(),
    defaultPendingComponent: () => <Loading />,
    defaultErrorComponent: ({ error, reset }) => <Wrong problem={problem(error)} onRetry={reset} />,
    defaultNotFoundComponent: () => <Wrong problem={problem(new Error(""))} />,
  });
