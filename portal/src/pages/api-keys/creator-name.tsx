import type { portalComponents } from '../../../../client/src/index.ts';

/** The person or the tool that created an API key. The name is the one at that time, so it is known also if the user was removed. */
export function CreatorName({ creator }: { creator: portalComponents['schemas']['PortalApiKey']['createdBy'] }) {
  if (!creator) return <>–</>;
  return <>{creator.name ?? (creator.type === 'TOOL' ? `the tool ${creator.id}` : creator.id)}</>;
}
