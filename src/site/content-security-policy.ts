/**
 * The policy of the site's page, stricter than that of the server, whose admin panel needs more:
 * scripts and styles from the server alone, none in the page, no requests to anybody else.
 *
 * @param mediaOrigins where pictures come from besides the server, e.g. `https://cdn.example.com`
 */
export const contentSecurityPolicy = (mediaOrigins: readonly string[]): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `font-src 'self'`,
    `connect-src 'self'`,
    // The placeholders of pictures are data URIs; a new avatar is shown before it is sent.
    ['img-src', `'self'`, 'data:', 'blob:', ...mediaOrigins].join(' '),
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
