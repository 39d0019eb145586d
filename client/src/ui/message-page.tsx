import { useEffect, type ReactNode } from 'react';
import './message-page.css';

export interface MessagePageProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** A whole page with one message, which is also the page's title, and what one can do next. */
export function MessagePage({ title, text, children }: MessagePageProps) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className="message-page" id="content">
      <h1>{title}</h1>
      <p>{text}</p>
      <div className="message-page-actions">{children}</div>
    </main>
  );
}
