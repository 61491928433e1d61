import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { source as axeSource } from 'axe-core';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';

/** Screenshots of every step, to be looked at after a run, in a folder for each test. */
const SCREENSHOTS = path.resolve(__dirname, '..', '..', '.tmp', 'e2e');

/** Those of the docs, renewed on request: they differ in each run by some pixels. */
const DOCS = path.resolve(__dirname, '..', '..', 'docs', 'images');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What an editor waits for without wondering; a busy machine included. */
export const PATIENCE_MS = 30_000;

export interface Window {
  page: Page;
  /**
   * Keeps a picture of what is seen now; the names are numbered as they come.
   *
   * @param inDocs the name of the picture in the docs that shows this, a PNG or WebP file
   */
  screenshot: (name: string, inDocs?: string) => Promise<void>;
  close: () => Promise<void>;
}

/** Opens Chromium without a screen. @throws when it is not installed, saying how */
const launch = async (): Promise<Browser> => {
  try {
    return await chromium.launch({
      executablePath: CHROMIUM,
      // Chromium cannot isolate its processes as root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  } catch (error) {
    throw new Error(
      `Chromium cannot be started at ${CHROMIUM}. Install it (apt-get install chromium), or set CHROMIUM to where it is. ${String(error)}`,
    );
  }
};

const keepInDocs = async (name: string, content: Buffer): Promise<void> => {
  const picture = name.endsWith('.webp') ? await sharp(content).webp().toBuffer() : content;
  await writeFile(path.join(DOCS, name), picture);
};

/**
 * Opens a page, with a browser of its own.
 *
 * @param folder where its screenshots are kept; those of the last run are removed
 */
export const openWindow = async (url: string, folder: string): Promise<Window> => {
  const screenshots = path.join(SCREENSHOTS, folder);
  await rm(screenshots, { recursive: true, force: true });
  await mkdir(screenshots, { recursive: true });
  const browser = await launch();
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1360, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  let count = 0;
  return {
    page,
    async screenshot(name, inDocs) {
      count += 1;
      const file = `${String(count).padStart(2, '0')}-${name}.png`;
      const content = await page.screenshot({ path: path.join(screenshots, file) });
      if (inDocs && process.env.UPDATE_DOCS) await keepInDocs(inDocs, content);
    },
    close: () => browser.close(),
  };
};

const named = ({ id, nodes }: AxeResults['violations'][number]): string =>
  `${id}: ${nodes.map(({ html }) => html).join(' ')}`;

/** All that axe has to say against a page. */
export const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource);
  return (await page.evaluate<AxeResults>('axe.run()')).violations.map(named);
};

/**
 * Violations of accessibility rules that keep people from using a part of the page, or make it hard.
 *
 * @param selector what to look at; the panel around it is Strapi's
 * @param without what is Strapi's within it
 */
export const seriousViolations = async (
  page: Page,
  selector: string,
  without: string[] = [],
): Promise<string[]> => {
  await page.evaluate(axeSource);
  const results = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify({ include: [selector], exclude: without })})`,
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(named);
};
