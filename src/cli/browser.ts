import { spawn } from 'node:child_process';

/**
 * Opens an address in the person's browser, where this machine seems to have one.
 * @param hasDisplay of a Unix machine. @returns false: it has none.
 */
export function openBrowser(url: string, hasDisplay: boolean): boolean {
  const command = opener(hasDisplay);
  if (command === null || !process.stderr.isTTY) return false;
  const [program = '', ...words] = command;
  const child = spawn(program, [...words, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {}); // The address is printed as well.
  child.unref();
  return true;
}

function opener(hasDisplay: boolean): string[] | null {
  switch (process.platform) {
    case 'darwin':
      return ['open'];
    case 'win32':
      // "start" would read the & of an address as the end of the command.
      return ['rundll32', 'url.dll,FileProtocolHandler'];
    default:
      return hasDisplay ? ['xdg-open'] : null;
  }
}
