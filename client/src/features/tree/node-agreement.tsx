/** How far the chosen node is and who stands behind it: to read, and to say. */
import {
  isOffered,
  NODE_STATES,
  type NodeId,
  type PartyId,
  type Service,
  type TreeNode,
} from '@meemaak/model';
import { useId, useState, type FormEvent } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';
import { isTheirs, useGuard } from '../../view/use-guard.ts';
import type { AgreementVerbs, NodeVerbs } from './bind-agreement.ts';
import { NodeIndicators } from './node-indicators.tsx';
import { NodeRemarks } from './node-remarks.tsx';
import './node-agreement.css';

interface NodeAgreementProps {
  readonly node: TreeNode;
  /** Undefined for who may only read. */
  readonly verbs: AgreementVerbs | undefined;
}

export interface NodeDetailsProps {
  readonly node: TreeNode;
  /** Undefined for who may only read. */
  readonly verbs: NodeVerbs | undefined;
  /** The keyboard comes to who helps. */
  readonly startsAtHelpers?: boolean;
}

export function NodeAgreement({ node, verbs, startsAtHelpers = false }: NodeDetailsProps) {
  const t = useTranslations('node');
  const room = useRoom();
  useGuard();
  // What is another's to fix is read here, and remarked upon.
  const isOwn = isTheirs(room, node);
  const props = { node, verbs: isOwn ? verbs : undefined };
  return (
    <div className="node-agreement">
      {!isOwn && <p>{t('fixedByOthers', { nodeKind: node.kind })}</p>}
      <NodeIndicators node={node} verbs={isOwn ? verbs : undefined} />
      <State {...props} />
      <Taking {...props} />
      <Helpers node={node} verbs={verbs} isOwn={isOwn} startsHere={startsAtHelpers} />
      {node.kind === 'performance' && <Services {...props} />}
      <NodeRemarks node={node} verbs={verbs} />
    </div>
  );
}

function State({ node: { nodeId, state }, verbs }: NodeAgreementProps) {
  const t = useTranslations('node');
  const agreement = useTranslations('agreement');
  const since = useDay()(state.at);
  const choose = (chosen: string): void => {
    const is = NODE_STATES.find((name) => name === chosen);
    if (is !== undefined) verbs?.setState(nodeId, is);
  };
  return (
    <label className="node-agreement-line">
      {agreement('state')}
      <select
        value={state.is}
        disabled={verbs === undefined}
        onChange={({ target }) => choose(target.value)}
      >
        {NODE_STATES.map((name) => (
          <option key={name} value={name}>
            {t(`states.${name}`)}
          </option>
        ))}
      </select>
      {since !== undefined && <small>{agreement('stateSince', { when: since })}</small>}
    </label>
  );
}

function Taking({ node, verbs }: NodeAgreementProps) {
  const t = useTranslations('agreement');
  const { me, partiesById } = useRoom();
  const when = useDay()(node.taken?.at ?? null);
  if (node.owner === null || node.kind === 'effect') return null;
  const party = partiesById.get(node.owner)?.name ?? '';
  const isAsked = isOffered(node);
  const isOurs = verbs !== undefined && node.owner === me.partyId;
  const said = when === undefined ? t('takenByUndated', { party }) : t('takenBy', { party, when });
  return (
    <div className="node-agreement-line">
      <p>{isAsked ? t('offeredTo', { party }) : said}</p>
      {isOurs && (
        <Button look={isAsked ? 'main' : 'quiet'} onClick={() => verbs.take(node.nodeId, isAsked)}>
          {t(isAsked ? 'take' : 'untake')}
        </Button>
      )}
    </div>
  );
}

