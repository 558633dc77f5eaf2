import { expect, it } from 'vitest';
import { type TemplateJson, useStageStacks } from '../support/cdk-stacks.ts';

const stage = useStageStacks('empty', config => {
  config.domain = {
    name: 'api.example.com',
    certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/0',
    basePath: 'connect',
  };
  config.identityProviders = ['Partner'];
});

it("the sign-in returns to the portal of the custom domain, and accepts the partners' own identity providers", () => {
  const [client] = Object.values(stage.signIn('AWS::Cognito::UserPoolClient')) as TemplateJson[];
  expect(client.Properties).toMatchObject({
    CallbackURLs: ['https://api.example.com/connect/portal'],
    LogoutURLs: ['https://api.example.com/connect/portal'],
    SupportedIdentityProviders: ['COGNITO', 'Partner'],
  });
});
