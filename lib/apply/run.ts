import type { Ports } from '../command/ports.ts';
import type { Instant } from '../domain/calendar.ts';
import type { Budget } from '../store/database.ts';
import type { Gate } from './gate.ts';

/** How many of the entries that were found ended how. */
export interface Tally {
  /** Put in force, once and for good. */
  applied: number;
  /** Nothing to do any more, or somebody else was at work on it. */
  passedOver: number;
  /** Put aside with a reason, until somebody has looked at it. */
  parked: number;
  /** Not done, and still in line. */
  failed: number;
}

/** Is told what a person may have to look at. */
export interface Tell {
  /** @param at - the key of an item */
  parked(at: string, reason: string): void;
  /** @param at - the key of an item, or the line of which no further page could be read */
  failed(at: string, cause: unknown): void;
}

/** One run of the job. */
export interface Run {
  /** What is due by then is put in force. The same for the whole run, so that no item changes twice in it. */
  now: Instant;
  /** Stands on everything that the run writes. */
  requestId: string;
  /** Epoch milliseconds: nothing is sent from then on. */
  deadline: number;
  tally: Tally;
  atOnce: Gate;
  ports: Ports;
  tell: Tell;
}

/** What one read or one write may spend, its repeats included: the next run comes soon enough. */
export const someTries = ({ deadline }: Run): Budget => ({ deadline, maxCalls: 8, calls: 0 });

export const isOver = ({ deadline, ports }: Run): boolean => ports.now() >= deadline;
