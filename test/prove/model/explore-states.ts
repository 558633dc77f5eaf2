import { createHash } from 'node:crypto';
import { findViolation } from './find-violation.ts';
import type { ModelProtocol } from './model-protocol.ts';
import { createModelAttempt, type ModelBody, type ModelState } from './model-state.ts';
import { listTransitions } from './state-transitions.ts';

/** Bodies of the attempts, and the maximum number of each fault. */
export interface ModelScenario {
  bodies: ModelBody[];
  remainingFaults: ModelState['remainingFaults'];
}

export interface ExplorationResult {
  states: number;
  /** Shortest path to a violation: the events in their order, and the violated invariant. */
  counterexample?: { violation: string; path: string[] };
}

interface SearchNode {
  state: ModelState;
  description: string;
  from: SearchNode | undefined;
}

/** Visits every state that any order of events can reach, in breadth-first order. */
export function exploreStates(protocol: ModelProtocol, { bodies, remainingFaults }: ModelScenario): ExplorationResult {
  const first: ModelState = {
    tables: { record: null, version: 0, tokens: [], effects: [] },
    attempts: bodies.map(body => createModelAttempt(body, protocol.start)),
    messages: [],
    lifetime: 0,
    responses: [],
    remainingFaults,
  };
  const visited = new Set([hashState(first)]);
  const queue: SearchNode[] = [{ state: first, description: 'start', from: undefined }];
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index];
    if (!node) break;
    const violation = findViolation(node.state);
    if (violation) return { states: visited.size, counterexample: { violation, path: tracePath(node) } };
    for (const { description, state } of listTransitions(node.state, protocol)) {
      const hash = hashState(state);
      if (visited.has(hash)) continue;
      visited.add(hash);
      queue.push({ state, description, from: node });
    }
  }
  return { states: visited.size };
}

/** Computes a short hash, because there are many states. */
const hashState = (state: ModelState): string => createHash('md5').update(JSON.stringify(state)).digest('base64');

function tracePath(node: SearchNode): string[] {
  const path: string[] = [];
  for (let at: SearchNode | undefined = node; at?.from; at = at.from) path.unshift(at.description);
  return path;
}
