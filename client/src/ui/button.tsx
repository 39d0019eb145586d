import type { ComponentProps } from 'react';
import './button.css';

/** `plain` for tools in a row, `quiet` for what stands beside the main thing, `main` once a screen. */
export type ButtonLook = 'main' | 'quiet' | 'plain' | 'danger';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook;
  /** Shows a pressed state: a button that is on or off. */
  readonly pressed?: boolean;
}

export function Button({ look = 'quiet', pressed, className, type, ...rest }: ButtonProps) {
  const classes = ['button', `button-${look}`, className].filter(Boolean).join(' ');
  return <button {...rest} type={type ?? 'button'} className={classes} aria-pressed={pressed} />;
}
