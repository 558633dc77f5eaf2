import { expect, it } from 'vitest';
import { useImporter } from '../../import/test-importer.ts';
import { useEngine } from '../../support/test-engine.ts';
import { useWorld } from '../../support/test-world.ts';
import { YearSimulation } from './year-simulation.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

/** `npm run test:more` runs thousands of commands. */
const licenses = Number(process.env.CONNECT_TEST_LICENSES ?? 90);

it(
  'in a year of commands, imports and runs every change happens once, on its day, and every answer is the model’s',
  async () => {
    const year = new YearSimulation(engine, world, importer, 11);
    await year.run(licenses, licenses / 5, licenses * 2);
    expect(year.counts.applied).toBeGreaterThan(licenses / 2);
    expect(year.counts.refused).toBeGreaterThan(licenses / 10);
  },
  licenses * 2000,
);
