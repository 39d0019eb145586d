import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  localStorage.clear();
  vi.doUnmock('@meemaak/messages');
  vi.resetModules();
});

describe('the language of the screen', () => {
  it('is kept from the moment that it is chosen, also when its words are still under way', async () => {
    const { chooseLanguage } = await import('./language.ts');
    const chosen = chooseLanguage('en');
    expect(localStorage.getItem('meemaak.language')).toBe('en');
    await chosen;
    expect(localStorage.getItem('meemaak.language')).toBe('en');
  });

  it('is the one that was chosen last, whichever words come last', async () => {
    const { chooseLanguage, showKeptLanguage } = await import('./language.ts');
    const shown: string[] = [];
    const { createElement } = await import('react');
    const { createRoot } = await import('react-dom/client');
    const { useLanguage } = await import('./language.ts');
    const Probe = () => {
      shown.push(useLanguage().locale);
      return null;
    };
    const root = createRoot(document.createElement('div'));
    root.render(createElement(Probe));
    await showKeptLanguage();
    await Promise.all([chooseLanguage('en'), chooseLanguage('nl')]);
    await vi.waitFor(() => expect(shown.at(-1)).toBe('nl'));
    expect(localStorage.getItem('meemaak.language')).toBe('nl');
    expect(shown).not.toContain('en');
    root.unmount();
  });

  it('stays when the words of another one cannot be fetched', async () => {
    vi.doMock('@meemaak/messages', async (original) => ({
      ...(await original<object>()),
      loadMessages: () => Promise.reject(new Error('No line.')),
    }));
    const { chooseLanguage } = await import('./language.ts');
    await expect(chooseLanguage('en')).rejects.toThrow('No line.');
    expect(localStorage.getItem('meemaak.language')).toBe('nl');
  });
});
