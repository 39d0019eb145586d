import type { ReactNode } from 'react';
import './notice.css';

export interface NoticeProps {
  readonly tone?: 'calm' | 'danger';
  /** Read aloud at once, or when there is a pause. Left out: not by itself. */
  readonly spoken?: 'now' | 'later';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A sentence that somebody must see, with at most one thing to do about it. */
export function Notice({ tone = 'calm', spoken, children, action }: NoticeProps) {
  const role = spoken === 'now' ? 'alert' : 'status';
  return (
    <div className={`notice notice-${tone}`} role={spoken === undefined ? undefined : role}>
      <p>{children}</p>
      {action}
    </div>
  );
}
