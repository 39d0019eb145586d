import { readPlainText, type UnfitReason } from '@meemaak/narrative';
import { useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** The words of a text that we must not bind an editor to: read only, and following its changes. */
export function PlainNarrative({ reason }: { readonly reason: UnfitReason }) {
  const app = useTranslations('app');
  const t = useTranslations('narrative');
  const { narrative, treeIndex } = useRoom();
  const words = useSyncExternalStore(
    (listener) => {
      narrative.body.observeDeep(listener);
      const stop = treeIndex.subscribe(listener);
      return () => {
        narrative.body.unobserveDeep(listener);
        stop();
      };
    },
    () => readPlainText(narrative.body, (ref) => treeIndex.node(ref)?.title),
  );
  return (
    <>
      <Notice
        spoken="later"
        action={<Button onClick={() => location.reload()}>{app('reload')}</Button>}
      >
        {t(reason.kind)}
      </Notice>
      <div className="narrative-page">
        <article className="narrative-text narrative-plain" aria-label={t('label')} lang="nl">
          {words}
        </article>
      </div>
    </>
  );
}
