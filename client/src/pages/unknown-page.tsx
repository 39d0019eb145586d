import { useTranslations } from 'use-intl';
import { MessagePage } from '../ui/message-page.tsx';

export function UnknownPage() {
  const t = useTranslations('app');
  return (
    <MessagePage title={t('unknownPage')} text={t('unknownPageText')}>
      <a href="/">{t('toHome')}</a>
    </MessagePage>
  );
}
