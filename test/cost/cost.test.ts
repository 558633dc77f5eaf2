import { beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { recordOutput } from '../support/record-output.ts';
import { awsPrices } from './aws-prices.ts';
import { sumAmounts, sumCharges } from './charge.ts';
import { computeCostParts, computeIdleCosts, readStageParts } from './compute-costs.ts';
import { createCostCommand } from './cost-command.ts';
import { costDocument } from './cost-document.ts';
import { groupResourceCharges } from './idle-stage.ts';
import { listResourceCharges } from './resource-charges.ts';
import type { StageParts } from './stage-parts.ts';

let dev: StageParts;
let production: StageParts;

beforeAll(async () => {
  dev = await readStageParts('dev');
  production = await readStageParts('production');
});

const listIdleCharges = async (parts: StageParts) => (await computeIdleCosts(parts)).flatMap(({ charges }) => charges);

describe('an idle stage', () => {
  it('of dev costs less than 3 USD a month', async () => {
    expect(sumCharges(await listIdleCharges(dev))).toBeLessThan(3);
  });

  it('of production keeps its firewall, its alarms and its dashboard', async () => {
    const charges = await listIdleCharges(production);
    for (const price of ['webAcl', 'webAclRule', 'alarmMetric', 'compositeAlarm', 'dashboard'] as const)
      expect(sumAmounts(charges, price), awsPrices[price].title).toBeGreaterThan(0);
  });

  it('pays for every metric of an alarm on an expression', () => {
    const stat = { MetricStat: {} };
    const alarm = { type: 'AWS::CloudWatch::Alarm', logicalId: 'alarm' };
    const simple = { ...alarm, properties: { MetricName: 'Errors' } };
    const expression = { ...alarm, properties: { Metrics: [{ Expression: 'a + b' }, stat, stat] } };
    expect(sumAmounts(listResourceCharges([simple, expression]), 'alarmMetric')).toBe(3);
  });

  it('is not computed with a type of resource whose price is not known', () => {
    const unknown = { type: 'AWS::EC2::NatGateway', logicalId: 'nat', properties: {} };
    expect(() => listResourceCharges([unknown])).toThrow(
      'The price of the resource type AWS::EC2::NatGateway is not known. Add it to test/cost/resource-charges.ts.',
    );
  });
});

it('the table of an idle stage has a row for each price of a resource', () => {
  expect(() => groupResourceCharges([{ price: 'tableStorage', amount: 1 }])).toThrow(
    'The price tableStorage has no row. Add it to test/cost/idle-stage.ts.',
  );
});

describe('docs/cost.md', () => {
  it('is what npm run cost writes', async () => {
    for (const { name, content } of await computeCostParts(dev, production))
      expect(await costDocument.read(name), `the part ${name} is out of date: npm run cost`).toBe(content);
  });
});

describe('npm run cost', () => {
  it.each([
    [['--stage'], "error: unknown option '--stage'"],
    [['production'], 'error: too many arguments. Expected 0 arguments but got 1.'],
  ])('refuses the arguments %j in one sentence', async (args, message) => {
    const { output, said } = recordOutput();
    expect(await runCommandLine(createCostCommand(output), args, output)).toBe(2);
    expect(said).toEqual({ out: '', err: `${message}\n` });
  });
});
