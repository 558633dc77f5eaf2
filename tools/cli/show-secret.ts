import { UserError } from '../../lib/user-error.ts';
import { toErrorMessage } from '../local/error-message.ts';
import type { SecretOutput } from './run-tool.ts';

/** A secret that is shown once, and what happens if it cannot be shown. */
interface ShownSecret {
  text: string;
  /** Makes the secret useless. */
  undo(): Promise<unknown>;
  /** A sentence for the person: what was undone, and what is still in effect. */
  undone: string;
  /** A sentence for the person: what to do if it could not be undone. */
  remedy: string;
}

/** Writes a one-time secret and waits until it is written. If this fails, the secret is undone. @throws UserError */
export async function showSecret(output: SecretOutput, { text, undo, undone, remedy }: ShownSecret): Promise<void> {
  try {
    await output.writeSecret(text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const lost = `The output could not be written (${code ?? message}).`;
    try {
      await undo();
    } catch (undoError) {
      throw new UserError(`${lost} The secret is still in effect: ${toErrorMessage(undoError)} ${remedy}`, {
        cause: undoError,
      });
    }
    throw new UserError(`${lost} ${undone}`, { cause: error });
  }
}
