const key = 'voxgraph-theme';
const darkSystem = '(prefers-color-scheme: dark)';

/** Applies the theme that was chosen before, else the system's, and follows that when it changes. */
export function applyTheme(): void {
  const system = matchMedia(darkSystem);
  const apply = () => {
    document.documentElement.dataset.theme = chosen ?? (system.matches ? 'dark' : 'light');
  };
  apply();
  system.addEventListener('change', apply);
}

/** Chooses the other theme than the present one. Chosen as the system has it, it follows the system again. */
export function toggleTheme(): void {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  chosen = next === (matchMedia(darkSystem).matches ? 'dark' : 'light') ? undefined : next;
  try {
    if (chosen === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, chosen);
  } catch {
    // A private window may have no storage; the theme then holds until the page closes.
  }
}

let chosen = read();

function read(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
