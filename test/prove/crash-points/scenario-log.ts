import type { TestResponse } from '../../support/test-world.ts';
import { InvariantViolation } from '../proof-part.ts';

/** Readable trace of a scenario, with assertions whose failure includes the trace. */
export class ScenarioLog {
  private readonly lines: string[] = [];

  log(line: string): void {
    this.lines.push(line);
  }

  /** Throws unless a condition holds. @param claim - begins with the numbers of the invariants */
  assert(claim: string, isSatisfied: boolean, actual?: unknown): void {
    if (isSatisfied) return;
    const details = actual === undefined ? '' : ` (actual: ${JSON.stringify(actual)})`;
    throw this.createViolation(`${claim}${details}`);
  }

  createViolation(claim: string): InvariantViolation {
    return new InvariantViolation([...this.lines, `violated: ${claim}`].join('\n  '));
  }
}

/** Meaning of a response for its request. */
export type ResponseKind = 'stored' | 'mismatch' | 'refused' | 'nothing done' | 'unknown';

const nothingDoneCodes = ['idempotency_key_locked', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR'];

export function classifyResponse({ status, json }: Pick<TestResponse, 'status' | 'json'>): ResponseKind {
  if (json.code === 'outcome_unknown') return 'unknown';
  if (json.code === 'idempotency_key_mismatch') return 'mismatch';
  if (nothingDoneCodes.includes(json.code)) return 'nothing done';
  return status < 300 || status === 404 || status === 409 ? 'stored' : 'refused';
}

/** Renders all stored parts of a response as one text, so that equal responses have equal texts. */
export function toStoredText({ status, headers, body }: Pick<TestResponse, 'status' | 'headers' | 'body'>): string {
  return `${status} ${headers['Content-Type']} ${headers.Location ?? ''} ${body}`;
}
