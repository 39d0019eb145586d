import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/fonts.css';
import './ui/base.css';
import { App } from './app.tsx';
import { showKeptLanguage } from './view/language.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root to draw in.');
const screen = createRoot(root);
// In their own language at once: no flash of another.
void showKeptLanguage().then(() =>
  screen.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
