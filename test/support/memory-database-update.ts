import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  type AttributeMap,
  type CompiledExpression,
  type ExpressionContext,
  ExpressionReader,
  memoizeCompiler,
  ValidationException,
} from './memory-database-expression.ts';

type UpdateStep = (scope: ExpressionContext, result: AttributeMap) => void;

function parseUpdate(text: string): CompiledExpression<AttributeMap> {
  const reader = new ExpressionReader(text);
  const steps: UpdateStep[] = [];
  while (reader.next !== undefined) {
    const read = findStepParser(reader);
    if (!read) throw new ValidationException(`Invalid UpdateExpression: ${text}`);
    do steps.push(read(reader));
    while (reader.skip(','));
  }
  return {
    placeholders: reader.placeholders,
    evaluate: scope => {
      // Every operand has its value from before the update.
      const result = { ...scope.item };
      for (const step of steps) step(scope, result);
      return result;
    },
  };
}

function findStepParser(reader: ExpressionReader): ((reader: ExpressionReader) => UpdateStep) | undefined {
  if (reader.skip('SET')) return parseSet;
  if (reader.skip('REMOVE')) return parseRemove;
  return reader.skip('ADD') ? parseAdd : undefined;
}

function parseSet(reader: ExpressionReader): UpdateStep {
  const path = reader.path();
  reader.expect('=');
  const value = parseSum(reader);
  return (scope, result) => {
    result[path(scope)] = value(scope) ?? throwMissingAttribute();
  };
}

function parseRemove(reader: ExpressionReader): UpdateStep {
  const path = reader.path();
  return (scope, result) => {
    delete result[path(scope)];
  };
}

function parseAdd(reader: ExpressionReader): UpdateStep {
  const path = reader.path();
  const summand = reader.operand();
  return (scope, result) => {
    const before = scope.item?.[path(scope)] ?? { N: '0' };
    const added = summand(scope);
    if (before.N === undefined || added?.N === undefined) throw new ValidationException('ADD needs numbers.');
    result[path(scope)] = { N: String(Number(before.N) + Number(added.N)) };
  };
}

function parseSum(reader: ExpressionReader): (scope: ExpressionContext) => AttributeValue | undefined {
  if (reader.skip('LIST_APPEND')) return parseListAppend(reader);
  const left = parseSummand(reader);
  const sign = reader.skip('+') ? 1 : reader.skip('-') ? -1 : undefined;
  if (sign === undefined) return left;
  const right = parseSummand(reader);
  return scope => {
    const [a, b] = [left(scope)?.N, right(scope)?.N];
    return a === undefined || b === undefined ? undefined : { N: String(Number(a) + sign * Number(b)) };
  };
}

function parseListAppend(reader: ExpressionReader): (scope: ExpressionContext) => AttributeValue | undefined {
  reader.expect('(');
  const left = parseSummand(reader);
  reader.expect(',');
  const right = parseSummand(reader);
  reader.expect(')');
  return scope => {
    const [a, b] = [left(scope)?.L, right(scope)?.L];
    return a && b ? { L: [...a, ...b] } : undefined;
  };
}

function parseSummand(reader: ExpressionReader): (scope: ExpressionContext) => AttributeValue | undefined {
  if (!reader.skip('IF_NOT_EXISTS')) return reader.operand();
  reader.expect('(');
  const path = reader.path();
  reader.expect(',');
  const otherwise = reader.operand();
  reader.expect(')');
  return scope => scope.item?.[path(scope)] ?? otherwise(scope);
}

function throwMissingAttribute(): never {
  throw new ValidationException('The provided expression refers to an attribute that does not exist in the item');
}

/** Compiles the text of an update expression. Its evaluation returns the updated item. */
export const compileUpdate = memoizeCompiler(parseUpdate);
