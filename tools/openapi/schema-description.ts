import type * as z from 'zod';

/** What a reader is told of a field, with an example where the type alone says little. */
type FieldDescription = string | { description: string; example: unknown };

/** A schema that the document has under a name, with the words for people that no function needs to carry. */
export interface SchemaDescription {
  schema: z.ZodType;
  description: string;
  /** By field. What is described at the schema itself is left out here. */
  fields?: Record<string, FieldDescription>;
}

export const describeSchema = <S extends z.ZodObject>(
  schema: S,
  description: string,
  fields: Partial<Record<keyof S['shape'] & string, FieldDescription>>,
): SchemaDescription => ({ schema, description, fields: fields as Record<string, FieldDescription> });

/** What one field is told as. */
export const toFieldAnnotations = (field: FieldDescription): { description: string; examples?: unknown[] } =>
  typeof field === 'string' ? { description: field } : { description: field.description, examples: [field.example] };
