import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { addStageStacks } from '../../infra/connect-stage.ts';
import { readStageSettings } from '../../infra/stage-settings.ts';
import {
  createBundles,
  createCdkApp,
  productionAccount,
  type TemplateJson,
  useScratchFolder,
} from '../support/cdk-stacks.ts';
import { physicalNames, readPhysicalName } from '../support/physical-names.ts';

useScratchFolder();

/** The longest stage name that the context allows. */
const longestStage = 'a'.repeat(20);

/** The resources with fixed names of that stage in a region with one of the longest names. */
let named: { type: string; name: string }[];
beforeAll(async () => {
  const app = await createCdkApp(context => {
    context.stages[longestStage] = {
      ...context.stages.production,
      ...{ account: productionAccount, region: 'ap-southeast-2', encryption: 'CUSTOMER_MANAGED' },
    };
    context.stage = longestStage;
  });
  const { functions, ...stacks } = addStageStacks(app, readStageSettings(app.node), await createBundles('empty'));
  named = [...Object.values(functions), ...Object.values(stacks)].flatMap(stack =>
    Object.values<TemplateJson>(Template.fromStack(stack).toJSON().Resources).flatMap(({ Type, Properties }) => {
      const name = readPhysicalName(Type, Properties);
      return name === undefined ? [] : [{ type: Type, name }];
    }),
  );
});

describe('the fixed names of resources', () => {
  it.each(Object.entries(physicalNames))('of the longest stage name fit: %s', (type, { maxLength }) => {
    const tooLong = named.filter(one => one.type === type && one.name.length > maxLength);
    expect(tooLong).toEqual([]);
  });

  it('are unique and contain the stage, so that stages can share an account', () => {
    const names = named.filter(({ type }) => type !== 'AWS::Logs::LogGroup').map(({ type, name }) => `${type} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter(name => !name.includes(longestStage))).toEqual([]);
  });
});
