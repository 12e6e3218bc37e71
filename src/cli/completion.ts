import type { Command } from 'commander';

/** Shells whose completion is known. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What can follow each command, by its words; the words of the program itself are under the empty one. */
export function completions(program: Command): Map<string, string[]> {
  const words = new Map<string, string[]>();
  const visit = (command: Command, path: string): void => {
    const own = command.commands.map((each) => each.name());
    const options = command.options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : []));
    // What is given to a group without a verb goes to its default one.
    const byDefault = command.commands.find((each) => each.name() === 'list');
    const more = byDefault ? byDefault.options.flatMap(({ long }) => long ?? []) : [];
    words.set(path, [...new Set([...own, ...options, ...more, '--help'])]);
    for (const each of command.commands) visit(each, `${path} ${each.name()}`.trim());
  };
  visit(program, '');
  return words;
}

/** A script that a shell loads to complete the words of the command line. */
export function completionScript(program: Command, shell: Shell): string {
  const words = [...completions(program)];
  if (shell === 'fish') return fish(words);
  const script = bash(words);
  return shell === 'bash' ? script : `autoload -U +X bashcompinit && bashcompinit\n${script}`;
}

type Words = readonly (readonly [path: string, follow: readonly string[]])[];

const bash = (words: Words): string => `# linchpin completion bash
_linchpin_words() {
  case "$1" in
${words.map(([path, follow]) => `    "${path}") echo "${follow.join(' ')}" ;;`).join('\n')}
  esac
}
_linchpin() {
  local path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$(_linchpin_words "\${path:+$path }$word")" ]; then path="\${path:+$path }$word"; fi
  done
  COMPREPLY=($(compgen -W "$(_linchpin_words "$path")" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _linchpin linchpin
`;

const fish = (words: Words): string => `# linchpin completion fish
function __linchpin_words
  switch "$argv[1]"
${words.map(([path, follow]) => `    case "${path}"\n      printf '%s\\n' ${follow.join(' ')}`).join('\n')}
  end
end
function __linchpin_complete
  set -l path ""
  for word in (commandline -opc)[2..]
    set -l next (string trim "$path $word")
    if test -n "$(__linchpin_words $next)"
      set path $next
    end
  end
  __linchpin_words $path
end
complete -c linchpin -a '(__linchpin_complete)'
`;
