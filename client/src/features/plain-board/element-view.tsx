/** One element where it lies on the board. Its place in the DOM is its turn in reading; how high it
 *  lies in the pile is `layer`. */
import type { BoardElement, GeoElement, ImageElement } from '@meemaak/model';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { selectNode, useSelection } from '../../view/selection.ts';
import { assetAddress } from '../../commands/asset-source.ts';
import { CardFace } from '../card/card-face.tsx';
import { useNode } from '../card/use-node.ts';
import { geoOutline } from './geo-outline.ts';
import { StrokeView } from './stroke-view.tsx';
import type { ElementName } from './use-element-name.ts';
import './element-view.css';

export interface ElementViewProps {
  readonly element: BoardElement;
  readonly name: ElementName;
  readonly layer: number;
}

export function ElementView({ element, name, layer }: ElementViewProps) {
  return (
    <li
      className={`element element-${element.kind} element-colour-${element.colour}`}
      data-record={element.recordId}
      style={placeStyle(element, layer)}
    >
      <ElementBody element={element} name={name} />
    </li>
  );
}

function ElementBody({ element, name }: Omit<ElementViewProps, 'layer'>) {
  const label = [name.kind, name.words, name.whereabouts].filter(Boolean).join(', ');
  switch (element.kind) {
    case 'card':
      return <CardButton element={element} whereabouts={name.whereabouts} />;
    case 'line':
    case 'draw':
    case 'arrow':
      return (
        <>
          <span className="unseen">{label}</span>
          <StrokeView element={element} />
          {element.kind === 'arrow' && element.text !== '' && (
            <span className="element-arrow-words" aria-hidden>
              {element.text}
            </span>
          )}
        </>
      );
    case 'image':
      return <Picture element={element} label={label} />;
    case 'geo':
      return <Form element={element} name={name} />;
    case 'frame':
      return <h3 className="element-frame-name">{name.words || name.kind}</h3>;
    case 'note':
    case 'text':
      return (
        <p style={{ fontSize: element.fontSizePx }}>
          <Announced name={name} />
          {element.text}
        </p>
      );
  }
}

/** What the eye sees at once: the kind and the whereabouts. */
function Announced({ name }: { readonly name: ElementName }) {
  return <span className="unseen">{`${name.kind}, ${name.whereabouts}: `}</span>;
}

function CardButton({
  element,
  whereabouts,
}: {
  readonly element: Extract<BoardElement, { kind: 'card' }>;
  readonly whereabouts: string;
}) {
  const node = useNode(element.nodeId);
  const selection = useSelection();
  if (node === undefined) return null;
  const isChosen = selection.nodeId === element.nodeId;
  return (
    <button
      type="button"
      className="element-card-button"
      aria-pressed={isChosen}
      onClick={() => selectNode(isChosen ? undefined : element.nodeId, 'board')}
    >
      <CardFace node={node} />
      <span className="unseen">{whereabouts}</span>
    </button>
  );
}

function Form({ element, name }: { readonly element: GeoElement; readonly name: ElementName }) {
  const { width, height } = element;
  return (
    <>
      <svg className="element-form" viewBox={`0 0 ${width} ${height}`} aria-hidden>
        <path
          d={geoOutline(element.form, width, height)}
          className={element.isFilled ? 'element-form-filled' : undefined}
          strokeDasharray={element.isDashed ? '8 8' : undefined}
        />
      </svg>
      <p style={{ fontSize: element.fontSizePx }}>
        <Announced name={name} />
        {element.text}
      </p>
    </>
  );
}

function Picture({ element, label }: { readonly element: ImageElement; readonly label: string }) {
  const t = useTranslations('board');
  const { view } = useRoom();
  const address = assetAddress(view.dossierId, element.source ?? null);
  if (address === undefined) return <p>{t('pictureElsewhere')}</p>;
  return <img src={address} alt={label} draggable={false} loading="lazy" />;
}

function placeStyle(element: BoardElement, layer: number): CSSProperties {
  const { place, width, height, opacity } = element;
  const isFreeWidth = element.kind === 'text' && element.isFreeWidth;
  return {
    transform: `translate(${place.x}px, ${place.y}px) rotate(${place.rotation}rad)`,
    width: isFreeWidth ? 'max-content' : width,
    height: element.kind === 'text' ? undefined : height,
    opacity: opacity < 1 ? opacity : undefined,
    zIndex: layer,
  };
}
