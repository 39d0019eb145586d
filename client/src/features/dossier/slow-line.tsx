import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import './slow-line.css';

/** Why everything takes a little longer here: said once, in passing. Nothing is wrong, and nothing is to
 *  be done [F35]. */
export function SlowLine({ isConnected }: { readonly isConnected: boolean }) {
  const isSlow = useWatch(useRoom().isSlowLine);
  const t = useTranslations('save');
  // Always there: a region that comes together with its words is not read aloud.
  return <output className="slow-line">{isSlow && isConnected ? t('slowLine') : ''}</output>;
}
