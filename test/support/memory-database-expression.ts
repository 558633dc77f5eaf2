import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as it is sent over the wire. */
export type AttributeMap = Record<string, AttributeValue>;

/** Context of an evaluation: the stored item or undefined, and the values of the placeholders. */
export interface ExpressionContext {
  item: AttributeMap | undefined;
  names: Record<string, string>;
  values: AttributeMap;
}

type OperandReader = (scope: ExpressionContext) => AttributeValue | undefined;

export interface CompiledExpression<T> {
  evaluate(scope: ExpressionContext): T;
  /** The `#names` and `:values` that the expression uses. */
  placeholders: ReadonlySet<string>;
}

/** Error that DynamoDB calls a ValidationException. */
export class ValidationException extends Error {
  override name = 'ValidationException';
}

const tokenPattern = /\s*(<=|>=|<>|[=<>(),+-]|[#:]?[A-Za-z_0-9]+)/y;

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const match = tokenPattern.exec(text);
    if (!match?.[1]) throw new ValidationException(`Invalid expression: ${text}`);
    tokens.push(match[1]);
  }
  return tokens;
}

/** Reads the tokens of an expression one after the other. */
export class ExpressionReader {
  readonly placeholders = new Set<string>();
  private readonly tokens: string[];
  private position = 0;

  constructor(text: string) {
    this.tokens = tokenize(text);
  }

  get next(): string | undefined {
    return this.tokens[this.position];
  }

  take(): string {
    const taken = this.tokens[this.position++];
    if (taken === undefined) throw new ValidationException('Invalid expression: unexpected end.');
    return taken;
  }

  /** Takes a token if it is the next one. Keywords match in upper and lower case. */
  skip(wanted: string): boolean {
    if (this.next?.toUpperCase() !== wanted) return false;
    this.position++;
    return true;
  }

  expect(wanted: string): void {
    if (!this.skip(wanted)) throw new ValidationException(`Invalid expression: ${wanted} expected, not ${this.next}.`);
  }

  /** Reads the name of an attribute. */
  path(): (scope: ExpressionContext) => string {
    const text = this.take();
    if (!text.startsWith('#')) return () => text;
    this.placeholders.add(text);
    return ({ names }) => names[text] ?? throwUndefinedPlaceholder(text);
  }

  operand(): OperandReader {
    if (this.next?.startsWith(':')) {
      const text = this.take();
      this.placeholders.add(text);
      return ({ values }) => values[text] ?? throwUndefinedPlaceholder(text);
    }
    const path = this.path();
    return scope => scope.item?.[path(scope)];
  }

  end(): void {
    if (this.next !== undefined) throw new ValidationException(`Invalid expression: unexpected token ${this.next}.`);
  }
}

function throwUndefinedPlaceholder(placeholder: string): never {
  throw new ValidationException(`The expression has ${placeholder}, which is not defined.`);
}

const comparisons: Record<string, (a: AttributeValue, b: AttributeValue) => boolean> = {
  '=': (a, b) => isEqualAttribute(a, b),
  '<>': (a, b) => !isEqualAttribute(a, b),
  '<': (a, b) => compareAttributes(a, b) < 0,
  '<=': (a, b) => compareAttributes(a, b) <= 0,
  '>': (a, b) => compareAttributes(a, b) > 0,
  '>=': (a, b) => compareAttributes(a, b) >= 0,
};

/** Parses a comparison. A missing attribute makes every comparison false. */
function parseComparison(reader: ExpressionReader): (scope: ExpressionContext) => boolean {
  const left = reader.operand();
  if (reader.skip('BETWEEN')) {
    const low = reader.operand();
    reader.expect('AND');
    const high = reader.operand();
    return scope => {
      const [a, b, c] = [left(scope), low(scope), high(scope)];
      return !!a && !!b && !!c && compareAttributes(a, b) >= 0 && compareAttributes(a, c) <= 0;
    };
  }
  const compare = comparisons[reader.take()];
  if (!compare) throw new ValidationException('Invalid expression: a comparison was expected.');
  const right = reader.operand();
  return scope => {
    const [a, b] = [left(scope), right(scope)];
    return a !== undefined && b !== undefined && compare(a, b);
  };
}

function parseTerm(reader: ExpressionReader): (scope: ExpressionContext) => boolean {
  if (reader.skip('NOT')) {
    const inner = parseTerm(reader);
    return scope => !inner(scope);
  }
  if (reader.skip('(')) {
    const inner = parseDisjunction(reader);
    reader.expect(')');
    return inner;
  }
  for (const [name, exists] of [['ATTRIBUTE_EXISTS', true] as const, ['ATTRIBUTE_NOT_EXISTS', false] as const]) {
    if (!reader.skip(name)) continue;
    reader.expect('(');
    const path = reader.path();
    reader.expect(')');
    return scope => (scope.item?.[path(scope)] !== undefined) === exists;
  }
  if (!reader.skip('BEGINS_WITH')) return parseComparison(reader);
  reader.expect('(');
  const text = reader.operand();
  reader.expect(',');
  const prefix = reader.operand();
  reader.expect(')');
  return scope => text(scope)?.S?.startsWith(prefix(scope)?.S ?? '') ?? false;
}

function parseConjunction(reader: ExpressionReader): (scope: ExpressionContext) => boolean {
  const terms = [parseTerm(reader)];
  while (reader.skip('AND')) terms.push(parseTerm(reader));
  return scope => terms.every(each => each(scope));
}

function parseDisjunction(reader: ExpressionReader): (scope: ExpressionContext) => boolean {
  const terms = [parseConjunction(reader)];
  while (reader.skip('OR')) terms.push(parseConjunction(reader));
  return scope => terms.some(each => each(scope));
}

function parseCondition(text: string): CompiledExpression<boolean> {
  const reader = new ExpressionReader(text);
  const evaluate = parseDisjunction(reader);
  reader.end();
  return { evaluate, placeholders: reader.placeholders };
}

/** Wraps a compiler so that each text is compiled once. */
export function memoizeCompiler<T>(
  compile: (text: string) => CompiledExpression<T>,
): (text: string) => CompiledExpression<T> {
  const cache = new Map<string, CompiledExpression<T>>();
  return text => {
    const compiled = cache.get(text) ?? compile(text);
    cache.set(text, compiled);
    return compiled;
  };
}

/** Compiles the text of a condition, so that the tests check the text that is really sent to DynamoDB. */
export const compileCondition = memoizeCompiler(parseCondition);

export const isEqualAttribute = (a: AttributeValue, b: AttributeValue): boolean =>
  a.N !== undefined && b.N !== undefined ? Number(a.N) === Number(b.N) : JSON.stringify(a) === JSON.stringify(b);

/** Compares texts by their bytes and numbers by their value. @returns NaN, which is neither less nor more, for other types */
export function compareAttributes(a: AttributeValue, b: AttributeValue): number {
  if (a.N !== undefined && b.N !== undefined) return Number(a.N) - Number(b.N);
  if (a.S !== undefined && b.S !== undefined) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  return Number.NaN;
}
