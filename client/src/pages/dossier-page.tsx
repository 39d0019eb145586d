import { accept, type DossierId, type Outcome } from '@meemaak/model';
import type { DossierView } from '@meemaak/protocol';
import { Suspense, startTransition, use, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchDossier, type SendRefusal } from '../commands/send.ts';
import { Button } from '../ui/button.tsx';
import { MessagePage } from '../ui/message-page.tsx';
import { takeLostFocus } from '../ui/take-lost-focus.ts';
import { EnterPage } from './enter-page.tsx';
import { OpenDossierPage } from './open-dossier-page.tsx';

type AskedView = Promise<Outcome<DossierView, SendRefusal>>;

/** One dossier: the way in for who has not entered, its three faces for who has. */
export function DossierPage({ dossierId }: { readonly dossierId: DossierId }) {
  const t = useTranslations('app');
  // Asked for here and read below: what waits inside a Suspense would ask again and again.
  const [asked, setAsked] = useState<AskedView>(() => fetchDossier(dossierId));
  // The button that was pressed goes with its page; the focus goes to the top of the next one.
  const [isPressed, setPressed] = useState(false);
  const show = (view: AskedView) =>
    startTransition(() => {
      setPressed(true);
      setAsked(view);
    });
  return (
    <Suspense fallback={<MessagePage title={t('name')} text={t('loading')} />}>
      <AskedDossier
        asked={asked}
        isPressed={isPressed}
        onRetry={() => show(fetchDossier(dossierId))}
        onEntered={(view) => show(Promise.resolve(accept(view)))}
      />
    </Suspense>
  );
}

interface AskedDossierProps {
  readonly asked: AskedView;
  readonly isPressed: boolean;
  readonly onRetry: () => void;
  readonly onEntered: (view: DossierView) => void;
}

function AskedDossier({ asked, isPressed, onRetry, onEntered }: AskedDossierProps) {
  const app = useTranslations('app');
  const t = useTranslations('dossier');
  const outcome = use(asked);
  const title = outcome.ok ? outcome.value.title : undefined;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${app('name')}`;
  }, [title, app]);
  if (outcome.ok) {
    const { me } = outcome.value;
    const top = isPressed ? takeLostFocus : undefined;
    return me === undefined ? (
      <EnterPage view={outcome.value} onEntered={onEntered} topRef={top} />
    ) : (
      <OpenDossierPage view={outcome.value} me={me} topRef={top} />
    );
  }
  if (outcome.refusal.kind === 'unknownDossier') {
    return (
      <MessagePage title={t('unknown')} text={t('unknownText')}>
        <a href="/">{app('toHome')}</a>
      </MessagePage>
    );
  }
  return (
    <MessagePage title={app('serverDown')} text={app('serverDownText')}>
      <Button look="main" onClick={onRetry}>
        {app('retry')}
      </Button>
    </MessagePage>
  );
}
