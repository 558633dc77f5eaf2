import { type JsonSchema, toSchemaRef } from './json-schemas.ts';

type NamedSchemas = Record<string, JsonSchema>;

/**
 * Gives every variant of a named union a name, a title and an entry in the union's `discriminator`. Code generators make a type of
 * each variant then. The variants of `Assignment` become `SubscriptionAssignment`, `UserAssignment` and so on.
 */
export function nameVariants(schemas: NamedSchemas): NamedSchemas {
  const named: NamedSchemas = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const { oneOf: variants } = schema;
    if (!variants) {
      named[name] = schema;
      continue;
    }
    const mapping: Record<string, string> = {};
    const references = variants.map(variant => {
      const { $ref = toSchemaRef(toVariantName(name, variant)) } = variant;
      const variantName = $ref.slice($ref.lastIndexOf('/') + 1);
      const content = variant.$ref ? schemas[variantName] : variant;
      if (!variant.$ref) named[variantName] = { title: variantName, ...variant };
      for (const type of listTypes(content)) mapping[type] = $ref;
      return { $ref };
    });
    named[name] = { ...schema, oneOf: references, discriminator: { propertyName: 'type', mapping } };
  }
  return named;
}

/** Lists the values of `type` that a variant accepts. */
function listTypes(variant: JsonSchema | undefined): string[] {
  const type = variant?.properties?.type;
  return typeof type === 'object' ? ((type.enum ?? []) as string[]) : [];
}

function toVariantName(union: string, variant: JsonSchema): string {
  const words = (listTypes(variant)[0] ?? '').split('_');
  return `${words.map(word => word.slice(0, 1) + word.slice(1).toLowerCase()).join('')}${union}`;
}
