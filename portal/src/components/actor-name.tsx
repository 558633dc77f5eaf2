import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { components } from '../../../client/src/index.ts';
import { useApiKeys } from '../api/use-api-keys.ts';
import { useTeam } from '../api/use-team.ts';
import { usePortal } from '../session/portal-context.ts';

type ActorProps = NonNullable<components['schemas']['ChangeRequest']>['actor'];

/** The author of a change, by name if the role permits to know it. */
export function ActorName({ actor }: { actor: ActorProps | undefined }) {
  if (!actor) return <>a schedule or the operator</>;
  if (actor.type === 'API_KEY') return <ApiKeyName keyId={actor.id} />;
  if (actor.type === 'USER') return <UserName userId={actor.id} />;
  return <>the tool {actor.id}</>;
}

function ApiKeyName({ keyId }: { keyId: string }) {
  const apiKey = useApiKeys().data?.items.find(each => each.keyId === keyId);
  return (
    <>
      API key{' '}
      <Anchor component={Link} href={`/api-keys/${keyId}`} inherit>
        {apiKey?.name ?? keyId}
      </Anchor>
    </>
  );
}

function UserName({ userId }: { userId: string }) {
  const { user } = usePortal().session;
  const team = useTeam().data;
  if (user.userId === userId) return <>you</>;
  const found = team?.users.find(each => each.userId === userId);
  return <>{found ? (found.name ?? found.email) : `user ${userId}`}</>;
}
