import type { NarrativeDocument } from '@meemaak/model';
import { whyUnfitForEditing, type UnfitReason } from '@meemaak/narrative';
import { useEffect, useState } from 'react';

/** Why no editor may be bound to this text now, and the way for a bound one to say so. An unfit text
 *  is looked at again after every change: taking out what is foreign opens it. */
export function useUnfit(narrative: NarrativeDocument) {
  const [unfit, setUnfit] = useState<UnfitReason | undefined>(() => whyUnfitForEditing(narrative));
  const isUnfit = unfit !== undefined;
  useEffect(() => {
    if (!isUnfit) return;
    const look = (): void => setUnfit(whyUnfitForEditing(narrative));
    look();
    narrative.doc.on('afterTransaction', look);
    return () => narrative.doc.off('afterTransaction', look);
  }, [narrative, isUnfit]);
  return { unfit, setUnfit };
}
