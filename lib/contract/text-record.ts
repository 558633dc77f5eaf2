import * as z from 'zod';
import { createTextSchema } from './field-types.ts';
import { forbiddenKeys, metadataLimits } from './metadata-limits.ts';

const recordText = createTextSchema(1, 256);
/** The name of a field whose name is not defined by this API. */
export const TextRecordKey = createTextSchema(1, metadataLimits.maxKeyLength).refine(name => !forbiddenKeys.has(name), {
  error: 'is not an allowed name',
  params: { code: 'INVALID_VALUE' },
});

/** Creates the schema of a flat object of texts with at most `maxFields` fields. */
export const createTextRecord = (maxFields: number) =>
  z.record(TextRecordKey, recordText).refine(record => Object.keys(record).length <= maxFields, {
    error: `must have at most ${maxFields} fields`,
    params: { code: 'INVALID_VALUE' },
  });
