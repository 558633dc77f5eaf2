import type { TestResponse } from '../../support/test-world.ts';
import { InvariantViolation } from '../proof-part.ts';

/** What happened so far, for a person who has to follow it, and what must hold of it. */
export class ScenarioLog {
  private readonly lines: string[] = [];

  log(line: string): void {
    this.lines.push(line);
  }

  /** @param claim - begins with the invariants */
  assert(claim: string, isHeld: boolean, found?: unknown): void {
    if (isHeld) return;
    const details = found === undefined ? '' : ` (found: ${JSON.stringify(found)})`;
    throw this.createViolation(`${claim}${details}`);
  }

  createViolation(claim: string): InvariantViolation {
    return new InvariantViolation([...this.lines, `not held: ${claim}`].join('\n  '));
  }
}

/** What an answer says of its request. */
export type ResponseKind = 'kept' | 'mismatch' | 'refused' | 'nothing done' | 'unknown';

const nothingDoneCodes = ['idempotency_key_locked', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR'];

export function classifyResponse({ status, json }: Pick<TestResponse, 'status' | 'json'>): ResponseKind {
  if (json.code === 'outcome_unknown') return 'unknown';
  if (json.code === 'idempotency_key_mismatch') return 'mismatch';
  if (nothingDoneCodes.includes(json.code)) return 'nothing done';
  return status < 300 || status === 404 || status === 409 ? 'kept' : 'refused';
}

/** All that is kept of an answer, as one text: equal answers are equal texts. */
export function toStoredText({ status, headers, body }: Pick<TestResponse, 'status' | 'headers' | 'body'>): string {
  return `${status} ${headers['Content-Type']} ${headers.Location ?? ''} ${body}`;
}
