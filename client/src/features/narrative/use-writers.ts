import { useEffect, useMemo } from 'react';
import { fetchWriters } from '../../commands/send.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { WriterBook, type WritersKnown } from './writer-book.ts';

/** Which party writes under which client id. */
export function useWriters(): WritersKnown {
  const { view, me, awareness, partiesById } = useRoom();
  const { dossierId } = view;
  const { clientID: clientId } = awareness;
  const book = useMemo(
    () =>
      new WriterBook({
        fetchWriters: () => fetchWriters(dossierId),
        partiesById,
        own: { clientId, party: partiesById.get(me.partyId) },
      }),
    [dossierId, clientId, partiesById, me.partyId],
  );
  useEffect(() => book.open(), [book]);
  return useWatch(book.known);
}
