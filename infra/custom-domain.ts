import { DomainName, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import type { StageConfig } from './stage-config.ts';
import { tlsSettings } from './tls-settings.ts';

/**
 * Adds a custom domain to a gateway. The functions read the base path from each request, so that `Location` contains it.
 *
 * @returns the address of the API, without a slash at the end
 */
export function addCustomDomain(
  scope: Construct,
  { name, certificateArn, basePath, hostedZone }: NonNullable<StageConfig['domain']>,
  api: RestApi,
): string {
  const domain = new DomainName(scope, 'domain', {
    domainName: name,
    certificate: Certificate.fromCertificateArn(scope, 'certificate', certificateArn),
    ...tlsSettings,
  });
  domain.addBasePathMapping(api, basePath === undefined ? {} : { basePath });
  if (hostedZone) {
    const zone = HostedZone.fromHostedZoneAttributes(scope, 'zone', {
      hostedZoneId: hostedZone.id,
      zoneName: hostedZone.name,
    });
    new ARecord(scope, 'record', {
      zone,
      // The trailing dot makes the name absolute. Without it, the name of the zone would be appended.
      recordName: `${name}.`,
      target: RecordTarget.fromAlias(new ApiGatewayDomain(domain)),
    });
  }
  return `https://${name}${basePath === undefined ? '' : `/${basePath}`}`;
}
