const sessionKey = 'voxgraph-tab';
const lockOf = (workspace: string) => `voxgraph-journal-${workspace}`;

/** The name under which a browser tab keeps its networks; no other tab that is alive has it. */
export interface Workspace {
  readonly name: string;
  /** Whose networks it begins with: its own after a reload, another's when the browser tab was copied. */
  readonly source: string;
}

/** A name that a reload of this browser tab keeps. A copied one has the same session, so it gets a new name. */
export async function takeWorkspace(): Promise<Workspace> {
  const source = readSession();
  if (source !== undefined && (await holdPatiently(source))) return keep(source, source);
  return newWorkspace(source);
}

/** A workspace that is new and holds nothing. */
export async function newWorkspace(source?: string): Promise<Workspace> {
  const name = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
  await hold(name);
  return keep(name, source ?? name);
}

/**
 * Takes the first of these workspaces whose browser tab is gone. Of tabs that start at the same time only one gets it. Undefined when
 * all are alive, or when the browser cannot tell.
 */
export async function adoptWorkspace(names: readonly string[]): Promise<Workspace | undefined> {
  if (!('locks' in navigator)) return undefined;
  for (const name of names) if (await hold(name)) return keep(name, name);
  return undefined;
}

/** Takes a workspace if its browser tab goes within a fifth of a second. */
export async function adoptPatiently(name: string): Promise<Workspace | undefined> {
  return (await holdPatiently(name)) ? keep(name, name) : undefined;
}

/** The workspaces of browser tabs that are alive; undefined when the browser cannot tell. */
export async function livingWorkspaces(): Promise<{ has(name: string): boolean } | undefined> {
  if (!('locks' in navigator)) return undefined;
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map(({ name }) => name));
  return { has: (name) => names.has(lockOf(name)) };
}

/** The tab that is being reloaded may still hold its lock for a moment. */
async function holdPatiently(name: string): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await hold(name)) return true;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return false;
}

/** Holds a workspace until the browser tab is gone. */
function hold(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise<boolean>((resolve) => {
    navigator.locks
      .request(lockOf(name), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<never>(() => {}) : undefined;
      })
      // Browsers that refuse their storage refuse locks too; there is nothing to keep apart then.
      .catch(() => resolve(true));
  });
}

function readSession(): string | undefined {
  try {
    return sessionStorage.getItem(sessionKey) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(name: string, source: string): Workspace {
  try {
    sessionStorage.setItem(sessionKey, name);
  } catch {
    // Without session storage a reload counts as a new tab, and finds the networks as those of one that is gone.
  }
  return { name, source };
}
