/** The colours of one picture, as CSS hex codes. */
export interface Palette {
  /** Background behind text. */
  ground: string;
  /** Text on the ground; at least 4.5:1 against it (WCAG 2.2, 1.4.3). */
  ink: string;
  /** Fills of the motif, strongest first. */
  accents: readonly [string, string, string];
}

export const PALETTES: readonly Palette[] = [
  { ground: '#0f1b2d', ink: '#f4ebdd', accents: ['#e4572e', '#f3a712', '#2e6f95'] },
  { ground: '#f3e9dc', ink: '#1d1a1a', accents: ['#2f4b5c', '#c8352b', '#e8a33d'] },
  { ground: '#12372a', ink: '#fbf7e0', accents: ['#e9b44c', '#d95f3b', '#6ba583'] },
  { ground: '#f2b134', ink: '#1b1b2f', accents: ['#d7352c', '#fbeecb', '#1f5673'] },
  { ground: '#2b1636', ink: '#fbe9e1', accents: ['#f25f5c', '#ffb997', '#7d4e9e'] },
  { ground: '#0b4f4d', ink: '#f6f1e3', accents: ['#f7b267', '#f25c54', '#4fb0a5'] },
  { ground: '#a8321f', ink: '#fff3df', accents: ['#f6b756', '#1f2a44', '#e9785a'] },
  { ground: '#dce6e8', ink: '#14213d', accents: ['#fca311', '#3a7ca5', '#d1495b'] },
  { ground: '#161616', ink: '#f5f0e6', accents: ['#ffd23f', '#ee4266', '#3bceac'] },
  { ground: '#f6cdbf', ink: '#2a1a2e', accents: ['#2b4c7e', '#d8334a', '#f09a76'] },
  { ground: '#2238a8', ink: '#fdf6e9', accents: ['#ff6b4a', '#ffc857', '#8fb8ff'] },
  { ground: '#e8e2cf', ink: '#20302a', accents: ['#2f6b52', '#e07a3f', '#f2c14e'] },
];
