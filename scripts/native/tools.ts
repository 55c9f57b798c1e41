import { works } from './commands.ts';

/** A program that the wheel's way needs, how to see that it is there, and the packages that bring it. */
interface Tool {
  readonly name: string;
  readonly probe: readonly [string, ...string[]];
  readonly packages: { readonly apt: string; readonly dnf: string };
}

const TOOLS: readonly Tool[] = [
  { name: 'python3', probe: ['python3', '--version'], packages: { apt: 'python3', dnf: 'python3' } },
  {
    name: 'pip',
    probe: ['python3', '-m', 'pip', '--version'],
    packages: { apt: 'python3-pip', dnf: 'python3-pip' },
  },
  { name: 'g++', probe: ['g++', '--version'], packages: { apt: 'g++', dnf: 'gcc-c++' } },
  { name: 'strip', probe: ['strip', '--version'], packages: { apt: 'binutils', dnf: 'binutils' } },
];

type Works = (program: string, args: readonly string[]) => boolean;

/** The tools that are missing here, with the one command that installs them; `undefined` when all are there. */
export function missingTools(probe: Works = works): { names: string[]; install: string } | undefined {
  const missing = TOOLS.filter(({ probe: [program, ...args] }) => !probe(program, args));
  if (missing.length === 0) return undefined;
  const install = installCommand(missing, probe);
  return { names: missing.map((tool) => tool.name), install };
}

function installCommand(missing: readonly Tool[], probe: Works): string {
  const packages = (manager: keyof Tool['packages']) =>
    missing.map((tool) => tool.packages[manager]).join(' ');
  if (probe('apt-get', ['--version'])) return `sudo apt-get install -y ${packages('apt')}`;
  if (probe('dnf', ['--version'])) return `sudo dnf install -y ${packages('dnf')}`;
  return `install ${packages('apt')} with your package manager`;
}

/** Whether an NVIDIA driver answers on this machine. */
export function hasNvidiaDriver(probe: Works = works): boolean {
  return probe('nvidia-smi', ['-L']);
}
