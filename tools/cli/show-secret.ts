import { UserError } from '../../lib/user-error.ts';
import type { SecretOutput } from './run-tool.ts';

/** A secret that is shown once, and what happens if it cannot be shown. */
interface ShownSecret {
  text: string;
  /** Makes the secret useless. */
  undo(): Promise<unknown>;
  /** A sentence for the person: what was undone, and what is still in effect. */
  undone: string;
}

/** Writes a one-time secret and waits until it is written. If this fails, the secret is undone. @throws UserError */
export async function showSecret(output: SecretOutput, { text, undo, undone }: ShownSecret): Promise<void> {
  try {
    await output.writeSecret(text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    await undo();
    throw new UserError(`The output could not be written (${code}). ${undone}`, { cause: error });
  }
}
