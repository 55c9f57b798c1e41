/** How the native library can be had: TensorFlow's wheel with a binding compiled here, or tfjs's own installer. */
export type Way = 'wheel' | 'installer';

/** The ways to try on a platform, in order. The wheel comes first on Linux x64 because its hash is pinned. */
export function planWays(platform: NodeJS.Platform, arch: string): readonly Way[] {
  return platform === 'linux' && arch === 'x64' ? ['wheel', 'installer'] : ['installer'];
}
