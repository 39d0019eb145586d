import type { ReactNode } from 'react';
import './notice.css';

export interface NoticeProps {
  readonly tone?: 'calm' | 'danger';
  /** Spoken at once (`alert`) or when there is a pause (`status`). */
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A sentence that somebody must see, with at most one thing to do about it. */
export function Notice({ tone = 'calm', role, children, action }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={role}>
      <p>{children}</p>
      {action}
    </div>
  );
}
