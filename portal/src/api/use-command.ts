import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type ApiOutcome, isRepeatable, readData } from './api-error.ts';

/** The headers of a command. */
export type CommandHeaders = { 'X-Idempotency-Key': string };

/** Sends a command with the given idempotency key. */
export type CommandCall<Input, Data> = (input: Input, headers: CommandHeaders) => Promise<ApiOutcome<Data>>;

interface CommandOptions<Data> {
  onDone?: ((data: NonNullable<Data>) => void) | undefined;
}

/**
 * Sends a command. The idempotency key belongs to the input: a double click and every repetition after a lost response send the same one, and another
 * input or a new attempt after a final response has its own.
 */
export function useCommand<Input, Data>(call: CommandCall<Input, Data>, { onDone }: CommandOptions<Data> = {}) {
  const queries = useQueryClient();
  const attempt = useRef<{ content: string; idempotencyKey: string }>(undefined);
  const isRunning = useRef(false);
  const mutation = useMutation({
    mutationFn: (input: Input) => readData(call(input, { 'X-Idempotency-Key': toIdempotencyKey(input) })),
    onSuccess(data) {
      attempt.current = undefined;
      onDone?.(data);
    },
    onError(error) {
      if (!isRepeatable(error)) attempt.current = undefined;
    },
    onSettled() {
      isRunning.current = false;
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'start' && queryKey[0] !== 'sign-in' });
    },
  });

  function toIdempotencyKey(input: Input): string {
    const content = JSON.stringify(input);
    if (attempt.current?.content !== content)
      attempt.current = { content, idempotencyKey: globalThis.crypto.randomUUID() };
    return attempt.current.idempotencyKey;
  }

  return {
    run(input: Input): void {
      if (isRunning.current) return;
      isRunning.current = true;
      mutation.mutate(input);
    },
    /** Sends the same input again. */
    repeat(): void {
      if (mutation.variables !== undefined) this.run(mutation.variables);
    },
    reset: mutation.reset,
    data: mutation.data,
    error: mutation.error,
    isPending: mutation.isPending,
    /** True if the input must not be changed, because it is unknown whether the command was carried out. */
    isUncertain: mutation.error !== null && isRepeatable(mutation.error),
  };
}
