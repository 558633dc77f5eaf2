/** Body of a request. All requests have the same idempotency key; their bytes may differ. */
export type ModelBody = 'X' | 'Y';

/** Response of an attempt. */
export interface ModelResponse {
  kind: 'own' | 'replayed' | 'mismatch' | 'locked' | 'unknown' | 'unavailable';
  /** Version that the effect created. Two responses with the same version have the same bytes. */
  value?: number;
}

/** Idempotency record of the key. */
export interface ModelRecord {
  by: number;
  body: ModelBody;
  value: number;
  /** Set until the record expires after a day. */
  alive: boolean;
  /**
   * Only in the claim-first protocols: it is unknown whether the effect happened. Others wait for ever or until the lease
   * expires.
   */
  claim?: 'permanent' | 'leased' | 'expired';
}

/** The database: the record of one idempotency key, one license, and the remembered tokens. */
export interface ModelTables {
  record: ModelRecord | null;
  version: number;
  tokens: string[];
  /** Changes of the license: the attempt, the lifetime of the idempotency key, and the new version. */
  effects: { by: number; body: ModelBody; lifetime: number; value: number }[];
}

/** One request in its execution environment. */
export interface ModelAttempt {
  body: ModelBody;
  /** Current step in the program of the protocol. */
  step: string;
  /** Set between sending a transaction and its result. */
  waiting: boolean;
  round: number;
  sends: number;
  /** Set once a transaction was sent whose outcome is unknown. */
  outcomeUnknown: boolean;
  /** Data that the attempt has read. */
  readState: { record: ModelRecord | null; version: number };
  response?: ModelResponse;
  crashed?: true;
}

/** A transaction in flight. */
export interface ModelMessage {
  by: number;
  /** Step of the program that sent the transaction. */
  step: string;
  token: string;
  body: ModelBody;
  readVersion: number;
  copies: number;
}

/** Complete state of the model. Equal states are visited once. */
export interface ModelState {
  tables: ModelTables;
  attempts: ModelAttempt[];
  messages: ModelMessage[];
  /** Number of the current lifetime of the idempotency key. It increases when the record expires. */
  lifetime: number;
  /** Responses that acknowledged an effect, with the lifetime in which they were given. */
  responses: { lifetime: number; body: ModelBody; value: number }[];
  /** Number of times that each fault may still occur. */
  remainingFaults: {
    crash: number;
    duplicate: number;
    recordExpiry: number;
    tokenExpiry: number;
    leaseExpiry: number;
  };
}

export const createModelAttempt = (body: ModelBody, step: string): ModelAttempt => ({
  body,
  step,
  waiting: false,
  round: 1,
  sends: 0,
  outcomeUnknown: false,
  readState: { record: null, version: 0 },
});
