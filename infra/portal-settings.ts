import { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { signInParameters, toLoginDomainPrefix } from './resource-names.ts';

/** The environment variables of functions that accept portal sessions. The user pool is found by the names of its parameters. */
export function buildPortalVariables(scope: Construct, stage: string): Record<string, string> {
  const { region, urlSuffix } = Stack.of(scope);
  const { poolId, clientId } = signInParameters(stage);
  const read = (parameter: string) => StringParameter.valueForStringParameter(scope, parameter);
  const issuer = `https://cognito-idp.${region}.${urlSuffix}/${read(poolId)}`;
  return {
    PORTAL_ISSUER: issuer,
    PORTAL_CLIENT_ID: read(clientId),
    PORTAL_JWKS_URL: `${issuer}/.well-known/jwks.json`,
  };
}

/** The environment variables of the function that serves the pages of the portal. */
export function buildPortalPageVariables(scope: Construct, stage: string): Record<string, string> {
  const { account, region } = Stack.of(scope);
  const { PORTAL_JWKS_URL: _, ...variables } = buildPortalVariables(scope, stage);
  return {
    ...variables,
    PORTAL_LOGIN_URL: `https://${toLoginDomainPrefix(stage, account)}.auth.${region}.amazoncognito.com`,
  };
}
