import { existsSync, renameSync, writeFileSync } from 'node:fs';
import initSqlJs from 'sql.js';

/** The table of stream records, exactly as the engine itself defines it. */
const createStreamRecords = `CREATE TABLE _stream_records (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                table_name TEXT NOT NULL,
                event_name TEXT NOT NULL,
                keys_json TEXT NOT NULL,
                new_image TEXT,
                old_image TEXT,
                sequence_number TEXT NOT NULL,
                shard_id TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                user_identity TEXT
            )`;

/** The engine looks up the highest sequence number at every write, and the records after a sequence number at every read. */
const createIndex =
  'CREATE INDEX connect_stream_by_number ON _stream_records (table_name, CAST(sequence_number AS INTEGER))';

/** DynamoDB keeps stream records for a day. A local server may be off for days, and the file is small. */
const retentionDays = 30;

/** Every write deletes up to two expired records, which is more than it adds. */
const createTrimTrigger = `CREATE TRIGGER connect_stream_trim AFTER INSERT ON _stream_records BEGIN
  DELETE FROM _stream_records WHERE id IN (SELECT id FROM _stream_records ORDER BY id LIMIT 2)
    AND created_at < NEW.created_at - ${retentionDays * 86_400};
END`;

/**
 * Creates the data file of an engine that is started for the first time, with an index and a trigger on its stream records.
 *
 * Without them, every write takes longer than the one before, because the engine searches its stream records without an index and
 * never deletes any. `test/local/measure-writes.ts` measures the difference.
 */
export async function createEngineFile(file: string): Promise<void> {
  if (existsSync(file)) return;
  const { Database } = await initSqlJs();
  const database = new Database();
  for (const statement of [createStreamRecords, createIndex, createTrimTrigger]) database.run(statement);
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, database.export(), { mode: 0o600 });
  database.close();
  renameSync(draft, file);
}
