import { GeneratedParts } from '../support/generated-parts.ts';

/** The document whose tables `npm run scale` writes. */
export const scaleDocument = new GeneratedParts('docs/scale.md', 'npm run scale');
