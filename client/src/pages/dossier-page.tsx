import type { DossierId } from '@meemaak/model';
import { useTranslations } from 'use-intl';
import { MessagePage } from '../ui/message-page.tsx';

export function DossierPage({ dossierId }: { readonly dossierId: DossierId }) {
  const t = useTranslations('app');
  return <MessagePage title={dossierId} text={t('loading')} />;
}
