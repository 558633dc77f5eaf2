/** What is asked: the key is one and the same, the bytes may differ. */
export type Body = 'X' | 'Y';

/** An answer that an attempt gives, and of which lifetime of the key. */
export interface Told {
  kind: 'own' | 'replayed' | 'mismatch' | 'locked' | 'unknown' | 'unavailable';
  /** What makes two answers the same bytes: the version that the effect made. */
  value?: number;
}

/** What is kept under the key. */
export interface Kept {
  by: number;
  body: Body;
  value: number;
  /** Its day is not over. */
  alive: boolean;
  /** Only claim-first: the effect is not known to be done. Others must wait, for ever or until the lease is over. */
  claim?: 'held' | 'leased' | 'over';
}

/** The database: the record of one key, one license, and the tokens that are remembered. */
export interface Tables {
  kept: Kept | null;
  version: number;
  tokens: string[];
  /** Who changed the license, in which lifetime of the key, to which version. */
  effects: { by: number; body: Body; life: number; value: number }[];
}

/** One request in its sandbox. */
export interface Attempt {
  body: Body;
  /** Where in the program of the protocol it is. */
  at: string;
  /** It has sent, and hears nothing yet. */
  waiting: boolean;
  round: number;
  sends: number;
  /** Something was sent whose fate is unknown. */
  doubt: boolean;
  /** What it read. */
  seen: { kept: Kept | null; version: number };
  told?: Told;
  crashed?: true;
}

/** A transaction that is on its way. */
export interface Message {
  by: number;
  /** The step of the program that sent it. */
  at: string;
  token: string;
  body: Body;
  seenVersion: number;
  copies: number;
}

/** All there is. Two equal states are one. */
export interface State {
  tables: Tables;
  attempts: Attempt[];
  messages: Message[];
  /** The lifetimes of the key: up by one when its record expires. */
  life: number;
  /** What was said of an effect, of each lifetime. */
  said: { life: number; body: Body; value: number }[];
  /** How often each misfortune may still come. */
  left: { crash: number; twice: number; expire: number; forget: number; lapse: number };
}

export const newAttempt = (body: Body, at: string): Attempt => ({
  body,
  at,
  waiting: false,
  round: 1,
  sends: 0,
  doubt: false,
  seen: { kept: null, version: 0 },
});
