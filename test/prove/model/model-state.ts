/** What is asked: the key is one and the same, the bytes may differ. */
export type ModelBody = 'X' | 'Y';

/** An answer that an attempt gives, and of which lifetime of the key. */
export interface ModelResponse {
  kind: 'own' | 'replayed' | 'mismatch' | 'locked' | 'unknown' | 'unavailable';
  /** What makes two answers the same bytes: the version that the effect made. */
  value?: number;
}

/** What is kept under the key. */
export interface ModelRecord {
  by: number;
  body: ModelBody;
  value: number;
  /** Its day is not over. */
  alive: boolean;
  /** Only claim-first: the effect is not known to be done. Others must wait, for ever or until the lease is over. */
  claim?: 'held' | 'leased' | 'over';
}

/** The database: the record of one key, one license, and the tokens that are remembered. */
export interface ModelTables {
  kept: ModelRecord | null;
  version: number;
  tokens: string[];
  /** Who changed the license, in which lifetime of the key, to which version. */
  effects: { by: number; body: ModelBody; life: number; value: number }[];
}

/** One request in its sandbox. */
export interface ModelAttempt {
  body: ModelBody;
  /** Where in the program of the protocol it is. */
  step: string;
  /** It has sent, and hears nothing yet. */
  waiting: boolean;
  round: number;
  sends: number;
  /** Something was sent whose fate is unknown. */
  outcomeUnknown: boolean;
  /** What it read. */
  readState: { kept: ModelRecord | null; version: number };
  response?: ModelResponse;
  crashed?: true;
}

/** A transaction that is on its way. */
export interface ModelMessage {
  by: number;
  /** The step of the program that sent it. */
  step: string;
  token: string;
  body: ModelBody;
  readVersion: number;
  copies: number;
}

/** All there is. Two equal states are one. */
export interface ModelState {
  tables: ModelTables;
  attempts: ModelAttempt[];
  messages: ModelMessage[];
  /** The lifetimes of the key: up by one when its record expires. */
  lifetime: number;
  /** What was said of an effect, of each lifetime. */
  responses: { lifetime: number; body: ModelBody; value: number }[];
  /** How often each misfortune may still come. */
  remainingFaults: { crash: number; twice: number; expire: number; forget: number; lapse: number };
}

export const createModelAttempt = (body: ModelBody, at: string): ModelAttempt => ({
  body,
  step: at,
  waiting: false,
  round: 1,
  sends: 0,
  outcomeUnknown: false,
  readState: { kept: null, version: 0 },
});
