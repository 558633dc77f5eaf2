import type {
  BatchGetItemCommandInput,
  CancellationReason,
  QueryCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  Update,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { TableName } from '../../lib/contract/endpoint.ts';
import { tableDefinitions } from '../../lib/dynamodb/tables.ts';
import { localTableNames } from '../../tools/local/tables.ts';
import {
  type AttributeMap,
  type CompiledExpression,
  compileCondition,
  ValidationException,
} from './memory-database-expression.ts';
import { executeQuery, sortByItemKey } from './memory-database-query.ts';
import { compileUpdate } from './memory-database-update.ts';

/** One item before and after a write. */
export interface AppliedChange {
  table: TableName;
  before: AttributeMap | undefined;
  /** Undefined for a removed item. */
  after: AttributeMap | undefined;
}

/** Write of a transaction with the result of its condition. */
interface PreparedWrite {
  /** Table and primary key in one text. */
  address: string;
  /** Undefined for a write that only checks its condition. */
  change: AppliedChange | undefined;
  reason: CancellationReason;
}

/** A write that was applied. */
export interface AppliedTransaction {
  /** Epoch milliseconds. */
  at: number;
  changes: AppliedChange[];
}

/** Response of DynamoDB before its serialisation. */
export interface DatabaseResponse {
  status: number;
  body: object;
}

/** Time for which DynamoDB remembers the token of a transaction. */
const tokenLifetimeMs = 10 * 60_000;

const tableByName = new Map(Object.entries(localTableNames).map(([table, name]) => [name, table as TableName]));

const createErrorResponse = (name: string, message: string, details: object = {}): DatabaseResponse => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, ...details },
});

/**
 * The subset of DynamoDB that this project uses, in memory and synchronous, for simulations in virtual time. It evaluates the
 * expressions that it receives, and passes the same conformance tests as the engines.
 */
export class MemoryDatabase {
  /** All applied writes, in order. */
  readonly applied: AppliedTransaction[] = [];
  private readonly items: Record<TableName, Map<string, AttributeMap>>;
  private readonly tokens = new Map<string, { parameters: string; until: number }>();

  constructor() {
    const tables = Object.keys(localTableNames) as TableName[];
    this.items = Object.fromEntries(tables.map(table => [table, new Map()])) as typeof this.items;
  }

  /** Executes a call. @param now - epoch milliseconds, by DynamoDB's own clock */
  execute(operation: string, input: unknown, now: number): DatabaseResponse {
    try {
      if (operation === 'BatchGetItem') return this.batchGet(input as BatchGetItemCommandInput);
      if (operation === 'Query') return this.query(input as QueryCommandInput);
      if (operation === 'UpdateItem') return this.update(input as UpdateItemCommandInput, now);
      if (operation === 'TransactWriteItems') return this.transact(input as TransactWriteItemsCommandInput, now);
      throw new ValidationException(`The memory database does not support ${operation}.`);
    } catch (thrown) {
      if (thrown instanceof ValidationException) return createErrorResponse('ValidationException', thrown.message);
      throw thrown;
    }
  }

  /** Lists all items of a table in the order of their keys. */
  all(table: TableName): AttributeMap[] {
    return sortByItemKey(this.items[table]);
  }

  /** Stores an item without a condition. */
  put(table: TableName, item: AttributeMap): void {
    this.items[table].set(toItemKey(table, item), item);
  }

  /** Deletes expired items, as DynamoDB does eventually. */
  deleteExpired(now: number): void {
    for (const [table, { timeToLive }] of Object.entries(tableDefinitions) as [TableName, { timeToLive?: string }][]) {
      if (timeToLive === undefined) continue;
      for (const [key, item] of this.items[table]) {
        if (Number(item[timeToLive]?.N ?? Number.POSITIVE_INFINITY) * 1000 < now) this.items[table].delete(key);
      }
    }
  }

  private batchGet({ RequestItems = {} }: BatchGetItemCommandInput): DatabaseResponse {
    const requestedKeys = Object.entries(RequestItems).flatMap(([name, { Keys = [] }]) =>
      Keys.map(key => ({ name, id: toItemKey(requireTable(name), key) })),
    );
    if (requestedKeys.length === 0 || requestedKeys.length > 100)
      throw new ValidationException('A batch read needs 1 to 100 keys.');
    if (new Set(requestedKeys.map(({ name, id }) => `${name} ${id}`)).size < requestedKeys.length) {
      throw new ValidationException('Provided list of item keys contains duplicates');
    }
    const Responses = Object.fromEntries(Object.keys(RequestItems).map(name => [name, [] as AttributeMap[]]));
    for (const { name, id } of requestedKeys) {
      const item = this.items[requireTable(name)].get(id);
      if (item) Responses[name]?.push(item);
    }
    return { status: 200, body: { Responses, UnprocessedKeys: {} } };
  }

