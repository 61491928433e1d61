import { PATIENCE_MS } from '../browser';
import type { Site } from './site';

/** The page that shows the API's document, and sends requests. */
export const apiPage = (site: Site): void => {
  describe('/docs', () => {
    it('sends a request with Swagger UI, and asks nobody but the server', async () => {
      const page = await site.visitor.page.context().newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      const [problems, foreign]: [string[], string[]] = [[], []];
      page.on('pageerror', ({ message }) => problems.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('request', (request) => {
        const url = request.url();
        if (!/^(data|blob):/.test(url) && new URL(url).origin !== site.demo.url) foreign.push(url);
      });
      await page.goto('/docs');
      await page.locator('.opblock-tag').first().waitFor();

      const operation = page.locator('.opblock[id$="-findMovies"]');
      if (!(await operation.isVisible())) await page.locator('.opblock-tag[id$="Movies"]').click();
      await operation.locator('.opblock-summary-control').click();
      await operation.getByRole('button', { name: 'Execute' }).click();
      const answer = operation.locator('.live-responses-table .response');
      await answer.getByText('200', { exact: true }).waitFor();
      await answer.getByText('"documentId"').first().waitFor();

      expect({ problems, foreign }).toEqual({ problems: [], foreign: [] });
      await page.close();
    });
  });
};
