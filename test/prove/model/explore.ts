import { createHash } from 'node:crypto';
import { movesOf } from './moves.ts';
import type { Protocol } from './protocol.ts';
import { wrongIn } from './rules.ts';
import { type Body, newAttempt, type State } from './state.ts';

/** Which attempts there are, and how often each misfortune may come. */
export interface Scenario {
  bodies: Body[];
  left: State['left'];
}

export interface Explored {
  states: number;
  /** The shortest way to something wrong: what happened, in order, and what is wrong then. */
  counterexample?: { what: string; path: string[] };
}

interface Node {
  state: State;
  what: string;
  from: Node | undefined;
}

/** Every state that any order of events can lead to, nearest first. */
export function explore(protocol: Protocol, { bodies, left }: Scenario): Explored {
  const first: State = {
    tables: { kept: null, version: 0, tokens: [], effects: [] },
    attempts: bodies.map(body => newAttempt(body, protocol.start)),
    messages: [],
    life: 0,
    said: [],
    left,
  };
  const seen = new Set([keyOf(first)]);
  const queue: Node[] = [{ state: first, what: 'the beginning', from: undefined }];
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index];
    if (!node) break;
    const wrong = wrongIn(node.state);
    if (wrong) return { states: seen.size, counterexample: { what: wrong, path: pathTo(node) } };
    for (const { what, state } of movesOf(node.state, protocol)) {
      const key = keyOf(state);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ state, what, from: node });
    }
  }
  return { states: seen.size };
}

/** Short, because there are many. */
const keyOf = (state: State): string => createHash('md5').update(JSON.stringify(state)).digest('base64');

function pathTo(node: Node): string[] {
  const path: string[] = [];
  for (let at: Node | undefined = node; at?.from; at = at.from) path.unshift(at.what);
  return path;
}
