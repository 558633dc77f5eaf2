import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  type Attributes,
  type Expression,
  Invalid,
  Reader,
  remembered,
  type Scope,
} from './memory-database-expression.ts';

type Step = (scope: Scope, result: Attributes) => void;

function compiledUpdate(text: string): Expression<Attributes> {
  const reader = new Reader(text);
  const steps: Step[] = [];
  while (reader.next !== undefined) {
    const read = reader.skip('SET') ? setting : reader.skip('REMOVE') ? removing : undefined;
    if (!read) throw new Invalid(`Invalid UpdateExpression: ${text}`);
    do steps.push(read(reader));
    while (reader.skip(','));
  }
  return {
    placeholders: reader.placeholders,
    evaluate: scope => {
      // Every value is the one from before the update.
      const result = { ...scope.item };
      for (const step of steps) step(scope, result);
      return result;
    },
  };
}

function setting(reader: Reader): Step {
  const path = reader.path();
  reader.expect('=');
  const value = sum(reader);
  return (scope, result) => {
    result[path(scope)] = value(scope) ?? attributeMissing();
  };
}

function removing(reader: Reader): Step {
  const path = reader.path();
  return (scope, result) => {
    delete result[path(scope)];
  };
}

function sum(reader: Reader): (scope: Scope) => AttributeValue | undefined {
  const left = summand(reader);
  const sign = reader.skip('+') ? 1 : reader.skip('-') ? -1 : undefined;
  if (sign === undefined) return left;
  const right = summand(reader);
  return scope => {
    const [a, b] = [left(scope)?.N, right(scope)?.N];
    return a === undefined || b === undefined ? undefined : { N: String(Number(a) + sign * Number(b)) };
  };
}

function summand(reader: Reader): (scope: Scope) => AttributeValue | undefined {
  if (!reader.skip('IF_NOT_EXISTS')) return reader.operand();
  reader.expect('(');
  const path = reader.path();
  reader.expect(',');
  const otherwise = reader.operand();
  reader.expect(')');
  return scope => scope.item?.[path(scope)] ?? otherwise(scope);
}

function attributeMissing(): never {
  throw new Invalid('The provided expression refers to an attribute that does not exist in the item');
}

/** What becomes of an item. */
export const updated = remembered(compiledUpdate);
