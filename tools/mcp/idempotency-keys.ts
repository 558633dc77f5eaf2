import { createHash } from 'node:crypto';

/** An idempotency key that is used for all calls of a command with the same arguments, until the outcome was delivered. */
interface OpenIdempotencyKey {
  idempotencyKey: string;
  /** The number of calls that have not ended. */
  calls: number;
  /** True if the outcome of a call that has ended is unknown, or was not delivered. */
  isOpen: boolean;
}

/**
 * The idempotency keys that the server generates. A repeated call gets the key of the first one for as long as the assistant may not
 * know its outcome. So a command that an assistant repeats after a timeout is carried out once.
 */
export class GeneratedIdempotencyKeys {
  private readonly keys = new Map<string, OpenIdempotencyKey>();
  private readonly newKey: () => string;

  constructor(newKey: () => string) {
    this.newKey = newKey;
  }

  /** Returns the key of a call that begins, and whether it was generated just now. */
  begin(command: string): { idempotencyKey: string; isNew: boolean } {
    const open = this.keys.get(command);
    if (open) {
      open.calls += 1;
      return { idempotencyKey: open.idempotencyKey, isNew: false };
    }
    const idempotencyKey = this.newKey();
    this.keys.set(command, { idempotencyKey, calls: 1, isOpen: false });
    return { idempotencyKey, isNew: true };
  }

  /** Ends a call. @param isDelivered - whether the outcome is known and was sent to the assistant */
  end(command: string, isDelivered: boolean): void {
    const open = this.keys.get(command);
    if (!open) return;
    open.calls -= 1;
    // A later call that was delivered has the outcome of the same command.
    open.isOpen = !isDelivered;
    if (open.calls === 0 && !open.isOpen) this.keys.delete(command);
  }

  /** Opens the key of a call again whose outcome was sent, but not received. A newer key of the same command stays. */
  reopen(command: string, idempotencyKey: string): void {
    if (!this.keys.has(command)) this.keys.set(command, { idempotencyKey, calls: 0, isOpen: true });
  }
}

/** Identifies a command by its operation and its arguments, whatever the order of their names. */
export const toCommandId = (operation: string, args: object): string =>
  createHash('sha256')
    .update(`${operation} ${JSON.stringify(sortNames(args))}`)
    .digest('hex');

function sortNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortNames);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, inner]) => [name, sortNames(inner)]);
}
