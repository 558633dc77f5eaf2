import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import {
  GetAliasCommand,
  LambdaClient,
  paginateListVersionsByFunction,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { liveAlias, toFunctionsStackName } from '../../infra/resource-names.ts';
import { UserError } from '../../lib/user-error.ts';
import type { AliasMove, ReleasedFunction } from './release-plan.ts';
import { describeStageError } from './stage-error.ts';

/** The part of a template that says which version an alias points to. */
const AliasResource = z.looseObject({
  Type: z.literal('AWS::Lambda::Alias'),
  Properties: z.looseObject({
    FunctionVersion: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Version')]) }),
  }),
});
const Template = z.object({ Resources: z.record(z.string(), z.unknown()) });

/** Lists the logical IDs of the versions that the aliases of a template point to. */
const listReleasedVersions = (templateBody: string): string[] =>
  Object.values(Template.parse(JSON.parse(templateBody)).Resources).flatMap(resource => {
    const alias = AliasResource.safeParse(resource);
    return alias.success ? [alias.data.Properties.FunctionVersion['Fn::GetAtt'][0]] : [];
  });

/** The functions of a stage as Lambda and CloudFormation know them, and the moves of their aliases. */
export interface StageReleases {
  /** @returns undefined if the stage is not deployed @throws UserError */
  readFunctions(): Promise<ReleasedFunction[] | undefined>;
  /** @throws UserError */
  moveAlias(move: AliasMove): Promise<void>;
}

const clientSettings = { maxAttempts: 5 };

/** Creates {@link StageReleases} with the AWS credentials and the region of the environment. */
export function createStageReleases(stage: string): StageReleases {
  const cloudFormation = new CloudFormationClient(clientSettings);
  const lambda = new LambdaClient(clientSettings);

  const explain = async <T>(call: () => Promise<T>, resource: string, actions: string): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (error instanceof UserError) throw error;
      const region = await lambda.config.region().catch(() => undefined);
      const service = resource.startsWith('stack') ? 'CloudFormation' : 'Lambda';
      throw new UserError(describeStageError(error, { stage, resource, service, actions, region }), { cause: error });
    }
  };

  const readStack = async (StackName: string): Promise<ReleasedFunction[] | undefined> => {
    const stack = await findStack(cloudFormation, StackName);
    if (!stack) return undefined;
    const { TemplateBody = '' } = await cloudFormation.send(new GetTemplateCommand({ StackName }));
    const resources = new Map<string, StackResourceSummary>();
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client: cloudFormation },
      { StackName },
    ))
      for (const resource of StackResourceSummaries) resources.set(resource.LogicalResourceId ?? '', resource);
    const functions: ReleasedFunction[] = [];
    for (const versionId of listReleasedVersions(TemplateBody)) {
      const version = resources.get(versionId);
      functions.push(await readFunction(version, stack.LastUpdatedTime));
    }
    return functions;
  };

  const readFunction = async (version: StackResourceSummary | undefined, updatedAt: Date | undefined) => {
    // arn:aws:lambda:<region>:<account>:function:<name>:<version>
    const [functionName = '', releasedVersion = ''] = (version?.PhysicalResourceId ?? '').split(':').slice(6);
    return explain(
      async () => {
        const alias = await lambda.send(new GetAliasCommand({ FunctionName: functionName, Name: liveAlias }));
        if (Object.keys(alias.RoutingConfig?.AdditionalVersionWeights ?? {}).length > 0) {
          throw new UserError(
            `A release of ${functionName} is in progress: stop it in CodeDeploy, which moves it back.`,
          );
        }
        const versions: number[] = [];
        for await (const { Versions = [] } of paginateListVersionsByFunction(
          { client: lambda },
          { FunctionName: functionName },
        ))
          versions.push(...Versions.map(one => Number(one.Version)).filter(Number.isInteger));
        return {
          functionName,
          liveVersion: Number(alias.FunctionVersion),
          releasedVersion: Number(releasedVersion),
          isNew: updatedAt !== undefined && (version?.LastUpdatedTimestamp ?? new Date(0)) >= updatedAt,
          versions,
        };
      },
      `function ${functionName}`,
      'lambda:GetAlias and lambda:ListVersionsByFunction',
    );
  };

  return {
    async readFunctions() {
      const stacks: ReleasedFunction[][] = [];
      for (const group of ['api', 'portal'] as const) {
        const name = toFunctionsStackName(stage, group);
        const actions =
          'cloudformation:DescribeStacks, cloudformation:GetTemplate and cloudformation:ListStackResources';
        const functions = await explain(() => readStack(name), `stack ${name}`, actions);
        if (functions) stacks.push(functions);
      }
      return stacks.length === 0 ? undefined : stacks.flat();
    },

    async moveAlias({ functionName, to }) {
      const input = { FunctionName: functionName, Name: liveAlias, FunctionVersion: String(to) };
      await explain(() => lambda.send(new UpdateAliasCommand(input)), `function ${functionName}`, 'lambda:UpdateAlias');
    },
  };
}

async function findStack(client: CloudFormationClient, StackName: string) {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}
