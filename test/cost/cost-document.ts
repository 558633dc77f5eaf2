import { GeneratedParts } from '../support/generated-parts.ts';

/** The document whose tables `npm run cost` writes. */
export const costDocument = new GeneratedParts('docs/cost.md', 'npm run cost');
