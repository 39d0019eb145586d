import { useCallback } from 'react';
import { useTranslations } from 'use-intl';

/** What stands on the screen for a title: itself, or that there is none yet. */
export function useShownTitle(): (title: string) => string {
  const t = useTranslations('node');
  return useCallback((title) => title || t('untitled'), [t]);
}
