/** The part of a request that a managed rule inspects. */
export type InspectedPart = 'body' | 'path' | 'query' | 'cookie' | 'header' | 'method';

/**
 * The rules of the managed groups, with the part of the request that each inspects. As AWS publishes them in the WAF developer guide
 * (aws-managed-rule-groups-baseline), with the rule that was added for CVE-2025-55182 (React).
 */
export const managedRuleGroups: Record<string, Record<string, InspectedPart>> = {
  AWSManagedRulesCommonRuleSet: {
    NoUserAgent_HEADER: 'header',
    UserAgent_BadBots_HEADER: 'header',
    SizeRestrictions_QUERYSTRING: 'query',
    SizeRestrictions_Cookie_HEADER: 'cookie',
    SizeRestrictions_BODY: 'body',
    SizeRestrictions_URIPATH: 'path',
    EC2MetaDataSSRF_BODY: 'body',
    EC2MetaDataSSRF_COOKIE: 'cookie',
    EC2MetaDataSSRF_URIPATH: 'path',
    EC2MetaDataSSRF_QUERYARGUMENTS: 'query',
    GenericLFI_QUERYARGUMENTS: 'query',
    GenericLFI_URIPATH: 'path',
    GenericLFI_BODY: 'body',
    RestrictedExtensions_URIPATH: 'path',
    RestrictedExtensions_QUERYARGUMENTS: 'query',
    GenericRFI_QUERYARGUMENTS: 'query',
    GenericRFI_BODY: 'body',
    GenericRFI_URIPATH: 'path',
    CrossSiteScripting_COOKIE: 'cookie',
    CrossSiteScripting_QUERYARGUMENTS: 'query',
    CrossSiteScripting_BODY: 'body',
    CrossSiteScripting_URIPATH: 'path',
  },
  AWSManagedRulesKnownBadInputsRuleSet: {
    JavaDeserializationRCE_HEADER: 'header',
    JavaDeserializationRCE_BODY: 'body',
    JavaDeserializationRCE_URIPATH: 'path',
    JavaDeserializationRCE_QUERYSTRING: 'query',
    Host_localhost_HEADER: 'header',
    PROPFIND_METHOD: 'method',
    ExploitablePaths_URIPATH: 'path',
    Log4JRCE_HEADER: 'header',
    Log4JRCE_QUERYSTRING: 'query',
    Log4JRCE_BODY: 'body',
    Log4JRCE_URIPATH: 'path',
    ReactJSRCE_BODY: 'body',
  },
};

/** The rules that block, with the reason why no valid request triggers them. */
export const blockingRuleReasons: Record<string, string> = {
  UserAgent_BadBots_HEADER:
    'Matches the names of vulnerability scanners, such as nessus and nmap. No client has such a name.',
  Host_localhost_HEADER: 'The gateway accepts no other host than that of its certificate.',
  PROPFIND_METHOD: 'No path has this method. Without the rule, the response would be a 405.',
  JavaDeserializationRCE_HEADER:
    'Matches calls of Java code. An idempotency key is the only free text in a header, and clients generate it.',
  Log4JRCE_HEADER:
    'Matches Log4j look-ups. An idempotency key is the only free text in a header, and clients generate it.',
};

/** A text for each pattern that the documentation names, for the parts of a request in which clients send data. */
export const inspectedTexts = [
  '../../etc/passwd',
  'http://127.0.0.1/shell.txt',
  'http://localhost:3000',
  'http://169.254.169.254/latest/meta-data/',
  '<script>alert("hello")</script>',
  'sessions.log',
  'web-inf',
  '(java.lang.Runtime).getRuntime().exec("whoami")',
  ['$', '{jndi:ldap://example.com/}'].join(''),
];