function Helpers({
  node: { nodeId, owner, helperIds },
  verbs,
  isOwn,
  startsHere,
}: NodeAgreementProps & { readonly isOwn: boolean; readonly startsHere: boolean }) {
  const t = useTranslations('agreement');
  const { me, view, partiesById } = useRoom();
  // For their own party anybody says it.
  const maySay = (partyId: PartyId) => isOwn || partyId === me.partyId;
  const others = view.parties.filter(
    ({ partyId }) => partyId !== owner && !helperIds.includes(partyId) && maySay(partyId),
  );
  const nameOf = (partyId: PartyId) => partiesById.get(partyId)?.name ?? partyId;
  return (
    <fieldset
      className="node-agreement-group"
      tabIndex={-1}
      ref={startsHere ? takeFocus : undefined}
    >
      <legend>{t('helpers')}</legend>
      {helperIds.length === 0 && <p>{t('noHelpers')}</p>}
      <ul>
        {helperIds.map((partyId) => (
          <li key={partyId}>
            {nameOf(partyId)}
            {verbs !== undefined && maySay(partyId) && (
              <Button
                look="plain"
                aria-label={t('removeHelper', { party: nameOf(partyId) })}
                onClick={() => verbs.setHelper(nodeId, partyId, false)}
              >
                <span aria-hidden="true">×</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {verbs !== undefined && others.length > 0 && (
        <select
          value=""
          aria-label={t('addHelper')}
          onChange={({ target }) => {
            const chosen = others.find(({ partyId }) => partyId === target.value);
            if (chosen !== undefined) verbs.setHelper(nodeId, chosen.partyId, true);
          }}
        >
          <option value="">{t('addHelper')}</option>
          {others.map(({ partyId, name }) => (
            <option key={partyId} value={partyId}>
              {name}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}

function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

function Services({ node, verbs }: NodeAgreementProps) {
  const t = useTranslations('agreement');
  if (verbs === undefined && node.services.length === 0) return null;
  return (
    <fieldset className="node-agreement-group">
      <legend>{t('services')}</legend>
      <ul>
        {node.services.map((service) => (
          <ServiceLine key={service.effectId} node={node} service={service} verbs={verbs} />
        ))}
      </ul>
      {verbs !== undefined && <NewService node={node} verbs={verbs} />}
    </fieldset>
  );
}

function ServiceLine({
  node,
  service: { effectId, reason },
  verbs,
}: NodeAgreementProps & { readonly service: Service }) {
  const t = useTranslations('agreement');
  const { treeIndex } = useRoom();
  const title = useShownTitle()(
    treeIndex.node(effectId)?.title ?? treeIndex.archivedTitle(effectId) ?? '',
  );
  return (
    <li>
      <span>
        <strong>{title}</strong>
        {reason !== '' && `: ${reason}`}
      </span>
      {verbs !== undefined && (
        <Button
          look="plain"
          aria-label={t('removeService', { title })}
          onClick={() => verbs.setService(node.nodeId, effectId, null)}
        >
          <span aria-hidden="true">×</span>
        </Button>
      )}
    </li>
  );
}

function NewService({ node, verbs }: { readonly node: TreeNode; readonly verbs: AgreementVerbs }) {
  const t = useTranslations('agreement');
  const shownTitle = useShownTitle();
  const { treeIndex } = useRoom();
  const [effectId, setEffectId] = useState('');
  const [reason, setReason] = useState('');
  const reasonId = useId();
  const known = new Set<NodeId | null>([
    node.parentId,
    ...node.services.map((one) => one.effectId),
  ]);
  const effects = treeIndex
    .rows()
    .filter(({ kind, nodeId }) => kind === 'effect' && !known.has(nodeId));
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const effect = effects.find(({ nodeId }) => nodeId === effectId);
    if (effect === undefined || !verbs.setService(node.nodeId, effect.nodeId, reason)) return;
    setEffectId('');
    setReason('');
  };
  if (effects.length === 0) return null;
  return (
    <form className="node-agreement-new" onSubmit={add}>
      <select
        required
        value={effectId}
        aria-label={t('effect')}
        onChange={({ target }) => setEffectId(target.value)}
      >
        <option value="">{t('effect')}</option>
        {effects.map(({ nodeId, title }) => (
          <option key={nodeId} value={nodeId}>
            {shownTitle(title)}
          </option>
        ))}
      </select>
      <label htmlFor={reasonId}>{t('reason')}</label>
      <input
        id={reasonId}
        value={reason}
        maxLength={300}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button type="submit">{t('addService')}</Button>
    </form>
  );
}

function useDay(): (at: number | null) => string | undefined {
  const format = useFormatter();
  return (at) => (at === null ? undefined : format.dateTime(at, { dateStyle: 'long' }));
}
