const DOCUMENT = 'api/openapi.json';

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

/**
 * "Try it out" fills in each example there is: all conditions at once, which hardly an entry fits. Those
 * that may be left out are shown beside the parameter instead, except for what every list has.
 */
const withFewExamples = (parameter) => {
  const { example, ...rest } = parameter;
  if (parameter.required || parameter.name === 'pagination') return parameter;
  const shown = example === undefined ? '' : `For example: \`${JSON.stringify(example)}\``;
  return {
    ...rest,
    // Without an example of an object, Swagger UI makes one up of all its properties.
    ...(parameter.style === 'deepObject' ? { example: {} } : {}),
    description: [rest.description, shown].filter(Boolean).join('\n\n'),
  };
};

const withFewFilledIn = (operation) =>
  operation.parameters
    ? { ...operation, parameters: operation.parameters.map(withFewExamples) }
    : operation;

const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

const forTheReader = (document) => ({
  ...document,
  paths: mapValues(document.paths, (operations) => mapValues(operations, withFewFilledIn)),
});

let isLoaded = false;

/** Swagger UI reads the document from the answer that this leaves it; later answers are shown as they are. */
const readDocument = (response) => {
  if (isLoaded || !response.ok || !response.url.endsWith(DOCUMENT)) return response;
  isLoaded = true;
  const text = JSON.stringify(forTheReader(JSON.parse(response.text)));
  return { ...response, text, data: text };
};

window.SwaggerUIBundle({
  dom_id: '#docs',
  url: DOCUMENT,
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
  responseInterceptor: readDocument,
});
