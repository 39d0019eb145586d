import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ToolName } from './tools.ts';

const letter = { fill: 'currentColor', stroke: 'none', fontFamily: 'var(--font-ui)' } as const;

const drawings: Record<ToolName, ReactNode> = {
  undo: <path d="M7 4 3.5 7.5 7 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8" />,
  redo: <path d="m13 4 3.5 3.5L13 11m3-3.5H8.5a4.5 4.5 0 0 0 0 9H12" />,
  paragraph: <path d="M3.5 5h13M3.5 10h13M3.5 15h8" />,
  heading: <HeadingLetter size={15} />,
  subheading: <HeadingLetter size={11} />,
  bold: (
    <path strokeWidth="2.4" d="M6 4h4.7a2.9 2.9 0 0 1 0 5.8H6zm0 5.8h5.5a3.1 3.1 0 0 1 0 6.2H6z" />
  ),
  italic: <path d="M8.5 4H15M5 16h6.5M12 4 8 16" />,
  bulletList: <path d="M8 5h9M8 10h9M8 15h9M3.8 5h.1m-.1 5h.1m-.1 5h.1" />,
  orderedList: (
    <path d="M9 5h8M9 10h8M9 15h8M3.4 3.7l1.3-.7v4.5M3.2 12.9c.3-1.3 2.3-1.3 2.3 0 0 .9-1.4 1.5-2.3 2.9h2.5" />
  ),
  quote: <path d="M8 6c-2.7.8-4 2.6-4 5v3h4v-4H5.5M16.5 6c-2.7.8-4 2.6-4 5v3h4v-4H14" />,
  link: (
    <path d="m8.5 11.5 3-3M9 6.5l1.7-1.7a3.2 3.2 0 0 1 4.5 4.5L13.5 11M11 13.5l-1.7 1.7a3.2 3.2 0 0 1-4.5-4.5L6.5 9" />
  ),
  chip: (
    <>
      <rect x="2.5" y="6" width="15" height="8.5" rx="2.5" />
      <circle cx="6.7" cy="10.25" r="1.3" fill="currentColor" />
      <path d="M10 10.25h4.5" />
    </>
  ),
  table: <path d="M3 4.5h14v11H3zm0 3.7h14M10 8.2v7.3m-7-3.7h14" />,
  blocks: <path d="M10 4v12M4 10h12" />,
  find: <path d="M8.8 14a5.2 5.2 0 1 0 0-10.4 5.2 5.2 0 0 0 0 10.4m3.8-1.4 4 4" />,
};

/** Drawn in the colour of the words around it; the button says what it is. */
export function ToolIcon({ name }: { readonly name: ToolName }) {
  return (
    <svg
      className="tool-icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}

/** The first letter of the word for a heading. */
function HeadingLetter({ size }: { readonly size: number }) {
  const t = useTranslations('narrative');
  return (
    <text
      x="10"
      y={10 + size * 0.36}
      textAnchor="middle"
      fontSize={size}
      fontWeight="750"
      {...letter}
    >
      {t('headingLetter')}
    </text>
  );
}
