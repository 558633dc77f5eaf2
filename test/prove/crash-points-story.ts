import type { Reply } from '../support/world.ts';
import { Violated } from './part.ts';

/** What happened so far, for a person who has to follow it, and what must hold of it. */
export class Story {
  private readonly lines: string[] = [];

  tell(line: string): void {
    this.lines.push(line);
  }

  /** @param claim - begins with the invariants */
  hold(claim: string, isHeld: boolean, found?: unknown): void {
    if (isHeld) return;
    const seen = found === undefined ? '' : ` (found: ${JSON.stringify(found)})`;
    throw this.violation(`${claim}${seen}`);
  }

  violation(claim: string): Violated {
    return new Violated([...this.lines, `not held: ${claim}`].join('\n  '));
  }
}

/** What an answer says of its request. */
export type Said = 'kept' | 'mismatch' | 'refused' | 'nothing done' | 'unknown';

const nothingDone = ['idempotency_key_locked', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR'];

export function saidBy({ status, json }: Pick<Reply, 'status' | 'json'>): Said {
  if (json.code === 'outcome_unknown') return 'unknown';
  if (json.code === 'idempotency_key_mismatch') return 'mismatch';
  if (nothingDone.includes(json.code)) return 'nothing done';
  return status < 300 || status === 404 || status === 409 ? 'kept' : 'refused';
}

/** All that is kept of an answer, as one text: equal answers are equal texts. */
export function keptText({ status, headers, body }: Pick<Reply, 'status' | 'headers' | 'body'>): string {
  return `${status} ${headers['Content-Type']} ${headers.Location ?? ''} ${body}`;
}
