/** Swagger UI writes an object within a parameter as JSON; Strapi reads brackets, however deep. */
const inBrackets = (name, value) =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => inBrackets(`${name}[${key}]`, child))
    : [[name, String(value)]];

const parsed = (text) => {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const readableByStrapi = (request) => {
  const url = new URL(request.url, window.location.href);
  const parameters = [...url.searchParams].flatMap(([name, value]) =>
    inBrackets(name, parsed(value)),
  );
  url.search = new URLSearchParams(parameters).toString();
  request.url = url.href;
  return request;
};

window.SwaggerUIBundle({
  dom_id: '#docs',
  url: 'api/openapi.json',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: false,
  // The permission that each operation needs.
  showExtensions: true,
  tryItOutEnabled: true,
  // Its badge would ask a server of Swagger's about this address.
  validatorUrl: null,
  requestInterceptor: readableByStrapi,
});
