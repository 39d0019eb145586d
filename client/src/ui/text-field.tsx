import { useEffect, useId, useRef, type ComponentProps, type ReactNode } from 'react';
import './text-field.css';

interface FieldProps {
  readonly label: string;
  /** Under the label, in small letters. */
  readonly hint?: ReactNode;
  /** Somebody asked for this form: they begin here. */
  readonly isFirst?: boolean;
}

/** A line to write in, under its name. */
export function TextField({ label, hint, isFirst, ...rest }: FieldProps & ComponentProps<'input'>) {
  const id = useId();
  const field = useStart<HTMLInputElement>(isFirst);
  const hintId = `${id}-hint`;
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <small id={hintId}>{hint}</small>}
      <input
        {...rest}
        ref={field}
        id={id}
        aria-describedby={hint === undefined ? undefined : hintId}
      />
    </div>
  );
}

/** A few lines to write in, under their name. */
export function TextArea({
  label,
  hint,
  isFirst,
  ...rest
}: FieldProps & ComponentProps<'textarea'>) {
  const id = useId();
  const field = useStart<HTMLTextAreaElement>(isFirst);
  const hintId = `${id}-hint`;
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <small id={hintId}>{hint}</small>}
      <textarea
        {...rest}
        ref={field}
        id={id}
        aria-describedby={hint === undefined ? undefined : hintId}
      />
    </div>
  );
}

function useStart<Field extends HTMLElement>(isFirst: boolean | undefined) {
  const field = useRef<Field>(null);
  useEffect(() => {
    if (isFirst === true) field.current?.focus();
  }, [isFirst]);
  return field;
}
