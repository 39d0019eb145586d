/** What others say about the chosen node, to those whose it is; anybody who may edit adds to it. */
import { MAX_REMARK_LENGTH, type Remark, type TreeNode } from '@meemaak/model';
import { useId, useState, type FormEvent } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { isTheirs } from '../../view/use-guard.ts';
import type { AgreementVerbs } from './bind-agreement.ts';

export interface NodeRemarksProps {
  readonly node: TreeNode;
  /** Undefined for who may only read. */
  readonly verbs: AgreementVerbs | undefined;
}

export function NodeRemarks({ node, verbs }: NodeRemarksProps) {
  const t = useTranslations('remarks');
  if (verbs === undefined && node.remarks.length === 0) return null;
  return (
    <fieldset className="node-agreement-group">
      <legend>{t('title')}</legend>
      <ul>
        {node.remarks.map((remark) => (
          <RemarkLine key={remark.remarkId} node={node} remark={remark} verbs={verbs} />
        ))}
      </ul>
      {verbs !== undefined && <NewRemark node={node} verbs={verbs} />}
    </fieldset>
  );
}

function RemarkLine({ node, remark, verbs }: NodeRemarksProps & { readonly remark: Remark }) {
  const t = useTranslations('remarks');
  const format = useFormatter();
  const room = useRoom();
  const party = remark.party === null ? undefined : room.partiesById.get(remark.party);
  const mayPutAway = remark.party === room.me.partyId || isTheirs(room, node);
  const when =
    remark.at === null
      ? ''
      : format.dateTime(new Date(remark.at), { day: 'numeric', month: 'long' });
  return (
    <li>
      <span>
        {remark.text} <small>{[party?.name, when].filter(Boolean).join(', ')}</small>
      </span>
      {verbs !== undefined && mayPutAway && (
        <Button
          look="plain"
          aria-label={t('putAway', { text: remark.text })}
          onClick={() => verbs.removeRemark(node.nodeId, remark)}
        >
          <span aria-hidden="true">×</span>
        </Button>
      )}
    </li>
  );
}

function NewRemark({ node, verbs }: { readonly node: TreeNode; readonly verbs: AgreementVerbs }) {
  const t = useTranslations('remarks');
  const { partiesById, view } = useRoom();
  const fieldId = useId();
  const [text, setText] = useState('');
  const owner = node.kind === 'effect' ? municipality(view.parties) : node.owner;
  const party = owner === null ? undefined : partiesById.get(owner);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '' && verbs.remark(node.nodeId, text)) setText('');
  };
  return (
    <form className="node-agreement-new" onSubmit={add}>
      <label htmlFor={fieldId}>
        {party === undefined ? t('forNobody') : t('for', { party: party.name })}
      </label>
      <input
        id={fieldId}
        value={text}
        maxLength={MAX_REMARK_LENGTH}
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit">{t('add')}</Button>
    </form>
  );
}

function municipality(parties: ReturnType<typeof useRoom>['view']['parties']) {
  return parties.find(({ kind }) => kind === 'municipality')?.partyId ?? null;
}
