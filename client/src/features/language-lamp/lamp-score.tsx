import { fleschDouma, readingEase, type Measure, type ReadingEase } from '@meemaak/plain-language';
import { useFormatter, useTranslations } from 'use-intl';

const MEANS: Readonly<Record<ReadingEase, 'hard' | 'normal' | 'easy'>> = {
  veryHard: 'hard',
  hard: 'hard',
  fairlyHard: 'hard',
  normal: 'normal',
  fairlyEasy: 'easy',
  easy: 'easy',
  veryEasy: 'easy',
};

/** How easy the text reads, in words first. */
export function LampScore({ measure }: { readonly measure: Measure }) {
  const t = useTranslations('lamp');
  const format = useFormatter();
  const score = fleschDouma(measure);
  if (score === undefined) return <p>{t('empty')}</p>;
  // A formula can go beyond its own scale.
  const shown = Math.round(Math.min(100, Math.max(0, score)));
  const ease = readingEase(score);
  const perWord = (count: number): string => format.number(count, { maximumFractionDigits: 1 });
  return (
    <div className="lamp-score">
      <p className="lamp-score-ease">{t(`ease.${ease}`)}</p>
      <div className="lamp-score-scale" aria-hidden="true">
        <span style={{ '--lamp-score': `${String(shown)}%` }} />
      </div>
      <p className="lamp-score-number">{t('score', { score: String(shown) })}</p>
      <p>{t(`means.${MEANS[ease]}`)}</p>
      <details>
        <summary>{t('scoreHow')}</summary>
        <p>
          {t('scoreLimits')} {t('dutchOnly')}
        </p>
        <p>
          {t('scoreFormula', {
            syllables: perWord(measure.syllables / measure.words),
            words: perWord(measure.words / measure.sentences),
          })}
        </p>
      </details>
    </div>
  );
}
