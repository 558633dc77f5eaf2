import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as it goes over the wire. */
export type Attributes = Record<string, AttributeValue>;

/** What an expression is looked at in: the item as it is, or undefined, and what stands for its placeholders. */
export interface Scope {
  item: Attributes | undefined;
  names: Record<string, string>;
  values: Attributes;
}

type Operand = (scope: Scope) => AttributeValue | undefined;

export interface Expression<T> {
  evaluate(scope: Scope): T;
  /** The `#names` and `:values` in it. */
  placeholders: ReadonlySet<string>;
}

/** What DynamoDB calls a ValidationException. */
export class Invalid extends Error {
  override name = 'Invalid';
}

const token = /\s*(<=|>=|<>|[=<>(),+-]|[#:]?[A-Za-z_0-9]+)/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (!match?.[1]) throw new Invalid(`Invalid expression: ${text}`);
    tokens.push(match[1]);
  }
  return tokens;
}

/** Reads the tokens of an expression one after the other. */
export class Reader {
  readonly placeholders = new Set<string>();
  private readonly tokens: string[];
  private position = 0;

  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  get next(): string | undefined {
    return this.tokens[this.position];
  }

  take(): string {
    const taken = this.tokens[this.position++];
    if (taken === undefined) throw new Invalid('Invalid expression: it ends too early.');
    return taken;
  }

  /** Takes a token if it is the next one; keywords are written in any case. */
  skip(wanted: string): boolean {
    if (this.next?.toUpperCase() !== wanted) return false;
    this.position++;
    return true;
  }

  expect(wanted: string): void {
    if (!this.skip(wanted)) throw new Invalid(`Invalid expression: ${wanted} expected, not ${this.next}.`);
  }

  /** The name of an attribute. */
  path(): (scope: Scope) => string {
    const text = this.take();
    if (!text.startsWith('#')) return () => text;
    this.placeholders.add(text);
    return ({ names }) => names[text] ?? missing(text);
  }

  operand(): Operand {
    if (this.next?.startsWith(':')) {
      const text = this.take();
      this.placeholders.add(text);
      return ({ values }) => values[text] ?? missing(text);
    }
    const path = this.path();
    return scope => scope.item?.[path(scope)];
  }

  end(): void {
    if (this.next !== undefined) throw new Invalid(`Invalid expression: ${this.next} is too much.`);
  }
}

function missing(placeholder: string): never {
  throw new Invalid(`The expression has ${placeholder}, which is not defined.`);
}

const comparisons: Record<string, (a: AttributeValue, b: AttributeValue) => boolean> = {
  '=': (a, b) => isEqual(a, b),
  '<>': (a, b) => !isEqual(a, b),
  '<': (a, b) => order(a, b) < 0,
  '<=': (a, b) => order(a, b) <= 0,
  '>': (a, b) => order(a, b) > 0,
  '>=': (a, b) => order(a, b) >= 0,
};

/** What is missing is equal to nothing, and neither less nor more. */
function comparison(reader: Reader): (scope: Scope) => boolean {
  const left = reader.operand();
  if (reader.skip('BETWEEN')) {
    const low = reader.operand();
    reader.expect('AND');
    const high = reader.operand();
    return scope => {
      const [a, b, c] = [left(scope), low(scope), high(scope)];
      return !!a && !!b && !!c && order(a, b) >= 0 && order(a, c) <= 0;
    };
  }
  const compare = comparisons[reader.take()];
  if (!compare) throw new Invalid('Invalid expression: a comparison was expected.');
  const right = reader.operand();
  return scope => {
    const [a, b] = [left(scope), right(scope)];
    return a !== undefined && b !== undefined && compare(a, b);
  };
}

function term(reader: Reader): (scope: Scope) => boolean {
  if (reader.skip('NOT')) {
    const inner = term(reader);
    return scope => !inner(scope);
  }
  if (reader.skip('(')) {
    const inner = anyOf(reader);
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
  if (!reader.skip('BEGINS_WITH')) return comparison(reader);
  reader.expect('(');
  const text = reader.operand();
  reader.expect(',');
  const prefix = reader.operand();
  reader.expect(')');
  return scope => text(scope)?.S?.startsWith(prefix(scope)?.S ?? '') ?? false;
}

function allOf(reader: Reader): (scope: Scope) => boolean {
  const terms = [term(reader)];
  while (reader.skip('AND')) terms.push(term(reader));
  return scope => terms.every(each => each(scope));
}

function anyOf(reader: Reader): (scope: Scope) => boolean {
  const terms = [allOf(reader)];
  while (reader.skip('OR')) terms.push(allOf(reader));
  return scope => terms.some(each => each(scope));
}

function compiledCondition(text: string): Expression<boolean> {
  const reader = new Reader(text);
  const evaluate = anyOf(reader);
  reader.end();
  return { evaluate, placeholders: reader.placeholders };
}

/** Compiles each text once. */
export function remembered<T>(compile: (text: string) => Expression<T>): (text: string) => Expression<T> {
  const known = new Map<string, Expression<T>>();
  return text => {
    const found = known.get(text) ?? compile(text);
    known.set(text, found);
    return found;
  };
}

/** The condition that a text says: what it says is looked at, not what our code means by it. */
export const condition = remembered(compiledCondition);

export const isEqual = (a: AttributeValue, b: AttributeValue): boolean =>
  a.N !== undefined && b.N !== undefined ? Number(a.N) === Number(b.N) : JSON.stringify(a) === JSON.stringify(b);

/** Texts by their bytes, numbers by their size; NaN where two things cannot be compared, which is neither less nor more. */
export function order(a: AttributeValue, b: AttributeValue): number {
  if (a.N !== undefined && b.N !== undefined) return Number(a.N) - Number(b.N);
  if (a.S !== undefined && b.S !== undefined) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  return Number.NaN;
}
