import { describe, expect, it } from 'vitest';
import { type TemplateJson, useStageStacks } from '../support/cdk-stacks.ts';

const stage = useStageStacks();
const findOnly = (type: string): TemplateJson => {
  const found = Object.values(stage.signIn(type)) as TemplateJson[];
  expect(found).toHaveLength(1);
  return found[0];
};

describe('the user pool', () => {
  it('accepts verified e-mail addresses and an optional second factor, and is never deleted', () => {
    const { Properties, DeletionPolicy } = findOnly('AWS::Cognito::UserPool');
    expect(DeletionPolicy).toBe('Retain');
    expect(Properties).toMatchObject({
      ...{ DeletionProtection: 'ACTIVE', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] },
      ...{ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'], UserPoolTier: 'ESSENTIALS' },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    });
  });

  it('has a public client with the authorization code flow alone, so that PKCE protects the code', () => {
    const { Properties } = findOnly('AWS::Cognito::UserPoolClient');
    expect(Properties).toMatchObject({
      ...{ GenerateSecret: false, AllowedOAuthFlows: ['code'], AllowedOAuthFlowsUserPoolClient: true },
      ...{ AllowedOAuthScopes: ['openid', 'email', 'profile'], PreventUserExistenceErrors: 'ENABLED' },
      ...{ SupportedIdentityProviders: ['COGNITO'], EnableTokenRevocation: true },
    });
    expect(Properties.ExplicitAuthFlows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
  });

  it('has login pages of its own', () => {
    expect(findOnly('AWS::Cognito::UserPoolDomain').Properties).toMatchObject({ ManagedLoginVersion: 2 });
    expect(findOnly('AWS::Cognito::ManagedLoginBranding').Properties.UseCognitoProvidedValues).toBe(true);
  });

  it('is found by the names of two parameters', () => {
    const names = Object.values(stage.signIn('AWS::SSM::Parameter')).map(
      ({ Properties }: TemplateJson) => Properties.Name,
    );
    expect(names.sort()).toEqual(['/connect/production/sign-in/client-id', '/connect/production/sign-in/pool-id']);
  });
});
