import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { ClientContext, makeQueries } from "@/app/data";
import { Sources } from "@/app/figure";
import type { Client } from "@/client/client";
import { mockClient } from "@/client/mock";

/** A part of the interface with everything that it needs around it. */
export function show(part: ReactNode, client: Client = mockClient({ delay_ms: 0 })) {
  const root = createRootRoute({
    component: () => (
      <>
        {part}
        <Sources />
      </>
    ),
  });
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ["/"] }) });
  return render(
    <ClientContext value={client}>
      <QueryClientProvider client={makeQueries()}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </ClientContext>,
  );
}
