import type { CSSProperties } from 'react';
import './radio-card.css';

export interface RadioCardProps {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  readonly isDefault?: boolean;
  /** May set `--card-fill` and `--card-line`. */
  readonly style?: CSSProperties;
}

/** A radio button with room for a second line; the whole card is its label. */
export function RadioCard({ name, value, label, hint, isDefault, style }: RadioCardProps) {
  return (
    <label className="radio-card" style={style}>
      <input type="radio" name={name} value={value} defaultChecked={isDefault} required />
      <strong>{label}</strong>
      <span>{hint}</span>
    </label>
  );
}
