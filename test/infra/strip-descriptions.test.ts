import { describe, expect, it } from 'vitest';
import { stripDescriptions } from '../../infra/strip-descriptions.ts';

describe('stripping descriptions', () => {
  it('removes them from nested and chained schemas', () => {
    const source = `export const License = z
      .strictObject({ id: Id.meta({ description: 'a', examples: [f(1)] }), name: z.string().describe('b').optional() })
      .meta({ id: 'License' });`;
    expect(stripDescriptions(source).replace(/\s+/g, ' ')).toBe(
      'export const License = z .strictObject({ id: Id, name: z.string().optional() });',
    );
  });

  it('keeps everything else', () => {
    const source = "const metadata = describe('a'); import.meta.url; value.meta; value.parse('b');";
    expect(stripDescriptions(source)).toBe(source);
  });
});
