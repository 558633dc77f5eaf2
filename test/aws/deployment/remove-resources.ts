/** A CloudFormation template. */
export interface StackTemplate {
  Resources: Record<string, StackResource>;
}

interface StackResource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  UpdatePolicy?: object;
}

/** A kind of resource that the emulator does not have. */
export interface UnsupportedResource {
  type: string;
  /** Absent: all resources of the type. */
  when?: (properties: Record<string, unknown>) => boolean;
  reason: string;
}

/**
 * Removes resources from a template, together with `DependsOn` and `UpdatePolicy` entries that name them.
 *
 * @throws Error when anything else refers to a removed resource: nothing is to disappear that the list does not name
 */
export function removeResources<T extends StackTemplate>(template: T, unsupported: readonly UnsupportedResource[]): T {
  const isUnsupported = ({ Type, Properties = {} }: StackResource) =>
    unsupported.some(({ type, when }) => type === Type && (when?.(Properties) ?? true));
  const all = Object.entries(template.Resources);
  const removed = new Set(all.filter(([, resource]) => isUnsupported(resource)).map(([id]) => id));

  const kept = all.filter(([id]) => !removed.has(id));
  const Resources = Object.fromEntries(kept.map(([id, resource]) => [id, withoutLinks(resource, removed)]));
  for (const [name, part] of Object.entries({ ...template, ...Resources, Resources: undefined })) {
    const missing = referencesIn(part).find(id => removed.has(id));
    if (missing !== undefined) throw new Error(`${name} refers to ${missing}, which is removed. List it as well.`);
  }
  return { ...template, Resources };
}

function withoutLinks({ DependsOn, UpdatePolicy, ...resource }: StackResource, removed: Set<string>): StackResource {
  const dependencies = [DependsOn ?? []].flat().filter(id => !removed.has(id));
  const keepsPolicy = UpdatePolicy && !referencesIn(UpdatePolicy).some(id => removed.has(id));
  return {
    ...resource,
    ...(dependencies.length > 0 && { DependsOn: dependencies }),
    ...(keepsPolicy && { UpdatePolicy }),
  };
}

/** Logical ids in `Ref`, `Fn::GetAtt` and `Fn::Sub`. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return [String(inner)];
    if (key === 'Fn::GetAtt') return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0] ?? ''];
    const substituted = key === 'Fn::Sub' ? JSON.stringify(inner).matchAll(/\$\{(\w+)/g) : [];
    return [...[...substituted].map(([, id = '']) => id), ...referencesIn(inner)];
  });
}
