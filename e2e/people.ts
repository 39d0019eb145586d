/** The people of our example at their browsers. `test` gives every test a server of its own and
 *  a way to bring people in. */
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { OWN_PAGE_HEADER, RunningServer, createDossier } from '@meemaak/test-kit';

export { expect } from '@playwright/test';

export interface Person {
  readonly name: string;
  /** The beginning of their party's short name. */
  readonly party: string;
  readonly right: 'read' | 'contribute' | 'edit' | 'facilitate';
}

export const noor: Person = { name: 'Noor', party: 'Gemeente', right: 'facilitate' };
export const bram: Person = { name: 'Bram', party: 'Gemeente', right: 'edit' };
export const fatma: Person = { name: 'Fatma', party: 'Samen', right: 'edit' };
export const tom: Person = { name: 'Tom', party: 'Zorg', right: 'edit' };
/** A resident who may add ideas, which is not yet writing in the dossier. */
export const anja: Person = { name: 'Anja', party: 'Samen', right: 'contribute' };
/** A council clerk: looks, does not write. */
export const griffier: Person = { name: 'Griffier', party: 'Raad', right: 'read' };

interface DossierAnswer {
  readonly parties: readonly { partyId: string; shortName: string; name: string }[];
}

export interface Dossiers {
  /** A new, empty dossier; returns its id. */
  create(title?: string): Promise<string>;
  /** The example that every new server starts with. */
  example(): Promise<string>;
  /** Lets a person in, in a browser of their own, and opens the dossier. */
  open(person: Person, dossierId: string, context?: BrowserContext): Promise<Page>;
}

export const test = base.extend<{
  /** Extra configuration of this test's server. */
  serverEnv: Readonly<Record<string, string>>;
  server: RunningServer;
  dossiers: Dossiers;
}>({
  serverEnv: [{}, { option: true }],
  server: async ({ serverEnv }, use) => {
    const server = await RunningServer.start(serverEnv);
    await use(server);
    await server.remove();
  },
  baseURL: async ({ server }, use) => use(server.url),
  dossiers: async ({ server, browser, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use({
      async create(title) {
        return (await createDossier(server.url, noor.name, title)).dossierId;
      },
      async example() {
        const answer = await fetch(`${server.url}/api/dossiers`);
        const { dossiers } = (await answer.json()) as { dossiers: { dossierId: string }[] };
        const first = dossiers[0];
        if (first === undefined) throw new Error('This server has no example dossier.');
        return first.dossierId;
      },
      async open(person, dossierId, given) {
        const context =
          given ?? (await browser.newContext({ ...contextOptions, baseURL: server.url }));
        if (given === undefined) contexts.push(context);
        await enter(context, server, person, dossierId);
        const page = await context.newPage();
        await page.goto(`/d/${dossierId}`);
        return page;
      },
    });
    for (const context of contexts) await context.close();
  },
});

/** Takes a person's line away. A machine without any network notices no difference, so that its pages
 *  are told. */
export async function takeLineAway(context: BrowserContext): Promise<void> {
  const pages = await Promise.all(
    context.pages().map(async (page) => ({
      page,
      hadLine: await page.evaluate(() => navigator.onLine),
    })),
  );
  await context.setOffline(true);
  for (const { page, hadLine } of pages) {
    if (!hadLine) await page.evaluate(() => dispatchEvent(new Event('offline')));
  }
}

export async function giveLineBack(context: BrowserContext): Promise<void> {
  await context.setOffline(false);
  for (const page of context.pages()) {
    await page.evaluate(() => navigator.onLine || dispatchEvent(new Event('online')));
  }
}

async function enter(
  context: BrowserContext,
  server: RunningServer,
  person: Person,
  dossierId: string,
): Promise<void> {
  const view = await context.request.get(`${server.url}/api/dossiers/${dossierId}`);
  const { parties } = (await view.json()) as DossierAnswer;
  const party =
    parties.find(({ shortName, name }) =>
      [shortName, name].some((text) => text.toLowerCase().startsWith(person.party.toLowerCase())),
    ) ?? parties[0];
  const answer = await context.request.post(`${server.url}/api/participant.enter`, {
    headers: { [OWN_PAGE_HEADER]: '1' },
    data: { dossierId, partyId: party?.partyId, name: person.name, right: person.right },
  });
  if (!answer.ok()) throw new Error(`participant.enter: ${answer.status()} ${await answer.text()}`);
}
