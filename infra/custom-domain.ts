import { DomainName, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import type { StageConfig } from './stage-config.ts';
import { tlsSettings } from './tls-settings.ts';

/**
 * A name of our own in front of a gateway. The functions read the base path from each request, so `Location` agrees with it.
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
      // With the dot it is the whole name; without, the zone's would be added to it.
      recordName: `${name}.`,
      target: RecordTarget.fromAlias(new ApiGatewayDomain(domain)),
    });
  }
  return `https://${name}${basePath === undefined ? '' : `/${basePath}`}`;
}
