/** What is measured at the chosen node: a sentence and a small picture each, and a form for who may change it. */
import { ENOUGH_INDICATORS, type Indicator, type IndicatorId, type TreeNode } from '@meemaak/model';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import type { MeasuringVerbs } from './bind-measuring.ts';
import { IndicatorChart } from './indicator-chart.tsx';
import { IndicatorForm } from './indicator-form.tsx';
import { sentenceOf } from './indicator-sentence.ts';
import { MeasuringWords } from './measuring-words.tsx';
import './node-indicators.css';

export interface NodeIndicatorsProps {
  readonly node: TreeNode;
  /** Undefined for who may not change them. */
  readonly verbs: MeasuringVerbs | undefined;
}

export function NodeIndicators(props: NodeIndicatorsProps) {
  return (
    <MeasuringWords>
      <Indicators {...props} />
    </MeasuringWords>
  );
}

function Indicators({ node: { nodeId, indicators }, verbs }: NodeIndicatorsProps) {
  const t = useTranslations('measuring');
  const [openId, setOpenId] = useState<IndicatorId>();
  return (
    <fieldset className="node-agreement-group node-indicators">
      <legend>{t('title')}</legend>
      {indicators.length === 0 && <p>{t('none')}</p>}
      <ul>
        {indicators.map((indicator) => (
          <li key={indicator.indicatorId}>
            <Shown indicator={indicator} />
            {verbs !== undefined && openId === indicator.indicatorId && (
              <IndicatorForm
                indicator={indicator}
                change={(to) => verbs.changeIndicator(nodeId, indicator.indicatorId, to)}
              />
            )}
            {verbs !== undefined && (
              <Tools
                name={indicator.name}
                isOpen={openId === indicator.indicatorId}
                onOpen={(isOpen) => setOpenId(isOpen ? indicator.indicatorId : undefined)}
                onRemove={() => verbs.removeIndicator(nodeId, indicator)}
              />
            )}
          </li>
        ))}
      </ul>
      {verbs !== undefined && indicators.length > ENOUGH_INDICATORS && (
        <output>{t('enough', { count: indicators.length })}</output>
      )}
      {verbs !== undefined && (
        <Button onClick={() => setOpenId(verbs.measure(nodeId))}>{t('add')}</Button>
      )}
    </fieldset>
  );
}

function Shown({ indicator }: { readonly indicator: Indicator }) {
  const t = useTranslations('measuring');
  const format = useFormatter();
  const { partiesById } = useRoom();
  const holder = indicator.holder === null ? undefined : partiesById.get(indicator.holder);
  const sentence = sentenceOf(indicator, holder, { t, format });
  return (
    <>
      <strong>{indicator.name === '' ? t('nameless') : indicator.name}</strong>
      <span>{sentence ?? t('sentence.empty')}</span>
      <IndicatorChart indicator={indicator} />
      {indicator.risk !== '' && <small>{t('risk', { risk: indicator.risk })}</small>}
    </>
  );
}

interface ToolsProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onRemove: () => void;
}

function Tools({ name, isOpen, onOpen, onRemove }: ToolsProps) {
  const t = useTranslations('measuring');
  const called = name === '' ? t('nameless') : name;
  return (
    <div className="node-indicators-tools">
      <Button aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
        {t(isOpen ? 'done' : 'change')}
        <span className="unseen"> {called}</span>
      </Button>
      <Button look="plain" aria-label={t('remove', { name: called })} onClick={onRemove}>
        <span aria-hidden="true">×</span>
      </Button>
    </div>
  );
}
