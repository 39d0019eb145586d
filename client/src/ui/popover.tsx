import { useId, type ReactNode } from 'react';
import './popover.css';

export interface PopoverProps {
  /** The button's name for who cannot see its face. */
  readonly label: string;
  /** What stands on the button. */
  readonly face: ReactNode;
  readonly children: ReactNode;
}

/** A button with a panel under it. The browser closes it on Escape and on a click elsewhere. */
export function Popover({ label, face, children }: PopoverProps) {
  const id = `popover-${useId()}`;
  return (
    <div className="popover" style={{ '--popover-anchor': `--${id}` }}>
      <button type="button" className="popover-button" popoverTarget={id}>
        <span className="unseen">{label}</span>
        {face}
      </button>
      <div id={id} popover="auto" className="popover-panel">
        {children}
      </div>
    </div>
  );
}
