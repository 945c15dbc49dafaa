import "@/app/tongue";
import { DirectionProvider } from "@base-ui/react/direction-provider";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { useTranslation } from "react-i18next";
import { ClientContext, makeQueries, question } from "@/app/data";
import { makeRouter } from "@/app/router";
import { apply, restore, settings } from "@/app/settings";
import { choose } from "@/client/choose";
import { speakAsSet, startTexts } from "@/i18n";
import "@/design/tokens.css";
import "@/design/base.css";
import "@/design/components.css";
import "@/design/screens.css";
import "@/design/layout.css";

apply();
for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"])
  matchMedia(query).addEventListener("change", apply);

const client = await choose();
const queries = makeQueries();
const router = makeRouter();
// What the first screen needs is asked for and fetched beside everything else.
if (/^(#\/?(today.*)?)?$/.test(location.hash)) {
  void import("@/screens/today");
  void queries.prefetchQuery(question(client, "today", {}));
}
const restoring = restore(client).then(speakAsSet);
// A browser that was here before knows how the page looks; only a new one has to wait for what the core kept.
if (settings().changed_ms === 0) await restoring;
apply();
await startTexts();

function App() {
  const { i18n } = useTranslation();
  useEffect(() => void performance.mark("app-ready"), []);
  return (
    <CSPProvider disableStyleElements>
      <DirectionProvider direction={i18n.dir()}>
        <RouterProvider router={router} />
      </DirectionProvider>
    </CSPProvider>
  );
}

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <ClientContext value={client}>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </ClientContext>
  </StrictMode>,
);
