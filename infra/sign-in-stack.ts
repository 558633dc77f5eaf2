import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  type CfnUserPoolClient,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { signInParameters, toLoginDomainPrefix, toSignInStackName, toUserPoolName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

/** The address to which the login pages return while a stage has no known address of its own. Only this machine has it. */
const localPortalUrl = 'http://localhost:3000/portal';

/** The stack with the people who can sign in to the portal: a Cognito user pool with managed login. No deployment deletes that of a stage that is kept. */
export class SignInStack extends Stack {
  constructor(scope: Construct, stage: StageSettings) {
    const { name, config, env } = stage;
    const stackName = toSignInStackName(name);
    super(scope, stackName, {
      stackName,
      description: `Connect API, ${name}: sign-in to the portal`,
      env,
      terminationProtection: config.keep,
    });
    const pool = this.addUserPool(name, config.keep);
    pool.addDomain('domain', {
      cognitoDomain: { domainPrefix: toLoginDomainPrefix(name, this.account) },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    const client = addPortalClient(pool, stage);
    new CfnManagedLoginBranding(this, 'branding', {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    const { poolId, clientId } = signInParameters(name);
    new StringParameter(this, 'pool-id', { parameterName: poolId, stringValue: pool.userPoolId });
    new StringParameter(this, 'client-id', { parameterName: clientId, stringValue: client.userPoolClientId });
  }

  private addUserPool(stage: string, keep: boolean): UserPool {
    const pool = new UserPool(this, 'pool', {
      userPoolName: toUserPoolName(stage),
      // Whoever signs up sees nothing: an invitation to the verified e-mail address makes a person a user of a tenant.
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: keep,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledgeFindings(pool, {
      'AwsSolutions-COG2':
        'Each person decides on a second factor. A partner that demands one federates its own identity provider.',
      'AwsSolutions-COG3': 'Threat protection needs the plan Plus, which costs per user. An operator can choose it.',
      'AwsSolutions-COG8': 'The plan Essentials has all that is used here.',
    });
    return pool;
  }
}

/** Adds the public client of the pages: authorization code with PKCE, no secret, no other flow. */
function addPortalClient(pool: UserPool, { config }: StageSettings): UserPoolClient {
  const portalUrl = findPortalUrl(config) ?? localPortalUrl;
  const client = pool.addClient('portal', {
    userPoolClientName: 'portal',
    generateSecret: false,
    oAuth: {
      flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: [portalUrl],
      logoutUrls: [portalUrl],
    },
    supportedIdentityProviders: [
      UserPoolClientIdentityProvider.COGNITO,
      ...config.identityProviders.map(provider => UserPoolClientIdentityProvider.custom(provider)),
    ],
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.hours(12),
    enableTokenRevocation: true,
    preventUserExistenceErrors: true,
  });
  // Without it, Cognito also allows sign-in with a password past the login pages.
  (client.node.defaultChild as CfnUserPoolClient).explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH'];
  return client;
}

/** The address of the portal, if it is known before the first deployment. */
function findPortalUrl({ portalUrl, domain }: StageSettings['config']): string | undefined {
  if (portalUrl !== undefined || !domain) return portalUrl;
  return `https://${domain.name}${domain.basePath === undefined ? '' : `/${domain.basePath}`}/portal`;
}