  private query(input: QueryCommandInput): DatabaseResponse {
    return {
      status: 200,
      body: executeQuery(input, this.items[requireTable(input.TableName)], requireTable(input.TableName)),
    };
  }

  private update(input: UpdateItemCommandInput, now: number): DatabaseResponse {
    const { change, reason } = this.prepare({ Update: input as Update });
    if (reason.Code !== 'None') {
      const old = reason.Item && { Item: reason.Item };
      return createErrorResponse('ConditionalCheckFailedException', 'The conditional request failed', old);
    }
    this.apply(change ? [change] : [], now);
    return { status: 200, body: {} };
  }

  private transact(input: TransactWriteItemsCommandInput, now: number): DatabaseResponse {
    const { ClientRequestToken: token, TransactItems = [] } = input;
    const parameters = JSON.stringify(TransactItems);
    const remembered = token === undefined ? undefined : this.tokens.get(token);
    if (remembered && remembered.until > now) {
      if (remembered.parameters === parameters) return { status: 200, body: {} };
      return createErrorResponse('IdempotentParameterMismatchException', 'The token was used for other parameters.');
    }
    const prepared = TransactItems.map(item => this.prepare(item));
    const addresses = new Set(prepared.map(({ address }) => address));
    if (TransactItems.length === 0 || TransactItems.length > 100)
      throw new ValidationException('A transaction needs 1 to 100 writes.');
    if (addresses.size < prepared.length)
      throw new ValidationException('Transaction request cannot include multiple operations on one item');
    const CancellationReasons = prepared.map(({ reason }) => reason);
    if (CancellationReasons.some(({ Code }) => Code !== 'None')) {
      const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
      const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
      return createErrorResponse('TransactionCanceledException', message, { CancellationReasons });
    }
    this.apply(
      prepared.flatMap(({ change }) => change ?? []),
      now,
    );
    if (token !== undefined) this.tokens.set(token, { parameters, until: now + tokenLifetimeMs });
    return { status: 200, body: {} };
  }

  /** Computes the change of a write and whether its condition allows it. */
  private prepare({
    Put: put,
    Update: update,
    Delete: remove,
    ConditionCheck: check,
  }: TransactWriteItem): PreparedWrite {
    const write = put ?? update ?? remove ?? check;
    const key = put?.Item ?? update?.Key ?? remove?.Key ?? check?.Key;
    if (!write || !key) throw new ValidationException('A write needs a kind and a key.');
    const table = requireTable(write.TableName);
    const address = `${table} ${toItemKey(table, key)}`;
    const before = this.items[table].get(toItemKey(table, key));
    const names = write.ExpressionAttributeNames ?? {};
    const values = write.ExpressionAttributeValues ?? {};
    const updateExpression = update && compileUpdate(update.UpdateExpression ?? '');
    const condition = write.ConditionExpression === undefined ? undefined : compileCondition(write.ConditionExpression);
    rejectUnusedPlaceholders([...Object.keys(names), ...Object.keys(values)], [updateExpression, condition]);
    const scope = { item: before, names, values };
    const after = put?.Item ?? updateExpression?.evaluate({ ...scope, item: { ...key, ...before } });
    const change = check ? undefined : { table, before, after };
    if (condition?.evaluate(scope) ?? true) return { address, change, reason: { Code: 'None' } };
    const old = write.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before ? { Item: before } : {};
    const reason = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', ...old };
    return { address, change, reason };
  }

  private apply(changes: AppliedChange[], at: number): void {
    for (const { table, before, after } of changes) {
      if (after) this.items[table].set(toItemKey(table, after), after);
      else if (before) this.items[table].delete(toItemKey(table, before));
    }
    this.applied.push({ at, changes });
  }
}

function requireTable(name: string | undefined): TableName {
  const table = tableByName.get(name ?? '');
  if (!table) throw new ValidationException(`There is no table ${name}.`);
  return table;
}

/** Joins the parts of an item key with a space, which no part contains. */
function toItemKey(table: TableName, item: AttributeMap): string {
  const { partitionKey, sortKey } = tableDefinitions[table];
  const parts = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])].map(name => item[name]?.S);
  if (parts.some(part => part === undefined || part === '')) {
    throw new ValidationException('One of the required keys was not given a value');
  }
  return parts.join(' ');
}

/** Rejects placeholders that are defined but not used, as DynamoDB does. */
function rejectUnusedPlaceholders(defined: string[], expressions: (CompiledExpression<unknown> | undefined)[]): void {
  const unused = defined.filter(name => !expressions.some(expression => expression?.placeholders.has(name)));
  if (unused.length > 0) throw new ValidationException(`Value provided unused in expressions: ${unused.join(', ')}`);
}
