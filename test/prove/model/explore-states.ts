import { createHash } from 'node:crypto';
import { findViolation } from './find-violation.ts';
import type { ModelProtocol } from './model-protocol.ts';
import { createModelAttempt, type ModelBody, type ModelState } from './model-state.ts';
import { listTransitions } from './state-transitions.ts';

/** Which attempts there are, and how often each misfortune may come. */
export interface ModelScenario {
  bodies: ModelBody[];
  remainingFaults: ModelState['remainingFaults'];
}

export interface ExplorationResult {
  states: number;
  /** The shortest way to something wrong: what happened, in order, and what is wrong then. */
  counterexample?: { what: string; path: string[] };
}

interface SearchNode {
  state: ModelState;
  description: string;
  from: SearchNode | undefined;
}

/** Every state that any order of events can lead to, nearest first. */
export function exploreStates(protocol: ModelProtocol, { bodies, remainingFaults }: ModelScenario): ExplorationResult {
  const first: ModelState = {
    tables: { kept: null, version: 0, tokens: [], effects: [] },
    attempts: bodies.map(body => createModelAttempt(body, protocol.start)),
    messages: [],
    lifetime: 0,
    responses: [],
    remainingFaults,
  };
  const visited = new Set([hashState(first)]);
  const queue: SearchNode[] = [{ state: first, description: 'the beginning', from: undefined }];
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index];
    if (!node) break;
    const violation = findViolation(node.state);
    if (violation) return { states: visited.size, counterexample: { what: violation, path: tracePath(node) } };
    for (const { description: what, state } of listTransitions(node.state, protocol)) {
      const key = hashState(state);
      if (visited.has(key)) continue;
      visited.add(key);
      queue.push({ state, description: what, from: node });
    }
  }
  return { states: visited.size };
}

/** Short, because there are many. */
const hashState = (state: ModelState): string => createHash('md5').update(JSON.stringify(state)).digest('base64');

function tracePath(node: SearchNode): string[] {
  const path: string[] = [];
  for (let at: SearchNode | undefined = node; at?.from; at = at.from) path.unshift(at.description);
  return path;
}
