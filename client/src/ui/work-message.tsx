import { Button } from './button.tsx';
import './work-message.css';

export interface WorkMessageProps {
  /** Undefined: nothing to say. The place is there all the same, so that it is read aloud. */
  readonly text: string | undefined;
  readonly isRefusal: boolean;
  readonly undoLabel: string;
  readonly onUndo: (() => void) | undefined;
}

/** What came of the last thing that was done, with its way back. */
export function WorkMessage({ text, isRefusal, undoLabel, onUndo }: WorkMessageProps) {
  return (
    <div className={text === undefined ? 'unseen' : 'work-message'} data-refusal={isRefusal}>
      <output aria-live="polite">{text}</output>
      {onUndo !== undefined && (
        <Button look="plain" onClick={onUndo}>
          {undoLabel}
        </Button>
      )}
    </div>
  );
}
