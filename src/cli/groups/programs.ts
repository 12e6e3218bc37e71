import { Argument, type Command } from 'commander';
import { completionScript, shells, type Shell } from '../completion.ts';
import { addServerOptions, collect } from '../option-sets.ts';

/** What other programs on this machine start. */
export function addProgramCommands(program: Command): void {
  addServerOptions(program.command('mcp'))
    .description('let an assistant look at boards, Pins and numbers, over stdin and stdout')
    .option(
      '--allow <right>',
      'what it may do besides reading: write, or a right such as posts:write; repeat it for several',
      collect,
    )
    .addHelpText('after', mcpHelp)
    .action(async (given) => (await import('../commands/mcp.ts')).mcp(given));
  program
    .command('completion')
    .description('print a script with which a shell completes commands and options')
    .addArgument(new Argument('<shell>').choices(shells))
    .addHelpText('after', completionHelp)
    .action((shell: Shell) => void process.stdout.write(completionScript(program, shell)));
}

const mcpHelp = `
Assistants start it themselves; their settings name the command:

  { "mcpServers": { "linchpin": { "command": "npx",
    "args": ["linchpin", "mcp", "--allow", "write"] } } }

Over HTTP the same is at /mcp of the server, with the key as a bearer token.`;

const completionHelp = `
In ~/.bashrc, or in ~/.zshrc after compinit:
  eval "$(linchpin completion bash)"
  eval "$(linchpin completion zsh)"
For fish:
  linchpin completion fish > ~/.config/fish/completions/linchpin.fish`;
