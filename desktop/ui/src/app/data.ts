import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { type Client, type Command, type Commands, problem, Problem } from "@/client/client";
import type { Profile } from "@/client/types";

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error("no client around this part of the page");
  return client;
}

export const makeQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: (count, error) =>
          count < 2 && ["offline", "unavailable"].includes(problem(error).kind) && navigator.onLine,
        retryDelay: 400,
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });

/** How a command is asked, for whoever keeps answers. */
export function question<C extends Command>(client: Client, command: C, args: Commands[C][0]) {
  return {
    queryKey: [command, args],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Commands[C][1]> => {
      try {
        return await client.call(command, args, signal);
      } catch (thrown) {
        throw problem(thrown);
      }
    },
  };
}

/** The answer to a command, kept and shared between screens. */
export function useAsk<C extends Command>(
  command: C,
  args: Commands[C][0],
  options: { enabled?: boolean; keep?: boolean; every?: (answer: Commands[C][1]) => number | false } = {},
): UseQueryResult<Commands[C][1], Problem> {
  const client = useClient();
  return useQuery<Commands[C][1], Problem>({
    ...question(client, command, args),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? (keepPreviousData as never) : undefined,
    refetchInterval: ({ state }) => (state.data !== undefined && options.every?.(state.data)) || false,
  });
}

/**
 * A write; everything that was read before it is asked again afterwards. What is to be done at its end is done then, also
 * when what was read anew has taken away the part of the page that began it.
 */
export function useTell<C extends Command>(command: C) {
  const client = useClient();
  const queries = useQueryClient();
  const told = useMutation<Commands[C][1], Problem, Commands[C][0]>({
    mutationFn: async (args) => {
      try {
        return await client.call(command, args);
      } catch (thrown) {
        throw problem(thrown);
      }
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  const { mutateAsync } = told;
  const mutate = (
    args: Commands[C][0],
    end: { onSuccess?(answer: Commands[C][1]): void; onError?(problem: Problem): void; onSettled?(): void } = {},
  ) =>
    void mutateAsync(args)
      .then(end.onSuccess, (thrown: Problem) => end.onError?.(thrown))
      .finally(end.onSettled);
  return { ...told, mutate };
}

export const useProfile = (): UseQueryResult<Profile, Problem> => useAsk("profile", {});

/** The person's local day, as the core sees it; this machine's until the core has answered. */
export function useDay(): string {
  return useAsk("today", {}).data?.date ?? localDay(new Date());
}

export function localDay(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The day that lies some days before another. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
